package org.fiducia.reader.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "+7", " 42 ", "9223372036854775807", "-9223372036854775808", "007"})
    void knowsIntegers(String cell) {
        assertEquals(Literal.INTEGER, Literal.of(cell));
        assertEquals(Long.parseLong(cell.strip()), Literal.integer(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.",
                ".5",
                "-1.25",
                "1e3",
                "1E-3",
                "+2.5e+10",
                " 3.0 ",
                "18446744073709551616",
                "-9223372036854775809",
                "1e999"
            })
    void knowsReals(String cell) {
        assertEquals(Literal.REAL, Literal.of(cell));
        assertEquals(Double.parseDouble(cell.strip()), Literal.real(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "-", "e5", "1e", "1e+", "1d", "1f", "0x10", "1,5", "1 2", "one", "nay", "-.e1", "1.2.3"})
    void knowsText(String cell) {
        assertEquals(Literal.TEXT, Literal.of(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NA", "na", "N/A", "null", "NULL", "None", "#N/A", "<NA>", " NA "})
    void knowsMissingValues(String cell) {
        assertEquals(Literal.MISSING, Literal.of(cell));
        assertEquals(Double.NaN, Literal.real(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "18446744073709551615", " +10000000000000000000 "})
    void knowsIntegersWithoutSign(String cell) {
        assertEquals(Literal.UNSIGNED, Literal.of(cell));
        assertEquals(Long.parseUnsignedLong(cell.strip()), Literal.unsigned(cell));
        assertEquals(Double.parseDouble(cell.strip()), Literal.real(cell));
    }

    @Test
    void knowsDecimalCommas() {
        assertTrue(Literal.hasDecimalComma("1,5"));
        assertTrue(Literal.hasDecimalComma(" -0,25e3 "));
        assertFalse(Literal.hasDecimalComma("1,000,000"));
        assertFalse(Literal.hasDecimalComma("a,b"));
        assertFalse(Literal.hasDecimalComma("1.5"));
    }

    @Test
    void knowsTheSpecialNumbersOfPrograms() {
        for (String cell : new String[] {"nan", "NaN", "-nan", "inf", "-inf", "Infinity", "-Infinity"}) {
            assertEquals(Literal.REAL, Literal.of(cell), cell);
        }
        assertEquals(Double.NaN, Literal.real("-nan"));
        assertEquals(Double.POSITIVE_INFINITY, Literal.real("+Inf"));
        assertEquals(Double.NEGATIVE_INFINITY, Literal.real("-infinity"));
    }
}
