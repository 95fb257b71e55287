package org.fiducia.api.event;

import java.util.Arrays;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;

/**
 * One branch over a batch of n events: a flat primitive array and, for a jagged branch, n + 1 offsets into it (event e
 * owns [offsets[e], offsets[e+1])). The arrays are handed over, not copied: nobody writes to them after construction.
 */
public final class Column {
    /** How a value is held. */
    public enum Kind {
        /** 64-bit floating point; holds float32 exactly. */
        REAL,
        /** 64-bit integer; booleans are 0 or 1. Those without sign may be larger, see {@link Column#unsigned()}. */
        INTEGER
    }

    private final String name;
    private final Kind kind;
    private final @Nullable int[] offsets;

    /** Empty for integers, as those are for real numbers. */
    private final double[] reals;

    private final long[] integers;

    /** Index of the first integer of 2⁶³ or more, whose bits are those of a negative one; −1 when there is none. */
    private final int firstLarge;

    private final String source;
    private final long firstEntry;

    private Column(
            String name,
            Kind kind,
            @Nullable int[] offsets,
            double[] reals,
            long[] integers,
            int firstLarge,
            String source,
            long firstEntry) {
        this.name = Objects.requireNonNull(name);
        this.kind = kind;
        this.offsets = offsets;
        this.reals = reals;
        this.integers = integers;
        this.firstLarge = firstLarge;
        this.source = source;
        this.firstEntry = firstEntry;
    }

    /** Real numbers; offsets null for one value per event. */
    public static Column reals(String name, @Nullable int[] offsets, double[] values) {
        return new Column(name, Kind.REAL, offsets, Objects.requireNonNull(values), new long[0], -1, "", 0);
    }

    /** Integers; offsets null for one value per event. */
    public static Column integers(String name, @Nullable int[] offsets, long[] values) {
        return new Column(name, Kind.INTEGER, offsets, new double[0], Objects.requireNonNull(values), -1, "", 0);
    }

    /**
     * Integers of 64 bits without sign; offsets null for one value per event.
     *
     * @param source where they come from, for messages (file and tree)
     * @param firstEntry entry number of the first event, for messages
     * @param bits the values modulo 2⁶⁴
     */
    public static Column unsigned(String name, String source, long firstEntry, @Nullable int[] offsets, long[] bits) {
        int firstLarge = -1;
        for (int i = 0; i < bits.length; i++) {
            if (bits[i] < 0) {
                firstLarge = i;
                break;
            }
        }
        return new Column(name, Kind.INTEGER, offsets, new double[0], bits, firstLarge, source, firstEntry);
    }

    /** The values of the events from one up to another. */
    Column part(int from, int to) {
        int[] shifted = null;
        int begin = from;
        int end = to;
        if (offsets != null) {
            begin = offsets[from];
            end = offsets[to];
            shifted = new int[to - from + 1];
            for (int event = 0; event < shifted.length; event++) {
                shifted[event] = offsets[from + event] - begin;
            }
        }
        if (kind == Kind.REAL) {
            return reals(name, shifted, Arrays.copyOfRange(reals, begin, end));
        }
        long[] bits = Arrays.copyOfRange(integers, begin, end);
        return unsigned() ? unsigned(name, source, firstEntry + from, shifted, bits) : integers(name, shifted, bits);
    }

    /** Name of the branch. */
    public String name() {
        return name;
    }

    /** How the values are held. */
    public Kind kind() {
        return kind;
    }

    /** Whether each event has any number of values. */
    public boolean jagged() {
        return offsets != null;
    }

    /** Number of values. */
    public int length() {
        return kind == Kind.REAL ? reals.length : integers.length;
    }

    /** Offsets of the events, length n + 1; null for one value per event. */
    public @Nullable int[] offsets() {
        return offsets;
    }

    /** Whether there are integers of 2⁶³ or more, which {@link #integers()} cannot give. */
    public boolean unsigned() {
        return firstLarge >= 0;
    }

    /** A value in full, as decimal digits where it is an integer. */
    public String text(int index) {
        return kind == Kind.REAL
                ? Double.toString(reals[index])
                : unsigned() ? Long.toUnsignedString(integers[index]) : Long.toString(integers[index]);
    }

    /** The values as real numbers; integers are converted to the nearest one, which is exact up to 2⁵³. */
    public double[] reals() {
        if (kind == Kind.REAL) {
            return reals;
        }
        var converted = new double[integers.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = integers[i];
        }
        if (unsigned()) {
            for (int i = firstLarge; i < converted.length; i++) {
                // half of it, whose last bit keeps what is lost for the rounding
                converted[i] = integers[i] < 0 ? 2.0 * (integers[i] >>> 1 | integers[i] & 1) : converted[i];
            }
        }
        return converted;
    }

    /**
     * The values as integers; a column of reals is truncated.
     *
     * @throws FiduciaException when there is one of 2⁶³ or more
     */
    public long[] integers() {
        if (unsigned()) {
            int event = 0;
            while (offsets != null && offsets[event + 1] <= firstLarge) {
                event++;
            }
            throw new FiduciaException(
                    FiduciaException.Kind.INPUT,
                    source + ", entry " + (firstEntry + (offsets == null ? firstLarge : event)) + ": " + name + " is "
                            + text(firstLarge) + ", more than the largest integer held here, " + Long.MAX_VALUE,
                    "read it as a real number, which keeps 53 bits of it, or leave the branch out");
        }
        if (kind == Kind.INTEGER) {
            return integers;
        }
        var converted = new long[reals.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = (long) reals[i];
        }
        return converted;
    }
}
