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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.EventStep.Alternative;
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
                    {"key": 1, "value": 0.85}, {"key": -1, "value": 0.7}]}], "flow": "error"}}]}},
              {"name": "id_up", "version": 1, "inputs": [{"name": "pt", "type": "real"}], "output": {"name": "w", "type": "real"},
               "data": {"nodetype": "binning", "input": "pt", "edges": [10, 30, 150], "content": [1, 0.96], "flow": "error"}},
              {"name": "id_error", "version": 1, "inputs": [{"name": "abseta", "type": "real"}],
               "output": {"name": "w", "type": "real"},
               "data": {"nodetype": "binning", "input": "abseta", "edges": [0, 1, 3], "content": [0.01, 0.02], "flow": "error"}}
              ]}
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
        return settings(varied());
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
        return batch(149);
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

    /** Pile-up with another text; scale factors of another name, and an uncertainty of each, once up and twice down. */
    private Map<String, Object> varied() throws IOException {
        var pileup = pileup("nominal");
        pileup.put("variations", Map.of("up", Map.of("inputs", Map.of("weights", "up"))));
        var id = id();
        var variations = new LinkedHashMap<String, Object>();
        variations.put("up", Map.of("correction", "id_up"));
        variations.put("plus", Map.of("correction", "id_error", "sigmas", 1));
        variations.put("minus", Map.of("correction", "id_error", "sigmas", -2));
        id.put("variations", variations);
        var both = new LinkedHashMap<String, Object>();
        both.put("pile-up", pileup);
        both.put("muons", id);
        return both;
    }

    @Test
    void aVariationIsRelativeToTheCorrectionThatItVaries() throws IOException {
        EventStep.Step step = new Corrections().step(settings(varied()));
        assertEquals(
                List.of(
                        new Alternative("pile-up", "up"),
                        new Alternative("muons", "up"),
                        new Alternative("muons", "plus"),
                        new Alternative("muons", "minus")),
                step.alternatives(SIGNAL));
        assertArrayEquals(
                new double[] {0.5, 2 * 0.9, 0.5 * 0.85 * 0.8, 2 * 0.7 * 0.95}, factors(step, batch(149)), 1e-15);
        double[][] expected = {
            {3 / 0.5, 3 / 2.0, 3 / 0.5, 3 / 2.0},
            {1, 1 / 0.9, 0.96 * 1 / (0.85 * 0.8), 0.96 * 0.96 / (0.7 * 0.95)},
            {1, 0.91 / 0.9, (0.87 / 0.85) * (0.82 / 0.8), (0.72 / 0.7) * (0.96 / 0.95)},
            {1, 0.88 / 0.9, (0.81 / 0.85) * (0.76 / 0.8), (0.66 / 0.7) * (0.93 / 0.95)}
        };
        EventStep.Alternatives alternatives = step.alternatives(batch(149), SIGNAL);
        for (int k = 0; k < expected.length; k++) {
            for (int e = 0; e < 4; e++) {
                assertEquals(expected[k][e], alternatives.of(k, e), 1e-15, "alternative " + k + " of event " + e);
            }
        }
    }

    @Test
    void aVariationWithoutABinIsNamed() throws IOException {
        EventStep.Step step = new Corrections().step(settings(varied()));
        EventStep.Alternatives alternatives = step.alternatives(batch(199), SIGNAL);
        assertEquals(0.91 / 0.9, alternatives.of(2, 1), 1e-15, "the others are there");
        var e = assertThrows(FiduciaException.class, () -> alternatives.of(1, 3));
        assertTrue(e.getMessage().contains("f, entry 103: "), e.getMessage());
        assertTrue(e.getMessage().contains("c.json: the correction id_up has no bin for pt = 199.0"), e.getMessage());
        assertTrue(e.getMessage().endsWith(", in muons/up"), e.getMessage());
        assertTrue(e.remedy().contains("/corrections/muons/variations/up"), e.remedy());
        Map<String, Object> kind = varied();
        var muons = new LinkedHashMap<String, Object>(id());
        muons.put("variations", Map.of("up", Map.of("correction", "id_up", "outside", 0.5)));
        kind.put("muons", muons);
        EventStep.Step other = new Corrections().step(settings(kind));
        assertEquals(
                0.5 * 0.96 / (0.7 * 0.95),
                other.alternatives(batch(199), SIGNAL).of(1, 3),
                1e-15);
    }

    /** What has no nominal weight is not there, whatever a variation says; that it is so is told. */
    @Test
    void anEventThatIsOnlyThereInAVariationIsCounted() throws IOException {
        EventStep.Step step = new Corrections().step(settings(varied()));
        EventBatch whole = batch(149);
        var columns = new LinkedHashMap<>(whole.columns());
        columns.put("Pileup_nTrueInt", Column.reals("Pileup_nTrueInt", null, new double[] {5, 50, 50, 5}));
        var counts = new TreeMap<String, Long>();
        double[] factors = step.factors(
                new EventBatch("f", 100, 4, columns), SIGNAL, (name, number) -> counts.merge(name, number, Long::sum));
        assertEquals(0, factors[1]);
        assertEquals(Map.of("pile-up/up", 2L), counts);
        assertEquals(
                List.of("pile-up, muons: 2 events whose factor is 0 have another one in pile-up/up, and are left out"
                        + " there, too"),
                step.conclude(counts));
        assertEquals(List.of(), step.conclude(Map.of()));
    }

    @Test
    void variationsThatMakeNoSenseAreRefused() throws IOException {
        for (var wrong : Map.<String, Map<String, Object>>of(
                        "/variations/up/inputs/weihgts is an unknown setting",
                        Map.of("inputs", Map.of("weights", "up", "weihgts", 1)),
                        "/variations/up/size is an unknown setting",
                        Map.of("size", 2),
                        "/variations/up/inputs/weights is sideways for the sample s",
                        Map.of("inputs", Map.of("weights", "sideways")),
                        "has no correction pileup_up",
                        Map.of("correction", "pileup_up"),
                        "no.json does not exist",
                        Map.of("file", folder.resolve("no.json").toString()),
                        "/variations/up is ",
                        Map.of(
                                "correction",
                                "id_up",
                                "inputs",
                                Map.of("pt", Map.of("column", "Muon_pt", "objects", true))))
                .entrySet()) {
            Map<String, Object> pileup = pileup("nominal");
            pileup.put("variations", Map.of("up", wrong.getValue()));
            var e = assertThrows(
                    FiduciaException.class,
                    () -> new Corrections()
                            .step(settings(Map.of("pile-up", pileup)))
                            .columns(SIGNAL));
            assertTrue(e.getMessage().contains(wrong.getKey()), e.getMessage());
        }
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
