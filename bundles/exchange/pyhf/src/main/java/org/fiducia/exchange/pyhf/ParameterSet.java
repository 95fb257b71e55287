package org.fiducia.exchange.pyhf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.exchange.histfactory.HistFactoryChannel;
import org.fiducia.exchange.json.JsonElement;

/** The parameters of the modifiers of one name, with pyhf's defaults: one, or one for each bin. */
final class ParameterSet {
    /** A relative uncertainty whose inverse square is beyond the range of numbers is none. */
    private static final double NEGLIGIBLE = 1e-100;

    /** How the parameters are constrained. */
    enum Kind {
        /** Not at all, one parameter. */
        FACTOR(true, 1, 0, 10),
        /** Not at all, one parameter for each bin. */
        BIN_FACTORS(false, 1, 0, 10),
        /** By a unit Gaussian around 0. */
        INTERPOLATION(true, 0, -5, 5),
        /** By a Gaussian that the measurement must describe. */
        LUMINOSITY(true, Double.NaN, Double.NaN, Double.NaN),
        /** By a Poisson distribution each. */
        POISSON(false, 1, 1e-10, 10),
        /** By a Gaussian around 1 each. */
        STATISTICAL(false, 1, 1e-10, 10);

        private final boolean scalar;
        private final double initial;
        private final double lower;
        private final double upper;

        Kind(boolean scalar, double initial, double lower, double upper) {
            this.scalar = scalar;
            this.initial = initial;
            this.lower = lower;
            this.upper = upper;
        }
    }

    private final String name;
    private final Kind kind;
    private final double[] initial;
    private final double[] lower;
    private final double[] upper;
    private final boolean[] fixed;

    /** Result of the auxiliary measurement of each parameter. */
    private final double[] observed;

    /** Width of its Gaussian, or its Poisson mean at 1. */
    private final double[] size;

    ParameterSet(String name, Kind kind, int parameters) {
        this.name = name;
        this.kind = kind;
        initial = filled(parameters, kind.initial);
        lower = filled(parameters, kind.lower);
        upper = filled(parameters, kind.upper);
        fixed = new boolean[parameters];
        observed = filled(parameters, kind.initial);
        size = filled(parameters, kind == Kind.LUMINOSITY ? Double.NaN : 1);
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    Kind kind() {
        return kind;
    }

    int size() {
        return initial.length;
    }

    /** Name of a parameter: that of the set, with the number of the bin where there is one for each. */
    String name(int i) {
        return kind.scalar ? name : name + "[" + i + "]";
    }

    /** Sets the relative uncertainty of a bin; a bin without any has a parameter that is held at 1. */
    void uncertainty(int bin, double relative) {
        if (relative > NEGLIGIBLE) {
            size[bin] = kind == Kind.POISSON ? 1 / (relative * relative) : relative;
        } else {
            fixed[bin] = true;
        }
        if (kind == Kind.POISSON) {
            observed[bin] = size[bin];
        }
    }

    /** Takes over what a measurement says of these parameters. */
    void configure(JsonElement config) {
        overwrite(config, "inits", initial);
        if (kind != Kind.POISSON) {
            // counts follow from the uncertainties of the bins: pyhf does not let a measurement change them
            overwrite(config, "auxdata", observed);
            overwrite(config, "sigmas", size);
        }
        if (config.has("bounds")) {
            List<JsonElement> pairs = config.get("bounds").list();
            if (pairs.size() != size()) {
                throw config.get("bounds").wrong("has " + pairs.size() + " pairs for " + size() + " parameters", "");
            }
            for (int i = 0; i < size(); i++) {
                double[] pair = pairs.get(i).numbers(2);
                lower[i] = pair[0];
                upper[i] = pair[1];
            }
        }
        if (config.has("fixed")) {
            Arrays.fill(fixed, config.flag("fixed", false));
        }
        for (int i = 0; i < size(); i++) {
            if (!(lower[i] < upper[i] && initial[i] >= lower[i] && initial[i] <= upper[i])) {
                throw config.wrong(
                        "starts parameter " + name(i) + " at " + initial[i] + " between " + lower[i] + " and "
                                + upper[i],
                        "");
            }
        }
    }

    private void overwrite(JsonElement config, String field, double[] values) {
        if (config.has(field)) {
            System.arraycopy(config.get(field).numbers(values.length), 0, values, 0, values.length);
        }
    }

    /** Whether anything is left to say about it. */
    boolean complete() {
        return Arrays.stream(initial).allMatch(Double::isFinite)
                && Arrays.stream(observed).allMatch(Double::isFinite)
                && Arrays.stream(lower).allMatch(Double::isFinite)
                && Arrays.stream(size).allMatch(width -> width > 0 && width < Double.POSITIVE_INFINITY);
    }

    List<Parameter> parameters(String interest) {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < size(); i++) {
            double step = switch (kind) {
                case FACTOR, BIN_FACTORS -> 0.1 * Math.max(1, Math.abs(initial[i]));
                case POISSON -> 1 / Math.sqrt(size[i]);
                default -> size[i];
            };
            Role role = name.equals(interest) ? Role.INTEREST : Role.NUISANCE;
            parameters.add(new Parameter(name(i), initial[i], lower[i], upper[i], step, role, "", fixed[i]));
        }
        return parameters;
    }

    List<Constraint> constraints() {
        var constraints = new ArrayList<Constraint>();
        for (int i = 0; i < size(); i++) {
            switch (kind) {
                case INTERPOLATION, LUMINOSITY, STATISTICAL ->
                    constraints.add(Constraint.gaussian(name(i), observed[i], size[i]));
                case POISSON -> constraints.add(HistFactoryChannel.poisson(name(i), observed[i], size[i]));
                default -> {
                    // free
                }
            }
        }
        return constraints;
    }

    Expression ref(int i) {
        return Expression.ref(name(i));
    }
}
