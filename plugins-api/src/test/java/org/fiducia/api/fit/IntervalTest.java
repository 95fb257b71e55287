package org.fiducia.api.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /** From 1 to 4, both belonging to it. */
    @ParameterizedTest
    @CsvSource({"2, true", "1, true", "4, true", "0.999999, false", "4.000001, false", "NaN, false", "Infinity, false"})
    void containsItsEnds(double value, boolean contained) {
        assertEquals(contained, new Interval(2, 1, 2, false, false).contains(value));
    }

    @ParameterizedTest
    @CsvSource({"1e300, true", "Infinity, true", "0.5, true", "0.4999, false"})
    void mayBeOpen(double value, boolean contained) {
        assertEquals(contained, new Interval(1, .5, Double.POSITIVE_INFINITY, false, false).contains(value));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3, true", "-1e-9, false", "3.1, false"})
    void oneSidedAtALimit(double value, boolean contained) {
        var interval = new Interval(0, 0, 3, true, false);
        assertEquals(true, interval.oneSided());
        assertEquals(contained, interval.contains(value));
    }

    /** One that is not known has nothing in it. */
    @ParameterizedTest
    @CsvSource({"0", "NaN"})
    void nothingIsInAnUnknownOne(double value) {
        assertEquals(false, new Interval(Double.NaN, Double.NaN, Double.NaN, false, false).contains(value));
    }
}
