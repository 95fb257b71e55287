package org.fiducia.publisher.hepdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What documents of a submission are made of, as version 1.1.1 of the format has it: which members, of which sort. */
final class StructureOfSubmissions {
    private static final Set<String> KEYWORDS = Set.of("cmenergies", "observables", "reactions", "phrases");

    private StructureOfSubmissions() {}

    private static void members(JsonNode object, List<String> required, List<String> optional) {
        assertTrue(object.isObject(), object.toString());
        var names = new HashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        assertTrue(names.containsAll(required), () -> names + " of " + object);
        names.removeAll(required);
        optional.forEach(names::remove);
        assertEquals(Set.of(), names, object::toString);
    }

    private static void text(JsonNode value, int most) {
        assertTrue(value.isTextual() && value.asText().length() <= most, value::toString);
    }

    private static void textOrNumber(JsonNode value) {
        assertTrue(value.isTextual() || value.isNumber(), value::toString);
    }

    static void head(JsonNode head) {
        members(head, List.of("comment", "additional_resources"), List.of());
        text(head.get("comment"), Integer.MAX_VALUE);
        for (JsonNode resource : head.get("additional_resources")) {
            members(resource, List.of("location", "description"), List.of("type", "license"));
            text(resource.get("location"), 256);
            text(resource.get("description"), Integer.MAX_VALUE);
            if (resource.has("type")) {
                text(resource.get("type"), 64);
            }
        }
    }

    static void table(JsonNode table) {
        members(
                table,
                List.of("name", "description", "keywords", "data_file"),
                List.of("location", "additional_resources", "related_to_table_dois", "data_license"));
        text(table.get("name"), 64);
        text(table.get("description"), Integer.MAX_VALUE);
        for (JsonNode keyword : table.get("keywords")) {
            members(keyword, List.of("name", "values"), List.of());
            assertTrue(KEYWORDS.contains(keyword.get("name").asText()), keyword::toString);
            keyword.get("values").forEach(StructureOfSubmissions::textOrNumber);
        }
    }

    static void data(JsonNode data) {
        members(data, List.of("independent_variables", "dependent_variables"), List.of());
        for (JsonNode variable : data.get("independent_variables")) {
            members(variable, List.of("header", "values"), List.of());
            header(variable.get("header"));
            for (JsonNode value : variable.get("values")) {
                if (value.has("low")) {
                    members(value, List.of("low", "high"), List.of("value"));
                    value.forEach(edge -> assertTrue(edge.isNumber(), value::toString));
                } else {
                    members(value, List.of("value"), List.of());
                    textOrNumber(value.get("value"));
                }
            }
        }
        for (JsonNode variable : data.get("dependent_variables")) {
            members(variable, List.of("header", "values"), List.of("qualifiers"));
            header(variable.get("header"));
            for (JsonNode qualifier : variable.path("qualifiers")) {
                members(qualifier, List.of("name", "value"), List.of("units"));
                textOrNumber(qualifier.get("value"));
            }
            for (JsonNode value : variable.get("values")) {
                members(value, List.of("value"), List.of("errors"));
                textOrNumber(value.get("value"));
                value.path("errors").forEach(StructureOfSubmissions::error);
            }
        }
    }

    private static void header(JsonNode header) {
        members(header, List.of("name"), List.of("units"));
        header.forEach(part -> text(part, Integer.MAX_VALUE));
    }

    private static void error(JsonNode error) {
        members(error, List.of("label", error.has("symerror") ? "symerror" : "asymerror"), List.of());
        if (error.has("asymerror")) {
            members(error.get("asymerror"), List.of("plus", "minus"), List.of());
            error.get("asymerror").forEach(StructureOfSubmissions::textOrNumber);
        } else {
            textOrNumber(error.get("symerror"));
        }
    }
}
