package org.fiducia.exchange.combine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;

/** Parameters and constraints of the model that is built. */
final class ParameterTable {
    /** Signal strength. */
    static final String STRENGTH = "r";

    /** Upper limit of the signal strength in Combine's own model; its lower one is 0. */
    static final double MOST_STRENGTH = 20;

    /** Limits of nuisances of normalisations and of shapes, as Combine has them. */
    private static final double NORMALISATION = 7;

    private static final double SHAPE = 4;
    private static final double STEP = 0.1;

    private final Map<String, String> groups;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<Constraint> constraints = new ArrayList<>();

    ParameterTable(Map<String, String> groups) {
        this.groups = groups;
    }

    List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    List<Constraint> constraints() {
        return constraints;
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** Start values by name. */
    Map<String, Double> start() {
        var start = new LinkedHashMap<String, Double>();
        parameters.forEach((name, parameter) -> start.put(name, parameter.initial()));
        return start;
    }

    private void add(String name, double start, double lower, double upper, double step, boolean fixed, String group) {
        parameters.put(name, new Parameter(name, start, lower, upper, step, Role.NUISANCE, group, fixed));
    }

    void addStrength() {
        parameters.put(STRENGTH, Parameter.interest(STRENGTH, 1, 0, MOST_STRENGTH, 1));
    }

    void add(Nuisance nuisance) {
        String name = nuisance.name();
        String group = groups.getOrDefault(name, "");
        if (nuisance.kind() == Nuisance.Kind.GM_N) {
            double count = nuisance.count();
            add(name, count, 0, Double.POSITIVE_INFINITY, Math.sqrt(count + 1), nuisance.fixed(), group);
            constraints.add(new Constraint("poisson", count, Map.of("mean", Expression.ref(name))));
        } else if (nuisance.kind().flat()) {
            add(name, 0, -1, 1, 1, nuisance.fixed(), group);
        } else {
            double limit = nuisance.kind() == Nuisance.Kind.SHAPE && !nuisance.optional() ? SHAPE : NORMALISATION;
            add(name, 0, -limit, limit, 1, nuisance.fixed(), group);
            constraints.add(Constraint.gaussian(name, 0, 1));
        }
    }

    void add(Free.Constrained p) {
        double step = Math.min(p.down(), p.up());
        add(p.name(), p.mean(), p.lower(), p.upper(), step, p.fixed(), groups.getOrDefault(p.name(), ""));
        if (p.down() == p.up()) {
            constraints.add(Constraint.gaussian(p.name(), p.mean(), p.up()));
            return;
        }
        // a Gaussian of another width on either side of the mean: the pull is what is measured
        Expression above = Expression.sum(Expression.ref(p.name()), Expression.constant(-p.mean()));
        var pull = Expression.sum(
                Expression.product(
                        Expression.constant(1 / p.down()),
                        Expression.call(Function.MIN, above, Expression.constant(0))),
                Expression.product(
                        Expression.constant(1 / p.up()), Expression.call(Function.MAX, above, Expression.constant(0))));
        var gaussian = new LinkedHashMap<String, Expression>();
        gaussian.put("mean", pull);
        gaussian.put("sigma", Expression.constant(1));
        constraints.add(new Constraint(Constraint.GAUSSIAN, 0, gaussian));
    }

    void add(Free.Factor p) {
        double step = Math.max(STEP, STEP * Math.abs(p.value()));
        add(p.name(), p.value(), p.lower(), p.upper(), step, false, groups.getOrDefault(p.name(), ""));
    }

    /** A parameter that switches a channel off at 1. */
    void addMask(String name) {
        add(name, 0, 0, 1, 1, true, "");
    }

    /** The error of a bin, in its own units. */
    void addUnit(String name, String group) {
        add(name, 0, -NORMALISATION, NORMALISATION, 1, false, group);
        constraints.add(Constraint.gaussian(name, 0, 1));
    }

    /** The entries of a bin. */
    void addEntries(String name, double entries, String group) {
        add(name, entries, 0, Double.POSITIVE_INFINITY, Math.sqrt(entries), false, group);
        constraints.add(new Constraint("poisson", entries, Map.of("mean", Expression.ref(name))));
    }
}
