package org.fiducia.kernel.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** A value of a card that is set on the command line. */
final class CardChange {
    private CardChange() {}

    /**
     * Sets one value.
     *
     * @param change {@code path=value}
     * @return the place of the value, as a JSON pointer
     */
    static String apply(JsonMapper json, JsonNode card, String change) {
        int equals = change.indexOf('=');
        if (equals < 1) {
            throw refuse(change, "has no value", "write --set path=value, e.g. --set point/mH=125.38");
        }
        String[] path = change.substring(0, equals).replaceFirst("^/", "").split("/");
        JsonNode value = value(json, change.substring(equals + 1));
        JsonNode at = card;
        var pointer = new StringBuilder();
        for (int i = 0; i + 1 < path.length; i++) {
            pointer.append('/').append(at instanceof ArrayNode list ? index(list, path[i], change) : path[i]);
            at = step(at, path[i], change);
        }
        String last = path[path.length - 1];
        if (at instanceof ObjectNode object) {
            object.set(last, value);
            return pointer.append('/').append(last).toString();
        } else if (at instanceof ArrayNode array) {
            int index = index(array, last, change);
            array.set(index, value);
            return pointer.append('/').append(index).toString();
        } else {
            throw refuse(change, "leads into " + at, "name an object or a list of the card");
        }
    }

    private static JsonNode value(JsonMapper json, String text) {
        try {
            JsonNode node = json.readTree(text);
            return node.isMissingNode() ? TextNode.valueOf(text) : node;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static JsonNode step(JsonNode at, String name, String change) {
        if (at instanceof ObjectNode object) {
            JsonNode next = object.get(name);
            return next == null ? object.putObject(name) : next;
        }
        if (at instanceof ArrayNode array) {
            return array.get(index(array, name, change));
        }
        throw refuse(change, "leads into " + at, "name an object or a list of the card");
    }

    private static int index(ArrayNode array, String name, String change) {
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            if (name.equals(String.valueOf(i))
                    || name.equals(element.path("id").asText(null))
                    || name.equals(element.path("name").asText(null))) {
                return i;
            }
        }
        throw refuse(change, "has no element " + name, "give its number, id or name");
    }

    private static FiduciaException refuse(String change, String what, String remedy) {
        return new FiduciaException(Kind.USAGE, "--set " + change + " " + what, remedy);
    }
}
