package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.fiducia.api.channel.Role;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.junit.jupiter.api.Test;

class ControlRegionTest {
    private static EventBuilder goodZ() {
        return new EventBuilder().muon(-1, 45, 0.3, 0.5).muon(1, 38, -0.4, -2.2);
    }

    @Test
    void tellsTheRegionsByChargeAndQuality() {
        assertEquals(
                FourLeptonChannel.REGION_2P2F,
                goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                        .failing("Electron", 1, 12, -0.7, 2.8)
                        .select()
                        .region());
        assertEquals(
                FourLeptonChannel.REGION_3P1F,
                goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                        .electron(1, 12, -0.7, 2.8)
                        .select()
                        .region());
        for (int pass = 0; pass < 3; pass++) {
            var event = goodZ().object("Electron", 12, -0.7, 2.8, 1, 0, 0, pass > 0 ? 1 : 0, -1)
                    .object("Electron", 18, 1.1, 1.9, 1, 0, 0, pass > 1 ? 1 : 0, -1);
            assertEquals(FourLeptonChannel.REGION_SS, event.select().region());
            var candidate = (FourLepton) event.select().only().reco();
            assertEquals(18, candidate.z2().minus().pt(), "by falling momentum");
            assertEquals(pass > 1, candidate.z2().minus().tight());
        }
        assertEquals(
                FourLeptonChannel.REGION_SR,
                goodZ().electron(-1, 18, 1.1, 1.9)
                        .electron(1, 12, -0.7, 2.8)
                        .select()
                        .region());
    }

    @Test
    void takesTheFinalStateFromBothPairs() {
        var muons = goodZ().failing("Muon", -1, 18, 1.1, 1.9).failing("Muon", 1, 12, -0.7, 2.8);
        assertEquals(1, muons.select().only().category());
        var mixed = goodZ().failing("Electron", -1, 18, 1.1, 1.9).failing("Electron", 1, 12, -0.7, 2.8);
        assertEquals(2, mixed.select().only().category());
    }

    @Test
    void asksForLeptonsOfOneFlavour() {
        assertEquals(
                -1,
                goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                        .failing("Muon", 1, 12, -0.7, 2.8)
                        .select()
                        .region());
    }

    @Test
    void appliesTheTopologicalCuts() {
        // relaxed electron on top of a muon
        assertEquals(
                -1,
                goodZ().failing("Electron", -1, 18, 0.3, 0.51)
                        .failing("Electron", 1, 12, -0.7, 2.8)
                        .select()
                        .region());
        // pair of relaxed leptons below 12 GeV
        assertEquals(
                -1,
                goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                        .failing("Electron", 1, 12, 1.1, 2.1)
                        .select()
                        .region());
    }

    @Test
    void countsAnEventOnceInTheRegionOfTheHardestRelaxedLeptons() {
        var event = goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                .failing("Electron", 1, 12, -0.7, 2.8)
                .failing("Electron", -1, 25, -1.8, -0.4);
        assertEquals(FourLeptonChannel.REGION_SS, event.select().region());
        assertEquals(
                25, ((FourLepton) event.select().only().reco()).z2().minus().pt());
    }

    @Test
    void needsExactlyOneFurtherLeptonForFakeRates() {
        var one = goodZ().failing("Electron", -1, 18, 1.1, 1.9).select().only();
        assertEquals(FourLeptonChannel.REGION_ZL, one.region());
        assertEquals(2, one.category());
        var candidate = assertInstanceOf(ZPlusLepton.class, one.reco());
        assertFalse(candidate.lepton().tight());
        assertEquals(18, candidate.lepton().pt());
        var passing = goodZ().electron(-1, 18, 1.1, 1.9).select().only();
        assertTrue(((ZPlusLepton) passing.reco()).lepton().tight());
        // one of high impact parameter is not even loose
        var displaced = goodZ().electron(-1, 18, 1.1, 1.9).object("Electron", 20, 0, 0, 1, 5, 0, 1, -1);
        assertEquals(FourLeptonChannel.REGION_ZL, displaced.select().region());
        assertEquals(
                -1,
                goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                        .failing("Muon", -1, 18, -1.1, 1.9)
                        .select()
                        .region());
    }

    @Test
    void asksForADistantLeptonBesideTheZ() {
        assertEquals(-1, goodZ().failing("Electron", -1, 18, 0.3, 0.51).select().region());
        // m(e⁻ μ⁺) = 2 √(18 · 38) sin(Δφ/2) < 4
        assertEquals(
                -1, goodZ().failing("Electron", -1, 18, -0.4, -2.1).select().region());
        assertEquals(
                FourLeptonChannel.REGION_ZL,
                goodZ().failing("Electron", 1, 18, -0.4, -2.1).select().region());
    }

    @Test
    void doesNotCountTheJetOfARelaxedLepton() {
        var candidate = (FourLepton) goodZ().failing("Electron", -1, 18, 1.1, 1.9)
                .failing("Electron", 1, 12, -0.7, 2.8)
                .jet(40, 1.1, 1.8)
                .jet(40, 2.5, -1)
                .select()
                .only()
                .reco();
        assertEquals(1, candidate.jets().size());
    }

    @Test
    void canBeSwitchedOff() {
        var event = goodZ().failing("Electron", -1, 18, 1.1, 1.9);
        assertEquals(
                -1,
                event.select(Role.DATA, Map.of("controlRegions", Map.of("enabled", false)))
                        .region());
    }
}
