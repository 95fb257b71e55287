package org.fiducia.kernel.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;

/**
 * The settings of a card that differ from those of a shipped one.
 *
 * @param shipped name of the shipped card: of those with the same channel the one that the card differs least from; the name
 *     of the card itself, of which only what the command line changed can differ, where there is none
 * @param all the settings, in the order of the card, then what only the shipped one has
 */
public record CardDifferences(String shipped, List<Difference> all) {
    /** Nothing is known. */
    public static final CardDifferences NONE = new CardDifferences("", List.of());

    /** What says nothing to the program. */
    private static final List<String> SILENT = List.of("$schema", "note");

    public CardDifferences {
        all = List.copyOf(all);
    }

    /**
     * A setting that differs.
     *
     * @param at its path in the card; elements of lists go by their id or name where they have one
     * @param value as JSON values; null where the card has none
     * @param standard of the shipped card, likewise
     * @param commandLine whether the command line set it
     */
    public record Difference(
            String at, @Nullable Object value, @Nullable Object standard, boolean commandLine) {}

    /**
     * Compares a card with those that are shipped.
     *
     * @param file the card, which can be read
     * @param changes of the command line
     * @param folder of the shipped cards
     */
    public static CardDifferences of(Path file, List<String> changes, Path folder) {
        JsonNode before = new CardJson(file, List.of()).changed();
        JsonNode after = new CardJson(file, changes).changed();
        var set = compared(before, after).keySet();
        String nearest = file.getFileName().toString();
        Map<String, JsonNode[]> least = compared(before, after);
        int fewest = Integer.MAX_VALUE;
        for (Path other : shipped(folder)) {
            JsonNode card = tree(other);
            if (channel(card).isEmpty() || !channel(card).equals(channel(after))) {
                continue;
            }
            // the nearest to the file: what is set must not decide what it is compared with
            int differences = compared(card, before).size();
            if (differences < fewest) {
                fewest = differences;
                nearest = other.getFileName().toString();
                least = compared(card, after);
            }
        }
        var all = new ArrayList<Difference>();
        least.forEach((at, values) -> all.add(new Difference(
                at,
                RemoteName.shown(CardJson.value(values[1])),
                RemoteName.shown(CardJson.value(values[0])),
                set.stream().anyMatch(place -> within(at, place) || within(place, at)))));
        return new CardDifferences(nearest, all);
    }

    private static boolean within(String place, String other) {
        return place.equals(other) || place.startsWith(other + "/");
    }

    private static String channel(JsonNode card) {
        return card.path("channel").path("id").asText(card.path("channel").asText(""));
    }

    /** JSON files of a folder, in the order of their names; none where it cannot be read. */
    private static List<Path> shipped(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A file that makes no sense is no card. */
    private static JsonNode tree(Path file) {
        try {
            return new CardJson(file, List.of()).changed();
        } catch (FiduciaException e) {
            return CardJson.nothing();
        }
    }

    /** Place to the two values that differ there. */
    private static Map<String, JsonNode[]> compared(JsonNode standard, JsonNode card) {
        var found = new LinkedHashMap<String, JsonNode[]>();
        compare("", standard, card, found);
        return found;
    }

    private static void compare(String at, JsonNode standard, JsonNode card, Map<String, JsonNode[]> found) {
        Map<String, JsonNode> left = children(standard);
        Map<String, JsonNode> right = children(card);
        boolean comparable = standard.isObject() && card.isObject()
                || standard.isArray() && card.isArray() && !left.isEmpty() && !right.isEmpty();
        if (!comparable) {
            if (!same(standard, card)) {
                found.put(at, new JsonNode[] {standard, card});
            }
            return;
        }
        right.forEach(
                (name, child) -> compare(at + "/" + name, left.getOrDefault(name, CardJson.nothing()), child, found));
        left.forEach((name, child) -> {
            if (!right.containsKey(name)) {
                found.put(at + "/" + name, new JsonNode[] {child, CardJson.nothing()});
            }
        });
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.doubleValue() == other.doubleValue();
        }
        return one.equals(other) || named(one, other) || named(other, one);
    }

    /** Whether one is just the name of a plug-in that the other chooses without settings. */
    private static boolean named(JsonNode name, JsonNode choice) {
        return name.isTextual() && choice.size() == 1 && name.equals(choice.get("id"));
    }

    /** Fields of an object; elements of a list, if all of them have a name that no other has. */
    private static Map<String, JsonNode> children(JsonNode node) {
        var children = new LinkedHashMap<String, JsonNode>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (!SILENT.contains(field.getKey())) {
                    children.put(field.getKey(), field.getValue());
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (JsonNode element : list) {
                String name = element.path("id").asText(element.path("name").asText(element.asText("")));
                if (!name.isEmpty() && !element.isNumber()) {
                    children.put(name, element);
                }
            }
            if (children.size() < list.size()) {
                children.clear();
            }
        }
        return children;
    }

    /** The same as JSON values: {@code default}, the name of the shipped card, and {@code changed}, a list. */
    public Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        var changed = new ArrayList<Map<String, Object>>();
        for (Difference difference : all) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("at", difference.at());
            fields.put("value", difference.value());
            fields.put("default", difference.standard());
            if (difference.commandLine()) {
                fields.put("commandLine", true);
            }
            changed.add(fields);
        }
        values.put("default", shipped);
        values.put("changed", changed);
        return values;
    }
}
