package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/card-reference.md} is what the schemas of the cards say, field by field, and they say something of each. With
 * {@code -Dfiducia.refresh=true} the page is written anew.
 */
class CardReferenceTest {
    private static final Path PAGE = Path.of("src/main/docs/card-reference.md");

    private final StringBuilder page = new StringBuilder();
    private final List<String> silent = new ArrayList<>();
    private final Set<String> rows = new HashSet<>();

    @Test
    void thePageIsWhatTheSchemasSay() throws Exception {
        page.append(
                "# Fields of the cards\n\nA place is a path into the card, as `--set PLACE=VALUE` takes it; `*` stands for an"
                        + " index of a list or a name.\nA plug-in is its name, or its name with settings of its own:"
                        + " `{\"id\": NAME, \"settings\": {…}}`.\n");
        card("The analysis card", "analysis.schema.json");
        card("The combination card", "combination.schema.json");
        assertEquals(List.of(), silent, "fields without a description");
        if (Boolean.getBoolean("fiducia.refresh")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page.toString(), Files.readString(PAGE), "refresh the page with -Dfiducia.refresh=true");
    }

    private void card(String title, String schema) throws Exception {
        JsonNode root = new ObjectMapper()
                .readTree(Path.of("src/main/etc").resolve(schema).toFile());
        rows.clear();
        page.append("\n## ").append(title).append(" (`etc/").append(schema).append("`)\n\n");
        page.append("| place | type | what |\n|---|---|---|\n");
        fields(root, root, "");
    }

    private void fields(JsonNode root, JsonNode schema, String place) {
        for (JsonNode form : forms(root, schema)) {
            if (form.equals(root.at("/$defs/choice"))) {
                continue; // said once, above
            }
            for (Map.Entry<String, JsonNode> field : form.path("properties").properties()) {
                String path = place.isEmpty() ? field.getKey() : place + "/" + field.getKey();
                row(root, form, field.getKey(), field.getValue(), path);
                fields(root, field.getValue(), path);
            }
            for (String inner : List.of("items", "additionalProperties")) {
                // sizes may hold sizes, and have no fields
                if (form.path(inner).isObject()
                        && !form.path(inner).path("$ref").asText().endsWith("/size")) {
                    fields(root, form.get(inner), place + "/*");
                }
            }
        }
    }

    private void row(JsonNode root, JsonNode parent, String name, JsonNode field, String path) {
        String description = field.has("description")
                ? field.get("description").asText()
                : resolved(root, field).path("description").asText();
        if (description.isBlank()) {
            silent.add(path);
        }
        boolean required = StreamSupport.stream(parent.path("required").spliterator(), false)
                .anyMatch(one -> one.asText().equals(name));
        String row = "| `" + path + "` | " + type(root, field) + (required ? ", required" : "") + " | "
                + description.replace("|", "\\|") + " |\n";
        if (rows.add(row)) {
            page.append(row);
        }
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    /** A schema, or those of which one has to hold. */
    private static List<JsonNode> forms(JsonNode root, JsonNode schema) {
        JsonNode resolved = resolved(root, schema);
        var forms = new ArrayList<>(List.of(resolved));
        for (String choice : List.of("oneOf", "anyOf")) {
            resolved.path(choice).forEach(each -> forms.addAll(forms(root, each)));
        }
        return forms;
    }

    private static String type(JsonNode root, JsonNode schema) {
        if (schema.path("$ref").asText().endsWith("/choice")) {
            return "plug-in";
        }
        var types = new ArrayList<String>();
        for (JsonNode form : forms(root, schema)) {
            if (form.has("enum")) {
                form.get("enum").forEach(value -> types.add("`" + value.asText() + "`"));
            } else if (form.has("const")) {
                types.add("`" + form.get("const").asText() + "`");
            } else if (form.path("type").asText().equals("array") && form.has("items")) {
                types.add("list of " + type(root, form.get("items")));
            } else if (form.path("type").isArray()) {
                form.get("type").forEach(value -> types.add(value.asText()));
            } else if (form.has("type")) {
                types.add(form.get("type").asText());
            }
        }
        return String.join(" or ", types.stream().distinct().toList());
    }
}
