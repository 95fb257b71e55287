package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/** Parameters of the model of one side as it is built; their names end with that of the side. */
final class ParameterList {
    private final String side;
    private final Map<String, Double> starts;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final Set<String> natural = new LinkedHashSet<>();

    /**
     * @param side name of the side
     * @param starts start values by full name that are taken instead of those asked for
     */
    ParameterList(String side, Map<String, Double> starts) {
        this.side = side;
        this.starts = Map.copyOf(starts);
    }

    /** Full name of a parameter. */
    static String name(String parameter, String side) {
        return parameter + "_" + side;
    }

    /** A free parameter. */
    Expression free(String parameter, double start, double lo, double hi, double step) {
        String name = name(parameter, side);
        parameters.add(Parameter.interest(name, clip(starts.getOrDefault(name, start), lo, hi), lo, hi, step));
        return Expression.ref(name);
    }

    /** A free parameter with a wide Gaussian constraint around its start, which decides where the data say nothing of it. */
    Expression loose(String parameter, double start, double lo, double hi, double width) {
        constraints.add(Constraint.gaussian(name(parameter, side), clip(start, lo, hi), width));
        return free(parameter, start, lo, hi, width / 10);
    }

    /** Says that a parameter may end at a limit: the model is still what it should be there, e.g. without smearing. */
    void mayEndAtLimit(String parameter) {
        natural.add(name(parameter, side));
    }

    List<Parameter> parameters() {
        return parameters;
    }

    List<Constraint> constraints() {
        return constraints;
    }

    /** Names of parameters that may end at a limit. */
    Set<String> natural() {
        return natural;
    }

    private static double clip(double x, double lo, double hi) {
        return Math.max(lo, Math.min(hi, x));
    }
}
