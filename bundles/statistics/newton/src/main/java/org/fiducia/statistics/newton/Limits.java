package org.fiducia.statistics.newton;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.model.Parameter;

/** Which parameters may move, and how far. */
final class Limits {
    private final List<Parameter> parameters;
    private final double[] lower;
    private final double[] upper;
    private final double[] scale;
    private final boolean[] fixed;

    Limits(List<Parameter> parameters) {
        this.parameters = parameters;
        int n = parameters.size();
        lower = new double[n];
        upper = new double[n];
        scale = new double[n];
        fixed = new boolean[n];
        for (int i = 0; i < n; i++) {
            Parameter parameter = parameters.get(i);
            lower[i] = parameter.lower();
            upper[i] = parameter.upper();
            scale[i] = parameter.step();
            fixed[i] = parameter.fixed();
        }
    }

    int size() {
        return lower.length;
    }

    boolean fixed(int i) {
        return fixed[i];
    }

    /** Rough uncertainty of each parameter. */
    double[] scale() {
        return scale;
    }

    boolean inside(int i, double value) {
        return value >= lower[i] && value <= upper[i];
    }

    /** How far a parameter may go in the direction of a step. */
    double room(int i, double from, double step) {
        return step < 0 ? from - lower[i] : step > 0 ? upper[i] - from : Double.POSITIVE_INFINITY;
    }

    double clip(int i, double value) {
        return Math.max(lower[i], Math.min(upper[i], value));
    }

    /** Free, and not at a limit beyond which the likelihood would like to go. */
    boolean mayMove(int i, double[] at, double[] gradient) {
        return !fixed[i] && !(at[i] <= lower[i] && gradient[i] > 0) && !(at[i] >= upper[i] && gradient[i] < 0);
    }

    /** Names of free parameters at a limit. */
    List<String> reached(double[] at) {
        var names = new ArrayList<String>();
        for (int i = 0; i < at.length; i++) {
            if (!fixed[i] && (at[i] <= lower[i] || at[i] >= upper[i])) {
                names.add(parameters.get(i).name());
            }
        }
        return names;
    }

    String name(int i) {
        return parameters.get(i).name();
    }
}
