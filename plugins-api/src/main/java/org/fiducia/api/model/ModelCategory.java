package org.fiducia.api.model;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A set of events with its own density: Σ yield · shape over its components, on the window [lo, hi].
 *
 * @param name unique in its model
 * @param lo lower end of the window
 * @param hi upper end of the window
 * @param components processes
 * @param labels what it belongs to, e.g. era, final state, bin; for reports and nuisances
 */
public record ModelCategory(
        String name, double lo, double hi, List<Component> components, java.util.Map<String, String> labels)
        implements Serializable {
    public ModelCategory {
        components = List.copyOf(components);
        labels = java.util.Map.copyOf(labels);
        if (!(lo < hi)) {
            throw new IllegalArgumentException("category " + name + ": window [" + lo + ", " + hi + "] is empty");
        }
    }

    /** The same with an expression in the place of each parameter of the model. */
    ModelCategory replaced(Function<String, Expression> by) {
        return new ModelCategory(
                name,
                lo,
                hi,
                components.stream()
                        .map(c -> new Component(
                                c.name(), c.yield().replaced(by), c.shape().replaced(by)))
                        .toList(),
                labels);
    }

    /** The same under another name, with the parameters of the model called otherwise. */
    public ModelCategory renamed(String other, UnaryOperator<String> names) {
        return new ModelCategory(
                other,
                lo,
                hi,
                components.stream()
                        .map(c -> new Component(
                                c.name(), c.yield().renamed(names), c.shape().renamed(names)))
                        .toList(),
                labels);
    }
}
