package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.exchange.json.JsonElement;

/** Auxiliary measurements. */
final class Constraints {
    private static final Set<String> KINDS = Set.of("gaussian_dist", "normal_dist", "poisson_dist", "lognormal_dist");

    private final Functions functions;
    private final Parameters parameters;
    private final Map<String, Constraint> explicit = new LinkedHashMap<>();
    private final Map<String, Constraint> implied = new LinkedHashMap<>();

    Constraints(Functions functions, Parameters parameters) {
        this.functions = functions;
        this.parameters = parameters;
    }

    /** Whether a distribution is an auxiliary measurement beside those of an observable. */
    static boolean isConstraint(JsonElement distribution, String observable) {
        return KINDS.contains(distribution.text("type"))
                && !(distribution.get("x").isText() && distribution.text("x").equals(observable));
    }

    /** An auxiliary measurement whose result is a named number of the file. */
    void add(JsonElement distribution) {
        JsonElement result = distribution.get("x");
        if (result.isNumber()) {
            add(distribution, "x", result.number());
            return;
        }
        String x = result.text();
        boolean gaussian = distribution.text("type").matches("gaussian_dist|normal_dist");
        if (gaussian && !parameters.isObserved(x)) {
            // a Gaussian is symmetric: ROOT writes the parameter and the observation in either order
            JsonElement mean = distribution.get("mean");
            if (mean.isNumber()) {
                add(distribution, "mean", mean.number());
                return;
            } else if (parameters.isKnown(mean.text()) && parameters.isObserved(mean.text())) {
                add(distribution, "mean", parameters.value(mean.text(), distribution));
                return;
            }
        }
        add(distribution, "x", parameters.value(x, distribution));
    }

    /** An auxiliary measurement with its result. */
    void add(JsonElement distribution, double observed) {
        add(distribution, "x", observed);
    }

    private void add(JsonElement distribution, String observedField, double observed) {
        var of = new LinkedHashMap<String, Expression>();
        String type = distribution.text("type");
        String kind = switch (type) {
            case "gaussian_dist", "normal_dist" -> {
                of.put("mean", functions.field(distribution, observedField.equals("x") ? "mean" : "x"));
                of.put("sigma", positive(distribution, "sigma"));
                yield Constraint.GAUSSIAN;
            }
            case "poisson_dist" -> {
                of.put("mean", functions.field(distribution, "mean"));
                yield "poisson";
            }
            case "lognormal_dist" -> {
                of.put("m0", call(Function.EXP, functions.field(distribution, "mu")));
                of.put("k", call(Function.EXP, positive(distribution, "sigma")));
                yield "log-normal";
            }
            default ->
                throw distribution.wrong(
                        "is of type '" + type + "', which is not supported as an auxiliary measurement",
                        "supported are gaussian_dist, poisson_dist, lognormal_dist");
        };
        explicit.put(distribution.text("name"), new Constraint(kind, observed, of));
    }

    /** A field that is positive where it is a number. */
    private Expression positive(JsonElement distribution, String field) {
        Expression expression = functions.field(distribution, field);
        if (expression instanceof Expression.Constant constant
                && !(constant.value() > 0 && constant.value() < Double.POSITIVE_INFINITY)) {
            throw distribution.wrong("has the " + field + " " + constant.value(), "a positive number is expected");
        }
        return expression;
    }

    /** A constraint that a modifier implies, unless the file has one for the same parameter. */
    void imply(String parameter, Constraint constraint) {
        implied.putIfAbsent(parameter, constraint);
    }

    List<Constraint> all() {
        var all = new ArrayList<>(explicit.values());
        implied.forEach((parameter, constraint) -> {
            boolean said = explicit.values().stream()
                    .flatMap(other -> other.parameters().values().stream())
                    .anyMatch(expression -> expression.references().contains(parameter));
            if (!said) {
                all.add(constraint);
            }
        });
        return all;
    }
}
