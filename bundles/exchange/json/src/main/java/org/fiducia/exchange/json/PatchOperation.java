package org.fiducia.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;

/** One operation of a JSON Patch, see RFC 6902; its places are JSON pointers, see RFC 6901. */
final class PatchOperation {
    private final JsonElement operation;
    private final String file;

    PatchOperation(JsonElement operation, String file) {
        this.operation = operation;
        this.file = file;
    }

    /** Changes a tree, in place where it can. */
    JsonNode apply(JsonNode root) {
        List<String> path = pointer("path");
        String kind = operation.text("op");
        return switch (kind) {
            case "add" -> add(root, path, value());
            case "remove" -> {
                remove(root, path);
                yield root;
            }
            case "replace" -> {
                find(root, path, "path");
                if (path.isEmpty()) {
                    yield value();
                }
                put(parent(root, path), path.get(path.size() - 1), value());
                yield root;
            }
            case "move" -> {
                List<String> from = pointer("from");
                if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
                    throw operation.wrong("moves a part of the file into itself", "");
                }
                JsonNode moved = find(root, from, "from");
                if (path.equals(from)) {
                    yield root;
                }
                remove(root, from);
                yield add(root, path, moved);
            }
            case "copy" -> add(root, path, find(root, pointer("from"), "from").deepCopy());
            case "test" -> {
                JsonNode there = find(root, path, "path");
                if (!there.equals(PatchOperation::compare, value())) {
                    throw operation.wrong(
                            "expects something else at " + operation.text("path") + " of " + file,
                            "the patch is for another file");
                }
                yield root;
            }
            default ->
                throw operation
                        .get("op")
                        .wrong(
                                "is '" + kind + "', which is no operation of a patch",
                                "there are add, remove, replace, move, copy, test");
        };
    }

    /** Numbers are equal when their values are, however they are written. */
    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private JsonNode value() {
        return operation.node("value").deepCopy();
    }

    private List<String> pointer(String field) {
        String text = operation.text(field);
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw operation.get(field).wrong("is '" + text + "', a place that begins with / is expected", "");
        }
        var tokens = new ArrayList<String>();
        if (!text.isEmpty()) {
            for (String token : text.substring(1).split("/", -1)) {
                tokens.add(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        return tokens;
    }

    private JsonNode add(JsonNode root, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        JsonNode parent = parent(root, path);
        String last = path.get(path.size() - 1);
        if (parent instanceof ArrayNode list) {
            int index = JsonPatch.index(list, last, true);
            if (index < 0) {
                throw nothing(path, path.size(), parent, "path");
            }
            list.insert(index, value);
        } else {
            put(parent, last, value);
        }
        return root;
    }

    /** Sets a member that is there, or a field of an object. */
    private void put(JsonNode parent, String last, JsonNode value) {
        if (parent instanceof ArrayNode list) {
            list.set(JsonPatch.index(list, last, false), value);
        } else if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else {
            throw operation.wrong("adds to something that is neither a list nor an object", "");
        }
    }

    private void remove(JsonNode root, List<String> path) {
        find(root, path, operation.text("op").equals("move") ? "from" : "path");
        if (path.isEmpty()) {
            throw operation.wrong("removes the whole of " + file, "");
        }
        JsonNode parent = parent(root, path);
        String last = path.get(path.size() - 1);
        if (parent instanceof ArrayNode list) {
            list.remove(JsonPatch.index(list, last, false));
        } else {
            ((ObjectNode) parent).remove(last);
        }
    }

    private JsonNode parent(JsonNode root, List<String> path) {
        return find(root, path.subList(0, path.size() - 1), "path");
    }

    private JsonNode find(JsonNode root, List<String> path, String field) {
        JsonNode node = root;
        for (int i = 0; i < path.size(); i++) {
            JsonNode next = null;
            if (node instanceof ArrayNode list) {
                int index = JsonPatch.index(list, path.get(i), false);
                next = index < 0 ? null : list.get(index);
            } else if (node instanceof ObjectNode object) {
                next = object.get(path.get(i));
            }
            if (next == null) {
                throw nothing(path, i + 1, node, field);
            }
            node = next;
        }
        return node;
    }

    private FiduciaException nothing(List<String> path, int depth, JsonNode node, String field) {
        String size = node instanceof ArrayNode list ? ": the list there has " + list.size() + " members" : "";
        String text = operation.has(field) ? operation.text(field) : "/" + String.join("/", path);
        return operation.wrong(
                "points to " + text + ", but " + file + " has no /" + String.join("/", path.subList(0, depth)) + size,
                "the patch is for another file, or for a file that was changed before");
    }
}
