package org.fiducia.exchange.hs3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Suggestion;
import org.fiducia.exchange.json.JsonElement;

/** The parts of a file by name. */
final class Document {
    private final JsonElement root;
    private final Map<String, Map<String, JsonElement>> parts = new LinkedHashMap<>();

    Document(JsonElement root) {
        this.root = root;
        for (String section : List.of(
                "analyses", "likelihoods", "distributions", "functions", "data", "domains", "parameter_points")) {
            var named = new LinkedHashMap<String, JsonElement>();
            for (JsonElement element : root.listOf(section)) {
                if (named.put(element.text("name"), element) != null) {
                    throw element.wrong("comes twice", "give every one of the " + section + " a name of its own");
                }
            }
            parts.put(section, named);
        }
    }

    /** Elements of a section by name, in their order. */
    Map<String, JsonElement> all(String section) {
        return Objects.requireNonNull(parts.get(section), section);
    }

    /**
     * An element by name.
     *
     * @param user what refers to it
     */
    JsonElement get(String section, String name, JsonElement user) {
        JsonElement element = all(section).get(name);
        if (element == null) {
            throw user.wrong(
                    "refers to " + name + ", which is not among the " + section,
                    Suggestion.among(name, all(section).keySet()));
        }
        return element;
    }

    String place() {
        return root.place();
    }

    FiduciaException wrong(String what, String remedy) {
        return root.wrong(what, remedy);
    }
}
