package org.fiducia.scalefactors.lepton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Z;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeptonWeightTest {
    private static final String FILE = """
            {"schema_version": 2, "corrections": [{"name": "id", "version": 1,
              "inputs": [{"name": "variation", "type": "string"}, {"name": "pt", "type": "real"}, {"name": "eta", "type": "real"}],
              "output": {"name": "weight", "type": "real"},
              "data": {"nodetype": "category", "input": "variation", "content": [
                {"key": "nominal", "value": {"nodetype": "multibinning", "inputs": ["pt", "eta"],
                  "edges": [[7, 20, 100], [0, 1.5, 2.5]], "content": [0.9, 0.8, 1.1, 0.7], "flow": "error"}},
                {"key": "up", "value": 1.2}, {"key": "down", "value": {"nodetype": "binning", "input": "pt",
                  "edges": [7, 100], "content": [0.5], "flow": "clamp"}}]}}]}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("sf.json"), FILE);
    }

    private Settings settings(Map<String, Object> values) {
        return new Settings("/weights/0/settings", values, folder);
    }

    private static Lepton lepton(Flavour flavour, int charge, double pt, double eta, boolean tight) {
        return new Lepton(flavour, charge, pt, eta, 0, flavour.mass(), tight, null);
    }

    private static FourLepton candidate(double lowPt, double eta) {
        return new FourLepton(
                new Z(lepton(Flavour.MUON, -1, 40, 0, true), lepton(Flavour.MUON, 1, 30, 0, true)),
                new Z(lepton(Flavour.ELECTRON, -1, lowPt, eta, true), lepton(Flavour.ELECTRON, 1, 50, -2, true)),
                List.of());
    }

    @Test
    void multipliesTheFactorsOfOneFlavour() {
        var weight = new LeptonWeight().weight(settings(Map.of("flavour", "electron", "file", "sf.json")));
        assertEquals(0.9 * 0.7, weight.of(candidate(10, -1)), 1e-15);
        assertEquals(0.8 * 0.7, weight.of(candidate(7, 1.5)), 1e-15);
        assertEquals(1 * 0.7, weight.of(candidate(500, 1)), 1e-15, "outside of what was measured");
        var muons = new LeptonWeight().weight(settings(Map.of("flavour", "muon", "file", "sf.json")));
        assertEquals(1.1 * 1.1, muons.of(candidate(10, 0)), 1e-15);
    }

    @Test
    void variationsAreChosenByName() {
        ScaleFactors factors = ScaleFactors.of(settings(Map.of("flavour", "electron", "file", "sf.json")));
        assertEquals(1.2 * 1.2, factors.of(candidate(10, 0), 1), 1e-15);
        assertEquals(0.5 * 0.5, factors.of(candidate(500, 0), 2), 1e-15, "clamped");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        var missing = settings(Map.of("flavour", "electron", "file", "none.json"));
        assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(missing));
        var tau = settings(Map.of("flavour", "tau", "file", "sf.json"));
        assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(tau));
        Files.writeString(folder.resolve("formula.json"), FILE.replace("1.2", "{\"nodetype\": \"formula\"}"));
        var formula = settings(Map.of("flavour", "electron", "file", "formula.json"));
        var refused = assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(formula));
        assertTrue(refused.getMessage().contains("formula"), refused.getMessage());
    }
}
