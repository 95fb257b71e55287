package org.fiducia.reader.hepmc.internal.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeastFirstTest {
    /** Against a sorted map, over more orders of magnitude than there are boxes for. */
    @Test
    void isTheSmallestWhateverChanges() {
        var order = new LeastFirst();
        for (int size : new int[] {1, 3, 70, 500}) {
            var random = new Random(size);
            var expected = new TreeMap<Double, Integer>();
            var values = new double[size];
            order.clear(size);
            for (int step = 0; step < 40 * size; step++) {
                int i = random.nextInt(size);
                if (values[i] > 0) {
                    order.remove(i);
                    expected.remove(values[i]);
                    values[i] = 0;
                }
                if (random.nextInt(5) > 0) {
                    values[i] = Math.pow(10, (step % 3 == 0 ? 60 : 2) * random.nextGaussian());
                    order.put(i, values[i]);
                    expected.put(values[i], i);
                }
                if (!expected.isEmpty()) {
                    assertEquals(expected.firstEntry().getValue(), order.least());
                }
            }
        }
    }

    @Test
    void theEndsOfTheRange() {
        var order = new LeastFirst();
        order.clear(4);
        order.put(0, Double.MAX_VALUE);
        order.put(1, Double.POSITIVE_INFINITY);
        assertEquals(0, order.least());
        order.put(2, Double.MIN_VALUE);
        order.put(3, 0);
        assertEquals(3, order.least());
        order.remove(3);
        assertEquals(2, order.least());
        order.clear(4);
        order.put(1, 5);
        assertEquals(1, order.least());
    }
}
