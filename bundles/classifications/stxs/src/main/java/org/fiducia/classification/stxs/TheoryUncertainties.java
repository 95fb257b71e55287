package org.fiducia.classification.stxs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.classification.stxs.Definition.Bin;
import org.fiducia.classification.stxs.Definition.Event;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;
import org.fiducia.objects.categories.Condition;

/**
 * How well template cross sections are predicted, as a file has it: for each boundary between bins one source that moves +Δ above and −Δ below, each
 * shared out in proportion to the cross sections, so that the sum does not change, and for each production mode one of its yield.
 *
 * @param boundaries with what moves across them
 * @param yields of production modes
 */
record TheoryUncertainties(List<Boundary> boundaries, List<Yield> yields) {
    TheoryUncertainties {
        boundaries = List.copyOf(boundaries);
        yields = List.copyOf(yields);
    }

    /**
     * A boundary.
     *
     * @param name of the source
     * @param groups in each of which the sum stays
     * @param quantity of which it is a threshold
     * @param where what events of bins meet that take part
     * @param size Δ over the cross section of the side that has less of it; where it is {@code absolute}, Δ in fb
     */
    record Boundary(
            String name,
            Set<String> groups,
            String quantity,
            double threshold,
            List<Condition<Event>> where,
            double size,
            boolean absolute) {
        Boundary {
            groups = new LinkedHashSet<>(groups);
            where = List.copyOf(where);
        }

        /** Bins of a group on one side. */
        List<Bin> side(Definition definition, Extents extents, String group, boolean above) {
            return definition.bins().stream()
                    .filter(bin -> bin.group().equals(group) && !bin.forward())
                    .filter(bin -> where.stream().allMatch(condition -> extents.meets(bin, condition)))
                    .filter(bin -> above
                            ? extents.of(bin, quantity).lo() >= threshold
                            : extents.of(bin, quantity).hi() <= threshold)
                    .toList();
        }
    }

    /**
     * Of the rate of some production modes.
     *
     * @param down relative, ≥ 0
     * @param up relative, ≥ 0
     */
    record Yield(String name, Set<String> processes, double down, double up) {
        Yield {
            processes = new LinkedHashSet<>(processes);
        }
    }

    /**
     * What a source does to the events of bins at plus one standard deviation.
     *
     * @param changes relative, by name of bin; 0 for others
     */
    record Migration(String name, Map<String, Double> changes) {
        Migration {
            changes = new LinkedHashMap<>(changes);
        }

        double of(Bin bin) {
            return changes.getOrDefault(bin.name(), 0.0);
        }
    }

    /**
     * The migrations of cross sections; without boundaries that have nothing on one of their sides.
     *
     * @param sigma by name of bin, fb
     */
    List<Migration> migrations(Definition definition, Map<String, Double> sigma) {
        Extents extents = Extents.of(definition);
        var migrations = new ArrayList<Migration>();
        for (Boundary boundary : boundaries) {
            var changes = new LinkedHashMap<String, Double>();
            for (String group : boundary.groups()) {
                List<Bin> above = boundary.side(definition, extents, group, true);
                List<Bin> below = boundary.side(definition, extents, group, false);
                double over = sum(above, sigma);
                double under = sum(below, sigma);
                if (over > 0 && under > 0) {
                    double less = Math.min(over, under);
                    double delta = boundary.absolute() ? boundary.size() : boundary.size() * less;
                    if (!(delta < less)) {
                        throw new FiduciaException(
                                Kind.CARD,
                                "the uncertainty " + boundary.name() + " moves " + delta + " fb of " + group
                                        + ", where there are " + under + " below and " + over + " above",
                                "give a smaller size");
                    }
                    above.forEach(bin -> changes.put(bin.name(), delta / over));
                    below.forEach(bin -> changes.put(bin.name(), -delta / under));
                }
            }
            if (!changes.isEmpty()) {
                migrations.add(new Migration(boundary.name(), changes));
            }
        }
        return migrations;
    }

    private static double sum(List<Bin> bins, Map<String, Double> sigma) {
        return bins.stream()
                .mapToDouble(bin -> sigma.getOrDefault(bin.name(), 0.0))
                .sum();
    }

    /** Those that are shipped. */
    static TheoryUncertainties shipped() {
        try (InputStream in =
                Objects.requireNonNull(Definition.class.getResourceAsStream("theory.json"), "it is shipped")) {
            Path file = Files.createTempFile("theory", ".json");
            try {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return of(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of a file. */
    static TheoryUncertainties of(Path file) {
        try {
            JsonElement root = JsonFile.read(file, List.of());
            root.allow(Set.of("boundaries", "yields", "note"));
            var names = new LinkedHashSet<String>();
            var boundaries = new ArrayList<Boundary>();
            for (JsonElement each : root.listOf("boundaries")) {
                each.allow(Set.of("name", "groups", "quantity", "threshold", "where", "size", "delta", "note"));
                if (each.has("size") == each.has("delta")) {
                    throw each.wrong("no size", "give size, relative to the side that has less, or delta in fb");
                }
                String quantity = each.text("quantity");
                Condition.of(quantity + " >= 0", each.place() + "/quantity", Definition.QUANTITIES);
                boundaries.add(new Boundary(
                        named(each, names),
                        new LinkedHashSet<>(each.get("groups").texts()),
                        quantity,
                        each.get("threshold").number(),
                        each.has("where")
                                ? each.get("where").texts().stream()
                                        .map(text -> Condition.of(text, each.place() + "/where", Definition.QUANTITIES))
                                        .toList()
                                : List.of(),
                        positive(each.get(each.has("size") ? "size" : "delta")),
                        each.has("delta")));
            }
            var yields = new ArrayList<Yield>();
            for (JsonElement each : root.listOf("yields")) {
                each.allow(Set.of("name", "processes", "size", "note"));
                List<JsonElement> ends = each.get("size").list();
                if (ends.size() != 2) {
                    throw each.get("size").wrong(ends.size() + " numbers", "give [down, up]");
                }
                yields.add(new Yield(
                        named(each, names),
                        new LinkedHashSet<>(each.get("processes").texts()),
                        positive(ends.get(0)),
                        positive(ends.get(1))));
            }
            return new TheoryUncertainties(boundaries, yields);
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.CARD, file + " cannot be read: " + e.getMessage(), "correct the path of the uncertainties", e);
        }
    }

    private static String named(JsonElement each, Set<String> names) {
        if (!names.add(each.text("name"))) {
            throw each.get("name").wrong("a second one of this name", "call it otherwise");
        }
        return each.text("name");
    }

    private static double positive(JsonElement element) {
        double number = element.number();
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            throw element.wrong("no size of an uncertainty", "give a number of at least 0");
        }
        return number;
    }
}
