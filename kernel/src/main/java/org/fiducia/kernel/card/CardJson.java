package org.fiducia.kernel.card;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/** The text of a card with the changes of the command line: read, changed and given a form, with errors by place. */
final class CardJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int SHOWN = 60;

    /** Blocks whose names are the user's. */
    private static final List<String> NAMED = List.of("formats", "filters", "weights");

    private static final String SCHEMA = "etc/analysis.schema.json of the distribution documents every field";

    private final Path file;
    private final String text;
    private final List<String> changes;

    /** Place in the card, as a JSON pointer, to the change that was made there. */
    private final Map<String, String> changed = new LinkedHashMap<>();

    /** Reads the text. */
    CardJson(Path file, List<String> changes) {
        this.file = file;
        this.changes = changes;
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF) {
                throw new FiduciaException(Kind.CARD, file + " is text in UTF-16", "save it as UTF-8");
            }
            String whole = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
            text = whole.startsWith(BYTE_ORDER_MARK) ? whole.substring(1) : whole;
        } catch (CharacterCodingException e) {
            throw new FiduciaException(Kind.CARD, file + " is no text in UTF-8", "name a card with --card", e);
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "a folder" : Files.exists(file) ? "not readable" : "not there";
            throw new FiduciaException(
                    Kind.CARD, "the analysis card " + file + " is " + what, "name a card with --card", e);
        }
    }

    /** The text with what was changed, for provenance and keys. */
    String text() {
        return changes.isEmpty() ? text : text + String.join("\n", changes);
    }

    /** The text with its changes, whatever it says. */
    JsonNode changed() {
        JsonNode tree = tree();
        for (String change : changes) {
            changed.put(CardChange.apply(JSON, tree, change), change);
        }
        return tree;
    }

    /** What is not there. */
    static JsonNode nothing() {
        return JSON.missingNode();
    }

    /** As strings, numbers, truth values, lists and maps; null for what is not there. */
    static @Nullable Object value(JsonNode node) {
        return node.isMissingNode() ? null : JSON.convertValue(node, Object.class);
    }

    /** The card as it is after the changes. */
    Card card() {
        JsonNode tree = changed();
        if (!tree.isObject()) {
            throw refuse("", "an object is expected, " + shown(tree) + " was given", SCHEMA);
        }
        requireFull(tree, "");
        try {
            return JSON.treeToValue(tree, Card.class);
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw refuse(pointer(e), "is not a name the card knows", "known here: " + known);
        } catch (JsonMappingException e) {
            String pointer = pointer(e);
            String expected = e instanceof MismatchedInputException m && m.getTargetType() != null
                    ? expected(m.getTargetType())
                    : "something else";
            throw refuse(pointer, expected + " is expected, " + shown(tree.at(pointer)) + " was given", SCHEMA);
        } catch (JsonProcessingException e) {
            throw refuse("", "makes no sense", SCHEMA);
        }
    }

    /** A list, or a block of names, has something in every place; what is a plug-in's own is its own affair. */
    private void requireFull(JsonNode node, String at) {
        boolean full = node.isArray() || NAMED.stream().anyMatch(name -> at.endsWith("/" + name));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            requireFull(node.get(i), at + "/" + i, full);
        }
        node.properties().forEach(child -> requireFull(child.getValue(), at + "/" + child.getKey(), full));
    }

    private void requireFull(JsonNode child, String at, boolean full) {
        if (full && child.isNull()) {
            throw refuse(at, "is nothing", "give what belongs there, or take it out");
        }
        if (!at.endsWith("/settings") && !at.matches("/binnings|/nuisances/\\d+")) {
            requireFull(child, at);
        }
    }

    private JsonNode tree() {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode tree = JSON.readTree(parser);
            if (tree == null || tree.isMissingNode()) {
                throw refuse("", "is empty", "take etc/analysis.json of the distribution as a pattern");
            }
            if (parser.nextToken() != null) {
                throw broken(parser.currentTokenLocation(), "text follows after the end of the card", "remove it");
            }
            return tree;
        } catch (JsonEOFException e) {
            throw refuse("", "ends before it is complete", "a closing bracket or quote is missing");
        } catch (StreamConstraintsException e) {
            throw refuse(
                    "", "has lists and objects within each other too deep, or too long a word", "write it flatter");
        } catch (JsonProcessingException e) {
            if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")) {
                throw broken(e.getLocation(), "a name is given twice in one object", "remove one of them");
            }
            throw broken(e.getLocation(), "this is no JSON", "look for a missing comma, quote or bracket");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private FiduciaException broken(com.fasterxml.jackson.core.JsonLocation at, String what, String remedy) {
        int line = at.getLineNr();
        String shown =
                text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
        return refuse(
                "",
                "line " + line + ", column " + at.getColumnNr() + ": " + what
                        + (shown.isEmpty() ? "" : ", at  " + shortened(shown)),
                remedy);
    }

    /** The error of a place: of the command line, when it was set there, else of the file. */
    FiduciaException refuse(String pointer, String what, String remedy) {
        return new FiduciaException(Kind.CARD, place(pointer) + (pointer.isEmpty() ? ": " : " ") + what, remedy);
    }

    /** What must be there. */
    <T> T required(@Nullable T value, String at, String remedy) {
        if (value == null) {
            throw refuse(at, "is missing", remedy);
        }
        return value;
    }

    /** Refuses a place unless a condition holds. */
    void require(boolean condition, String at, String what, String remedy) {
        if (!condition) {
            throw refuse(at, what, remedy);
        }
    }

    /** A place in the card for people: with the change of the command line that made it, else with the file. */
    String place(String pointer) {
        for (var change : changed.entrySet()) {
            String at = change.getKey();
            if (!pointer.isEmpty()
                    && (pointer.equals(at) || pointer.startsWith(at + "/") || at.startsWith(pointer + "/"))) {
                return "--set " + change.getValue() + ": " + pointer;
            }
        }
        return file + (pointer.isEmpty() ? "" : ": " + pointer);
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex())))
                .collect(Collectors.joining());
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : shortened(node.toString());
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String expected(Class<?> type) {
        if (type == Card.Choice.class || type == Card.Physics.class) {
            return "an object with id, or the name of a plug-in,";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants())
                            .map(c -> String.valueOf(c).toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        return type == double[].class
                ? "a list of numbers"
                : List.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
