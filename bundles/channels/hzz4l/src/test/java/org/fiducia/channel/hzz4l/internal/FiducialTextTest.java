package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.junit.jupiter.api.Test;

/** Every number of the fiducial phase space is in its sentence, whatever the card says. */
class FiducialTextTest {
    private static List<String> of(Map<String, Object> fiducial) {
        return new FourLeptonChannel()
                .fiducialDefinition(
                        new Settings("/channel", Map.of("fiducial", fiducial, "muons", Map.of("minPt", 9))));
    }

    @Test
    void theDefaultsAreThoseOfTheMeasurement() {
        List<String> text = of(Map.of());
        assertTrue(text.contains("Electrons: $p_T > 7$ GeV, $|\\eta| < 2.5$"), text::toString);
        assertTrue(text.contains("Muons: $p_T > 5$ GeV, $|\\eta| < 2.4$"), "not those that are reconstructed: " + text);
        assertTrue(text.contains("Four leptons: $105 < m_{4\\ell} < 160$ GeV"), text::toString);
        assertEquals(11, text.size());
        text.forEach(sentence -> assertFalse(sentence.endsWith("."), sentence));
    }

    @Test
    void theNumbersAreThoseOfTheCard() {
        Map<String, Object> fiducial = Map.of(
                "minElectronPt",
                7.25,
                "maxAbsMuonEta",
                2.7,
                "maxIsolation",
                0.45,
                "z1Mass",
                List.of(51, 121),
                "z2Mass",
                List.of(13, 122),
                "leptonPt",
                List.of(21, 11),
                "minDeltaR",
                0.03,
                "minOppositeSignMass",
                5,
                "mass",
                List.of(104.5, 161),
                "jets",
                Map.of("minPt", 31, "maxAbsEta", 4.5, "minDeltaR", 0.3));
        String text = String.join("; ", of(fiducial));
        for (String number : List.of(
                "> 7.25$",
                "< 2.7$",
                "below 0.45",
                "$51 < m_{Z_1} < 121$",
                "$13 < m_{\\ell\\ell} < 122$",
                "> 21$",
                "> 11$",
                "R > 0.03$",
                "m > 5$",
                "$104.5 < m_{4\\ell} < 161$",
                "p_T > 31$",
                "< 4.5$",
                "R > 0.3$")) {
            assertTrue(text.contains(number), () -> number + " in " + text);
        }
    }

    /** Cuts that are switched off by a negative number are none. */
    @Test
    void whatIsNotAskedForIsNotSaid() {
        assertEquals(9, of(Map.of("minDeltaR", -1, "minOppositeSignMass", -1)).size());
    }
}
