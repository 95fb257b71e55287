package org.fiducia.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;

/**
 * A change to a JSON file: a JSON Patch (RFC 6902), alone in a file or one of a patch set as pyhf defines it (its JSON schema
 * {@code patchset.json} 1.0.0), in which each patch has a name and the values of the labels of the set.
 */
public final class JsonPatch {
    private static final int MOST_NAMES = 20;

    private final String name;
    private final JsonElement operations;
    private final Map<String, String> values;
    private final Map<String, String> digests;

    private JsonPatch(String name, JsonElement operations, Map<String, String> values, Map<String, String> digests) {
        this.name = name;
        this.operations = operations;
        this.values = values;
        this.digests = digests;
    }

    /**
     * Reads a patch.
     *
     * @param file a list of operations, or a patch set
     * @param wanted name in the set, or its values with commas between; empty for a file that is one patch
     */
    public static JsonPatch read(Path file, String wanted) throws IOException {
        String title = file.getFileName().toString();
        JsonNode root = JsonFile.tree(file);
        var element = new JsonElement(root, title, "");
        if (root.isArray()) {
            if (!wanted.isEmpty()) {
                throw new FiduciaException(
                        Kind.USAGE,
                        title + " is one patch, so there is none called " + wanted,
                        "leave #" + wanted + " out");
            }
            return new JsonPatch(title, element, Map.of(), Map.of());
        }
        if (!root.path("patches").isArray()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    title + " is neither a JSON patch nor a patch set",
                    "a patch is a list of operations, a patch set an object with patches");
        }
        JsonElement metadata = element.get("metadata");
        List<String> labels =
                metadata.listOf("labels").stream().map(JsonElement::text).toList();
        var names = new ArrayList<String>();
        for (JsonElement patch : element.get("patches").list()) {
            JsonElement about = patch.get("metadata");
            List<String> values =
                    about.listOf("values").stream().map(JsonElement::plain).toList();
            names.add(about.text("name"));
            if (about.text("name").equals(wanted)
                    || !values.isEmpty() && String.join(",", values).equals(wanted)) {
                return new JsonPatch(
                        title + "#" + about.text("name"), patch.get("patch"), zip(labels, values), digests(metadata));
            }
        }
        throw unknown(title, wanted, names);
    }

    private static FiduciaException unknown(String title, String wanted, List<String> names) {
        String list = names.size() + " patches: "
                + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", …" : "");
        if (wanted.isEmpty()) {
            return new FiduciaException(
                    Kind.USAGE, title + " is a set of " + list, "name one of them: " + title + "#NAME");
        }
        return new FiduciaException(
                Kind.USAGE,
                title + " has no patch called " + wanted,
                (Suggestion.sentence(wanted, names) + " it has " + list).strip());
    }

    private static Map<String, String> zip(List<String> labels, List<String> values) {
        var zipped = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
            zipped.put(i < labels.size() ? labels.get(i) : "value " + (i + 1), values.get(i));
        }
        return zipped;
    }

    private static Map<String, String> digests(JsonElement metadata) {
        var digests = new LinkedHashMap<String, String>();
        if (metadata.has("digests")) {
            JsonElement given = metadata.get("digests");
            given.names().forEach(algorithm -> digests.put(algorithm, given.text(algorithm)));
        }
        return digests;
    }

    /** File, and name in the set. */
    public String name() {
        return name;
    }

    /** Values of the labels of the set, in their order; empty for a patch alone. */
    public Map<String, String> values() {
        return values;
    }

    /** What it is, for people. */
    public String describe() {
        return "patch " + name
                + values.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining(", ", values.isEmpty() ? "" : ": ", ""));
    }

    /**
     * Why the patch may be for another file: its set names the digest of the file that it is for.
     *
     * @return empty when the digest agrees or there is none that can be computed
     */
    public String mismatch(Path file) throws IOException {
        for (var digest : digests.entrySet()) {
            String found = JsonDigest.of(JsonFile.tree(file), digest.getKey());
            if (!found.isEmpty() && !found.equalsIgnoreCase(digest.getValue())) {
                return name + " is for a file of the " + digest.getKey() + " digest " + digest.getValue() + ", but "
                        + file.getFileName() + " has " + found + ": the patch may not be for this file";
            }
        }
        return "";
    }

    JsonNode apply(JsonNode root, String file) {
        JsonNode changed = root;
        for (JsonElement operation : operations.list()) {
            changed = new PatchOperation(operation, file).apply(changed);
        }
        return changed;
    }

    /** Members of lists are counted from 0; the position after the last one is also written as a minus sign. */
    static int index(ArrayNode list, String token, boolean insert) {
        if (insert && token.equals("-")) {
            return list.size();
        }
        if (!token.matches("0|[1-9][0-9]{0,8}")) {
            return -1;
        }
        int index = Integer.parseInt(token);
        return index < list.size() || insert && index == list.size() ? index : -1;
    }
}
