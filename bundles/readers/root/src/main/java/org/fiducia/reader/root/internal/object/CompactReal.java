package org.fiducia.reader.root.internal.object;

import java.util.Locale;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.ByteCursor;

/**
 * How {@code Double32_t} and {@code Float16_t} are stored, which the comment of a member or the title of a leaf says:
 * {@code [lowest, highest, bits]}, ROOT's manual, "Double32_t and Float16_t". With a range, an unsigned 32-bit integer
 * counts steps from the lowest value; without one, a sign and so many bits of mantissa stand in two bytes after one of
 * exponent, or all of a float.
 *
 * @param text name of the type in listings
 * @param factor steps per unit; 0 without a range
 * @param lowest lowest value of the range
 * @param bits bits of mantissa; 0 for a float, or with a range
 * @param single whether values are rounded to a float, as {@code Float16_t} are
 */
public record CompactReal(String text, double factor, double lowest, int bits, boolean single) {
    private static final int MOST_BITS = 32;

    /** Fewer bits than these mean, without a range, a mantissa of that length; more of them a float. */
    private static final int SHORT_MANTISSA = 15;

    private static final int DEFAULT_MANTISSA = 12;

    /** {@code Double32_t}. */
    public static CompactReal double32(String title) {
        return of("Double32_t", title, 0, false);
    }

    /** {@code Float16_t}. */
    public static CompactReal float16(String title) {
        return of("Float16_t", title, DEFAULT_MANTISSA, true);
    }

    /** By the code that ROOT gives the type of a member; null for any other code. */
    public static @Nullable CompactReal coded(int code, String title) {
        return code == 9 ? double32(title) : code == 19 ? float16(title) : null;
    }

    private static CompactReal of(String text, String title, int withoutRange, boolean single) {
        String[] parts = range(title);
        if (parts.length < 2) {
            return new CompactReal(text, 0, 0, withoutRange, single);
        }
        int bits = parts.length > 2 ? bits(parts[2]) : MOST_BITS;
        double lowest = limit(parts[0]);
        double highest = limit(parts[1]);
        if (lowest < highest) {
            double steps = bits < MOST_BITS ? 1L << bits : 0xFFFF_FFFFL;
            return new CompactReal(text, steps / (highest - lowest), lowest, 0, single);
        }
        return new CompactReal(text, 0, 0, bits < SHORT_MANTISSA ? bits : withoutRange, single);
    }

    /** The parts of the first or second pair of brackets, whichever has a comma: the first may be dimensions. */
    private static String[] range(String title) {
        int left = title.indexOf('[');
        for (int tries = 0; left >= 0 && tries < 2; tries++) {
            int right = title.indexOf(']', left);
            if (right < 0) {
                break;
            }
            String inside = title.substring(left + 1, right);
            if (inside.indexOf(',') >= 0) {
                return inside.split(",");
            }
            left = title.indexOf('[', right);
        }
        return new String[0];
    }

    private static int bits(String text) {
        try {
            int bits = Integer.parseInt(text.strip());
            return bits < 2 || bits > MOST_BITS ? MOST_BITS : bits;
        } catch (NumberFormatException e) {
            return MOST_BITS;
        }
    }

    /** A limit: a number, or a multiple of π as people write it. */
    private static double limit(String text) {
        String plain = text.replace(" ", "").toLowerCase(Locale.ROOT);
        if (plain.contains("pi")) {
            double value = plain.contains("2pi") || plain.contains("2*pi") || plain.contains("twopi")
                    ? 2 * Math.PI
                    : plain.contains("pi/2") ? Math.PI / 2 : plain.contains("pi/4") ? Math.PI / 4 : Math.PI;
            return plain.contains("-") ? -value : value;
        }
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Bytes of a value. */
    public int size() {
        return bits > 0 ? 3 : Float.BYTES;
    }

    /** The value at the cursor. */
    double read(ByteCursor in) {
        var value = new double[1];
        decode(in.int8s(size()), 0, 1, value, 0);
        return value[0];
    }

    /** Decodes values that stand one after another. */
    public void decode(byte[] bytes, int from, int count, double[] into, int at) {
        if (bits > 0) {
            for (int i = 0; i < count; i++) {
                int start = from + 3 * i;
                int mantissa = (bytes[start + 1] & 0xFF) << 8 | bytes[start + 2] & 0xFF;
                float magnitude = Float.intBitsToFloat(
                        (bytes[start] & 0xFF) << 23 | (mantissa & (1 << bits + 1) - 1) << 23 - bits);
                into[at + i] = (mantissa & 1 << bits + 1) != 0 ? -magnitude : magnitude;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int start = from + 4 * i;
            int word = bytes[start] << 24
                    | (bytes[start + 1] & 0xFF) << 16
                    | (bytes[start + 2] & 0xFF) << 8
                    | bytes[start + 3] & 0xFF;
            double value = factor == 0 ? Float.intBitsToFloat(word) : (word & 0xFFFF_FFFFL) / factor + lowest;
            into[at + i] = single ? (float) value : value;
        }
    }
}
