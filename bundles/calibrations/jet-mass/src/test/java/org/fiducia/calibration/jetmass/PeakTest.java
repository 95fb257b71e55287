package org.fiducia.calibration.jetmass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fiducia.calibration.jetmass.Peak.Entry;
import org.junit.jupiter.api.Test;

class PeakTest {
    private static final int NUMBER = 100_000;

    @Test
    void findsMeanAndWidthOfANormalDistribution() {
        var random = new Random(1);
        var entries = new ArrayList<Entry>();
        for (int k = 0; k < NUMBER; k++) {
            entries.add(new Entry(125 + 10 * random.nextGaussian(), 0.5));
        }
        Peak peak = Peak.of(entries);
        assertEquals(0.5 * NUMBER, peak.events(), 1e-6);
        assertEquals(125, peak.position(), 0.5);
        assertEquals(10, peak.width(), 0.1);
    }

    /** The shortest interval of an exponential distribution begins at its start: −ln(1 − .6827) of its mean. */
    @Test
    void takesTheShortestIntervalOfALopsidedDistribution() {
        var entries = new ArrayList<Entry>();
        for (int k = 0; k < NUMBER; k++) {
            entries.add(new Entry(100 - 10 * Math.log((k + 0.5) / NUMBER), 1));
        }
        Peak peak = Peak.of(entries);
        assertEquals(0.5 * -10 * Math.log(1 - Peak.FRACTION), peak.width(), 1e-3);
        assertTrue(peak.position() < 105, "near its start: " + peak.position());
    }

    @Test
    void weightsCountAsEvents() {
        var weighted = List.of(new Entry(80, 1), new Entry(90, 8), new Entry(100, 1), new Entry(110, 0));
        Peak peak = Peak.of(weighted);
        assertEquals(10, peak.events());
        assertEquals(90, peak.position());
        assertEquals(0, peak.width());
    }

    @Test
    void nothingHasNoPeak() {
        Peak peak = Peak.of(List.of(new Entry(80, 0), new Entry(90, -1)));
        assertEquals(0, peak.events());
        assertTrue(Double.isNaN(peak.position()) && Double.isNaN(peak.width()));
    }
}
