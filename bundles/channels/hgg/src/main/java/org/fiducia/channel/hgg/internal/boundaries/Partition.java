package org.fiducia.channel.hgg.internal.boundaries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The division of a row of cells into consecutive classes of which the information adds up to most.
 *
 * @param ends of each class, the number of its last cell plus one
 * @param information of all
 */
record Partition(int[] ends, double information) {
    /** Information of the cells from one to before another. */
    @FunctionalInterface
    interface Information {
        double of(int from, int to);
    }

    /**
     * The best ones into 1, 2, … classes, exactly: the best k classes of the first j cells are the best k − 1 of the first i
     * and one of those from i to j.
     *
     * @param cells their number
     * @param most classes at most
     */
    static List<Partition> best(int cells, int most, Information information) {
        var single = new double[cells][cells + 1];
        for (int i = 0; i < cells; i++) {
            for (int j = i + 1; j <= cells; j++) {
                single[i][j] = information.of(i, j);
            }
        }
        var partitions = new ArrayList<Partition>();
        var sum = new double[most + 1][cells + 1];
        var from = new int[most + 1][cells + 1];
        Arrays.fill(sum[0], Double.NEGATIVE_INFINITY);
        sum[0][0] = 0;
        for (int k = 1; k <= Math.min(most, cells); k++) {
            Arrays.fill(sum[k], Double.NEGATIVE_INFINITY);
            for (int j = k; j <= cells; j++) {
                for (int i = k - 1; i < j; i++) {
                    double value = sum[k - 1][i] + single[i][j];
                    if (value > sum[k][j]) {
                        sum[k][j] = value;
                        from[k][j] = i;
                    }
                }
            }
            partitions.add(new Partition(ends(k, cells, (level, end) -> from[level][end]), sum[k][cells]));
        }
        return partitions;
    }

    private static int[] ends(int classes, int cells, IntBinaryOperator from) {
        int[] ends = new int[classes];
        int end = cells;
        for (int k = classes; k >= 1; k--) {
            ends[k - 1] = end;
            end = from.applyAsInt(k, end);
        }
        return ends;
    }

    /** Number of classes. */
    int classes() {
        return ends.length;
    }

    /** First cell of a class. */
    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
