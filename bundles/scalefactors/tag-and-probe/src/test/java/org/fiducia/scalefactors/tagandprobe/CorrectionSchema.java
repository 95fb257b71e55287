package org.fiducia.scalefactors.tagandprobe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of correctionlib's schema, version 2, for the nodes that we write and those a reader may meet, written down
 * from its data model (src/correctionlib/schemav2.py of github.com/cms-nanoAOD/correctionlib, classes CorrectionSet,
 * Correction, Variable, Category, CategoryItem, Binning, MultiBinning): required and allowed fields (any other is
 * forbidden), their types, edges that rise, as many contents as bins, keys of one type without duplicates, an output of
 * type real, names of corrections that differ. Beyond the data model, what its evaluator asks for when it loads a file:
 * inputs of nodes are declared, categories look up strings or integers, binnings numbers.
 */
final class CorrectionSchema {
    private static final Set<String> TYPES = Set.of("string", "int", "real");

    private final List<String> errors = new ArrayList<>();
    private Map<String, String> inputs = Map.of();

    private CorrectionSchema() {}

    /** What a file breaks; empty for a valid one. */
    static List<String> errors(JsonNode file) {
        var schema = new CorrectionSchema();
        schema.set(file);
        return schema.errors;
    }

    private void check(boolean holds, String at, String rule) {
        if (!holds) {
            errors.add(at + ": " + rule);
        }
    }

    private boolean fields(JsonNode node, String at, Set<String> required, Set<String> optional) {
        if (node == null || !node.isObject()) {
            errors.add(at + ": is no object");
            return false;
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            check(required.contains(name) || optional.contains(name), at, "field " + name + " is forbidden");
        }
        for (String name : required) {
            check(node.has(name), at, "field " + name + " is missing");
        }
        return node.size() > 0 && required.stream().allMatch(node::has);
    }

    private void text(JsonNode node, String at, boolean optional) {
        check(optional && (node == null || node.isNull()) || node != null && node.isTextual(), at, "is no string");
    }

    private void set(JsonNode node) {
        if (!fields(
                node, "file", Set.of("schema_version", "corrections"), Set.of("description", "compound_corrections"))) {
            return;
        }
        check(
                node.get("schema_version").isInt() && node.get("schema_version").asInt() == 2,
                "schema_version",
                "is not 2");
        text(node.get("description"), "description", true);
        check(node.get("corrections").isArray(), "corrections", "is no list");
        var names = new HashSet<String>();
        for (JsonNode correction : node.get("corrections")) {
            correction(correction);
            check(names.add(correction.path("name").asText()), "corrections", "two have one name");
        }
    }

    private void correction(JsonNode node) {
        if (!fields(
                node,
                "correction",
                Set.of("name", "version", "inputs", "output", "data"),
                Set.of("description", "generic_formulas"))) {
            return;
        }
        text(node.get("name"), "name", false);
        text(node.get("description"), "description", true);
        check(node.get("version").isInt(), "version", "is no integer");
        variable(node.get("output"), "output");
        check("real".equals(node.get("output").path("type").asText()), "output", "is not real");
        check(node.get("inputs").isArray(), "inputs", "is no list");
        inputs = new HashMap<>();
        for (JsonNode input : node.get("inputs")) {
            variable(input, "input");
            String before =
                    inputs.put(input.path("name").asText(), input.path("type").asText());
            check(before == null, "inputs", "two have one name");
        }
        content(node.get("data"), "data");
    }

    private void variable(JsonNode node, String at) {
        if (fields(node, at, Set.of("name", "type"), Set.of("description"))) {
            text(node.get("name"), at, false);
            text(node.get("description"), at, true);
            check(TYPES.contains(node.get("type").asText()), at, "has the type " + node.get("type"));
        }
    }

    private void content(JsonNode node, String at) {
        if (node.isNumber()) {
            check(Double.isFinite(node.asDouble()), at, "is not finite");
            return;
        }
        switch (node.path("nodetype").asText()) {
            case "category" -> category(node, at + "/category");
            case "binning" -> binning(node, at + "/binning");
            case "multibinning" -> multibinning(node, at + "/multibinning");
            default -> errors.add(at + ": node of type " + node.path("nodetype"));
        }
    }

    private void category(JsonNode node, String at) {
        if (!fields(node, at, Set.of("nodetype", "input", "content"), Set.of("default"))) {
            return;
        }
        String type = inputs.getOrDefault(node.get("input").asText(), "undeclared");
        check(type.equals("string") || type.equals("int"), at, "looks up an input that is " + type);
        check(node.get("content").isArray(), at, "content is no list");
        var keys = new HashSet<JsonNode>();
        for (JsonNode item : node.get("content")) {
            if (fields(item, at, Set.of("key", "value"), Set.of())) {
                JsonNode key = item.get("key");
                check(type.equals("string") ? key.isTextual() : key.isIntegralNumber(), at, "key " + key);
                check(keys.add(key), at, "has the key " + key + " twice");
                content(item.get("value"), at + "/" + key.asText());
            }
        }
        if (node.hasNonNull("default")) {
            content(node.get("default"), at + "/default");
        }
    }

    private void binning(JsonNode node, String at) {
        if (fields(node, at, Set.of("nodetype", "input", "edges", "content", "flow"), Set.of())) {
            number(node.get("input"), at);
            contents(node, bins(node.get("edges"), at), at);
        }
    }

    private void multibinning(JsonNode node, String at) {
        if (!fields(node, at, Set.of("nodetype", "inputs", "edges", "content", "flow"), Set.of())) {
            return;
        }
        check(node.get("inputs").isArray() && node.get("inputs").size() > 0, at, "has no inputs");
        node.get("inputs").forEach(input -> number(input, at));
        check(
                node.get("edges").isArray()
                        && node.get("edges").size() == node.get("inputs").size(),
                at,
                "edges per input");
        int cells = 1;
        for (JsonNode axis : node.get("edges")) {
            cells *= bins(axis, at);
        }
        contents(node, cells, at);
    }

    private void number(JsonNode input, String at) {
        String type = inputs.getOrDefault(input.asText(), "undeclared");
        check(input.isTextual() && (type.equals("real") || type.equals("int")), at, "bins an input that is " + type);
    }

    private int bins(JsonNode edges, String at) {
        check(edges.isArray() && edges.size() > 1, at, "edges are no list of two or more");
        for (int i = 0; i < edges.size(); i++) {
            check(edges.get(i).isNumber(), at, "edge " + edges.get(i));
            check(i == 0 || edges.get(i - 1).asDouble() < edges.get(i).asDouble(), at, "edges do not rise");
        }
        return Math.max(0, edges.size() - 1);
    }

    private void contents(JsonNode node, int cells, String at) {
        check(node.get("content").isArray() && node.get("content").size() == cells, at, "needs " + cells + " contents");
        node.get("content").forEach(content -> content(content, at));
        JsonNode flow = node.get("flow");
        if (flow.isTextual()) {
            check(Set.of("clamp", "error").contains(flow.asText()), at, "flow " + flow);
        } else {
            content(flow, at + "/flow");
        }
    }
}
