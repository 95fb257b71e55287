package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.channel.Role;
import org.fiducia.channel.hzz4l.FourLepton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiducialTest {
    private static EventBuilder generated() {
        return new EventBuilder()
                .generated(13, 45, 0.3, 0.5)
                .generated(-13, 38, -0.4, -2.2)
                .generated(11, 18, 1.1, 1.9)
                .generated(-11, 12, -0.7, 2.8);
    }

    @Test
    void keepsAFiducialEventThatIsNotReconstructed() {
        var event = generated().set("genWeight", 0.7).select(Role.SIGNAL).only();
        assertEquals(0.7, event.weight());
        assertEquals(-1, event.region());
        assertEquals(-1, event.category());
        assertNull(event.reco());
        assertEquals(2, event.fiducialCategory());
        assertEquals(132.0416789699, event.fiducial().p4().mass(), 1e-9);
        assertFalse(event.resonant());
        var candidate = (FourLepton) event.fiducial();
        assertEquals(-0.402490772403, candidate.angles().cosThetaStar(), 1e-11);
    }

    @Test
    void looksAtGeneratedLeptonsOfSignalOnly() {
        assertTrue(generated().select(Role.BACKGROUND).kept().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "11, 7.01, 2.49, 0.34, 1, 0, true",
        "11, 6.99, 2.49, 0.34, 1, 0, false",
        "11, 7.01, 2.51, 0.34, 1, 0, false",
        "11, 7.01, 2.49, 0.36, 1, 0, false",
        "11, 7.01, 2.49, 0.34, 0, 0, false",
        "11, 7.01, 2.49, 0.34, 1, 1, false",
        "13, 5.01, 2.39, 0.34, 1, 0, true",
        "13, 4.99, 2.39, 0.34, 1, 0, false",
        "13, 5.01, -2.41, 0.34, 1, 0, false"
    })
    void asksOfEveryLepton(int id, double pt, double eta, double isolation, int fromH, int hasTau, boolean fiducial) {
        int other = 24 - id;
        var builder = new EventBuilder()
                .generated(other, 45, 0.3, 0.5)
                .generated(-other, 38, -0.4, -2.2)
                .generated(id, 30, 0, 2.5)
                .object("GenDressedLepton", pt, eta, -0.5, 0, -id, isolation, fromH, hasTau);
        assertEquals(fiducial ? 1 : 0, builder.select(Role.SIGNAL).kept().size());
    }

    @Test
    void asksForHardLeptonsAndAMassInTheWindow() {
        assertEquals(1, atRest(45, 15, 1).select(Role.SIGNAL).kept().size());
        assertEquals(0, atRest(45, 7.4, 1).select(Role.SIGNAL).kept().size()); // 104.8 GeV
        assertEquals(0, atRest(45, 35.1, 1).select(Role.SIGNAL).kept().size()); // 160.2 GeV
        assertEquals(0, atRest(45, 15, 0.019).select(Role.SIGNAL).kept().size()); // ΔR
    }

    private static EventBuilder atRest(double first, double second, double angle) {
        return new EventBuilder()
                .generated(11, first, 0, 0)
                .generated(-11, first, 0, Math.PI)
                .generated(13, second, 0, angle)
                .generated(-13, second, 0, angle - Math.PI);
    }

    @Test
    void refusesAZ1OfAnotherLepton() {
        // a muon of the associated W makes a pair closer to m_Z with one of the Higgs boson
        var builder = generated().object("GenDressedLepton", 42, -0.4, -2.21, 0, -13, 0, 0, 0);
        assertTrue(builder.select(Role.SIGNAL).kept().isEmpty());
    }

    @Test
    void cleansJetsAgainstLeptons() {
        var event = generated()
                .object("GenJet", 40, 0.3, 0.8, 5)
                .object("GenJet", 40, 4.6, 0.8, 5)
                .object("GenJet", 29, 2, 0.8, 5)
                .select(Role.SIGNAL)
                .only();
        assertEquals(1, event.fiducial().jets().size());
    }

    @Test
    void matchesReconstructedLeptonsToThoseOfTheHiggsBoson() {
        assertTrue(matched(0, 1, 2, 3).select(Role.SIGNAL).only().resonant());
        assertFalse(matched(0, 1, 2, -1).select(Role.SIGNAL).only().resonant());
        var wrong = matched(0, 1, 2, 4).object("GenDressedLepton", 12, -0.7, 2.8, 0, -11, 9, 0, 0);
        assertFalse(wrong.select(Role.SIGNAL).only().resonant());
        var event = matched(0, 1, 2, 3).select(Role.SIGNAL).only();
        assertEquals(FourLeptonChannel.REGION_SR, event.region());
        assertEquals(2, event.fiducialCategory());
    }

    private static EventBuilder matched(int a, int b, int c, int d) {
        return generated()
                .object("Muon", 45.5, 0.3, 0.5, -1, 0, 0, 1, a)
                .object("Muon", 37.5, -0.4, -2.2, 1, 0, 0, 1, b)
                .object("Electron", 18, 1.1, 1.9, -1, 0, 0, 1, c)
                .object("Electron", 12, -0.7, 2.8, 1, 0, 0, 1, d);
    }

    @Test
    void countsAFiducialEventInAControlRegionOnce() {
        var selection = generated()
                .object("Muon", 45.5, 0.3, 0.5, -1, 0, 0, 1, 0)
                .object("Muon", 37.5, -0.4, -2.2, 1, 0, 0, 1, 1)
                .object("Electron", 18, 1.1, 1.9, -1, 0, 0, 0, 2)
                .object("Electron", 12, -0.7, 2.8, 1, 0, 0, 1, 3)
                .select(Role.SIGNAL);
        assertEquals(2, selection.kept().size());
        assertEquals(
                1, selection.kept().stream().filter(e -> e.fiducial() != null).count());
        assertEquals(1, selection.kept().stream().filter(e -> e.reco() != null).count());
    }
}
