package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.internal.EventBuilder.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalRegionTest {
    /** The test vector of the observables as an event: Z1 → μμ, Z2 → ee, mass 132.04 GeV. */
    private static EventBuilder event() {
        return new EventBuilder()
                .muon(-1, 45, 0.3, 0.5)
                .muon(1, 38, -0.4, -2.2)
                .electron(-1, 18, 1.1, 1.9)
                .electron(1, 12, -0.7, 2.8);
    }

    @Test
    void selectsACandidate() {
        Selection selection = event().set("genWeight", 1.5).select();
        var event = selection.only();
        assertEquals(1.5, event.weight());
        assertEquals(FourLeptonChannel.REGION_SR, event.region());
        assertEquals(2, event.category());
        assertNull(event.fiducial());
        assertEquals(-1, event.fiducialCategory());
        var candidate = (FourLepton) event.reco();
        assertEquals(132.0416789699, candidate.p4().mass(), 1e-3); // the vector is massless
        assertEquals(85.9337228622, candidate.z1().mass(), 1e-3);
        assertEquals(-1, candidate.z1().minus().charge());
        assertEquals(45, candidate.z1().minus().pt());
        assertEquals(12, candidate.z2().plus().pt());
        assertEquals("m(4l) in window", selection.lastCut());
        assertEquals(List.of(-1, -1, 2, 2, 2, 2, 2, 2, 2, 2), selection.categories());
    }

    @Test
    void weighsDataWithThePrescale() {
        assertEquals(750, event().set("prescale", 750).select(Role.DATA).only().weight());
        assertEquals(1, event().select(Role.DATA).only().weight());
    }

    @ParameterizedTest
    @CsvSource({
        "Electron, 7.01, 2.49, 3.99, 1, 9, true",
        "Electron, 6.99, 2.49, 3.99, 1, 0, false",
        "Electron, 7.01, -2.51, 3.99, 1, 0, false",
        "Electron, 7.01, 2.49, 4.01, 1, 0, false",
        "Electron, 7.01, 2.49, 3.99, 0, 0, false",
        "Muon, 5.01, -2.39, 3.99, 1, 0.349, true",
        "Muon, 4.99, 2.39, 3.99, 1, 0.349, false",
        "Muon, 5.01, 2.41, 3.99, 1, 0.349, false",
        "Muon, 5.01, 2.39, 4.01, 1, 0.349, false",
        "Muon, 5.01, 2.39, 3.99, 0, 0.349, false",
        "Muon, 5.01, 2.39, 3.99, 1, 0.351, false"
    })
    void asksOfEveryLepton(
            String flavour, double pt, double eta, double sip, int id, double isolation, boolean selected) {
        var builder = new EventBuilder();
        String other = flavour.equals("Muon") ? "Electron" : "Muon";
        builder.object(other, 45, 0.3, 0.5, -1, 0, 0, 1, -1).object(other, 38, -0.4, -2.2, 1, 0, 0, 1, -1);
        builder.object(flavour, 30, 0, 2.5, -1, 0, 0, 1, -1).object(flavour, pt, eta, -0.5, 1, sip, isolation, id, -1);
        Selection selection = builder.select(Role.DATA, Map.of("controlRegions", Map.of("enabled", false)));
        assertEquals(selected ? 1 : 0, selection.kept().size());
        assertEquals(selected ? 1 : 0, selection.passed()[1]);
    }

    @Test
    void asksOnePairAboveTheMassOfZ1AndBothInTheZWindow() {
        // back to back at rest: the mass of a pair is twice the momentum
        assertEquals("m(4l) in window", pairs(45, 15).lastCut());
        assertEquals("two disjoint Z", pairs(19.9, 19.9).lastCut());
        assertEquals("4 tight leptons", pairs(60.1, 15).lastCut());
        assertEquals("4 tight leptons", pairs(45, 5.9).lastCut());
        assertEquals("no better pairing", pairs(45, 45).lastCut()); // 180 GeV: selected, but outside the window
        assertEquals(1, pairs(45, 45).kept().size());
    }

    private static Selection pairs(double first, double second) {
        return new EventBuilder()
                .electron(-1, first, 0, 0)
                .electron(1, first, 0, Math.PI)
                .muon(-1, second, 0, 1)
                .muon(1, second, 0, 1 - Math.PI)
                .select();
    }

    @Test
    void asksForHardLeptons() {
        // boosted along z, so that transverse momenta can be low at the mass of a Z
        assertEquals("m(Z1)", transverse(19.9, 19.9).lastCut());
        assertEquals(1, transverse(20.1, 10.1).kept().size());
        assertEquals("m(Z1)", transverse(20.1, 9.9).lastCut());
    }

    /** Z1 of two leptons of these transverse momenta, Z2 of two of 8 GeV. */
    private static Selection transverse(double leading, double next) {
        return new EventBuilder()
                .muon(-1, leading, 1.6, 0)
                .muon(1, next, -1.8, Math.PI)
                .electron(-1, 8, 0.1, 1)
                .electron(1, 8, -0.1, 1 - Math.PI)
                .select();
    }

    @Test
    void asksForSeparatedLeptons() {
        // an electron on top of a muon, in another pair: ΔR just above and below 0.02
        assertEquals("lepton pT", near(0.0199).lastCut());
        assertTrue(near(0.0201).passed()[5] > 0);
    }

    private static Selection near(double distance) {
        return new EventBuilder()
                .muon(-1, 45, 0, 0)
                .muon(1, 45, 0, Math.PI)
                .electron(-1, 15, distance, 0)
                .electron(1, 15, 0, Math.PI - 0.5)
                .select();
    }

    @Test
    void asksForHeavyOppositeSignPairsOfAnyFlavour() {
        // m² = 2 pt1 pt2 (1 − cos Δφ) = 4 GeV at Δφ = 0.1093
        assertEquals("lepton separation", light(0.108).lastCut());
        assertEquals("m(4l) in window", light(0.111).lastCut());
    }

    private static Selection light(double angle) {
        return new EventBuilder()
                .muon(-1, 45, 0, 0)
                .muon(1, 45, 0, Math.PI)
                .electron(1, 30 * 30 / 30.25, 0, angle)
                .electron(-1, 14, 0, 2)
                .select();
    }

    @Test
    void ignoresThePhotonInTheOppositeSignMass() {
        var alone = new EventBuilder()
                .muon(-1, 45, 0, 0)
                .muon(1, 45, 0, Math.PI)
                .electron(1, 30 * 30 / 30.25, 0, 0.108)
                .electron(-1, 14, 0, 2)
                .photon(20, 0.05, 0.108);
        assertEquals("lepton separation", alone.select().lastCut());
    }

    @Test
    void asksForTheMassOfFourLeptons() {
        Map<String, ?> tight = Map.of("candidate", Map.of("minMass", 140));
        assertEquals("opposite-sign masses", event().select(Role.DATA, tight).lastCut());
        assertEquals(0, event().select(Role.DATA, tight).kept().size());
    }

    @Test
    void rejectsWhenTheOtherPairingIsBetter() {
        var muons = betterElsewhere(true);
        assertEquals("m(4l)", muons.select().lastCut());
        assertTrue(muons.select().kept().isEmpty());
        assertEquals(1, betterElsewhere(false).select().kept().size());
        Map<String, ?> off = Map.of("candidate", Map.of("minOtherZbMass", 0));
        assertEquals(1, muons.select(Role.DATA, off).kept().size());
    }

    /** Pairs of 84 and 12.6 GeV; first with fourth and third with second lepton would be 91.2 and 7.9 GeV. */
    private static EventBuilder betterElsewhere(boolean sameFlavour) {
        var builder = new EventBuilder().muon(-1, 45.6, 0, 0).muon(1, 39.07, 0, Math.PI - 0.2);
        return sameFlavour
                ? builder.muon(-1, 10, 0, Math.PI - 0.6).muon(1, 45.6, 0, Math.PI)
                : builder.electron(-1, 10, 0, Math.PI - 0.6).electron(1, 45.6, 0, Math.PI);
    }

    @Test
    void takesTheZ1ClosestToTheZMassThenTheHardestZ2() {
        var builder = new EventBuilder()
                .electron(-1, 45.6, 0, 0)
                .electron(1, 45.6, 0, Math.PI)
                .muon(-1, 14, 0, 1)
                .muon(1, 14, 0, 1 - Math.PI)
                .muon(-1, 16, 0.8, 2)
                .muon(1, 17, -0.8, 2 - Math.PI);
        var candidate = (FourLepton) builder.select().only().reco();
        assertEquals(91.2, candidate.z1().mass(), 1e-6);
        assertEquals(16, candidate.z2().minus().pt());
        assertEquals(17, candidate.z2().plus().pt());
    }

    @Test
    void correctsIsolationForThePhoton() {
        var builder = new EventBuilder()
                .object("Muon", 45, 0.3, 0.5, -1, 0, 0.5, 1, -1)
                .muon(1, 38, -0.4, -2.2)
                .electron(-1, 18, 1.1, 1.9)
                .electron(1, 12, -0.7, 2.8);
        assertEquals(0, builder.select(Role.DATA).passed()[1]);
        // 0.5 − 9/45 = 0.3 < 0.35
        var lepton = ((FourLepton) builder.photon(9, 0.3, 0.6).select().only().reco())
                .z1()
                .minus();
        assertNotNull(lepton.fsr());
        assertEquals(9, lepton.fsr().pt());
        assertEquals(lepton.bare().plus(lepton.fsr().p4()), lepton.p4());
    }

    @Test
    void leavesAPhotonOutsideTheConeInTheIsolation() {
        var builder = new EventBuilder()
                .object("Muon", 45, 0.3, 0.5, -1, 0, 0.5, 1, -1)
                .muon(1, 38, -0.4, -2.2)
                .electron(-1, 18, 1.1, 1.9)
                .electron(1, 12, -0.7, 2.8)
                .photon(9, 0.3, 0.9);
        assertEquals(0, builder.select(Role.DATA).passed()[1]);
    }

    @Test
    void givesAPhotonToItsClosestLeptonWithinTheCuts() {
        assertNotNull(withPhoton(5, 0.3, 0.7)); // ΔR/E² = 0.008
        assertNull(withPhoton(4, 0.3, 0.7)); // 0.0125
        assertNull(withPhoton(1.9, 0.3, 0.51));
        assertNull(withPhoton(50, 0.3, 1.01)); // ΔR 0.51
    }

    private static Lepton withPhotonLepton(double pt, double eta, double phi) {
        return ((FourLepton) event().photon(pt, eta, phi).select().only().reco())
                .z1()
                .minus();
    }

    private static Object withPhoton(double pt, double eta, double phi) {
        return withPhotonLepton(pt, eta, phi).fsr();
    }

    @Test
    void keepsThePhotonOfLowestDistanceOverEnergySquared() {
        var candidate = (FourLepton) event().photon(5, 0.3, 0.7)
                .photon(4, 0.3, 0.51)
                .photon(6, 0.3, 0.75)
                .select()
                .only()
                .reco();
        assertEquals(4, candidate.z1().minus().fsr().pt());
    }

    @Test
    void believesTheFileWhoseAPhotonIs() {
        // nearer to the first muon, but said to be of the second; too far for the closest-lepton search
        var candidate = (FourLepton)
                event().photonOf(1, -1, 0.002, 5, 0.3, 0.6).select().only().reco();
        assertNull(candidate.z1().minus().fsr());
        assertNotNull(candidate.z1().plus().fsr());
        candidate = (FourLepton)
                event().photonOf(-1, 0, 0.002, 5, 0.3, 0.6).select().only().reco();
        assertNotNull(candidate.z2().minus().fsr());
        candidate = (FourLepton)
                event().photonOf(1, -1, 0.013, 5, 0.3, 0.6).select().only().reco();
        assertNull(candidate.z1().plus().fsr());
    }

    @Test
    void selectsJetsAwayFromLeptonsAndTheirPhotonsByFallingMomentum() {
        var candidate = (FourLepton) event().photon(5, 0.3, 0.7)
                .jet(35, 2, -1)
                .jet(80, -3, 0)
                .jet(29.9, 2, 1)
                .jet(50, 4.71, 1)
                .jet(50, 0.3, 0.89) // 0.39 from the muon
                .jet(50, 0.3, 1.05) // 0.35 from its photon
                .jet(50, 0.3, 1.15) // 0.45 from its photon
                .select()
                .only()
                .reco();
        assertEquals(
                List.of(80L, 50L, 35L),
                candidate.jets().stream().map(FourMomentum::pt).map(Math::round).toList());
        assertEquals(5, candidate.jets().get(0).mass(), 1e-6);
    }

    /** A generated jet 0.1 away, none nearer than 0.2, and a soft one whose generated jet is harder. */
    @Test
    void knowsTheGeneratedJets() {
        EventBuilder builder = event().jet(35, 2, -1)
                .jet(80, -3, 0)
                .jet(28, 2, 1)
                .object("GenJet", 82, -3, 0.1, 5)
                .object("GenJet", 90, -3, 0.15, 5)
                .object("GenJet", 33, 2.25, -1, 5)
                .object("GenJet", 31, 2.05, 1, 5);
        for (Role role : List.of(Role.SIGNAL, Role.BACKGROUND)) {
            var candidate = (FourLepton) builder.select(role).only().reco();
            assertEquals(List.of(82.0, Double.NaN, 31.0), candidate.generatedJetPt());
            // moved to their generated jets: the soft one is over the threshold, and 35 has none
            FourLepton moved = candidate.withMatchedJets((jet, generatedPt) -> {
                double factor = Double.isNaN(generatedPt) ? 1 : generatedPt / jet.pt();
                return new FourMomentum(factor * jet.px(), factor * jet.py(), factor * jet.pz(), factor * jet.e());
            });
            assertEquals(
                    List.of(82L, 35L, 31L),
                    moved.jets().stream().map(FourMomentum::pt).map(Math::round).toList());
            assertEquals(List.of(82.0, Double.NaN, 31.0), moved.generatedJetPt());
        }
        var data = (FourLepton) builder.select(Role.DATA).only().reco();
        assertEquals(List.of(), data.generatedJetPt());
    }

    @Test
    void aCandidateWhoseJetsStayIsItself() {
        var candidate = (FourLepton)
                event().jet(35, 2, -1).jet(28, 2, 1).select().only().reco();
        assertSame(candidate, candidate.withJets(jet -> jet));
        assertNotSame(candidate, candidate.withJets(jet -> FourMomentum.ZERO));
        assertEquals(0, candidate.withJets(jet -> FourMomentum.ZERO).jets().size());
    }

    @Test
    void refusesAnEventThatCannotBe() {
        var builder = new EventBuilder();
        for (int i = 0; i < 33; i++) {
            builder.muon(i % 2 == 0 ? 1 : -1, 10 + i, 0.1 * i - 1.6, 0.19 * i - 3);
        }
        var error = assertThrows(FiduciaException.class, builder::select);
        assertTrue(error.getMessage().contains("32"), error.getMessage());
    }

    @Test
    void refusesASettingItDoesNotKnow() {
        var channel = new FourLeptonChannel();
        var settings = new Settings("/channel", Map.of("muons", Map.of("minPT", 5)));
        var error = assertThrows(FiduciaException.class, () -> channel.selector(settings));
        assertTrue(error.getMessage().contains("/channel/muons/minPT"), error.getMessage());
        var wrong = new Settings("/channel", Map.of("candidate", Map.of("zMass", List.of(120, 12))));
        assertThrows(FiduciaException.class, () -> channel.selector(wrong));
    }

    @Test
    void canBeLoosenedToNoCutAtAll() {
        // flavours and charges only; a light pair, soft leptons, no identification
        var builder = new EventBuilder()
                .failing("Muon", -1, 3, 2.6, 0)
                .failing("Muon", 1, 3, 2.6, 0.001)
                .object("Electron", 2, 0, 1, -1, 50, 10, 0, -1)
                .object("Electron", 2, 0, 1.001, 1, 50, 10, 0, -1);
        assertTrue(builder.select(Role.DATA).kept().isEmpty());
        assertEquals(1, builder.select(Role.DATA, noCuts()).kept().size());
        assertEquals(0, noPair().select(Role.DATA, noCuts()).kept().size());
    }

    private static EventBuilder noPair() {
        return new EventBuilder()
                .muon(-1, 45, 0, 0)
                .muon(1, 45, 0, 3)
                .electron(1, 45, 0, 2)
                .electron(1, 45, 0, 1);
    }

    @Test
    void canLeaveOutEventsWithFurtherLeptons() {
        var builder = event().muon(-1, 30, 1.5, 2);
        assertEquals(1, builder.select().kept().size());
        var four = Map.of("candidate", Map.of("maxLeptons", 4), "controlRegions", Map.of("enabled", false));
        assertTrue(builder.select(Role.DATA, four).kept().isEmpty());
        assertEquals(1, event().select(Role.DATA, four).kept().size());
        var settings = new Settings("/channel", Map.of("candidate", Map.of("maxLeptons", 3)));
        assertThrows(FiduciaException.class, () -> new FourLeptonChannel().selector(settings));
    }

    @Test
    void canTakePairsThatAreNeutralTogether() {
        Map<String, ?> neutral =
                Map.of("candidate", Map.of("pairs", "neutral"), "controlRegions", Map.of("enabled", false));
        var mixed = new EventBuilder()
                .muon(1, 45, 0.3, 0.5)
                .muon(1, 38, -0.4, -2.2)
                .electron(-1, 18, 1.1, 1.9)
                .electron(-1, 12, -0.7, 2.8);
        assertTrue(mixed.select().kept().isEmpty());
        assertEquals(2, mixed.select(Role.DATA, neutral).only().category());
        var charged = new EventBuilder()
                .muon(1, 45, 0.3, 0.5)
                .muon(1, 38, -0.4, -2.2)
                .electron(-1, 18, 1.1, 1.9)
                .electron(1, 12, -0.7, 2.8);
        assertTrue(charged.select(Role.DATA, neutral).kept().isEmpty());
        assertEquals(event().select().kept(), event().select(Role.DATA, neutral).kept());
        var settings = new Settings("/channel", Map.of("candidate", Map.of("pairs", "any")));
        assertThrows(FiduciaException.class, () -> new FourLeptonChannel().selector(settings));
    }

    static Map<String, Object> noCuts() {
        return noCuts(Map.of());
    }

    /**
     * Settings under which opposite-sign pairs of equal flavour are all that is asked for.
     *
     * @param more further settings of the candidate
     */
    static Map<String, Object> noCuts(Map<String, Object> more) {
        Map<String, Object> lepton =
                Map.of("minPt", 0, "maxAbsEta", 100, "maxSip3d", 1e9, "tightId", false, "maxIsolation", 1e9);
        var candidate = new HashMap<String, Object>(more);
        candidate.put("zMass", List.of(-1, 1e9));
        candidate.put("minZ1Mass", -1);
        candidate.put("leptonPt", List.of(0, 0));
        candidate.put("minDeltaR", -1);
        candidate.put("minOppositeSignMass", -1);
        candidate.put("minMass", -1);
        candidate.put("minOtherZbMass", 0);
        return Map.of(
                "electrons", lepton,
                "muons", lepton,
                "candidate", candidate,
                "controlRegions", Map.of("enabled", false));
    }
}
