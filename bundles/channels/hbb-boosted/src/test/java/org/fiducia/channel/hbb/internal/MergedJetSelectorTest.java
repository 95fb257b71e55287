package org.fiducia.channel.hbb.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.classifiers.OnnxBytes;
import org.fiducia.classifiers.onnx.OwnClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJetSelectorTest {
    @TempDir
    private Path folder;

    private static List<SelectedEvent> select(Role role, Map<String, Object> settings, double[]... jets) {
        var kept = new ArrayList<SelectedEvent>();
        new MergedJetChannel(List.of(new OwnClassifier()))
                .selector(new Settings("/channel/settings", settings))
                .select(JetEvents.batch(jets), role, new Selector.Sink() {
                    @Override
                    public void keep(SelectedEvent event) {
                        kept.add(event);
                    }

                    @Override
                    public void pass(int cut, int category, double weight) {}
                });
        return kept;
    }

    private static int category(double pt, double tagger) {
        return select(Role.DATA, Map.of(), new double[] {pt, 125, tagger, 1})
                .get(0)
                .category();
    }

    @Test
    void sortsByTaggerAndTransverseMomentum() {
        assertEquals(0, category(450, 0.98), "the threshold passes");
        assertEquals(6, category(450, Math.nextDown(0.98)));
        assertEquals(3, category(600, 1));
        assertEquals(9, category(674.99, 0));
        assertEquals(5, category(1200, 1), "the highest edge");
    }

    @Test
    void keepsWhatIsOutOfTheBoundsOfRhoInARegionOfItsOwn() {
        List<SelectedEvent> kept =
                select(Role.BACKGROUND, Map.of(), new double[] {900, 46.9, 0, 1}, new double[] {900, 47, 0, 1});
        assertEquals(MergedJetChannel.OUTSIDE, kept.get(0).region());
        assertEquals(MergedJetChannel.FITTED, kept.get(1).region());
    }

    @Test
    void everySignalEventIsFiducial() {
        List<SelectedEvent> kept =
                select(Role.SIGNAL, Map.of(), new double[] {449, 125, 1, 2}, new double[] {500, 125, 1, 3});
        assertEquals(2, kept.size());
        assertNull(kept.get(0).reco());
        assertNotNull(kept.get(0).fiducial());
        assertEquals(3, kept.get(1).weight());
        assertTrue(kept.get(1).resonant());
        assertEquals(
                List.of(),
                select(Role.BACKGROUND, Map.of(), new double[] {449, 125, 1, 2}, new double[] {500, 210, 1, 3}));
    }

    /** Masses are stored with few digits, and 201 is one of 200.9. */
    @Test
    void aMassThatWasRoundedToTheEndOfTheRangeIsInIt() {
        var jet = (MergedJet) Objects.requireNonNull(select(Role.DATA, Map.of(), new double[] {900, 201, 1, 1})
                .get(0)
                .reco());
        assertTrue(jet.mass() < 201 && jet.mass() > 200.999);
    }

    @Test
    void takesTheMassThatTheCardChooses() {
        var kept = select(Role.DATA, Map.of("mass", "massSD"), new double[] {900, 200, 1, 1});
        assertEquals(new MergedJet(900, 100, 1), kept.get(0).reco());
    }

    private Path linear(String features, double... weights) throws IOException {
        var model = new OnnxBytes()
                .input("jets", weights.length)
                .numbers("W", List.of(weights.length, 1), weights)
                .node("MatMul", "mass", List.of("jets", "W"))
                .output("mass", 1);
        return Files.write(
                folder.resolve("regression.onnx"),
                (features.isEmpty() ? model : model.metadata("features", features)).bytes());
    }

    private static Map<String, Object> regression(Path file, Object... more) {
        var block = new HashMap<String, Object>(Map.of("file", file.toString()));
        for (int k = 0; k < more.length; k += 2) {
            block.put((String) more[k], more[k + 1]);
        }
        return Map.of("mass", "massSD", "regression", block);
    }

    private static double mass(Map<String, Object> settings) {
        SelectedEvent kept =
                select(Role.DATA, settings, new double[] {900, 200, 0.5, 1}).get(0);
        return ((MergedJet) Objects.requireNonNull(kept.reco())).mass();
    }

    @Test
    void takesTheMassThatANetworkGives() throws Exception {
        assertEquals(
                0.5 * 200 + 0.05 * 900,
                mass(regression(linear("jet_massReg,jet_pt", 0.5, 0.05))),
                1e-4,
                "by its names");
        assertEquals(
                0.5 * 100 + 0.05 * 900,
                mass(regression(linear("", 0.5, 0.05), "features", List.of("jet_massSD", "jet_pt"))),
                1e-4,
                "by those of the card");
        assertEquals(
                100 * 0.002 * 900,
                mass(regression(linear("jet_pt", 0.002), "gives", "factor")),
                1e-3,
                "times the mass of the file");
    }

    @Test
    void refusesANetworkThatDoesNotServe() throws Exception {
        Path nameless = linear("", 1, 1);
        refused(regression(nameless), "does not tell the names");
        refused(regression(nameless, "features", List.of("jet_pt")), "2 columns");
        refused(regression(linear("jet_pt", 1), "features", List.of("jet_mass")), "jet_pt");
        refused(regression(linear("jet_pt", -1)), "event 0 has a jet whose mass is -900.0");
        refused(regression(linear("jet_pt", 1), "gives", "momentum"), "mass or factor");
        refused(regression(linear("jet_pt", 1), "classifier", "onw"), "there is no classifier onw");
        refused(regression(linear("jet_pt", 1), "network", "x"), "network");
        refused(regression(folder.resolve("absent.onnx")), "absent.onnx");
    }

    private static void refused(Map<String, Object> settings, String what) {
        var e = assertThrows(FiduciaException.class, () -> mass(settings));
        assertTrue((e.getMessage() + "; " + e.remedy()).contains(what), e.getMessage());
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("mass", "massX"),
                Map.of("tagger", 1.5),
                Map.of("pt", List.of(500)),
                Map.of("pt", List.of(500, 450)),
                Map.of("range", List.of(201, 40)),
                Map.of("intervals", 0),
                Map.of("rho", List.of(-2.1, -6)))) {
            var refused = assertThrows(FiduciaException.class, () -> select(Role.DATA, wrong));
            assertTrue(refused.getMessage().contains(wrong.keySet().iterator().next()), refused.getMessage());
        }
    }

    @Test
    void refusesAJetThatCannotBe() {
        var refused =
                assertThrows(FiduciaException.class, () -> select(Role.DATA, Map.of(), new double[] {-3, 125, 1, 1}));
        assertTrue(refused.getMessage().contains("event 0"), refused.getMessage());
    }
}
