package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.scalefactors.tagandprobe.KinematicBin.Interval;
import org.junit.jupiter.api.Test;

class KinematicBinTest {
    private static List<Interval> ranges(String name) {
        return KinematicBin.of(name).ranges();
    }

    @Test
    void namesOfTheSampleHaveTransverseMomentumAndPseudorapidity() {
        assertEquals(
                List.of(new Interval("pt", 7, 15), new Interval("eta", 1.44, 1.57)),
                ranges("bin12_7To15_eta1p44To1p57"));
        assertEquals(
                7,
                KinematicBin.of("bin12_7To15_eta1p44To1p57").pt().orElseThrow().lo());
    }

    @Test
    void namesOfElectronFilesHaveVariablesAndSigns() {
        assertEquals(
                List.of(new Interval("el_sc_eta", -1.57, -0.8), new Interval("el_et", 7, 15)),
                ranges("bin02_el_sc_eta_m1p57Tom0p80_el_et_7p00To15p00"));
        assertEquals(
                List.of(new Interval("event_nPV", 10, 15), new Interval("ph_et", 70, 200)),
                ranges("bin48_event_nPV_10p00To15p00_ph_et_70p00To200p00"));
        Interval et = ranges("bin48_event_nPV_10p00To15p00_ph_et_70p00To200p00").get(1);
        assertTrue(et.isPt());
        assertFalse(et.isEta());
        assertTrue(
                ranges("bin02_el_sc_eta_m1p57Tom0p80_el_et_7p00To15p00").get(0).isEta());
    }

    @Test
    void otherNamesAreBinsWithoutIntervals() {
        for (String name : List.of("h_TagProbes_Mass", "all", "", "bin00", "To", "20To10", "aTob")) {
            assertEquals(List.of(), ranges(name), name);
        }
    }
}
