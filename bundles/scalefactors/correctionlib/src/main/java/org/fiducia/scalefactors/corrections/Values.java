package org.fiducia.scalefactors.corrections;

import java.util.Arrays;
import java.util.Map;
import org.fiducia.api.Nullable;

/** Inputs of a correction, one by one, each to be set. For one thread; made by {@link Correction#values()}, filled as often as wanted. */
public final class Values {
    private static final int UNKNOWN = -1;

    final double[] reals;
    final long[] longs;
    final String[] texts;
    final double[] stack;
    final Values[] parts;
    double outside = Double.NaN;
    private final Map<String, Integer> codes;
    private @Nullable Block block;

    /**
     * @param codes text to its number, for all texts that the file knows
     * @param inputs how many there are
     * @param stack room for formulas
     * @param parts room for the inputs of other corrections that it asks
     */
    Values(Map<String, Integer> codes, int inputs, int stack, Values... parts) {
        this.codes = codes;
        this.reals = new double[inputs];
        this.longs = new long[inputs];
        this.texts = new String[inputs];
        this.stack = new double[stack];
        this.parts = parts;
        Arrays.fill(texts, "");
        Arrays.fill(longs, UNKNOWN);
    }

    /** Gives a number to a real input, or to one of integers, which is truncated. */
    public Values set(int input, double value) {
        reals[input] = value;
        longs[input] = (long) value;
        return this;
    }

    /** Gives an integer to an input. */
    public Values set(int input, long value) {
        reals[input] = value;
        longs[input] = value;
        return this;
    }

    /** Gives text to an input. */
    public Values set(int input, String value) {
        texts[input] = value;
        longs[input] = codes.getOrDefault(value, UNKNOWN);
        return this;
    }

    /** What bins give for a value outside of them, where the file says that this is an error; not a number for the error. */
    public Values outside(double value) {
        outside = value;
        return this;
    }

    /** Gives an object's numbers to the inputs that have columns. */
    void set(double[][] columns, int object) {
        for (int input = 0; input < columns.length; input++) {
            if (columns[input].length > 0) {
                set(input, columns[input][object]);
            }
        }
    }

    /** Room for many objects at a time. */
    Block block() {
        Block made = block;
        if (made == null) {
            made = new Block(stack.length);
            block = made;
        }
        return made;
    }

    /** Takes an input over from others of the same file. */
    void copy(int input, Values other, int from) {
        reals[input] = other.reals[from];
        longs[input] = other.longs[from];
        texts[input] = other.texts[from];
    }
}
