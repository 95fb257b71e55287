package org.fiducia.reader.hepmc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private final Decimal decimal = new Decimal();
    private int left;

    /** Bit for bit, where it takes the number at all. */
    private void check(String number) {
        byte[] text = (number + " 1").getBytes(StandardCharsets.US_ASCII);
        double value = decimal.read(Arrays.copyOf(text, text.length + Decimal.PADDING), 0, text.length);
        if (decimal.end() < 0) {
            left++;
            return;
        }
        assertEquals(number.length(), decimal.end(), number);
        assertEquals(Double.doubleToRawLongBits(Double.parseDouble(number)), Double.doubleToRawLongBits(value), number);
    }

    /** As generators write momenta: any number of digits, any exponent of the field. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 12, 15, 16, 17, 18, 22})
    void isRoundedAsTheLibraryDoes(int digits) {
        var random = new Random(digits);
        int count = 40_000;
        for (int k = 0; k < count; k++) {
            double value = random.nextGaussian() * Math.pow(10, 40 * random.nextDouble() - 20);
            check(String.format(Locale.ROOT, "%." + digits + (k % 2 == 0 ? "e" : "E"), value));
        }
        assertTrue(left < count / 200, left + " were left to the library");
    }

    @Test
    void plainDigitsAndBothEndsOfTheTable() {
        var random = new Random(7);
        for (int k = 0; k < 40_000; k++) {
            long mantissa = random.nextLong() >>> 1 + random.nextInt(60);
            check(BigDecimal.valueOf(mantissa, random.nextInt(25)).toPlainString());
            check(mantissa + "e" + (random.nextInt(150) - 75));
        }
        assertTrue(left > 0 && left < 8000, left + " were left to the library");
    }

    /** In the middle between two doubles the even one is taken; next to it, the nearer one, wherever the digit is that says so. */
    @Test
    void halfWay() {
        var random = new Random(11);
        for (int k = 0; k < 20_000; k++) {
            double value = Math.abs(random.nextGaussian()) * Math.pow(2, random.nextInt(60) - 30);
            BigDecimal middle = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.valueOf(2));
            check(middle.toString().toLowerCase(Locale.ROOT));
            BigDecimal last = middle.ulp();
            check(middle.add(last).toString());
            check(middle.subtract(last).toString());
        }
        assertTrue(left > 10_000, "ties have more digits than an integer holds");
        for (long odd = (1L << 53) + 1; odd < (1L << 53) + 200; odd += 2) {
            check(Long.toString(odd));
            check(odd + "0");
            check(odd * 10 + 1 + "e-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "+0e5",
                "1.",
                ".5",
                "5e-324",
                "1e-64",
                "1e64",
                "9007199254740993",
                "1e22",
                "1e23",
                "12345678.12345678",
                "0.00000000000000000000000000001",
                "123456789012345678901234567890",
                "1.00000000000000000000000001",
                "99999999999999999999e-20",
                "1e999",
                "1e-999"
            })
    void corners(String number) {
        check(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "+", ".", "-.", "e5", "1e", "1e+", "1.2.3", "1x", "nan", "--1", "0x1p3", "1 2"})
    void otherWordsAreNotTaken(String word) {
        byte[] text = Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), word.length() + Decimal.PADDING);
        decimal.read(text, 0, word.length());
        assertEquals(word.equals("1 2") ? 1 : -1, decimal.end());
    }
}
