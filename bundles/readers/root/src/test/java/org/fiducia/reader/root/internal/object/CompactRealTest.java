package org.fiducia.reader.root.internal.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values encoded here as ROOT's manual says, and read back. */
class CompactRealTest {
    private static double decode(CompactReal form, byte[] bytes) {
        var value = new double[3];
        form.decode(bytes, 0, 1, value, 1);
        return value[1];
    }

    /** Steps of a range, from the lowest value, as 32 bits. */
    private static byte[] steps(double value, double lo, double hi, double steps) {
        return ByteBuffer.allocate(4)
                .putInt((int) (long) (0.5 + steps / (hi - lo) * (value - lo)))
                .array();
    }

    /** Exponent, then sign and rounded mantissa, of a float. */
    private static byte[] mantissa(float value, int bits) {
        int word = Float.floatToRawIntBits(value);
        int exponent = word >>> 23 & 0xFF;
        int mantissa = (word >> 23 - bits - 1 & (1 << bits + 1) - 1) + 1 >> 1;
        mantissa = Math.min(mantissa, (1 << bits) - 1);
        int sign = value < 0 ? 1 << bits + 1 : 0;
        return ByteBuffer.allocate(3)
                .put((byte) exponent)
                .putShort((short) (mantissa | sign))
                .array();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[-1,3,8]; -1; 3; 256",
                "energy [0, 100, 16] in GeV; 0; 100; 65536",
                "[fN][0,1,10]; 0; 1; 1024",
                "[-10,10]; -10; 10; 4294967295",
                "[0,2pi,20]; 0; 6.283185307179586; 1048576",
                "[-pi/2, pi/2, 12]; -1.5707963267948966; 1.5707963267948966; 4096",
                "[-TwoPi,pi/4,5]; -6.283185307179586; 0.7853981633974483; 32",
                "[-1,1,77]; -1; 1; 4294967295",
            })
    void readsRanges(String title, double lo, double hi, double steps) {
        double half = (hi - lo) / steps / 2;
        for (double share : new double[] {0, 0.01, 0.37, 0.5, 0.93}) {
            double value = lo + share * (hi - lo);
            byte[] bytes = steps(value, lo, hi, steps);
            CompactReal form = CompactReal.double32(title);
            assertEquals(4, form.size());
            assertEquals(value, decode(form, bytes), half * 1.000001);
            assertEquals((float) decode(form, bytes), decode(CompactReal.float16(title), bytes), "rounded to a float");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 10, 14})
    void readsShortMantissas(int bits) {
        String title = "[0,0," + bits + "]";
        for (float value : new float[] {0, 1, -1, 0.3f, -123.456f, 1e-20f, 3e20f}) {
            byte[] bytes = mantissa(value, bits);
            for (CompactReal form : new CompactReal[] {CompactReal.double32(title), CompactReal.float16(title)}) {
                assertEquals(3, form.size());
                assertEquals(value, decode(form, bytes), Math.abs(value) / (1 << bits));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "momentum", "[3]", "[3][4]", "[0,0,32]", "[0,0,15]", "unclosed [0,1,8", "/d"})
    void hasDefaultsWithoutARange(String title) {
        byte[] plain = ByteBuffer.allocate(4).putFloat(-0.1f).array();
        assertEquals(-0.1f, decode(CompactReal.double32(title), plain));
        assertEquals(3, CompactReal.float16(title).size());
        assertEquals(-0.1, decode(CompactReal.float16(title), mantissa(-0.1f, 12)), 0.1 / 4096);
    }

    @Test
    void knowsTheCodesOfTheTypes() {
        assertEquals("Double32_t", CompactReal.coded(9, "").text());
        assertEquals("Float16_t", CompactReal.coded(19, "").text());
        assertNull(CompactReal.coded(8, ""));
    }
}
