package org.fiducia.channel.multilepton.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.channel.multilepton.MultileptonCandidate;
import org.junit.jupiter.api.Test;

class EventRegionTest {
    private static MultileptonEvents event() {
        return new MultileptonEvents().jets();
    }

    private static MultileptonEvents sameSign() {
        return event().electron(40, 1).muon(30, 1);
    }

    private static MultileptonEvents oppositeSign() {
        return event().electron(40, 1).muon(30, -1);
    }

    private static MultileptonEvents oneLepton() {
        return event().muon(30, 1);
    }

    private static MultileptonEvents loose(MultileptonEvents event, double pt, int charge) {
        return event.object("Lepton", pt, .1, 1, charge, 11, 0, 0, 1);
    }

    private static MultileptonEvents conversion(MultileptonEvents event, double pt, int id, int charge) {
        return event.object("Lepton", pt, .1, 1, charge, id, 1, 1, 1);
    }

    @Test
    void twoLeptonsAndATau() {
        assertEquals("SR", sameSign().tau(25, -1, 1, true).region());
        assertEquals("", sameSign().tau(25, 1, 1, true).region());
        assertEquals("AR", sameSign().tau(25, -1, 3, false).region());
        assertEquals(
                "AR", loose(event().electron(40, 1), 30, 1).tau(25, -1, 1, true).region());
        assertEquals("", sameSign().tau(25, -1, 1, true).tau(35, 1, 1, true).region());
        assertEquals("", sameSign().muon(20, -1).tau(25, -1, 1, true).region());
    }

    @Test
    void aLeptonAndTwoTaus() {
        assertEquals("SR", oneLepton().tau(25, -1, 1, true).tau(30, 1, 3, true).region());
        assertEquals("AR", oneLepton().tau(25, -1, 1, false).tau(30, 1, 3, true).region());
        assertEquals(
                "AR",
                loose(event(), 30, 1).tau(25, -1, 1, true).tau(30, 1, 3, true).region());
        assertEquals(
                "CR_tautauSS",
                oneLepton().tau(25, 1, 1, true).tau(30, 1, 3, true).region());
        assertEquals("", oneLepton().tau(25, 1, 1, true).tau(30, 1, 3, false).region());
        assertEquals(
                "",
                loose(event(), 30, 1).tau(25, 1, 1, true).tau(30, 1, 3, true).region());
        assertEquals("", oneLepton().tau(25, -1, 1, true).region());
        assertEquals("", oneLepton().region());
    }

    @Test
    void leptonsOfTwoFlavoursAndOppositeSignWithATau() {
        assertEquals("CR_tau1p", oppositeSign().tau(25, -1, 1, true).region());
        assertEquals("CR_tau3p", oppositeSign().tau(25, 1, 3, true).region());
        assertEquals("AR_tau1p", oppositeSign().tau(25, 1, 1, false).region());
        assertEquals("AR_tau3p", oppositeSign().tau(25, -1, 3, false).region());
        assertEquals("", event().muon(40, 1).muon(30, -1).tau(25, 1, 1, true).region());
        assertEquals("", loose(event().muon(40, 1), 30, -1).tau(25, 1, 1, true).region());
    }

    @Test
    void twoLeptonsOfOneSignWithoutTau() {
        assertEquals("CR_em", sameSign().region());
        assertEquals("CR_ee", event().electron(40, -1).electron(30, -1).region());
        assertEquals("CR_mm", event().muon(40, -1).muon(30, -1).region());
        assertEquals("CR_conv", conversion(event().muon(40, -1), 30, 11, -1).region());
        assertEquals("CR_conv", conversion(event().electron(40, -1), 30, 11, -1).region());
        assertEquals("CR_mm", conversion(event().muon(40, -1), 30, 13, -1).region(), "the flag is of electrons");
        assertEquals("", oppositeSign().region());
        assertEquals("", loose(event().electron(40, 1), 30, 1).region());
        assertEquals("CR_em", sameSign().jet(30, 0, false).region(), "three jets");
        assertEquals("", sameSign().jet(30, 0, false).jet(30, 1, false).region(), "four jets");
        assertEquals(
                "SR",
                sameSign()
                        .tau(25, -1, 1, true)
                        .jet(30, 0, false)
                        .jet(30, 1, false)
                        .region());
    }

    @Test
    void thresholdsBelongToWhatIsSelected() {
        MultileptonEvents muons = new MultileptonEvents().muon(40, 1);
        assertEquals("", event().muon(24.9, 1).muon(24, 1).region(), "leading lepton");
        assertEquals("CR_mm", event().muon(25, 1).muon(24, 1).region());
        assertEquals("", event().muon(30, 1).muon(14.9, 1).region(), "second lepton");
        assertEquals("CR_mm", event().muon(30, 1).muon(15, 1).region());
        assertEquals("CR_mm", sameOutside(9.9, .1).region(), "a lepton of 9.9 GeV is none");
        assertEquals("CR_mm", sameOutside(50, 2.51).region(), "nor is one outside of the acceptance");
        assertEquals("", sameOutside(10, 2.5).region());
        assertEquals(
                "CR_mm", event().muon(30, 1).muon(20, 1).tau(19.9, -1, 1, true).region(), "a τ of 19.9 GeV is none");
        assertEquals("SR", event().muon(30, 1).muon(20, 1).tau(20, -1, 1, true).region());
        assertEquals(
                "CR_mm",
                event().muon(30, 1)
                        .muon(20, 1)
                        .object("Tau", 40, -2.51, .4, -1, 1, 1, 1)
                        .region());
        assertEquals("", muons.muon(30, 1).jet(24.9, 0, false).jet(60, 0, true).region(), "one jet");
        assertEquals("CR_mm", muons.jet(25, 0, false).region());
        assertEquals(
                "",
                new MultileptonEvents()
                        .muon(40, 1)
                        .muon(30, 1)
                        .jet(40, 0, false)
                        .jet(50, 0, false)
                        .region(),
                "no jet is tagged");
        assertEquals(
                "",
                new MultileptonEvents()
                        .muon(40, 1)
                        .muon(30, 1)
                        .jet(40, 4.51, false)
                        .jet(50, 0, true)
                        .region(),
                "a jet outside of the acceptance is none");
    }

    private static MultileptonEvents sameOutside(double pt, double eta) {
        return event().muon(40, 1).muon(30, 1).object("Lepton", pt, eta, 1, 1, 11, 1, 0, 1);
    }

    @Test
    void thresholdsAreThoseOfTheCard() {
        MultileptonEvents event = sameSign();
        assertEquals("", event.region(Map.of("leptons", Map.of("minLeadingPt", 45))));
        assertEquals("", event.region(Map.of("jets", Map.of("minTagged", 2))));
        assertEquals("", event.region(Map.of("jets", Map.of("maxAbsEta", 2.4))));
        assertThrows(FiduciaException.class, () -> event.region(Map.of("jets", Map.of("min", 0))));
    }

    @Test
    void knowsWhatIsMisidentified() {
        List<SelectedEvent> kept = event().object("Lepton", 50, .1, 1, 1, -11, 1, 0, 3)
                .object("Lepton", 30, .1, 1, 1, -13, 0, 0, 2)
                .object("Tau", 40, 0, .4, -1, 3, 0, 2)
                .select(Role.BACKGROUND, Map.of());
        var candidate = (MultileptonCandidate) kept.get(0).reco();
        assertEquals("eConv_mHF_t3", candidate.fakes().label());
        assertEquals(0, candidate.genuine(MultileptonCandidate.LEPTON));
        assertEquals(
                List.of("m", "t3"),
                candidate.loose().stream().map(loose -> loose.kind()).toList());
        var data = (MultileptonCandidate) sameSign()
                .tau(25, -1, 1, true)
                .select(Role.DATA, Map.of())
                .get(0)
                .reco();
        assertTrue(data.fakes().isEmpty());
        assertEquals(0, data.genuine(MultileptonCandidate.TAU), "nothing is known of data");
        var real = (MultileptonCandidate) sameSign()
                .tau(25, -1, 1, true)
                .select(Role.BACKGROUND, Map.of())
                .get(0)
                .reco();
        assertEquals(1, real.genuine(MultileptonCandidate.TAU));
        assertEquals(2, real.genuine(MultileptonCandidate.LEPTON));
        assertEquals(0, real.genuine("photon"));
    }

    @Test
    void everyGeneratedSignalEventIsFiducial() {
        List<SelectedEvent> nothing = new MultileptonEvents().select(Role.SIGNAL, Map.of());
        assertEquals(1, nothing.size());
        assertEquals(-1, nothing.get(0).region());
        assertEquals(0, nothing.get(0).fiducialCategory());
        SelectedEvent selected =
                sameSign().tau(25, -1, 1, true).select(Role.SIGNAL, Map.of()).get(0);
        assertEquals(0, selected.fiducialCategory());
        assertTrue(selected.resonant());
    }

    @Test
    void refusesObjectsThatMakeNoSense() {
        for (MultileptonEvents wrong : List.of(
                oneLepton().tau(30, 1, 2, true).tau(30, -1, 1, true),
                oneLepton().tau(30, 2, 1, true).tau(30, -1, 1, true),
                event().object("Lepton", 40, 0, 0, 1, 15, 1, 0, 1))) {
            var refused = assertThrows(FiduciaException.class, wrong::region);
            assertTrue(refused.getMessage().contains("event 0 has"), refused::getMessage);
        }
        MultileptonEvents truth = event().object("Lepton", 40, 0, 0, 1, 11, 1, 0, 9);
        assertThrows(FiduciaException.class, () -> truth.select(Role.BACKGROUND, Map.of()));
    }
}
