package org.fiducia.api.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Parameter.Role;

/** Makes one model of several, see {@link StatisticalModel#join}. */
final class ModelJoin {
    private final Map<String, StatisticalModel> models;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    /** Model in which each parameter was seen first. */
    private final Map<String, String> origin = new HashMap<>();

    /** Constraints that act on each parameter in that model. */
    private final Map<String, List<Constraint>> constrained = new HashMap<>();

    private final List<Constraint> constraints = new ArrayList<>();

    ModelJoin(Map<String, StatisticalModel> models) {
        this.models = new LinkedHashMap<>(models);
    }

    StatisticalModel join() {
        models.forEach(this::add);
        return new StatisticalModel(List.copyOf(parameters.values()), constraints, categories());
    }

    /** A model whose parameters are called otherwise, see {@link StatisticalModel#renamed}: the join of what each of them is. */
    static StatisticalModel renamed(StatisticalModel model, UnaryOperator<String> names) {
        var called = new LinkedHashMap<String, List<Parameter>>();
        model.parameters()
                .forEach(p -> called.computeIfAbsent(names.apply(p.name()), n -> new ArrayList<>())
                        .add(p));
        var constraints = new ArrayList<>(
                model.constraints().stream().map(c -> c.renamed(names)).toList());
        var parameters = new ArrayList<Parameter>();
        called.forEach((name, same) -> {
            Parameter first = same.get(0).named(name);
            if (same.size() == 1) {
                parameters.add(first);
                return;
            }
            var alone = new LinkedHashMap<String, StatisticalModel>();
            for (Parameter parameter : same) {
                alone.put(
                        parameter.name(),
                        new StatisticalModel(
                                List.of(parameter.named(name)),
                                model.constraints().stream()
                                        .filter(c -> c.references().contains(parameter.name()))
                                        .map(c -> only(c, parameter.name()).renamed(names))
                                        .toList(),
                                List.of()));
            }
            StatisticalModel one = new ModelJoin(alone).join();
            parameters.addAll(one.parameters());
            constraints.removeIf(c -> c.references().contains(name));
            constraints.addAll(one.constraints());
        });
        return new StatisticalModel(
                parameters,
                constraints,
                model.categories().stream().map(c -> c.renamed(c.name(), names)).toList());
    }

    /** A constraint of one parameter; one of several says something of each that the others do not share. */
    private static Constraint only(Constraint constraint, String parameter) {
        if (constraint.references().size() > 1) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "parameter " + parameter + " " + describe(List.of(constraint))
                            + ", so it cannot be one with another",
                    "give it a name of its own");
        }
        return constraint;
    }

    private void add(String place, StatisticalModel model) {
        var on = new HashMap<String, List<Constraint>>();
        for (Constraint constraint : model.constraints()) {
            for (String name : constraint.references()) {
                on.computeIfAbsent(name, n -> new ArrayList<>()).add(constraint);
            }
        }
        var shared = new HashSet<String>();
        for (Parameter parameter : model.parameters()) {
            String name = parameter.name();
            List<Constraint> its = on.getOrDefault(name, List.of());
            Parameter before = parameters.get(name);
            if (before == null) {
                parameters.put(name, parameter);
                origin.put(name, place);
                constrained.put(name, its);
                continue;
            }
            requireSame(before, parameter, place);
            List<Constraint> known = constrained.getOrDefault(name, List.of());
            if (!sameMembers(known, its)) {
                throw differs(name, describe(known), describe(its), place);
            }
            shared.add(name);
            if (parameter.role() == Role.INTEREST) {
                parameters.put(name, before.as(Role.INTEREST));
            }
        }
        for (Constraint constraint : model.constraints()) {
            // all on shared parameters were found to be there already
            if (constraint.references().stream().noneMatch(shared::contains)) {
                constraints.add(constraint);
            }
        }
    }

    private void requireSame(Parameter a, Parameter b, String place) {
        if (a.lower() != b.lower() || a.upper() != b.upper()) {
            throw differs(a.name(), range(a), range(b), place);
        }
        if (a.fixed() != b.fixed() || a.fixed() && a.initial() != b.initial()) {
            throw differs(a.name(), state(a), state(b), place);
        }
    }

    private static String range(Parameter p) {
        return "runs from " + p.lower() + " to " + p.upper();
    }

    private static String state(Parameter p) {
        return p.fixed() ? "is held at " + p.initial() : "floats";
    }

    private static String describe(List<Constraint> constraints) {
        return constraints.isEmpty()
                ? "is free"
                : "is constrained by "
                        + String.join(
                                " and ",
                                constraints.stream().map(ModelJoin::describe).toList());
    }

    private static String describe(Constraint constraint) {
        return constraint.gaussianParameter().isPresent()
                ? "a Gaussian of " + constraint.observed() + " ± " + constraint.gaussianWidth()
                : "a " + constraint.kind() + " measurement of " + constraint.observed() + " of "
                        + String.join(", ", constraint.references());
    }

    private static boolean sameMembers(List<Constraint> a, List<Constraint> b) {
        return a.size() == b.size() && a.containsAll(b) && b.containsAll(a);
    }

    private FiduciaException differs(String name, String there, String here, String place) {
        return new FiduciaException(
                Kind.INPUT,
                "parameter " + name + " " + there + " in " + origin.get(name) + ", but " + here + " in " + place
                        + ": equal names must be the same parameter",
                "make them the same, or give one of them another name");
    }

    private List<ModelCategory> categories() {
        var count = new HashMap<String, Integer>();
        models.values().forEach(model -> model.categories().forEach(c -> count.merge(c.name(), 1, Integer::sum)));
        var all = new ArrayList<ModelCategory>();
        models.forEach((place, model) -> {
            for (ModelCategory category : model.categories()) {
                boolean unique = count.getOrDefault(category.name(), 0) == 1;
                all.add(unique ? category : renamed(place, category));
            }
        });
        return all;
    }

    /** Whoever groups categories by their channel finds that of this model. */
    private static ModelCategory renamed(String place, ModelCategory category) {
        var labels = new HashMap<>(category.labels());
        labels.computeIfPresent("channel", (key, channel) -> place + "." + channel);
        return new ModelCategory(
                place + "." + category.name(), category.lo(), category.hi(), category.components(), labels);
    }
}
