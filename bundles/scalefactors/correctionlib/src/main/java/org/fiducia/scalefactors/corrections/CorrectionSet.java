package org.fiducia.scalefactors.corrections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;

/**
 * The corrections of a file in the form of correctionlib, schema version 2, plain or compressed with gzip: corrections with
 * all kinds of nodes (binning, multibinning, category, formula, formularef, transform, hashprng, switch), and compound ones.
 * A text of a category has one number in the whole file.
 */
public final class CorrectionSet {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path file;
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Correction> corrections = new LinkedHashMap<>();

    private CorrectionSet(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws FiduciaException when it cannot be read, or breaks the schema: the correction, the node, and what is wrong
     */
    public static CorrectionSet read(Path file) {
        var set = new CorrectionSet(file);
        JsonNode root = set.json();
        if (root.path("schema_version").asInt() != 2) {
            throw set.wrong("is no correctionlib file of schema version 2");
        }
        var trees = new HashMap<String, FlatTree>();
        for (JsonNode one : root.path("corrections")) {
            FlatTree tree = TreeCompiler.compile(set.header(one), one);
            trees.put(tree.name(), tree);
            set.add(tree);
        }
        for (JsonNode one : root.path("compound_corrections")) {
            set.add(set.stack(one, trees));
        }
        return set;
    }

    private JsonNode json() {
        try (InputStream plain = new BufferedInputStream(Files.newInputStream(file))) {
            plain.mark(2);
            boolean compressed = plain.read() == 0x1F && plain.read() == 0x8B;
            plain.reset();
            return JSON.readTree(compressed ? new GZIPInputStream(plain) : plain);
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON from line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " on");
        } catch (IOException e) {
            throw wrong(Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist");
        }
    }

    private FileCorrection.Header header(JsonNode json) {
        String name = json.path("name").asText("");
        String where = file + ": the correction " + name;
        if (name.isEmpty()) {
            throw wrong("has a correction without a name");
        }
        var inputs = new ArrayList<Variable>();
        for (JsonNode input : json.path("inputs")) {
            String type = input.path("type").asText("").toUpperCase(Locale.ROOT);
            if (!List.of("STRING", "INT", "REAL").contains(type)
                    || input.path("name").asText("").isEmpty()) {
                throw wrong("has in the correction " + name + " the input " + input);
            }
            inputs.add(new Variable(
                    input.path("name").asText(),
                    Variable.Type.valueOf(type),
                    input.path("description").asText("")));
        }
        return new FileCorrection.Header(where, name, json.path("description").asText(""), List.copyOf(inputs), codes);
    }

    private void add(Correction correction) {
        if (corrections.put(correction.name(), correction) != null) {
            throw wrong("has the correction " + correction.name() + " twice");
        }
    }

    private Correction stack(JsonNode json, Map<String, FlatTree> trees) {
        FileCorrection.Header header = header(json);
        String at = "has in the compound correction " + header.name() + " ";
        var names = new HashMap<String, Integer>();
        header.inputs().forEach(input -> names.put(input.name(), names.size()));
        var stack = new ArrayList<FlatTree>();
        var sources = new ArrayList<int[]>();
        for (JsonNode part : json.path("stack")) {
            FlatTree tree = trees.get(part.asText());
            if (tree == null) {
                throw wrong(at + part + ", which is no correction of the file");
            }
            stack.add(tree);
            sources.add(tree.inputs().stream()
                    .mapToInt(input -> place(names, input.name(), at))
                    .toArray());
        }
        var updated = new ArrayList<Integer>();
        for (JsonNode input : json.path("inputs_update")) {
            int place = place(names, input.asText(), at);
            if (header.inputs().get(place).type() != Variable.Type.REAL) {
                throw wrong(at + "the update of " + input + ", which is no real number");
            }
            updated.add(place);
        }
        String inputOperation = json.path("input_op").asText("");
        String outputOperation = json.path("output_op").asText("");
        if (!List.of("+", "*", "/").contains(inputOperation)
                || !List.of("+", "*", "/", "last").contains(outputOperation)
                || stack.isEmpty()) {
            throw wrong(at + "a stack of " + stack.size() + " with the operations " + json.path("input_op") + " and "
                    + json.path("output_op"));
        }
        return new CorrectionStack(
                header,
                stack,
                sources.toArray(int[][]::new),
                updated.stream().mapToInt(Integer::intValue).toArray(),
                inputOperation,
                outputOperation);
    }

    private int place(Map<String, Integer> names, String input, String at) {
        Integer place = names.get(input);
        if (place == null) {
            throw wrong(at + "no input " + input + ", which it needs");
        }
        return place;
    }

    /** Names of its corrections, compound ones behind the others. */
    public List<String> names() {
        return List.copyOf(corrections.keySet());
    }

    /**
     * A correction.
     *
     * @param name empty for the only one
     * @throws FiduciaException when there is none of that name, or a name is needed
     */
    public Correction correction(String name) {
        Correction found = name.isEmpty() && corrections.size() == 1
                ? corrections.values().iterator().next()
                : corrections.get(name);
        if (found == null) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file
                            + (name.isEmpty()
                                    ? " has " + corrections.size() + " corrections"
                                    : " has no correction " + name),
                    name.isEmpty()
                            ? "name one of " + String.join(", ", corrections.keySet())
                            : Suggestion.among(name, corrections.keySet()));
        }
        return found;
    }

    private FiduciaException wrong(String what) {
        return new FiduciaException(
                Kind.INPUT,
                file + " " + what,
                "name a correctionlib file of schema version 2, plain or compressed with gzip");
    }
}
