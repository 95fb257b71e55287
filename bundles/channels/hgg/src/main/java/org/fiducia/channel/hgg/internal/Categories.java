package org.fiducia.channel.hgg.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.channel.hgg.Diphoton;

/**
 * Classes of candidates: a list of conjunctions of conditions of which the first that is met decides, each further divided
 * at the boundaries of a quantity if it has some. All are there to select the same generated events.
 */
final class Categories {
    /** The class of generated events. */
    static final String GENERATED = "gg";

    private static final String NAME = "categories";
    private static final List<Map<String, Object>> DEFAULT = List.of(
            Map.of("id", "VBF", "where", List.of("nJets >= 2", "mjj > 350", "absDEtajj > 3")),
            Map.of(
                    "id",
                    "res",
                    "title",
                    "$\\sigma_m/m$",
                    "axis",
                    "sigmaMOverM",
                    "boundaries",
                    List.of(0.0087, 0.0119, 0.0137)));

    /**
     * An entry of the list.
     *
     * @param first index of its first category
     * @param axis what is divided at the boundaries
     * @param boundaries rising; none without axis
     */
    private record Rule(List<Condition> where, int first, Optional<Quantity> axis, double[] boundaries) {
        /** Index of the category of a candidate; −1 when it has none by this rule. */
        int of(Diphoton pair) {
            for (Condition condition : where) {
                if (!condition.holds(pair)) {
                    return -1;
                }
            }
            if (axis.isEmpty()) {
                return first;
            }
            double value = axis.get().of(pair);
            return Double.isNaN(value)
                    ? -1
                    : first
                            + (int) DoubleStream.of(boundaries)
                                    .filter(boundary -> boundary <= value)
                                    .count();
        }
    }

    private final List<Category> list = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private Categories() {}

    /** Those of the card's block of the channel, or the usual ones. */
    static Categories of(Settings settings) {
        List<?> entries = DEFAULT;
        if (settings.has(NAME)) {
            if (!(settings.values().get(NAME) instanceof List<?> given) || given.isEmpty()) {
                throw settings.wrong(NAME, "a list of objects with id, title, where, axis, boundaries");
            }
            entries = given;
        }
        var categories = new Categories();
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
        List<Condition> where = entry.texts("where").stream()
                .map(text -> Condition.of(text, entry.path() + "/where"))
                .toList();
        Optional<Quantity> axis = entry.has("axis")
                ? Optional.of(Condition.quantity(entry.text("axis"), entry.path() + "/axis"))
                : Optional.empty();
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
        rules.add(new Rule(where, list.size(), axis, boundaries));
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
        list.add(new Category(id, title, GENERATED));
    }

    private static String range(String title, double[] boundaries, int k) {
        if (k == 0) {
            return title + " < " + boundaries[0];
        }
        String low = boundaries[k - 1] + "";
        return k == boundaries.length ? title + " > " + low : low + " < " + title + " < " + boundaries[k];
    }

    /** In the order of the card. */
    List<Category> list() {
        return List.copyOf(list);
    }

    /** Whether some depend on the resolution of the mass. */
    boolean needResolution() {
        return rules.stream()
                .anyMatch(
                        rule -> rule.axis().filter(Quantity.RESOLUTION::equals).isPresent()
                                || rule.where().stream()
                                        .anyMatch(condition -> condition.quantity() == Quantity.RESOLUTION));
    }

    /** Index of the category of a candidate: of the first rule that it meets; −1 when it meets none. */
    int of(Diphoton pair) {
        for (Rule rule : rules) {
            int category = rule.of(pair);
            if (category >= 0) {
                return category;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return rules.stream()
                .map(rule -> rule.where() + " " + rule.axis() + " " + Arrays.toString(rule.boundaries()))
                .collect(Collectors.joining("; "));
    }
}
