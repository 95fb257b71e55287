package org.fiducia.scalefactors.lepton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeptonWeightTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("sf.json"), CorrectionExample.FILE);
    }

    private Settings settings(Map<String, Object> values) {
        return new Settings("/weights/0/settings", values, folder);
    }

    @Test
    void multipliesTheFactorsOfOneFlavour() {
        var weight = new LeptonWeight().weight(settings(Map.of("flavour", "electron", "file", "sf.json")));
        assertEquals(0.9 * 0.7, weight.of(CorrectionExample.candidate(10, -1)), 1e-15);
        assertEquals(0.8 * 0.7, weight.of(CorrectionExample.candidate(7, 1.5)), 1e-15);
        assertEquals(1 * 0.7, weight.of(CorrectionExample.candidate(500, 1)), 1e-15, "outside of what was measured");
        var muons = new LeptonWeight().weight(settings(Map.of("flavour", "muon", "file", "sf.json")));
        assertEquals(1.1 * 1.1, muons.of(CorrectionExample.candidate(10, 0)), 1e-15);
    }

    @Test
    void variationsAreChosenByName() {
        ScaleFactors factors = ScaleFactors.of(settings(Map.of("flavour", "electron", "file", "sf.json")));
        assertEquals(1.2 * 1.2, factors.of(CorrectionExample.candidate(10, 0), 1), 1e-15);
        assertEquals(0.5 * 0.5, factors.of(CorrectionExample.candidate(500, 0), 2), 1e-15, "clamped");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        var missing = settings(Map.of("flavour", "electron", "file", "none.json"));
        assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(missing));
        var tau = settings(Map.of("flavour", "tau", "file", "sf.json"));
        assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(tau));
        Files.writeString(
                folder.resolve("net.json"), CorrectionExample.FILE.replace("1.2", "{\"nodetype\": \"lwtnn\"}"));
        var net = settings(Map.of("flavour", "electron", "file", "net.json"));
        var refused = assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(net));
        assertTrue(refused.getMessage().contains("lwtnn"), refused.getMessage());
        var other = settings(Map.of("flavour", "electron", "file", "sf.json", "up", "upwards"));
        var unknown = assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(other));
        assertTrue(unknown.getMessage().contains("does not know upwards"), unknown.getMessage());
        Files.writeString(folder.resolve("phi.json"), CorrectionExample.FILE.replace("\"pt\"", "\"phi\""));
        var phi = settings(Map.of("flavour", "electron", "file", "phi.json"));
        assertThrows(FiduciaException.class, () -> new LeptonWeight().weight(phi));
    }

    @Test
    void formulasAreFunctionsOfTheLepton() throws IOException {
        Files.writeString(folder.resolve("formula.json"), CorrectionExample.FILE.replace("1.2", """
                        {"nodetype": "formula", "expression": "x/100 + y", "parser": "TFormula", "variables": ["pt", "eta"]}
                        """));
        ScaleFactors factors = ScaleFactors.of(settings(Map.of("flavour", "electron", "file", "formula.json")));
        assertEquals((0.1 + 1) * (0.5 + 2), factors.of(CorrectionExample.candidate(10, -1), 1), 1e-15, "of |η|");
    }
}
