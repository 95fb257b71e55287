package org.fiducia.validation.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "6.5e-10, 6.5e-10",
        "1.2e-20, 1.2e-20",
        "4e30, 4e+30",
        "2.5, 2.5",
        "10, 10",
        "1e-7, 1e-07",
        "-0.25, -0.25"
    })
    void losesOnlyZerosOfTheMantissa(double value, String text) {
        assertEquals(text, ComparisonReport.brief(value, 8));
    }
}
