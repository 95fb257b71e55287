package org.fiducia.validation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Nullable;

/**
 * What differs between two sets of results.
 *
 * @param pairs names of the results that are in both
 * @param compared numbers that are in both
 * @param moved values that differ, the largest change first
 * @param onlyBefore what is in the old results alone
 * @param onlyAfter what is in the new ones alone
 * @param origins how results came about, where that differs: never counted as a change
 */
record Comparison(
        List<String> pairs,
        int compared,
        List<Difference> moved,
        List<String> onlyBefore,
        List<String> onlyAfter,
        List<Origin> origins) {
    /** How results came about, not what they are: versions, inputs, the work of the fit. */
    private static final Set<String> ORIGIN =
            Set.of("provenance", "file", "format", "fitter", "message", "calls", "edm");

    /** Of it, what differs between any two calls. */
    private static final String SECONDS = "seconds";

    /**
     * Something of the origin of results that differs.
     *
     * @param before empty where there was none
     * @param after empty where there is none
     * @param results names of the results of which it is so
     */
    record Origin(String what, String before, String after, List<String> results) {}

    Comparison {
        pairs = List.copyOf(pairs);
        moved = moved.stream().sorted(Difference.LARGEST).toList();
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
        origins = List.copyOf(origins);
    }

    /** Whether nothing moved and nothing is in one of them alone. */
    boolean same() {
        return moved.isEmpty() && onlyBefore.isEmpty() && onlyAfter.isEmpty();
    }

    /**
     * Compares.
     *
     * @param tolerance relative to the larger of the two numbers
     */
    static Comparison of(Results before, Results after, double tolerance) {
        return new Walk(tolerance).all(before, after);
    }

    /** Goes through two sets of results side by side. */
    private static final class Walk {
        private final double tolerance;
        private final List<Difference> moved = new ArrayList<>();
        private final List<String> onlyBefore = new ArrayList<>();
        private final List<String> onlyAfter = new ArrayList<>();
        private final Map<List<String>, List<String>> origins = new LinkedHashMap<>();
        private String result = "";
        private Side old = Side.of(MissingNode.getInstance());
        private Side now = old;
        private int compared;

        Walk(double tolerance) {
            this.tolerance = tolerance;
        }

        Comparison all(Results before, Results after) {
            Map<String, JsonNode> first = before.trees();
            Map<String, JsonNode> second = after.trees();
            var pairs = new ArrayList<String>();
            if (first.size() == 1 && second.size() == 1) { // whatever they are called
                var only = first.entrySet().iterator().next();
                pairs.add(only.getKey());
                pair(only.getKey(), only.getValue(), after.counterpart(only.getKey()));
            } else {
                for (String name : union(first.keySet(), second.keySet())) {
                    JsonNode one = first.get(name);
                    JsonNode other = second.get(name);
                    if (other == null) {
                        onlyBefore.add(name);
                    } else if (one == null) {
                        onlyAfter.add(name);
                    } else {
                        pairs.add(name);
                        pair(name, one, other);
                    }
                }
            }
            var differing = origins.entrySet().stream()
                    .map(o -> new Origin(
                            o.getKey().get(0), o.getKey().get(1), o.getKey().get(2), List.copyOf(o.getValue())))
                    .toList();
            return new Comparison(pairs, compared, moved, onlyBefore, onlyAfter, differing);
        }

        private void pair(String name, JsonNode before, JsonNode after) {
            result = name;
            old = Side.of(before);
            now = Side.of(after);
            for (String field : union(names(before), names(after))) {
                if (ORIGIN.contains(field)) {
                    origin(field, before.path(field), after.path(field));
                } else {
                    field(List.of(), field, before, after, Double.NaN);
                }
            }
        }

        private void field(List<String> where, String field, JsonNode before, JsonNode after, double outer) {
            double sigma = Side.sigma(before, field, outer);
            value(
                    with(where, field),
                    before.get(field),
                    after.get(field),
                    sigma > 0 ? sigma : Side.sigma(after, field, outer));
        }

        /** Compares two values; null where there is none. */
        private void value(List<String> where, @Nullable JsonNode before, @Nullable JsonNode after, double sigma) {
            if (before == null || after == null) {
                (before == null ? onlyAfter : onlyBefore).add(result + ": " + String.join(" › ", where));
            } else if (before.isObject() && after.isObject()) {
                for (String field : union(names(before), names(after))) {
                    field(where, field, before, after, sigma);
                }
            } else if (before.isArray() && after.isArray()) {
                list(where, before, after, sigma);
            } else {
                leaf(where, before, after, sigma);
            }
        }

        private void list(List<String> where, JsonNode before, JsonNode after, double sigma) {
            Map<String, JsonNode> first = old.entries(where, before);
            Map<String, JsonNode> second = now.entries(where, after);
            boolean ofBins = where.get(0).equals("breakdown") || where.get(0).equals("impacts");
            for (String name : union(first.keySet(), second.keySet())) {
                double own = ofBins && where.size() > 1 ? old.total(name) : Double.NaN;
                value(with(where, name), first.get(name), second.get(name), own > 0 ? own : sigma);
            }
        }

        private void leaf(List<String> where, JsonNode before, JsonNode after, double sigma) {
            if (number(before) && number(after)) {
                compared++;
                if (moved(Difference.number(before), Difference.number(after))) {
                    moved.add(new Difference(result, where, before, after, sigma));
                }
            } else if (!before.equals(after)) {
                moved.add(new Difference(result, where, before, after, Double.NaN));
            }
        }

        /** A number that does not exist is null, or NaN where somebody wrote that. */
        private static boolean number(JsonNode node) {
            return node.isNumber() || node.isNull();
        }

        private boolean moved(double before, double after) {
            if (Double.isNaN(before) || Double.isNaN(after)) {
                return Double.isNaN(before) != Double.isNaN(after);
            }
            return before != after
                    && !(Math.abs(after - before) <= tolerance * Math.max(Math.abs(before), Math.abs(after)));
        }

        private void origin(String what, JsonNode before, JsonNode after) {
            if (before.isObject() || after.isObject()) {
                for (String field : union(names(before), names(after))) {
                    if (!field.equals(SECONDS)) {
                        String name = what.equals("provenance") ? field : what + " › " + field;
                        origin(name, before.path(field), after.path(field));
                    }
                }
            } else if (before.isArray() || after.isArray()) {
                Set<String> first = texts(before);
                Set<String> second = texts(after);
                first.stream().filter(text -> !second.contains(text)).forEach(text -> differs(what, text, ""));
                second.stream().filter(text -> !first.contains(text)).forEach(text -> differs(what, "", text));
            } else if (!before.equals(after)) {
                differs(what, before.asText(), after.asText());
            }
        }

        private void differs(String what, String before, String after) {
            origins.computeIfAbsent(List.of(what, before, after), each -> new ArrayList<>())
                    .add(result);
        }

        private static Set<String> texts(JsonNode list) {
            var texts = new LinkedHashSet<String>();
            list.forEach(entry -> texts.add(entry.isValueNode() ? entry.asText() : entry.toString()));
            return texts;
        }

        private static List<String> names(JsonNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            return names;
        }

        private static Set<String> union(Iterable<String> first, Iterable<String> second) {
            var union = new LinkedHashSet<String>();
            first.forEach(union::add);
            second.forEach(union::add);
            return union;
        }

        private static List<String> with(List<String> where, String name) {
            var longer = new ArrayList<>(where);
            longer.add(name);
            return longer;
        }
    }
}
