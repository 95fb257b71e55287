package org.fiducia.scalefactors.lepton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A correction of a file of the correctionlib schema, version 2, as a function of numbers: the text inputs are chosen
 * beforehand. Nodes: numbers, {@code category} of texts, {@code binning} and {@code multibinning}; others are refused.
 */
final class CorrectionFile {
    private final Path file;
    private final JsonNode correction;

    private CorrectionFile(Path file, JsonNode correction) {
        this.file = file;
        this.correction = correction;
    }

    /**
     * Reads a file.
     *
     * @param name of the correction; empty for the only one
     */
    static CorrectionFile read(Path file, String name) {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " is no JSON from line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " on",
                    "name a correctionlib file",
                    e);
        } catch (IOException e) {
            throw new FiduciaException(Kind.INPUT, "cannot read " + file, "name a correctionlib file", e);
        }
        if (root.path("schema_version").asInt() != 2) {
            throw new FiduciaException(
                    Kind.INPUT, file + " is no correctionlib file of schema version 2", "name one, uncompressed");
        }
        var names = new ArrayList<String>();
        JsonNode found = null;
        for (JsonNode one : root.path("corrections")) {
            names.add(one.path("name").asText());
            if (name.isEmpty() || name.equals(one.path("name").asText())) {
                found = found == null ? one : found;
            }
        }
        if (found == null || (name.isEmpty() && names.size() > 1)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " has the corrections " + String.join(", ", names),
                    "name one of them as correction");
        }
        return new CorrectionFile(file, found);
    }

    /** A function of the momentum and the pseudorapidity of a lepton. */
    interface Function {
        double of(double pt, double eta);
    }

    /**
     * The function for given texts.
     *
     * @param texts value of each text input
     */
    Function function(Map<String, String> texts) {
        return node(correction.path("data"), texts, "data");
    }

    private Function node(JsonNode node, Map<String, String> texts, String at) {
        if (node.isNumber()) {
            double value = node.asDouble();
            return (pt, eta) -> value;
        }
        return switch (node.path("nodetype").asText()) {
            case "category" -> category(node, texts, at);
            case "binning" ->
                binned(List.of(node.path("input").asText()), List.of(edges(node.path("edges"), at)), node, texts, at);
            case "multibinning" -> {
                var inputs = new ArrayList<String>();
                var edges = new ArrayList<double[]>();
                node.path("inputs").forEach(input -> inputs.add(input.asText()));
                node.path("edges").forEach(list -> edges.add(edges(list, at)));
                yield binned(inputs, edges, node, texts, at);
            }
            default ->
                throw wrong(
                        at + " is a node of the type " + node.path("nodetype").asText("none"),
                        "only numbers, category, binning and multibinning are read");
        };
    }

    private Function category(JsonNode node, Map<String, String> texts, String at) {
        String input = node.path("input").asText();
        String wanted = texts.get(input);
        var known = new ArrayList<String>();
        for (JsonNode item : node.path("content")) {
            String key = item.path("key").asText();
            if (key.equals(wanted)) {
                return node(item.path("value"), texts, at + "/" + key);
            }
            known.add(key);
        }
        if (wanted != null && node.hasNonNull("default")) {
            return node(node.path("default"), texts, at + "/default");
        }
        throw wrong(
                at + " needs the input " + input + (wanted == null ? "" : ", and does not know " + wanted),
                "give one of " + String.join(", ", known) + " in inputs");
    }

    private double[] edges(JsonNode node, String at) {
        var edges = new double[node.size()];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = node.get(i).isNumber()
                    ? node.get(i).asDouble()
                    : node.get(i).asText().startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            if (i > 0 && !(edges[i] > edges[i - 1])) {
                throw wrong(at + " has edges that do not rise", "mend the file");
            }
        }
        if (edges.length < 2) {
            throw wrong(at + " has fewer than two edges", "mend the file");
        }
        return edges;
    }

    private Function binned(
            List<String> inputs, List<double[]> edges, JsonNode node, Map<String, String> texts, String at) {
        int cells = 1;
        for (double[] of : edges) {
            cells *= of.length - 1;
        }
        if (node.path("content").size() != cells || inputs.size() != edges.size()) {
            throw wrong(at + " has " + node.path("content").size() + " values for " + cells + " bins", "mend the file");
        }
        var content = new Function[cells];
        for (int i = 0; i < cells; i++) {
            content[i] = node(node.path("content").get(i), texts, at + "/" + i);
        }
        boolean clamp = node.path("flow").asText().equals("clamp");
        var variables = new boolean[inputs.size()];
        for (int k = 0; k < variables.length; k++) {
            String name = inputs.get(k).toLowerCase(java.util.Locale.ROOT);
            variables[k] = name.endsWith("eta");
            if (!variables[k] && !name.endsWith("pt")) {
                throw wrong(at + " depends on " + inputs.get(k), "only pt, eta and abseta of a lepton are known");
            }
        }
        return (pt, eta) -> {
            int cell = 0;
            for (int k = 0; k < variables.length; k++) {
                double[] of = edges.get(k);
                // Edges that begin at 0 or above are those of |η|.
                double x = !variables[k] ? pt : of[0] >= 0 ? Math.abs(eta) : eta;
                int last = of.length - 2;
                int found = Arrays.binarySearch(of, x);
                int bin = found >= 0 ? found : -found - 2;
                if (bin < 0 || bin > last) {
                    if (!clamp) {
                        return 1; // outside of what was measured
                    }
                    bin = Math.max(0, Math.min(last, bin));
                }
                cell = cell * (of.length - 1) + bin;
            }
            return content[cell].of(pt, eta);
        };
    }

    private FiduciaException wrong(String what, String remedy) {
        return new FiduciaException(
                Kind.INPUT, file + ": " + correction.path("name").asText() + ", " + what, remedy);
    }
}
