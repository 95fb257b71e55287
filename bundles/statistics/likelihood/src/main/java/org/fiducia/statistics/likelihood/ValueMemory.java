package org.fiducia.statistics.likelihood;

import java.util.Arrays;

/** The last few values of a likelihood, each as an unrounded sum of two numbers. */
final class ValueMemory {
    private static final int SIZE = 4;

    private final double[][] at;
    private final double[] high = new double[SIZE];
    private final double[] low = new double[SIZE];
    private int filled;
    private int next;

    ValueMemory(int parameters) {
        at = new double[SIZE][parameters];
    }

    /** Slot of a point, −1 when it is not remembered. */
    int find(double[] parameters) {
        for (int i = 0; i < filled; i++) {
            if (Arrays.equals(at[i], parameters)) {
                return i;
            }
        }
        return -1;
    }

    void put(double[] parameters, double newHigh, double newLow) {
        int slot = find(parameters);
        if (slot < 0) {
            slot = next;
            next = (next + 1) % SIZE;
            filled = Math.min(SIZE, filled + 1);
            System.arraycopy(parameters, 0, at[slot], 0, parameters.length);
        }
        high[slot] = newHigh;
        low[slot] = newLow;
    }

    double high(int slot) {
        return high[slot];
    }

    double low(int slot) {
        return low[slot];
    }
}
