package org.fiducia.statistics.likelihood;

import java.util.HashSet;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;

/** The likelihood of some categories of a model alone. */
final class SomeCategories {
    private SomeCategories() {}

    static Likelihood of(Layout layout, Dataset data, ArrayMath math, List<Integer> categories) {
        StatisticalModel whole = layout.model();
        List<ModelCategory> some =
                categories.stream().map(whole.categories()::get).toList();
        var names = new HashSet<String>();
        some.forEach(category -> category.components().forEach(component -> {
            names.addAll(component.yield().references());
            component.shape().parameters().values().forEach(value -> names.addAll(value.references()));
        }));
        var model = new StatisticalModel(
                whole.parameters().stream()
                        .filter(parameter -> names.contains(parameter.name()))
                        .toList(),
                List.of(),
                some);
        var sets = new Dataset(
                chosen(data.values(), categories),
                data.weights() == null ? null : chosen(data.weights(), categories),
                data.edges() == null ? null : chosen(data.edges(), categories));
        Layout own = layout.of(model);
        int parameters = model.parameters().size();
        var work = new Workspace(own, Events.of(some, sets), parameters, math, null, false);
        return new CompiledLikelihood(model, sets, own, work, List.of());
    }

    private static List<double[]> chosen(@Nullable List<double[]> all, List<Integer> categories) {
        return all == null ? List.of() : categories.stream().map(all::get).toList();
    }
}
