package org.fiducia.binning.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificanceTest {
    @Test
    void hasTheKnownValue() {
        assertEquals(3.2349594859, Significance.ams(20, 10), 1e-10);
    }

    /** The formula as it is written for any σ². */
    private static double general(double s, double b, double v) {
        double first = (s + b) * Math.log((s + b) * (b + v) / (b * b + (s + b) * v));
        double second = b * b / v * Math.log(1 + v * s / (b * (b + v)));
        return Math.sqrt(2 * (first - second));
    }

    @ParameterizedTest
    @CsvSource({"20, 10", "0.3, 5", "12, 0.01", "100, 1000", "3, 1e-6"})
    void isTheGeneralFormulaWithVarianceB(double s, double b) {
        assertEquals(general(s, b, b), Significance.ams(s, b), 1e-7);
    }

    @Test
    void isDefinedAtTheEnds() {
        assertEquals(Math.sqrt(2 * 5 * Math.log(2)), Significance.ams(5, 0), 1e-12);
        assertEquals(0, Significance.ams(0, 5));
        assertEquals(0, Significance.ams(-1, 5));
        // for s << b it is s/√(b + σ²)
        assertEquals(1 / Math.sqrt(2000), Significance.ams(1, 1000), 1e-4);
    }
}
