package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrectionFileTest {
    private static JsonNode correction(Constants constants, int index) throws IOException {
        JsonNode file = JsonMapper.builder().build().readTree(CorrectionFile.of(constants));
        assertEquals(2, file.path("schema_version").asInt());
        return file.path("corrections").path(index);
    }

    /** What an evaluator does: categories by key, then the bin of each variable, the last of which runs fastest. */
    private static double value(JsonNode data, Map<String, Object> inputs) {
        if (data.path("nodetype").asText().equals("category")) {
            for (JsonNode item : data.path("content")) {
                if (item.path("key")
                        .asText()
                        .equals(inputs.get(data.path("input").asText()))) {
                    return value(item.path("value"), inputs);
                }
            }
            throw new AssertionError("no key for " + data.path("input"));
        }
        int cell = 0;
        for (int v = 0; v < data.path("inputs").size(); v++) {
            double x = (Double) inputs.get(data.path("inputs").path(v).asText());
            JsonNode edges = data.path("edges").path(v);
            int bin = 0;
            while (bin + 2 < edges.size() && x >= edges.path(bin + 1).asDouble()) {
                bin++;
            }
            cell = cell * (edges.size() - 1) + bin;
        }
        return data.path("content").path(cell).asDouble();
    }

    @Test
    void evaluatesToTheConstants() throws IOException {
        Constants first = Examples.first(0.001);
        JsonNode alpha = correction(first, 0).path("data");
        for (double eta : new double[] {0.5, 1.2, 1.7, 2.3}) {
            for (double r9 : new double[] {0.9, Cells.R9, 0.97}) {
                Map<String, Object> inputs = Map.of("variation", "nominal", "era", "2023", "abseta", eta, "r9", r9);
                assertEquals(
                        first.of(Constants.ALPHA)[Cells.SCALES + Cells.scale(eta, r9)], value(alpha, inputs), 1e-15);
            }
        }
        Map<String, Object> up = Map.of("variation", "up", "era", "2022", "abseta", 0.1, "r9", 0.9);
        assertEquals(0.0015, value(alpha, up), 1e-15);
        Constants second = Examples.stages().get(1);
        Map<String, Object> converted = Map.of("variation", "nominal", "eta", -1.1, "r9", 0.9);
        assertEquals(0, value(correction(second, 0).path("data"), converted));
        Map<String, Object> other = Map.of("variation", "nominal", "eta", -1.1, "r9", 0.97);
        assertEquals(0.004 * 6 / 20, value(correction(second, 0).path("data"), other), 1e-15);
        Constants third = Examples.stages().get(2);
        for (double pt : new double[] {25, 45, 46, 200}) {
            Map<String, Object> inputs = Map.of("variation", "nominal", "abseta", 1.8, "r9", 0.97, "pt", pt);
            assertEquals(
                    third.of(Constants.PHOTON)[Cells.photon(1.8, 0.97, pt)],
                    value(correction(third, 0).path("data"), inputs),
                    1e-15);
        }
    }
}
