package org.fiducia.background.analytic.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.background.analytic.BackgroundFunction;

/** Collects the parameters of a function. */
final class FunctionBuilder {
    private final String prefix;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Expression> of = new LinkedHashMap<>();

    FunctionBuilder(String prefix) {
        this.prefix = prefix;
    }

    /** A parameter that floats. */
    FunctionBuilder free(String name, double start, double step, double lower, double upper) {
        parameters.add(new Parameter(prefix + name, start, lower, upper, step, Parameter.Role.NUISANCE, "", false));
        of.put(name, Expression.ref(prefix + name));
        return this;
    }

    /** A parameter that is a number. */
    FunctionBuilder constant(String name, double value) {
        of.put(name, Expression.constant(value));
        return this;
    }

    /** Recursive fractions of so many terms. */
    FunctionBuilder fractions(int terms) {
        for (int k = 1; k < terms; k++) {
            free("f" + k, 0.5, 0.1, 0, 1);
        }
        return this;
    }

    BackgroundFunction build(String kind) {
        return new BackgroundFunction(parameters, new Shape(kind, of));
    }
}
