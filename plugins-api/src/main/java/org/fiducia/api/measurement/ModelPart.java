package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;

/**
 * A part of a statistical model. Parts are joined by names: equal names of parameters must be equal parameters.
 *
 * @param parameters free or constrained ones that it declares
 * @param constraints on parameters of any part
 * @param regions that are fitted beside that of the analysis
 * @param contributions processes and where they are expected
 */
public record ModelPart(
        List<Parameter> parameters,
        List<Constraint> constraints,
        List<ObservedRegion> regions,
        List<Contribution> contributions) {
    public ModelPart {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        regions = List.copyOf(regions);
        contributions = List.copyOf(contributions);
    }

    /** Contributions to regions that are there already, with the parameters that they depend on. */
    public static ModelPart of(List<Parameter> parameters, List<Contribution> contributions) {
        return new ModelPart(parameters, List.of(), List.of(), contributions);
    }

    /**
     * A process in every place that a place contains.
     *
     * @param yield expected events in each
     * @param shape density of the region's variable on its range
     */
    public record Contribution(Place place, String process, Expression yield, Shape shape) {}

    /**
     * A region with what was observed in it: one set of events.
     *
     * @param place where the set belongs; the region is that of this id
     * @param region the variable and its range; no variable for a region in which events are only counted
     * @param observed values of the events; where the region has intervals, their numbers of entries instead
     */
    public record ObservedRegion(Place place, FitRegion region, double[] observed) {}
}
