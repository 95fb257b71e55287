package org.fiducia.channel.hgg.internal.boundaries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionTest {
    /** Every division of twelve cells, one by one: a bit says whether a class ends behind a cell. */
    @Test
    void isTheBestOfAll() {
        int cells = 12;
        var random = new Random(5);
        var table = new double[cells][cells + 1];
        for (double[] row : table) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextDouble();
            }
        }
        double[] best = new double[cells + 1];
        for (int bits = 0; bits < 1 << cells - 1; bits++) {
            double sum = 0;
            int from = 0;
            int classes = 0;
            for (int k = 0; k < cells; k++) {
                if (k == cells - 1 || (bits >> k & 1) != 0) {
                    sum += table[from][k + 1];
                    from = k + 1;
                    classes++;
                }
            }
            best[classes] = Math.max(best[classes], sum);
        }
        List<Partition> found = Partition.best(cells, cells, (from, to) -> table[from][to]);
        assertEquals(cells, found.size());
        for (Partition partition : found) {
            assertEquals(best[partition.classes()], partition.information(), 1e-12);
            double sum = 0;
            for (int k = 0; k < partition.classes(); k++) {
                sum += table[partition.start(k)][partition.ends()[k]];
            }
            assertEquals(partition.information(), sum, 1e-12);
            assertEquals(cells, partition.ends()[partition.classes() - 1]);
        }
    }

    @Test
    void hasNoMoreClassesThanCells() {
        List<Partition> found = Partition.best(2, 5, (from, to) -> to - from);
        assertEquals(2, found.size());
        assertArrayEquals(new int[] {1, 2}, found.get(1).ends());
    }
}
