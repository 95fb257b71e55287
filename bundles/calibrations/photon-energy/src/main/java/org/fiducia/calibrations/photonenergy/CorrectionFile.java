package org.fiducia.calibrations.photonenergy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a stage in the form of correctionlib, schema version 2: for each kind a correction whose inputs are the
 * variation ({@code nominal}, {@code up}, {@code down}), the era where constants differ between eras, and the variables of the
 * bins. Outside all bins the evaluator reports an error.
 */
final class CorrectionFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INFINITE = "inf";

    private final Constants constants;

    private CorrectionFile(Constants constants) {
        this.constants = constants;
    }

    /** The file. */
    static byte[] of(Constants constants) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new CorrectionFile(constants).fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> fields() {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema_version", 2);
        json.put("description", "Energy of photons, stage " + constants.stage() + ", constants " + constants.content());
        json.put(
                "corrections",
                constants.values().keySet().stream().map(this::correction).toList());
        return json;
    }

    private Map<String, Object> correction(String kind) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", "photon_energy_" + kind);
        json.put(
                "description",
                kind.equals(Constants.SMEARING)
                        ? "extra relative resolution s: E(1 + s g) in simulation"
                        : "relative scale: energies of data are divided by 1 plus it");
        json.put("version", constants.stage());
        var inputs = new ArrayList<Object>();
        inputs.add(variable("variation", "string", "nominal, up or down by one standard deviation"));
        if (constants.stage() == 1) {
            inputs.add(variable("era", "string", "period of data taking"));
        }
        axes().forEach((name, edges) -> inputs.add(variable(name, "real", "of the photon")));
        json.put("inputs", inputs);
        json.put("output", variable(kind, "real", "constant"));
        var variations = new ArrayList<Object>();
        String[] names = {"nominal", "up", "down"};
        double[] signs = {0, 1, -1};
        for (int v = 0; v < names.length; v++) {
            variations.add(item(names[v], data(kind, signs[v])));
        }
        json.put("data", category("variation", variations));
        return json;
    }

    private Object data(String kind, double sign) {
        double[] values = constants.of(kind);
        double[] errors = constants.errors(kind);
        int size = constants.bins().size();
        var all = new ArrayList<Object>();
        for (int from = 0; from < values.length; from += size) {
            var content = new ArrayList<Double>();
            for (int k = 0; k < size; k++) {
                double value = values[from + k] + sign * errors[from + k];
                if (constants.stage() == 2) {
                    content.add(0.0); // converted photons
                }
                content.add(kind.equals(Constants.SMEARING) ? Math.max(0, value) : value);
            }
            all.add(binning(content));
        }
        if (constants.stage() > 1) {
            return all.get(0);
        }
        var eras = new ArrayList<Object>();
        for (int e = 0; e < all.size(); e++) {
            eras.add(item(constants.eras().get(e).name(), all.get(e)));
        }
        return category("era", eras);
    }

    /** Variables with their edges; the last runs fastest. Values at an edge belong to the bin below. */
    private Map<String, List<Object>> axes() {
        var axes = new LinkedHashMap<String, List<Object>>();
        switch (constants.stage()) {
            case 1 -> axes.put("abseta", List.copyOf(Cells.SCALE_ETA));
            case 2 -> {
                var edges = new ArrayList<Object>();
                for (int k = 0; k <= Cells.UNIFORMITIES; k++) {
                    edges.add(-Cells.ETA + k * Cells.UNIFORMITY_WIDTH);
                }
                axes.put("eta", edges);
            }
            default -> axes.put("abseta", List.copyOf(Cells.PHOTON_ETA));
        }
        axes.put("r9", List.of(0.0, Math.nextUp(Cells.R9), INFINITE));
        if (constants.stage() == 3) {
            axes.put("pt", List.of(0.0, Math.nextUp(Cells.ET), INFINITE));
        }
        return axes;
    }

    private Map<String, Object> binning(List<Double> content) {
        var json = new LinkedHashMap<String, Object>();
        json.put("nodetype", "multibinning");
        json.put("inputs", List.copyOf(axes().keySet()));
        json.put("edges", List.copyOf(axes().values()));
        json.put("content", content);
        json.put("flow", "error");
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
}
