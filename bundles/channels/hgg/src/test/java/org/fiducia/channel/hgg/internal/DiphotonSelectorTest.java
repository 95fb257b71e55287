package org.fiducia.channel.hgg.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hgg.Diphoton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two photons back to back with η = 0 have m = 2 √(pT1 pT2): the cuts on pT/m are on √(pT1/pT2)/2. */
class DiphotonSelectorTest {
    private static final Selector PLAIN = PhotonEvents.selector(Map.of());

    private static boolean kept(PhotonEvents event) {
        return !event.select(Role.DATA, PLAIN).isEmpty();
    }

    private static Diphoton reco(List<SelectedEvent> kept) {
        assertEquals(1, kept.size());
        return (Diphoton) assertNotNullValue(kept.get(0).reco());
    }

    private static <T> T assertNotNullValue(T value) {
        assertNotNull(value);
        return value;
    }

    @ParameterizedTest
    @CsvSource({
        "80, 60, 0, true", // pT2/m = .433
        "100, 25.1, 0, true", // pT2/m = √.251/2 > 1/4
        "100, 24.9, 0, false",
        "62, 62, 1.4441, true",
        "62, 62, 1.4443, false",
        "62, 62, 1.5659, false",
        "62, 62, 1.5661, true",
        "62, 62, -1.5, false",
        "200, 200, 2.49, true",
        "200, 200, 2.51, false"
    })
    void asksForTwoPhotonsOfTheAcceptance(double pt1, double pt2, double eta, boolean expected) {
        var event = new PhotonEvents().photon(pt1, eta, 0).photon(pt2, eta, Math.PI);
        assertEquals(expected, kept(event));
    }

    /** pT1/m = 1/3 needs Δη: m = pT √(2 (cosh Δη + 1)) = 2 pT cosh(Δη/2). */
    @Test
    void asksForTheLeadingPhoton() {
        double limit = 2 * Math.log(1.5 + Math.sqrt(1.25)); // cosh(Δη/2) = 1.5
        for (int sign = -1; sign <= 1; sign += 2) {
            double half = limit / 2 + sign * 1e-6;
            var event = new PhotonEvents().photon(60, half, 0).photon(60, -half, Math.PI);
            assertEquals(sign < 0, kept(event));
        }
    }

    @Test
    void takesTheTwoHardestGoodPhotons() {
        var event = new PhotonEvents()
                .object("Photon", 300, 0, 1, 0.97, 1, -0.1)
                .photon(40, 0.2, 0)
                .photon(70, 0, 0)
                .photon(65, 0, Math.PI);
        Diphoton pair = reco(event.select(Role.DATA, PLAIN));
        assertEquals(70, pair.leading().pt());
        assertEquals(65, pair.subleading().pt());
        assertEquals(2 * Math.sqrt(70 * 65), pair.mass(), 1e-9);
        assertEquals(pair.mass(), pair.p4().mass(), 1e-9);
        assertEquals(Math.sqrt(2e-4) / 2, pair.sigmaMOverM(), 1e-12);
        Selector loose = PhotonEvents.selector(Map.of("photons", Map.of("minMvaID", -0.2)));
        assertEquals(300, reco(event.select(Role.DATA, loose)).leading().pt());
    }

    @Test
    void cleansJetsAndKeepsThoseBelowTheThreshold() {
        var event = new PhotonEvents()
                .photon(70, 0, 0)
                .photon(65, 0, Math.PI)
                .jet(50, 0.39, 0)
                .jet(40, 0.41, 0)
                .jet(29, 1, 1)
                .jet(90, 4.8, 1)
                .object("GenJet", 38, 0.5, 0, 3);
        Diphoton pair = reco(event.select(Role.BACKGROUND, PLAIN));
        assertEquals(1, pair.jets().size());
        assertEquals(40, pair.jets().get(0).pt(), 1e-9);
        assertEquals(List.of(38.0, Double.NaN), pair.associated().generatedPt());
        Diphoton up = pair.withJets(jet ->
                jet.pt() < 35 ? new FourMomentum(jet.px() * 1.1, jet.py() * 1.1, jet.pz() * 1.1, jet.e() * 1.1) : jet);
        assertEquals(2, up.jets().size());
        assertEquals(pair.leading(), up.leading());
    }

    /** Numbers of photons are those of the file, whatever is selected of them. */
    @Test
    void correctsEnergiesOfDataByRunAndOfSimulationByEvent() {
        var channel = new DiphotonChannel(List.of(new Smearing()));
        var settings = new Settings(
                "/channel/settings", Map.of("energy", Map.of("id", "smearing", "settings", Map.of("size", 1e-3))));
        Selector selector = channel.selector(settings);
        assertEquals("smearing", channel.uses(settings).get(0).id());
        var event = new PhotonEvents()
                .photon(70, 2.6, 0)
                .photon(61, 0, 0)
                .photon(60, 0, Math.PI)
                .numbered(3, 2);
        Diphoton data = reco(event.select(Role.DATA, selector));
        assertEquals(61 * 1.213, data.leading().pt(), 1e-9);
        assertEquals(60 * 1.223, data.subleading().pt(), 1e-9, "the third of the file");
        assertEquals(Math.sqrt(2 * (1e-4 + 4e-4)) / 2, data.sigmaMOverM(), 1e-12);
        Diphoton simulated = reco(event.select(Role.BACKGROUND, selector));
        assertEquals(61 * 1.210, simulated.leading().pt(), 1e-9);
        assertEquals(Math.sqrt(2 * (1e-4 + 1e-4)) / 2, simulated.sigmaMOverM(), 1e-12);
        assertThrows(FiduciaException.class, () -> event.numbered(0, 2).select(Role.DATA, selector), "data of no run");
    }

    @Test
    void findsTheFiducialCandidate() {
        var event = new PhotonEvents()
                .generated(65, 1.5, Math.PI)
                .generated(70, 1.5, 0)
                .object("GenJet", 40, 0, 0, 3)
                .object("GenJet", 45, 1.5, 0.2, 3);
        List<SelectedEvent> kept = event.select(Role.SIGNAL, PLAIN);
        assertEquals(1, kept.size());
        SelectedEvent only = kept.get(0);
        assertNull(only.reco());
        assertEquals(List.of(-1, -1, 0), List.of(only.region(), only.category(), only.fiducialCategory()));
        var pair = (Diphoton) assertNotNullValue(only.fiducial());
        assertEquals(70, pair.leading().pt());
        assertEquals(1, pair.jets().size());
        assertFalse(only.resonant());
        assertEquals(List.of(), event.select(Role.DATA, PLAIN), "data have no truth");
    }

    /** √(pT1 pT2)/m is 1/2 for two back to back at one η, however different they are; pT1/m is more. */
    @Test
    void mayAskForTheGeometricMean() {
        double delta = 2 * Math.log(1.45 + Math.sqrt(1.45 * 1.45 - 1)); // cosh(Δη/2) = 1.45
        var event = new PhotonEvents().generated(70, delta / 2, 0).generated(50, -delta / 2, Math.PI);
        Selector mean = PhotonEvents.selector(Map.of("fiducial", Map.of("leading", "geometric-mean")));
        assertEquals(1, event.select(Role.SIGNAL, PLAIN).size());
        assertEquals(1, event.select(Role.SIGNAL, mean).size());
        var wider = new PhotonEvents().generated(70, delta / 2 + 0.05, 0).generated(50, -delta / 2 - 0.05, Math.PI);
        assertEquals(1, wider.select(Role.SIGNAL, PLAIN).size());
        assertEquals(0, wider.select(Role.SIGNAL, mean).size());
        assertThrows(
                FiduciaException.class, () -> PhotonEvents.selector(Map.of("fiducial", Map.of("leading", "mean"))));
    }

    @Test
    void anIsolatedPhotonIsNotFiducial() {
        var event = new PhotonEvents().object("GenPhoton", 70, 0, 0, 9.9).object("GenPhoton", 65, 0, 3.1, 10.1);
        assertEquals(List.of(), event.select(Role.SIGNAL, PLAIN));
    }

    @Test
    void saysThatThereIsNoEstimateOfTheResolution() {
        EventBatch batch =
                PhotonEvents.batch(new PhotonEvents().photon(70, 0, 0).photon(65, 0, Math.PI));
        var columns = new LinkedHashMap<String, Column>(batch.columns());
        columns.put(
                "Photon_energyErr",
                Column.reals("Photon_energyErr", batch.offsets("Photon_pt"), new double[] {-1, -1}));
        var without = new EventBatch("photons.root", 0, 1, columns);
        var e = assertThrows(FiduciaException.class, () -> PhotonEvents.select(without, Role.DATA, PLAIN));
        assertTrue(e.getMessage().contains("photons.root has no Photon_energyErr"), e.getMessage());
        Selector one = PhotonEvents.selector(Map.of("categories", List.of(Map.of("id", "all"))));
        assertEquals(1, PhotonEvents.select(without, Role.DATA, one).size());
    }

    @Test
    void saysThatACorrectionIsNotThere() {
        var e = assertThrows(
                FiduciaException.class, () -> PhotonEvents.selector(Map.of("energy", Map.of("id", "smearing"))));
        assertTrue(e.getMessage().contains("/channel/settings/energy/id"), e.getMessage());
    }
}
