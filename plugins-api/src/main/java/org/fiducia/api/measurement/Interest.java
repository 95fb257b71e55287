package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/**
 * How the rates of the signal processes follow from parameters of interest, and what is concluded about.
 *
 * @param parameters parameters of interest, starting at the prediction; those that a point floats with apart
 * @param constraints on them
 * @param rates cross section of each signal process in fb, in the order of the processes
 * @param bins cross section of each fiducial bin, fb
 * @param further what else is concluded about
 * @param views the same rates in other parameters of interest, one for one, of which the intervals are wanted too: every
 *     view can take exactly the same values
 */
public record Interest(
        List<Parameter> parameters,
        List<Constraint> constraints,
        List<Expression> rates,
        List<Quantity> bins,
        List<Quantity> further,
        List<Interest> views) {
    public Interest {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        rates = List.copyOf(rates);
        bins = List.copyOf(bins);
        further = List.copyOf(further);
        views = List.copyOf(views);
    }

    /** Without constraints. */
    public Interest(
            List<Parameter> parameters,
            List<Expression> rates,
            List<Quantity> bins,
            List<Quantity> further,
            List<Interest> views) {
        this(parameters, List.of(), rates, bins, further, views);
    }
}
