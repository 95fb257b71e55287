package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fiducia.api.Nullable;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.scalefactors.tagandprobe.KinematicBin.Interval;

/**
 * The result in the form of correctionlib, schema version 2: one correction, whose inputs are the scheme, the variation
 * ({@code nominal}, {@code up}, {@code down}) and the variables of the bins, and whose data are categories around a
 * multibinning. A bin without scale factor has 1 ± 1, and is named in the description; outside all bins the evaluator
 * reports an error.
 */
final class CorrectionJson {
    private static final List<String> VARIATIONS = List.of("nominal", "up", "down");

    private CorrectionJson() {}

    /** The file; empty when the bins have no variables of their own, or do not fill a grid. */
    static Map<String, Object> of(ScaleFactors result) {
        List<String> variables = result.bins().get(0).bin().variables();
        for (ScaleFactor bin : result.bins()) {
            if (variables.isEmpty() || !bin.bin().variables().equals(variables)) {
                return Map.of();
            }
        }
        var edges = new ArrayList<List<Double>>();
        for (int v = 0; v < variables.size(); v++) {
            var all = new TreeSet<Double>();
            for (ScaleFactor bin : result.bins()) {
                Interval range = bin.bin().ranges().get(v);
                all.add(range.lo());
                all.add(range.hi());
            }
            edges.add(List.copyOf(all));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("schema_version", 2);
        json.put("description", "Lepton " + result.quantity() + "s by tag and probe");
        json.put("corrections", List.of(correction(result, names(variables, edges), edges)));
        return json;
    }

    /** Names of the inputs: pseudorapidities that begin at 0 are absolute ones, and must be called so to be given as such. */
    private static List<String> names(List<String> variables, List<List<Double>> edges) {
        var names = new ArrayList<>(variables);
        for (int v = 0; v < names.size(); v++) {
            if (names.get(v).equals("eta") && edges.get(v).get(0) >= 0) {
                names.set(v, "abseta");
            }
        }
        return names;
    }

    private static Map<String, Object> correction(
            ScaleFactors result, List<String> variables, List<List<Double>> edges) {
        var missing = result.bins().stream()
                .filter(bin -> bin.combined().size() < result.schemes().size())
                .map(bin -> bin.bin().name())
                .toList();
        var json = new LinkedHashMap<String, Object>();
        json.put("name", "tag_and_probe");
        json.put(
                "description",
                result.quantity() + " of " + result.data().getFileName()
                        + (result.simulation() == null
                                ? ""
                                : " to " + result.simulation().getFileName())
                        + (missing.isEmpty()
                                ? ""
                                : "; bins in which not every scheme has a value (1 ± 1 where it has none): "
                                        + String.join(", ", missing)));
        json.put("version", 1);
        var inputs = new ArrayList<Object>();
        inputs.add(variable("scheme", "string", "how the models are combined"));
        inputs.add(variable("variation", "string", "nominal, up or down by one standard deviation"));
        variables.forEach(name -> inputs.add(variable(name, "real", "of the probe")));
        json.put("inputs", inputs);
        json.put("output", variable("weight", "real", result.quantity()));
        var schemes = new ArrayList<Object>();
        for (SystematicScheme scheme : result.schemes()) {
            var variations = new ArrayList<Object>();
            for (String variation : VARIATIONS) {
                variations.add(item(variation, binning(result, scheme.id(), variation, variables, edges)));
            }
            schemes.add(item(scheme.id(), category("variation", variations)));
        }
        json.put("data", category("scheme", schemes));
        return json;
    }

    private static Map<String, Object> variable(String name, String type, String description) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("type", type);
        json.put("description", description);
        return json;
    }

    private static Map<String, Object> category(String input, List<Object> content) {
        var json = new LinkedHashMap<String, Object>();
        json.put("nodetype", "category");
        json.put("input", input);
        json.put("content", content);
        return json;
    }

    private static Map<String, Object> item(String key, Object value) {
        var json = new LinkedHashMap<String, Object>();
        json.put("key", key);
        json.put("value", value);
        return json;
    }

    private static Map<String, Object> binning(
            ScaleFactors result, String scheme, String variation, List<String> variables, List<List<Double>> edges) {
        var json = new LinkedHashMap<String, Object>();
        json.put("nodetype", "multibinning");
        json.put("inputs", variables);
        json.put("edges", edges);
        int cells = 1;
        for (List<Double> axis : edges) {
            cells *= axis.size() - 1;
        }
        var content = new ArrayList<Object>();
        for (int cell = 0; cell < cells; cell++) { // the last variable runs fastest
            content.add(value(at(result, edges, cell), scheme, variation));
        }
        json.put("content", content);
        json.put("flow", "error");
        return json;
    }

    /** The bin that holds a cell of the grid, null when there is none. */
    private static @Nullable ScaleFactor at(ScaleFactors result, List<List<Double>> edges, int cell) {
        var index = new int[edges.size()];
        int rest = cell;
        for (int v = edges.size() - 1; v >= 0; v--) {
            int size = edges.get(v).size() - 1;
            index[v] = rest % size;
            rest /= size;
        }
        for (ScaleFactor bin : result.bins()) {
            boolean inside = true;
            for (int v = 0; v < index.length && inside; v++) {
                Interval range = bin.bin().ranges().get(v);
                inside =
                        range.lo() <= edges.get(v).get(index[v]) && edges.get(v).get(index[v] + 1) <= range.hi();
            }
            if (inside) {
                return bin;
            }
        }
        return null;
    }

    private static double value(@Nullable ScaleFactor bin, String scheme, String variation) {
        Combination combination = bin == null ? null : bin.combined().get(scheme);
        double central = combination == null ? 1 : combination.central();
        double total = combination == null ? 1 : combination.total();
        return switch (variation) {
            case "up" -> central + total;
            case "down" -> central - total;
            default -> central;
        };
    }
}
