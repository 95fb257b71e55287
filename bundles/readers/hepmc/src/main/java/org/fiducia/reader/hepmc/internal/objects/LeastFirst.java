package org.fiducia.reader.hepmc.internal.objects;

import java.util.Arrays;

/**
 * Numbered things, each with a value above 0, of which the one with the smallest is wanted time and again while values change.
 * They lie in boxes by the leading bits of their values, 16 boxes for a factor of two, so that only what is in the lowest box is
 * compared. Of equal values it is any, the same one each time. One belongs to one thread.
 */
final class LeastFirst {
    private static final int NONE = -1;

    /** What is left of a double when these are dropped has 4 bits of the mantissa. */
    private static final int DROPPED = 48;

    /** Values below 2⁻⁴⁰ share a box, as do those above 2²⁴. */
    private static final int LOWEST = 1023 - 40 << 4;

    private static final int BOXES = 64 << 4;

    private final int[] first = new int[BOXES];

    /** A bit for each box that has something in it; where it has not, its first is old. */
    private final long[] filled = new long[BOXES / Long.SIZE];

    private double[] value = new double[0];
    private int[] box = new int[0];
    private int[] before = new int[0];
    private int[] behind = new int[0];

    /** Empties it; what is put then has a number below the given one. */
    void clear(int size) {
        Arrays.fill(filled, 0);
        if (value.length < size) {
            int room = 2 * size;
            value = new double[room];
            box = new int[room];
            before = new int[room];
            behind = new int[room];
        }
    }

    /** Puts something that is not there. */
    void put(int i, double least) {
        int b = Math.max(0, Math.min(BOXES - 1, (int) (Double.doubleToRawLongBits(least) >>> DROPPED) - LOWEST));
        int next = (filled[b >> 6] & 1L << b) == 0 ? NONE : first[b];
        value[i] = least;
        box[i] = b;
        before[i] = NONE;
        behind[i] = next;
        if (next != NONE) {
            before[next] = i;
        }
        first[b] = i;
        filled[b >> 6] |= 1L << b;
    }

    /** Takes something away that is there. */
    void remove(int i) {
        int previous = before[i];
        int next = behind[i];
        if (next != NONE) {
            before[next] = previous;
        }
        if (previous != NONE) {
            behind[previous] = next;
        } else {
            int b = box[i];
            first[b] = next;
            if (next == NONE) {
                filled[b >> 6] &= ~(1L << b);
            }
        }
    }

    /** The one with the smallest value; there must be one. */
    int least() {
        int word = 0;
        while (filled[word] == 0) {
            word++;
        }
        int best = first[(word << 6) + Long.numberOfTrailingZeros(filled[word])];
        double smallest = value[best];
        for (int i = behind[best]; i != NONE; i = behind[i]) {
            if (value[i] < smallest) {
                smallest = value[i];
                best = i;
            }
        }
        return best;
    }
}
