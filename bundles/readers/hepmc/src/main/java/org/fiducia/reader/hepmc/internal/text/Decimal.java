package org.fiducia.reader.hepmc.internal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Real numbers in text, rounded as {@link Double#parseDouble} does: to the nearest, ties to even. The first 18 digits are taken as
 * an integer and a power of ten; where there are more, the next integer must be rounded to the same. Where both are doubles, so is
 * their rounded product or quotient; else the integer is multiplied with the leading 64 bits of the power (Lemire,
 * arXiv:2101.11408), whose error decides no more than one case in 500. For that one and for other words there is the library. One
 * belongs to one thread.
 */
final class Decimal {
    /** Behind the bytes of a number there must be as many that can be read. */
    static final int PADDING = 8;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;
    private static final long SIXES = 0x0606060606060606L;

    /** Integers below are doubles. */
    private static final long EXACT = 1L << 53;

    /** An integer below can take one more digit, or eight. */
    private static final long ROOM = (Long.MAX_VALUE - 9) / 10;

    private static final long ROOM_FOR_EIGHT = (Long.MAX_VALUE - 99_999_999) / 100_000_000;

    /** Powers of ten up to here have a table, of both signs. */
    private static final int LARGEST = 64;

    /** Those that are doubles. */
    private static final double[] POWERS = new double[23];

    /** The leading 64 bits of each power from −{@link #LARGEST}, and the power of two that they are multiplied with. */
    private static final long[] LEADING = new long[2 * LARGEST + 1];

    private static final int[] EXPONENT = new int[2 * LARGEST + 1];

    static {
        for (int power = 0; power < POWERS.length; power++) {
            POWERS[power] = Double.parseDouble("1e" + power);
        }
        for (int power = -LARGEST; power <= LARGEST; power++) {
            BigInteger positive = BigInteger.TEN.pow(Math.abs(power));
            int shift = power < 0 ? 64 + positive.bitLength() : 0;
            BigInteger scaled = power < 0 ? BigInteger.ONE.shiftLeft(shift).divide(positive) : positive;
            int drop = scaled.bitLength() - 64;
            LEADING[LARGEST + power] = (drop < 0 ? scaled.shiftLeft(-drop) : scaled.shiftRight(drop)).longValue();
            EXPONENT[LARGEST + power] = drop - shift;
        }
    }

    private int end;

    /** Where the number ends that was read last; the next byte is a blank, or it is the limit. −1 when it was none. */
    int end() {
        return end;
    }

    /** Reads the number that begins at a place; NaN, without an end, when that is not for this class to say. */
    double read(byte[] bytes, int from, int limit) {
        end = -1;
        int i = from;
        boolean negative = i < limit && bytes[i] == '-';
        if (negative || i < limit && bytes[i] == '+') {
            i++;
        }
        int first = i;
        long mantissa = 0;
        int dropped = 0;
        boolean more = false;
        int point = -1;
        for (; i < limit; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (mantissa > ROOM) {
                    dropped++;
                    more |= digit > 0;
                } else {
                    mantissa = 10 * mantissa + digit;
                }
            } else if (bytes[i] == '.' && point < 0) {
                point = i + 1;
                while (i + 8 < limit && mantissa < ROOM_FOR_EIGHT) {
                    long eight = (long) WORD.get(bytes, i + 1);
                    if (!areDigits(eight)) {
                        break;
                    }
                    mantissa = 100_000_000 * mantissa + digits(eight);
                    i += 8;
                }
            } else {
                break;
            }
        }
        if (i - first == (point < 0 ? 0 : 1)) {
            return Double.NaN;
        }
        int power = dropped + (point < 0 ? 0 : point - i);
        if (i < limit && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            boolean below = i < limit && bytes[i] == '-';
            if (below || i < limit && bytes[i] == '+') {
                i++;
            }
            int exponent = 0;
            int begin = i;
            for (; i < limit && bytes[i] >= '0' && bytes[i] <= '9' && exponent < 1000; i++) {
                exponent = 10 * exponent + (bytes[i] - '0');
            }
            if (i == begin) {
                return Double.NaN;
            }
            power += below ? -exponent : exponent;
        }
        if (i < limit && bytes[i] != ' ') {
            return Double.NaN;
        }
        double value = value(mantissa, power);
        if (more && value != value(mantissa + 1, power)) {
            return Double.NaN; // between the two, and they are not rounded to the same
        }
        end = Double.isNaN(value) ? -1 : i;
        return negative ? -value : value;
    }

    private static boolean areDigits(long bytes) {
        return ((bytes & HIGH_HALVES) | (bytes + SIXES & HIGH_HALVES) >>> 4) == 0x3333333333333333L;
    }

    /** Of eight digits, the first in the lowest byte: pairs, then fours, then all. */
    private static long digits(long bytes) {
        long pairs = bytes - ZEROS;
        pairs = pairs * 10 + (pairs >>> 8);
        long low = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long high = (pairs >>> 16 & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return low + high >>> 32;
    }

    /** A number of up to 63 bits times a power of ten, rounded; NaN where that takes more digits. */
    static double value(long mantissa, int power) {
        if (mantissa == 0) {
            return 0;
        }
        if (mantissa < EXACT && power < POWERS.length && power > -POWERS.length) {
            return power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
        }
        if (power < -LARGEST || power > LARGEST) {
            return Double.NaN;
        }
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long normal = mantissa << zeros;
        long leading = LEADING[LARGEST + power];
        // the first 64 of 128 bits, both taken as unsigned, which have their highest bit; the true product is less than
        // 2 above
        long product = Math.multiplyHigh(normal, leading) + leading + normal;
        int drop = product < 0 ? 11 : 10;
        long rest = product & (1L << drop) - 1;
        long half = 1L << drop - 1;
        if (rest == half || rest == half - 1) {
            return Double.NaN;
        }
        long kept = (product >>> drop) + (rest > half ? 1 : 0);
        int exponent = 64 + EXPONENT[LARGEST + power] - zeros + drop;
        // the first bit of what is kept adds 1 to the exponent, as does the one that rounding may carry
        return Double.longBitsToDouble(((long) (exponent + 1074) << 52) + kept);
    }
}
