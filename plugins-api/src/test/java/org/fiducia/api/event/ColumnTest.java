package org.fiducia.api.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.Test;

class ColumnTest {
    @Test
    void integersWithoutSignAreTheNearestReals() {
        long[] bits = new Random(5).longs(2000).toArray();
        bits[0] = -1;
        bits[1] = Long.MIN_VALUE;
        bits[2] = Long.MIN_VALUE + 1024; // half way, to even
        bits[3] = Long.MIN_VALUE + 1025;
        bits[4] = Long.MAX_VALUE;
        bits[5] = 0;
        Column column = Column.unsigned("x", "file:tree", 0, null, bits);
        assertTrue(column.unsigned());
        assertEquals(Column.Kind.INTEGER, column.kind());
        double[] reals = column.reals();
        for (int i = 0; i < bits.length; i++) {
            var exact = new BigInteger(Long.toUnsignedString(bits[i]));
            assertEquals(exact.doubleValue(), reals[i]);
            assertEquals(exact.toString(), column.text(i));
        }
    }

    @Test
    void integersBeyondTheRangeOfThoseWithSignAreRefusedWithTheirPlace() {
        int[] offsets = {0, 0, 2, 2, 4};
        Column column = Column.unsigned("id", "a.root:Events", 1000, offsets, new long[] {1, 2, 3, -2});
        var e = assertThrows(FiduciaException.class, column::integers);
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
        assertTrue(e.getMessage().startsWith("a.root:Events, entry 1003: id is 18446744073709551614"), e.getMessage());
        Column flat = Column.unsigned("id", "a.root:Events", 1000, null, new long[] {1, 2, -1});
        assertTrue(assertThrows(FiduciaException.class, flat::integers)
                .getMessage()
                .contains("entry 1002"));
    }

    @Test
    void smallIntegersWithoutSignAreIntegers() {
        long[] values = {0, 1, Long.MAX_VALUE};
        Column column = Column.unsigned("x", "file:tree", 0, null, values);
        assertFalse(column.unsigned());
        assertArrayEquals(values, column.integers());
    }
}
