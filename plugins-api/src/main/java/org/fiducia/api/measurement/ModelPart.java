package org.fiducia.api.measurement;

import java.util.List;
import java.util.Set;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;

/**
 * A part of a statistical model. Parts are joined by names: equal names of parameters must be equal parameters.
 *
 * @param parameters free or constrained ones that it declares
 * @param constraints on parameters of any part
 * @param nuisances parameters with a unit Gaussian constraint, and what they do to the processes of any part
 * @param factors what else multiplies the yields of processes of any part
 * @param quantities functions of the parameters that are worth reporting
 * @param regions that are fitted, or looked at, beside that of the analysis
 * @param contributions processes and where they are expected
 */
public record ModelPart(
        List<Parameter> parameters,
        List<Constraint> constraints,
        List<Nuisance> nuisances,
        List<Factor> factors,
        List<Quantity> quantities,
        List<ObservedRegion> regions,
        List<Contribution> contributions) {
    /** Nothing; what a part has is added to it. */
    public static final ModelPart EMPTY =
            new ModelPart(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public ModelPart {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        nuisances = List.copyOf(nuisances);
        factors = List.copyOf(factors);
        quantities = List.copyOf(quantities);
        regions = List.copyOf(regions);
        contributions = List.copyOf(contributions);
    }

    /** Contributions to regions that are there already, with the parameters that they depend on. */
    public static ModelPart of(List<Parameter> parameters, List<Contribution> contributions) {
        return EMPTY.withParameters(parameters, List.of()).withContributions(contributions);
    }

    /** Nuisances alone. */
    public static ModelPart of(List<Nuisance> nuisances) {
        return EMPTY.withNuisances(nuisances);
    }

    /** The same with these parameters and constraints. */
    public ModelPart withParameters(List<Parameter> declared, List<Constraint> on) {
        return new ModelPart(declared, on, nuisances, factors, quantities, regions, contributions);
    }

    /** The same with these nuisances. */
    public ModelPart withNuisances(List<Nuisance> declared) {
        return new ModelPart(parameters, constraints, declared, factors, quantities, regions, contributions);
    }

    /** The same with these factors. */
    public ModelPart withFactors(List<Factor> multiplied) {
        return new ModelPart(parameters, constraints, nuisances, multiplied, quantities, regions, contributions);
    }

    /** The same with these quantities. */
    public ModelPart withQuantities(List<Quantity> reported) {
        return new ModelPart(parameters, constraints, nuisances, factors, reported, regions, contributions);
    }

    /** The same with these regions. */
    public ModelPart withRegions(List<ObservedRegion> observed) {
        return new ModelPart(parameters, constraints, nuisances, factors, quantities, observed, contributions);
    }

    /** The same with these contributions. */
    public ModelPart withContributions(List<Contribution> expected) {
        return new ModelPart(parameters, constraints, nuisances, factors, quantities, regions, expected);
    }

    /**
     * A process in every place that a place contains.
     *
     * @param yield expected events in each; of the signal a factor on what the cross sections expect
     * @param shape density of the region's variable on its range
     * @param estimate how the yield was found
     */
    public record Contribution(Place place, String process, Expression yield, Shape shape, Estimate estimate) {
        /** A process of which nothing more is known. */
        public Contribution(Place place, String process, Expression yield, Shape shape) {
            this(place, process, yield, shape, Estimate.NONE);
        }
    }

    /**
     * How a number of events was found, for the sources of systematic uncertainties.
     *
     * @param events expected before the fit, ≥ 0
     * @param error statistical uncertainty of that number
     * @param replaces groups of nuisances that do not act on the yield, other than by moving events between bins: a free
     *     number of events takes their place
     * @param variations what else is known to be uncertain of it
     */
    public record Estimate(double events, double error, Set<String> replaces, List<Variation> variations) {
        /** Nothing is known. */
        public static final Estimate NONE = new Estimate(0, 0);

        public Estimate {
            replaces = Set.copyOf(replaces);
            variations = List.copyOf(variations);
        }

        /** A fixed number with a statistical uncertainty. */
        public Estimate(double events, double error) {
            this(events, error, Set.of(), List.of());
        }
    }

    /**
     * An uncertainty that follows from how a number of events is estimated, e.g. from two methods that differ: a log-normal
     * change of it. Variations of one name are fully correlated.
     *
     * @param name name of the nuisance
     * @param group group of the breakdown
     * @param up relative change at θ = +1, &gt; −1
     * @param down relative change at θ = −1, &gt; −1
     */
    public record Variation(String name, String group, double up, double down) {}

    /**
     * Multiplies the yield of every process that a target means.
     *
     * @param value in parameters of any part, e.g. a free rate of misidentified leptons
     */
    public record Factor(Nuisance.Target target, Expression value) {}

    /**
     * A region with what was observed in it: one set of events.
     *
     * @param place where the set belongs; the region is that of this id
     * @param region the variable and its range; no variable for a region in which events are only counted
     * @param observed values of the events; where the region has intervals, their numbers of entries instead
     */
    public record ObservedRegion(Place place, FitRegion region, double[] observed) {}
}
