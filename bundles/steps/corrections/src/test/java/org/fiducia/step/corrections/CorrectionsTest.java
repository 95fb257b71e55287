package org.fiducia.step.corrections;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.EventStepContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pile-up by the number of interactions, and an efficiency of each muon by momentum and |η| and its era. */
class CorrectionsTest extends EventStepContract {
    private static final SampleOrigin SIGNAL = new SampleOrigin(Role.SIGNAL, "s", "ggH", "2018", "");
    private static final String FILE = """
            {"schema_version": 2, "corrections": [
              {"name": "pileup", "version": 1, "inputs": [{"name": "NumTrueInteractions", "type": "real"},
                {"name": "weights", "type": "string"}], "output": {"name": "w", "type": "real"},
               "data": {"nodetype": "category", "input": "weights", "content": [
                 {"key": "nominal", "value": {"nodetype": "binning", "input": "NumTrueInteractions", "edges": [0, 10, 20, 100],
                   "content": [0.5, 2, 0], "flow": "clamp"}}, {"key": "up", "value": 3}]}},
              {"name": "id", "version": 1, "inputs": [{"name": "year", "type": "string"}, {"name": "abseta", "type": "real"},
                {"name": "pt", "type": "real"}, {"name": "charge", "type": "int"}], "output": {"name": "w", "type": "real"},
               "data": {"nodetype": "category", "input": "year", "content": [{"key": "UL2018", "value":
                 {"nodetype": "multibinning", "inputs": ["abseta", "pt"], "edges": [[0, 1, 2.4], [10, 30, 200]],
                  "content": [0.9, 0.95, 0.8, {"nodetype": "category", "input": "charge", "content": [
                    {"key": 1, "value": 0.85}, {"key": -1, "value": 0.7}]}], "flow": "error"}}]}}]}
            """;

    @TempDir
    Path folder;

    CorrectionsTest() {
        super(new Corrections());
    }

    private Map<String, Object> pileup(String weights) throws IOException {
        Path file = Files.writeString(folder.resolve("c.json"), FILE);
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("NumTrueInteractions", Map.of("column", "Pileup_nTrueInt"));
        inputs.put("weights", weights);
        return new LinkedHashMap<>(Map.of("file", file.toString(), "correction", "pileup", "inputs", inputs));
    }

    private Map<String, Object> id(Object... outside) throws IOException {
        Path file = Files.writeString(folder.resolve("c.json"), FILE);
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("year", "UL{era}");
        inputs.put("abseta", Map.of("column", "Muon_eta", "objects", true, "absolute", true));
        inputs.put("pt", Map.of("column", "Muon_pt", "objects", true));
        inputs.put("charge", Map.of("column", "Muon_charge", "objects", true));
        var id = new LinkedHashMap<String, Object>(
                Map.of("file", file.toString(), "correction", "id", "inputs", inputs));
        if (outside.length > 0) {
            id.put("outside", outside[0]);
        }
        return id;
    }

    private static Settings settings(Map<String, Object> corrections, Object... side) {
        var values = new LinkedHashMap<String, Object>();
        values.put("corrections", corrections);
        if (side.length > 0) {
            values.put("side", side[0]);
        }
        return new Settings("/steps/0/settings", values);
    }

    @Override
    protected Settings settings() throws IOException {
        var both = new LinkedHashMap<String, Object>();
        both.put("pile-up", pileup("nominal"));
        both.put("muons", id());
        return settings(both);
    }

    private static EventBatch batch(double lastPt) {
        int[] offsets = {0, 0, 1, 3, 5};
        return new EventBatch(
                "f",
                100,
                4,
                Map.of(
                        "Pileup_nTrueInt", Column.reals("Pileup_nTrueInt", null, new double[] {5, 15, -1, 12}),
                        "Muon_pt", Column.reals("Muon_pt", offsets, new double[] {20, 40, 10, 50, lastPt}),
                        "Muon_eta", Column.reals("Muon_eta", offsets, new double[] {-0.5, 2, -1, -1.5, 0}),
                        "Muon_charge", Column.integers("Muon_charge", offsets, new long[] {1, 1, 1, -1, 1})));
    }

    @Override
    protected EventBatch batch(SampleOrigin origin) {
        return batch(199);
    }

    private static double[] factors(EventStep.Step step, EventBatch batch) {
        return step.factors(batch, SIGNAL, (name, number) -> {});
    }

    @Test
    void isTheProductOfCorrectionsAndOfObjects() throws IOException {
        EventStep.Step step = new Corrections().step(settings());
        double[] expected = {0.5, 2 * 0.9, 0.5 * 0.85 * 0.8, 2 * 0.7 * 0.95};
        assertArrayEquals(expected, factors(step, batch(199)), 1e-15);
        assertEquals("pile-up, muons", step.title());
        assertEquals(EventStep.Side.EVENT, step.side());
        assertFalse(step.serves(new SampleOrigin(Role.DATA, "d", "data", "2018", "")));
        EventStep.Step other = new Corrections().step(settings(Map.of("pu", pileup("up")), "reconstructed"));
        assertArrayEquals(new double[] {3, 3, 3, 3}, factors(other, batch(199)));
        assertEquals(EventStep.Side.RECONSTRUCTED, other.side());
    }

    @Test
    void anObjectWithoutABinIsNamed() throws IOException {
        EventStep.Step step = new Corrections().step(settings(Map.of("muons", id())));
        var e = assertThrows(FiduciaException.class, () -> factors(step, batch(200)));
        assertTrue(e.getMessage().contains("f, entry 103: "), e.getMessage());
        assertTrue(e.getMessage().contains("the correction id has no bin for pt = 200.0"), e.getMessage());
        EventStep.Step kind = new Corrections().step(settings(Map.of("muons", id(1))));
        assertEquals(0.7, factors(kind, batch(200))[3], 1e-15, "it counts 1");
    }

    private String refusal(Map<String, Object> correction, String remove, Object... put) {
        var inputs = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) correction.get("inputs")).forEach((name, value) -> inputs.put(String.valueOf(name), value));
        inputs.remove(remove);
        for (int k = 0; k + 1 < put.length; k += 2) {
            inputs.put((String) put[k], put[k + 1]);
        }
        correction.put("inputs", inputs);
        return assertThrows(
                        FiduciaException.class,
                        () -> new Corrections()
                                .step(settings(Map.of("c", correction)))
                                .columns(SIGNAL))
                .getMessage();
    }

    @Test
    void whatMakesNoSenseIsRefused() throws IOException {
        assertTrue(refusal(pileup("nominal"), "weights").contains("/corrections/c/inputs/weights is missing"));
        assertTrue(refusal(pileup("nominal"), "", "eta", 1).contains("/inputs/eta is an unknown setting"));
        assertTrue(
                refusal(pileup("sideways"), "").contains("is sideways for the sample s, which the correction pileup"));
        assertTrue(refusal(pileup("nominal"), "", "weights", 3).contains("/inputs/weights is 3"));
        assertTrue(refusal(id(), "", "pt", Map.of("column", "Jet_pt", "objects", true))
                .contains("Muon and Jet"));
        var unknown = pileup("nominal");
        unknown.put("correction", "pilup");
        assertTrue(refusal(unknown, "").contains("has no correction pilup"));
        assertThrows(FiduciaException.class, () -> new Corrections().step(settings(Map.of())));
        assertThrows(FiduciaException.class, () -> new Corrections().step(settings(Map.of("c", pileup("up")), "left")));
    }
}
