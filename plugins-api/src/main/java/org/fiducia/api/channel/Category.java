package org.fiducia.api.channel;

import java.util.List;

/**
 * A class of candidates with its own resolution and efficiency: a final state such as 4μ, or a class of an analysis with
 * photons.
 *
 * @param id short name, e.g. {@code 2e2mu}
 * @param title for axes and legends, LaTeX between dollar signs
 * @param generatedClass id of the class of generated events that it is there to select. Several categories may share one:
 *     classes of resolution say nothing of what was generated
 */
public record Category(String id, String title, String generatedClass) {
    /** A category whose generated class is its own: events of the same final state. */
    public Category(String id, String title) {
        this(id, title, id);
    }

    /** Ids of the generated classes of some categories, each once, in the order of the categories. */
    public static List<String> generatedClasses(List<Category> categories) {
        return categories.stream().map(Category::generatedClass).distinct().toList();
    }
}
