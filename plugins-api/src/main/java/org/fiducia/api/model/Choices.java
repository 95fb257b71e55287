package org.fiducia.api.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Finds the choices of a model, see {@link StatisticalModel#choices()}. */
final class Choices {
    private final StatisticalModel model;

    /** Names of parameters that act otherwise than through alternatives. */
    private final Set<String> outside = new HashSet<>();

    private final Set<String> constrained = new HashSet<>();

    /** Categories in which each parameter acts. */
    private final Map<String, Set<Integer>> places = new HashMap<>();

    private final Map<String, List<Alternatives>> found = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> where = new HashMap<>();

    private Choices(StatisticalModel model) {
        this.model = model;
        model.constraints().forEach(constraint -> constrained.addAll(constraint.references()));
        outside.addAll(constrained);
        for (int c = 0; c < model.categories().size(); c++) {
            for (Component component : model.categories().get(c).components()) {
                outside.addAll(component.yield().references());
                place(component.yield(), c);
                Alternatives alternatives = component.shape().alternatives();
                for (Expression value : component.shape().parameters().values()) {
                    place(value, c);
                    if (alternatives == null) {
                        outside.addAll(value.references());
                    }
                }
                if (alternatives != null) {
                    found.computeIfAbsent(alternatives.index(), index -> new ArrayList<>())
                            .add(alternatives);
                    where.computeIfAbsent(alternatives.index(), index -> new TreeSet<>())
                            .add(c);
                }
            }
        }
    }

    private void place(Expression value, int category) {
        value.references()
                .forEach(name ->
                        places.computeIfAbsent(name, key -> new HashSet<>()).add(category));
    }

    static boolean any(StatisticalModel model) {
        for (ModelCategory category : model.categories()) {
            for (Component component : category.components()) {
                if (component.shape().alternatives() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    static List<Choice> of(StatisticalModel model) {
        if (!any(model)) {
            return List.of();
        }
        var all = new Choices(model);
        return all.found.keySet().stream().map(all::choice).toList();
    }

    private Choice choice(String index) {
        List<Alternatives> shapes = found.getOrDefault(index, List.of());
        Set<Integer> categories = where.getOrDefault(index, Set.of());
        int number = shapes.get(0).shapes().size();
        if (shapes.stream().anyMatch(each -> each.shapes().size() != number)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the shapes that parameter " + index + " chooses have different numbers of alternatives",
                    "give each of them the same alternatives, or parameters of their own");
        }
        require(index, number);
        var alternatives = new ArrayList<Choice.Alternative>();
        var owned = new HashSet<Integer>();
        for (int a = 0; a < number; a++) {
            var own = new TreeSet<Integer>();
            for (Alternatives each : shapes) {
                each.references(a).stream()
                        .filter(name -> !outside.contains(name))
                        .mapToInt(model::indexOf)
                        .filter(k -> k >= 0)
                        .forEach(own::add);
            }
            owned.addAll(own);
            long floating =
                    own.stream().filter(k -> !model.parameters().get(k).fixed()).count();
            alternatives.add(new Choice.Alternative(shapes.get(0).names().get(a), List.copyOf(own), (int) floating));
        }
        List<Integer> local = IntStream.range(0, model.parameters().size())
                .filter(k -> isLocal(model.parameters().get(k), index, categories) && !owned.contains(k))
                .boxed()
                .toList();
        return new Choice(model.indexOf(index), alternatives, local, List.copyOf(categories));
    }

    private boolean isLocal(Parameter parameter, String index, Set<Integer> categories) {
        String name = parameter.name();
        Set<Integer> at = places.getOrDefault(name, Set.of());
        return !parameter.fixed()
                && !at.isEmpty()
                && categories.containsAll(at)
                && !constrained.contains(name)
                && outside.contains(name)
                && !name.equals(index);
    }

    private void require(String index, int number) {
        int k = model.indexOf(index);
        if (k < 0) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "a shape is chosen by " + index + ", which is no parameter of the model",
                    "declare it, with values from 0 to " + (number - 1));
        }
        double value = model.parameters().get(k).initial();
        if (value != Math.rint(value) || value < 0 || value >= number) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "parameter " + index + ", which chooses one of " + number + " functions, is " + value,
                    "give it a whole number from 0 to " + (number - 1) + ": "
                            + String.join(
                                    ", ",
                                    found.getOrDefault(index, List.of()).get(0).names()));
        }
    }

    /** The model with every choice made as its start values say. */
    static StatisticalModel made(StatisticalModel model) {
        List<Choice> choices = of(model);
        if (choices.isEmpty()) {
            return model;
        }
        var taken = new HashMap<String, Integer>();
        var gone = new HashSet<Integer>();
        double[] initial = model.initial();
        for (Choice choice : choices) {
            taken.put(model.parameters().get(choice.index()).name(), choice.taken(initial));
            gone.add(choice.index());
            choice.alternatives().forEach(each -> gone.addAll(each.own()));
        }
        choices.forEach(
                choice -> choice.alternatives().get(choice.taken(initial)).own().forEach(gone::remove));
        var categories = model.categories().stream()
                .map(category -> new ModelCategory(
                        category.name(),
                        category.lo(),
                        category.hi(),
                        category.components().stream()
                                .map(c -> new Component(c.name(), c.yield(), made(c.shape(), taken)))
                                .toList(),
                        category.labels()))
                .toList();
        var parameters = IntStream.range(0, model.parameters().size())
                .filter(k -> !gone.contains(k))
                .mapToObj(model.parameters()::get)
                .toList();
        return new StatisticalModel(parameters, model.constraints(), categories);
    }

    private static Shape made(Shape shape, Map<String, Integer> taken) {
        Alternatives alternatives = shape.alternatives();
        return alternatives == null ? shape : alternatives.list().get(taken.getOrDefault(alternatives.index(), 0));
    }

    /** The model with every choice held at the values of parameters, and fixed what then does not matter. */
    static StatisticalModel held(StatisticalModel model, List<Choice> choices, double[] at) {
        var idle = new HashSet<Integer>();
        choices.forEach(choice -> choice.alternatives().forEach(each -> idle.addAll(each.own())));
        for (Choice choice : choices) {
            int taken = choice.taken(at);
            if (taken >= 0) {
                choice.alternatives().get(taken).own().forEach(idle::remove);
            }
        }
        choices.forEach(choice -> idle.add(choice.index()));
        var parameters = new ArrayList<>(model.parameters());
        boolean changed = false;
        for (int k : idle) {
            Parameter parameter = parameters.get(k);
            double value = Math.max(parameter.lower(), Math.min(parameter.upper(), at[k]));
            changed |= !parameter.fixed();
            parameters.set(k, parameter.fixed() ? parameter : parameter.fixedAt(value));
        }
        return changed ? model.withParameters(parameters) : model;
    }
}
