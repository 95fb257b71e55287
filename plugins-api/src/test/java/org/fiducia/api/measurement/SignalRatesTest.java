package org.fiducia.api.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalRatesTest {
    private static final double[] MASS = {125, 125.38, 126};

    /** Gluon fusion, and the four-lepton branching ratio at the first two. */
    private static final SignalRates RATES = new SignalRates(
            MASS, Map.of("ggH", new double[] {52230, 51960, 51513}), new double[] {12.405e-5, 12.8328e-5, 13.55e-5});

    @Test
    void ratioIsThatOfTheTable() {
        assertEquals(51960 * 12.8328 / (52230 * 12.405), RATES.ratio("ggH", 125.38, 125), 1e-14);
        assertEquals(1, RATES.ratio("ggH", 125.2, 125.2), 0);
        assertEquals(1, RATES.ratio("ggH", 125.38, 126) * RATES.ratio("ggH", 126, 125.38), 1e-14);
    }

    @Test
    void logarithmIsLinearBetweenAndBeyond() {
        double whole = RATES.ratio("ggH", 125.38, 125);
        assertEquals(Math.sqrt(whole), RATES.ratio("ggH", 125.19, 125), 1e-14);
        assertEquals(1 / whole, RATES.ratio("ggH", 124.62, 125), 1e-14);
        assertEquals(Math.pow(RATES.ratio("ggH", 126, 125.38), 1 / 0.62), RATES.ratio("ggH", 127, 126), 1e-12);
    }

    @Test
    void whatIsNotKnownDoesNotChange() {
        assertEquals(1, RATES.ratio("VBF", 120, 130), 0);
        assertEquals(1, SignalRates.NONE.ratio("ggH", 120, 130), 0);
        assertTrue(RATES.knows("ggH"));
        assertFalse(RATES.knows("VBF"));
    }

    @Test
    void impossibleTablesAreRefused() {
        double[] two = {1, 2};
        assertThrows(IllegalArgumentException.class, () -> new SignalRates(new double[] {2, 2}, Map.of(), two));
        assertThrows(IllegalArgumentException.class, () -> new SignalRates(MASS, Map.of(), two));
        assertThrows(IllegalArgumentException.class, () -> new SignalRates(two, Map.of("p", MASS), two));
        assertThrows(IllegalArgumentException.class, () -> new SignalRates(two, Map.of("p", new double[] {1, 0}), two));
    }
}
