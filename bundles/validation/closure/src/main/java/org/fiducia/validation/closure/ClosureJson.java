package org.fiducia.validation.closure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fiducia.api.measurement.Measurement.Quality;

/** A closure test as JSON. */
final class ClosureJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ClosureJson() {}

    static String of(Closure closure) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(tree(closure))
                .replace("\r\n", "\n");
    }

    private static ObjectNode tree(Closure closure) {
        ObjectNode root = JSON.createObjectNode();
        root.put("observable", closure.observable().id());
        root.put("toys", closure.toys());
        root.put("seed", closure.seed());
        root.put("closes", closure.closes());
        root.put("checks", closure.checks());
        root.put("failures", closure.failures());
        root.put("failuresByChance", closure.expectedFailures());
        Quality quality = closure.quality();
        ObjectNode response = root.putObject("quality");
        number(response, "conditionNumber", quality.conditionNumber());
        number(response, "migrationScore", quality.migrationScore());
        row(response, "purity", quality.purity());
        row(response, "stability", quality.stability());
        row(response, "efficiency", quality.efficiency());
        ArrayNode truths = root.putArray("truths");
        for (Closure.OfTruth of : closure.truths()) {
            ObjectNode truth = truths.addObject();
            truth.put("id", of.truth().id());
            truth.put("title", of.truth().title());
            ArrayNode bins = truth.putArray("bins");
            of.bins().forEach(bin -> add(bins.addObject(), bin));
        }
        return root;
    }

    private static void add(ObjectNode node, BinClosure bin) {
        node.put("bin", bin.bin());
        node.put("sigma", bin.sigma());
        node.put("bias", bin.bias());
        node.put("biasError", bin.biasError());
        node.put("expectedError", bin.expected());
        add(node.putObject("pull"), bin.pull());
        add(node.putObject("signedRoot"), bin.root());
        node.put("coverage", bin.coverage());
        node.put("coverageError", bin.coverageError());
        node.put("toys", bin.toys());
        ArrayNode failed = node.putArray("failed");
        bin.failed().forEach(failed::add);
    }

    private static void add(ObjectNode node, Pulls pulls) {
        number(node, "mean", pulls.mean());
        number(node, "meanError", pulls.meanError());
        number(node, "width", pulls.width());
        number(node, "widthError", pulls.widthError());
    }

    private static void row(ObjectNode node, String name, double[] numbers) {
        ArrayNode row = node.putArray(name);
        for (double number : numbers) {
            if (Double.isFinite(number)) {
                row.add(number);
            } else {
                row.addNull();
            }
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
