package org.fiducia.exchange.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.Latex;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.combination.Combination;

/**
 * Some categories of a model, with the parameters they depend on and the constraints on these.
 *
 * @param name of the channel they are
 * @param model of them
 * @param data of them
 */
record Part(String name, StatisticalModel model, Dataset data) {
    /** The channels of a combination in their order, each a part; the whole alone where it is none. */
    static List<Part> channels(String name, StatisticalModel model, Dataset data) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int c = 0; c < model.categories().size(); c++) {
            String member = model.categories().get(c).labels().getOrDefault(Combination.MEMBER, name);
            members.computeIfAbsent(member, key -> new ArrayList<>()).add(c);
        }
        if (members.size() == 1) {
            return List.of(new Part(name, model, data));
        }
        var parts = new ArrayList<Part>();
        members.forEach((member, categories) -> parts.add(of(member, model, data, categories)));
        return parts;
    }

    /** What it is for people, LaTeX between dollar signs: the title of the member it comes from, else its name. */
    String title() {
        List<String> titles = model.categories().stream()
                .map(category -> category.labels().getOrDefault(Combination.TITLE, name))
                .distinct()
                .toList();
        return Latex.ofPlain(titles.size() == 1 ? titles.get(0) : name);
    }

    private static Part of(String name, StatisticalModel model, Dataset data, List<Integer> indices) {
        List<ModelCategory> categories =
                indices.stream().map(model.categories()::get).toList();
        Set<String> names = names(model, categories);
        var part = new StatisticalModel(
                model.parameters().stream()
                        .filter(parameter -> names.contains(parameter.name()))
                        .toList(),
                model.constraints().stream()
                        .filter(constraint -> names.containsAll(constraint.references()))
                        .toList(),
                categories);
        var sets = new ArrayList<Dataset>();
        for (int c : indices) {
            double[] values = data.values().get(c);
            List<double[]> weights =
                    data.weights() == null ? null : List.of(data.weights().get(c));
            List<double[]> edges =
                    data.edges() == null ? null : List.of(data.edges().get(c));
            sets.add(new Dataset(List.of(values), weights, edges));
        }
        return new Part(name, part, Dataset.join(sets));
    }

    /** Parameters that categories depend on, with all that a constraint on one of them names. */
    private static Set<String> names(StatisticalModel model, List<ModelCategory> categories) {
        var names = new LinkedHashSet<String>();
        for (ModelCategory category : categories) {
            for (Component component : category.components()) {
                names.addAll(component.yield().references());
                component.shape().parameters().values().forEach(value -> names.addAll(value.references()));
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Constraint constraint : model.constraints()) {
                if (constraint.references().stream().anyMatch(names::contains)) {
                    more |= names.addAll(constraint.references());
                }
            }
        }
        return names;
    }

    /** Entries of a category whose data are a histogram. */
    double[] entries(int category) {
        return Objects.requireNonNull(data.weights(), "a histogram has entries").get(category);
    }

    /** Edges of such a category. */
    double[] edges(int category) {
        return Objects.requireNonNull(data.edges(), "a histogram has edges").get(category);
    }
}
