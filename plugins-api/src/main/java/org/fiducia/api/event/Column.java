package org.fiducia.api.event;

import java.util.Objects;

/**
 * One branch over a batch of n events: a flat primitive array and, for a jagged branch, n + 1 offsets into it (event e
 * owns [offsets[e], offsets[e+1])). The arrays are handed over, not copied: nobody writes to them after construction.
 */
public final class Column {
    /** How a value is held. */
    public enum Kind {
        /** 64-bit floating point; holds float32 exactly. */
        REAL,
        /** 64-bit integer; booleans are 0 or 1. */
        INTEGER
    }

    private final String name;
    private final int[] offsets;
    private final double[] reals;
    private final long[] integers;

    private Column(String name, int[] offsets, double[] reals, long[] integers) {
        this.name = Objects.requireNonNull(name);
        this.offsets = offsets;
        this.reals = reals;
        this.integers = integers;
    }

    /** Real numbers; offsets null for one value per event. */
    public static Column reals(String name, int[] offsets, double[] values) {
        return new Column(name, offsets, Objects.requireNonNull(values), null);
    }

    /** Integers; offsets null for one value per event. */
    public static Column integers(String name, int[] offsets, long[] values) {
        return new Column(name, offsets, null, Objects.requireNonNull(values));
    }

    /** Name of the branch. */
    public String name() {
        return name;
    }

    /** How the values are held. */
    public Kind kind() {
        return reals != null ? Kind.REAL : Kind.INTEGER;
    }

    /** Whether each event has any number of values. */
    public boolean jagged() {
        return offsets != null;
    }

    /** Number of values. */
    public int length() {
        return reals != null ? reals.length : integers.length;
    }

    /** Offsets of the events, length n + 1; null for one value per event. */
    public int[] offsets() {
        return offsets;
    }

    /** The values as real numbers; integers are converted. */
    public double[] reals() {
        if (reals != null) {
            return reals;
        }
        var converted = new double[integers.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = integers[i];
        }
        return converted;
    }

    /** The values as integers; a column of reals is truncated. */
    public long[] integers() {
        if (integers != null) {
            return integers;
        }
        var converted = new long[reals.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = (long) reals[i];
        }
        return converted;
    }
}
