package org.fiducia.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;

/** Part of a JSON file, with its place. Whatever is asked of it and is not there is refused with that place. */
public final class JsonElement {
    private final JsonNode node;
    private final String file;
    private final String pointer;
    private final Kind kind;

    JsonElement(JsonNode node, String file, String pointer) {
        this(node, file, pointer, Kind.INPUT);
    }

    private JsonElement(JsonNode node, String file, String pointer, Kind kind) {
        this.node = node;
        this.file = file;
        this.pointer = pointer;
        this.kind = kind;
    }

    /** The same of another kind of file: its mistakes and those of its parts are of that kind. */
    public JsonElement of(Kind other) {
        return new JsonElement(node, file, pointer, other);
    }

    /** File and place in it, for people: a JSON pointer with the names of the objects on the way. */
    public String place() {
        return pointer.isEmpty() ? file : file + ": " + pointer;
    }

    /** Names of the fields, in their order; none for anything but an object. */
    public List<String> names() {
        return node.properties().stream().map(field -> field.getKey()).toList();
    }

    /** Whether an object has a field with something in it. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A field that must be there. */
    public JsonElement get(String name) {
        if (!has(name)) {
            throw wrong("has no '" + name + "'", Suggestion.sentence(name, names()));
        }
        return new JsonElement(node.get(name), file, pointer + "/" + name, kind);
    }

    /** A field, or an empty list where it is missing. */
    public List<JsonElement> listOf(String name) {
        return has(name) ? get(name).list() : List.of();
    }

    /** Members of a list. */
    public List<JsonElement> list() {
        if (!node.isArray()) {
            throw wrong("is " + kind() + ", a list is expected", "");
        }
        var members = new ArrayList<JsonElement>();
        for (JsonNode member : node) {
            String name = member.path("name").asText("");
            members.add(new JsonElement(
                    member, file, pointer + "/" + members.size() + (name.isEmpty() ? "" : " (" + name + ")"), kind));
        }
        return members;
    }

    /** Whether it is a number. */
    public boolean isNumber() {
        return node.isNumber();
    }

    /** Whether it is a text. */
    public boolean isText() {
        return node.isTextual();
    }

    /** It, when it is an object. */
    public JsonElement object() {
        if (!node.isObject()) {
            throw wrong("is " + kind() + ", an object is expected", "");
        }
        return this;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return node.isArray();
    }

    /** A finite number. */
    public double number() {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong("is " + kind() + ", a finite number is expected", "");
        }
        return node.doubleValue();
    }

    /** A text. */
    public String text() {
        if (!node.isTextual()) {
            throw wrong("is " + kind() + ", a text is expected", "");
        }
        return node.textValue();
    }

    /** A text in a field. */
    public String text(String name) {
        return get(name).text();
    }

    /** A text in a field that may be missing. */
    public String text(String name, String otherwise) {
        return has(name) ? get(name).text() : otherwise;
    }

    /** True or false in a field that may be missing. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonElement flag = get(name);
        if (!flag.node.isBoolean()) {
            throw flag.wrong("is " + flag.kind() + ", true or false is expected", "");
        }
        return flag.node.booleanValue();
    }

    /** A list of finite numbers. */
    public double[] numbers() {
        return list().stream().mapToDouble(JsonElement::number).toArray();
    }

    /** A list of so many finite numbers. */
    public double[] numbers(int length) {
        double[] numbers = numbers();
        if (numbers.length != length) {
            throw wrong("has " + numbers.length + " entries, " + length + " are expected", "");
        }
        return numbers;
    }

    /** A list of so many counts: finite numbers, none of them negative. */
    public double[] counts(int length) {
        double[] counts = numbers(length);
        for (int i = 0; i < length; i++) {
            if (counts[i] < 0) {
                throw list().get(i)
                        .wrong("is " + counts[i] + ", but a number of events is observed there", "give 0 or more");
            }
        }
        return counts;
    }

    /** As it is written, without blanks. */
    public String json() {
        return node.toString();
    }

    /** A list of texts. */
    public List<String> texts() {
        return list().stream().map(JsonElement::text).toList();
    }

    /** Refuses every field but these. */
    public void allow(Set<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw wrong("has '" + name + "', which is not supported", Suggestion.among(name, known));
            }
        }
    }

    /**
     * An error at this place.
     *
     * @param what is wrong, a sentence whose subject is this element
     * @param remedy empty for the general one
     */
    public FiduciaException wrong(String what, String remedy) {
        String name = node.path("name").asText("");
        String who = name.isEmpty() || pointer.endsWith("(" + name + ")") ? "" : " '" + name + "'";
        return new FiduciaException(
                kind, place() + who + " " + what, remedy.isEmpty() ? "correct the file there" : remedy);
    }

    /** What a field holds, whatever it is. */
    JsonNode node(String name) {
        if (!node.has(name)) {
            throw wrong("has no '" + name + "'", Suggestion.sentence(name, names()));
        }
        return node.get(name);
    }

    /** A number or a text, as it is written. */
    String plain() {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private String kind() {
        if (node instanceof MissingNode || node.isNull()) {
            return "missing";
        }
        String text = node.toString();
        return switch (node.getNodeType()) {
            case ARRAY -> "a list of " + node.size();
            case OBJECT ->
                "an object with "
                        + node.properties().stream()
                                .map(field -> field.getKey())
                                .limit(4)
                                .collect(Collectors.joining(", "));
            default -> text.length() > 40 ? text.substring(0, 40) + "…" : text;
        };
    }
}
