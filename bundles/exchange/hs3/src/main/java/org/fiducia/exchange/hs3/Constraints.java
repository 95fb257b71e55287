package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.exchange.histfactory.HistFactoryChannel;
import org.fiducia.exchange.json.JsonElement;

/** Auxiliary measurements. */
final class Constraints {
    /** Reads an auxiliary measurement. */
    private interface Type {
        List<Constraint> read(Constraints all, JsonElement distribution);
    }

    private static final Map<String, Type> TYPES = new TreeMap<>(Map.of(
            "gaussian_dist",
            Constraints::gaussian,
            "normal_dist",
            Constraints::gaussian,
            "poisson_dist",
            (all, d) -> List.of(all.one(d, "x", all.value(d))),
            "lognormal_dist",
            (all, d) -> List.of(all.one(d, "x", all.value(d))),
            "multivariate_normal_dist",
            (all, d) -> new NormalConstraint(d, all.functions, all.parameters).read(),
            "barlow_beeston_lite_poisson_constraint_dist",
            Constraints::barlowBeeston));

    private final Functions functions;
    private final Parameters parameters;
    private final Map<String, List<Constraint>> explicit = new LinkedHashMap<>();
    private final Map<String, Constraint> implied = new LinkedHashMap<>();

    Constraints(Functions functions, Parameters parameters) {
        this.functions = functions;
        this.parameters = parameters;
    }

    /** Types that are read. */
    static List<String> types() {
        return List.copyOf(TYPES.keySet());
    }

    /** Whether a distribution is an auxiliary measurement beside those of an observable. */
    static boolean isConstraint(JsonElement distribution, Observable observable, Functions functions) {
        boolean can = TYPES.containsKey(distribution.text("type"));
        if (!can) {
            return false;
        }
        JsonElement x = distribution.get("x");
        for (JsonElement variable : x.isList() ? x.list() : List.of(x)) {
            if (variable.isText() && dependsOn(variable.text(), distribution, observable, functions)) {
                return false;
            }
        }
        return true;
    }

    private static boolean dependsOn(
            String name, JsonElement distribution, Observable observable, Functions functions) {
        return name.equals(observable.name())
                || functions.element(name) != null
                        && Observable.in(functions.on(observable).named(name, distribution));
    }

    /** An auxiliary measurement whose result is in the file. */
    void add(JsonElement distribution) {
        Type type = TYPES.get(distribution.text("type"));
        if (type == null) {
            throw distribution.wrong(
                    "is of type '" + distribution.text("type")
                            + "', which is not supported as an auxiliary measurement",
                    "supported are " + String.join(", ", types()));
        }
        explicit.put(distribution.text("name"), type.read(this, distribution));
    }

    /** An auxiliary measurement with its result. */
    void add(JsonElement distribution, double observed) {
        explicit.put(distribution.text("name"), List.of(one(distribution, "x", observed)));
    }

    private double value(JsonElement distribution) {
        JsonElement x = distribution.get("x");
        return x.isNumber() ? x.number() : parameters.value(x.text(), distribution);
    }

    /** A Gaussian is symmetric: ROOT writes the parameter and the observation in either order. */
    private List<Constraint> gaussian(JsonElement distribution) {
        JsonElement x = distribution.get("x");
        JsonElement mean = distribution.get("mean");
        if (x.isText() && !parameters.isObserved(x.text())) {
            if (mean.isNumber()) {
                return List.of(one(distribution, "mean", mean.number()));
            } else if (parameters.isKnown(mean.text()) && parameters.isObserved(mean.text())) {
                return List.of(one(distribution, "mean", parameters.value(mean.text(), distribution)));
            }
        }
        return List.of(one(distribution, "x", value(distribution)));
    }

    private Constraint one(JsonElement distribution, String observedField, double observed) {
        var of = new LinkedHashMap<String, Expression>();
        String type = distribution.text("type");
        String kind = switch (type) {
            case "gaussian_dist", "normal_dist" -> {
                of.put("mean", functions.field(distribution, observedField.equals("x") ? "mean" : "x"));
                of.put("sigma", positive(distribution, "sigma"));
                yield Constraint.GAUSSIAN;
            }
            case "poisson_dist" -> {
                if (observed < 0) {
                    throw distribution.wrong("observes " + observed + ", but a number of events is expected", "");
                }
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
                        "is of type '" + type + "', which is not supported with a single number as data",
                        "supported are gaussian_dist, lognormal_dist, normal_dist, poisson_dist");
        };
        return new Constraint(kind, observed, of);
    }

    /**
     * A Poisson distribution for each bin, of mean τγ, whose auxiliary measurement gave τ: the constraint of the statistics of
     * simulation in HistFactory (CERN-OPEN-2012-016).
     */
    private List<Constraint> barlowBeeston(JsonElement distribution) {
        List<JsonElement> factors = distribution.get("x").list();
        double[] expected = distribution.get("expected").numbers(factors.size());
        var all = new ArrayList<Constraint>();
        for (int i = 0; i < expected.length; i++) {
            Expression factor = functions.of(factors.get(i), distribution);
            if (!(expected[i] >= 0)) {
                throw distribution.get("expected").wrong("has " + expected[i] + ", but 0 or more are expected", "");
            }
            if (expected[i] > 0 && factor instanceof Expression.Ref gamma) {
                all.add(HistFactoryChannel.poisson(gamma.parameter(), expected[i], expected[i]));
            } else if (expected[i] > 0 && !(factor instanceof Expression.Constant)) {
                throw factors.get(i).wrong("is not the name of a parameter", "");
            }
        }
        return all;
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
        var all = new ArrayList<Constraint>();
        explicit.values().forEach(all::addAll);
        List<Constraint> said = List.copyOf(all);
        implied.forEach((parameter, constraint) -> {
            if (said.stream().noneMatch(other -> other.references().contains(parameter))) {
                all.add(constraint);
            }
        });
        return all;
    }
}
