package org.fiducia.channel.hgg.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.junit.jupiter.api.Test;

/** Every number of the fiducial phase space is in its sentence, whatever the card says. */
class FiducialTextTest {
    private static String of(Map<String, Object> fiducial) {
        return String.join(
                "; ",
                new DiphotonChannel(List.of())
                        .fiducialDefinition(new Settings("/channel", Map.of("fiducial", fiducial))));
    }

    private static void says(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> part + " in " + text);
        }
    }

    @Test
    void theDefaultsAreThoseOfTheMeasurement() {
        says(
                of(Map.of()),
                "$p_T^{\\gamma_1} > 1/3 \\, m_{\\gamma\\gamma}$",
                "$p_T^{\\gamma_2} > 0.25 \\, m_{\\gamma\\gamma}$",
                "< 2.5$",
                "below 10.0 GeV",
                "p_T > 30$ GeV");
    }

    @Test
    void theNumbersAreThoseOfTheCard() {
        says(
                of(Map.of(
                        "leading", "geometric-mean",
                        "minLeadingPtOverMass", 0.35,
                        "minSubleadingPtOverMass", 0.26,
                        "maxAbsEta", 2.37,
                        "maxIsolation", 9.5,
                        "jets", Map.of("minPt", 25))),
                "$\\sqrt{p_T^{\\gamma_1} p_T^{\\gamma_2}} > 0.35 ",
                "> 0.26 ",
                "< 2.37$",
                "below 9.5 GeV",
                "p_T > 25$ GeV");
    }
}
