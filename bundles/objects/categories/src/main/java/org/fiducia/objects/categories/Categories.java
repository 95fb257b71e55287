package org.fiducia.objects.categories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;

/**
 * Classes of candidates: a list of conjunctions of conditions of which the first that is met decides, each further divided
 * at the boundaries of a quantity if it has some. All are there to select the same generated events.
 */
public final class Categories<C> {
    private static final String NAME = "categories";

    /**
     * An entry of the list.
     *
     * @param first index of its first category
     * @param name of what is divided; empty for nothing
     * @param axis what is divided at the boundaries
     * @param boundaries rising; none without axis
     */
    private record Rule<C>(
            List<Condition<C>> where, int first, String name, Optional<ToDoubleFunction<C>> axis, double[] boundaries) {
        /** Index of the category of a candidate; −1 when it has none by this rule. */
        int of(C candidate) {
            for (Condition<C> condition : where) {
                if (!condition.holds(candidate)) {
                    return -1;
                }
            }
            if (axis.isEmpty()) {
                return first;
            }
            double value = axis.get().applyAsDouble(candidate);
            return Double.isNaN(value)
                    ? -1
                    : first
                            + (int) DoubleStream.of(boundaries)
                                    .filter(boundary -> boundary <= value)
                                    .count();
        }
    }

    private final List<Category> list = new ArrayList<>();
    private final List<Rule<C>> rules = new ArrayList<>();
    private final String generated;
    private final Quantities<C> quantities;

    private Categories(String generated, Quantities<C> quantities) {
        this.generated = generated;
        this.quantities = quantities;
    }

    /**
     * Those of the card's block of the channel, or the usual ones.
     *
     * @param usual as a card would have them
     * @param generated id of the class of generated events that all are there to select
     */
    public static <C> Categories<C> of(
            Settings settings, List<Map<String, Object>> usual, String generated, Quantities<C> quantities) {
        List<?> entries = usual;
        if (settings.has(NAME)) {
            if (!(settings.values().get(NAME) instanceof List<?> given) || given.isEmpty()) {
                throw settings.wrong(NAME, "a list of objects with id, title, where, axis, boundaries");
            }
            entries = given;
        }
        var categories = new Categories<C>(generated, quantities);
        for (int k = 0; k < entries.size(); k++) {
            if (!(entries.get(k) instanceof Map<?, ?> map)) {
                throw settings.wrong(NAME, "a list of objects with id, title, where, axis, boundaries");
            }
            var values = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
            categories.add(new Settings(settings.path() + "/" + NAME + "/" + k, values));
        }
        return categories;
    }

    private void add(Settings entry) {
        String id = entry.text("id");
        String title = entry.text("title", id);
        List<Condition<C>> where = entry.texts("where").stream()
                .map(text -> Condition.of(text, entry.path() + "/where", quantities))
                .toList();
        String divided = entry.text("axis", "");
        Optional<ToDoubleFunction<C>> axis =
                entry.has("axis") ? Optional.of(quantities.named(divided, entry.path() + "/axis")) : Optional.empty();
        double[] boundaries = entry.reals("boundaries");
        entry.refuseUnknown();
        if (axis.isPresent() == (boundaries.length == 0)) {
            throw new FiduciaException(
                    Kind.CARD,
                    entry.path() + " has "
                            + (axis.isPresent() ? "an axis without boundaries" : "boundaries without axis"),
                    "give both axis and boundaries, or neither");
        }
        for (int k = 1; k < boundaries.length; k++) {
            if (!(boundaries[k] > boundaries[k - 1])) {
                throw entry.wrong("boundaries", "a list of rising numbers");
            }
        }
        rules.add(new Rule<>(where, list.size(), divided, axis, boundaries));
        if (axis.isEmpty()) {
            name(entry, id, title);
        }
        for (int k = 0; axis.isPresent() && k <= boundaries.length; k++) {
            name(entry, id + (k + 1), range(title, boundaries, k));
        }
    }

    private void name(Settings entry, String id, String title) {
        if (!id.matches("\\w+")) {
            throw entry.wrong("id", "a name of letters, digits and _");
        }
        if (list.stream().anyMatch(category -> category.id().equals(id))) {
            throw new FiduciaException(
                    Kind.CARD, entry.path() + ": there are two categories " + id, "give each its own id");
        }
        list.add(new Category(id, title, generated));
    }

    private static String range(String title, double[] boundaries, int k) {
        if (k == 0) {
            return title + " < " + boundaries[0];
        }
        String low = boundaries[k - 1] + "";
        return k == boundaries.length ? title + " > " + low : low + " < " + title + " < " + boundaries[k];
    }

    /** In the order of the card. */
    public List<Category> list() {
        return List.copyOf(list);
    }

    /** Whether some depend on a quantity. */
    public boolean use(String quantity) {
        return rules.stream()
                .anyMatch(rule -> rule.name().equals(quantity)
                        || rule.where().stream()
                                .anyMatch(condition -> condition.name().equals(quantity)));
    }

    /** Index of the category of a candidate: of the first rule that it meets; −1 when it meets none. */
    public int of(C candidate) {
        for (Rule<C> rule : rules) {
            int category = rule.of(candidate);
            if (category >= 0) {
                return category;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return rules.stream()
                .map(rule -> rule.where().stream().map(Condition::toString).toList() + " " + rule.name() + " "
                        + Arrays.toString(rule.boundaries()))
                .collect(Collectors.joining("; "));
    }
}
