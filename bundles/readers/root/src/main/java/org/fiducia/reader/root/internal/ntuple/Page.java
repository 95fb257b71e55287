package org.fiducia.reader.root.internal.ntuple;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The elements of one page, uncompressed. Any range of them is decoded without the others, but for differences, which are
 * summed when the page is taken.
 */
final class Page {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SWITCH_BYTES = 12;

    private final StoredColumn column;
    private final Encoding encoding;
    private final byte[] bytes;
    private final int elements;
    private final long[] summed;

    /**
     * @param column whose page it is, in a form that is known
     * @param bytes an array that begins with its bytes
     * @param elements number of elements
     */
    Page(StoredColumn column, Encoding encoding, byte[] bytes, int elements) {
        this.column = column;
        this.encoding = encoding;
        this.bytes = bytes;
        this.elements = elements;
        if (encoding.delta()) {
            summed = new long[elements];
            whole(0, elements, summed, 0);
            for (int i = 1; i < elements; i++) {
                summed[i] += summed[i - 1];
            }
            if (column.bits() == Integer.SIZE) {
                for (int i = 0; i < elements; i++) {
                    summed[i] &= 0xFFFF_FFFFL;
                }
            }
        } else {
            summed = new long[0];
        }
    }

    /** Decodes integers or indices. */
    void integers(int from, int count, long[] into, int at) {
        if (encoding.delta()) {
            System.arraycopy(summed, from, into, at, count);
        } else if (encoding == Encoding.BIT) {
            for (int i = 0; i < count; i++) {
                into[at + i] = bytes[(from + i) >> 3] >> ((from + i) & 7) & 1;
            }
        } else {
            whole(from, count, into, at);
            int unused = Long.SIZE - column.bits();
            if (encoding.zigzag()) {
                for (int i = at; i < at + count; i++) {
                    into[i] = into[i] >>> 1 ^ -(into[i] & 1);
                }
            } else if (encoding.signed() && unused > 0) {
                for (int i = at; i < at + count; i++) {
                    into[i] = into[i] << unused >> unused;
                }
            }
        }
    }

    /** Decodes the bits of numbers of 1, 2, 4 or 8 bytes, as if they had no sign. */
    private void whole(int from, int count, long[] into, int at) {
        int width = column.bits() / Byte.SIZE;
        if (encoding.split()) {
            gather(from, count, width, into, at);
            return;
        }
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = bytes[from + i] & 0xFFL;
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = (short) SHORTS.get(bytes, 2 * (from + i)) & 0xFFFFL;
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = (int) INTS.get(bytes, 4 * (from + i)) & 0xFFFF_FFFFL;
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = (long) LONGS.get(bytes, 8 * (from + i));
                }
            }
        }
    }

    /** Joins the bytes of elements whose first bytes come first, then the second ones. */
    private void gather(int from, int count, int width, long[] into, int at) {
        int n = elements;
        switch (width) {
            case 2 -> {
                for (int i = from; i < from + count; i++) {
                    into[at + i - from] = bytes[i] & 0xFF | (bytes[n + i] & 0xFF) << 8;
                }
            }
            case 4 -> {
                for (int i = from; i < from + count; i++) {
                    into[at + i - from] = gathered(i, n) & 0xFFFF_FFFFL;
                }
            }
            default -> {
                for (int i = from; i < from + count; i++) {
                    into[at + i - from] = gathered(i, n) & 0xFFFF_FFFFL | (long) gathered(4 * n + i, n) << 32;
                }
            }
        }
    }

    private int gathered(int i, int n) {
        return bytes[i] & 0xFF | (bytes[n + i] & 0xFF) << 8 | (bytes[2 * n + i] & 0xFF) << 16 | bytes[3 * n + i] << 24;
    }

    /**
     * Decodes real numbers.
     *
     * @param single whether numbers of a range are rounded to those of 32 bits, as the field has them
     */
    void reals(int from, int count, double[] into, int at, boolean single) {
        int n = elements;
        switch (encoding) {
            case REAL16 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = half((short) SHORTS.get(bytes, 2 * (from + i)));
                }
            }
            case REAL32 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.intBitsToFloat((int) INTS.get(bytes, 4 * (from + i)));
                }
            }
            case REAL64 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Double.longBitsToDouble((long) LONGS.get(bytes, 8 * (from + i)));
                }
            }
            case SPLIT_REAL16 -> {
                for (int i = from; i < from + count; i++) {
                    into[at + i - from] = half((short) (bytes[i] & 0xFF | bytes[n + i] << 8));
                }
            }
            case SPLIT_REAL32 -> {
                for (int i = from; i < from + count; i++) {
                    into[at + i - from] = Float.intBitsToFloat(gathered(i, n));
                }
            }
            case SPLIT_REAL64 -> {
                for (int i = from; i < from + count; i++) {
                    into[at + i - from] = Double.longBitsToDouble(
                            gathered(i, n) & 0xFFFF_FFFFL | (long) gathered(4 * n + i, n) << 32);
                }
            }
            case TRUNCATED -> {
                int unused = Integer.SIZE - column.bits();
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.intBitsToFloat((int) packed(from + i) << unused);
                }
            }
            default -> {
                double scale = (column.high() - column.low()) / ((1L << column.bits()) - 1);
                for (int i = 0; i < count; i++) {
                    double value = packed(from + i) * scale + column.low();
                    into[at + i] = single ? (float) value : value;
                }
            }
        }
    }

    /** The bits of an element of which 1 to 32 bits follow those of the one before, the least one first. */
    private long packed(int element) {
        int bits = column.bits();
        long first = (long) element * bits;
        int at = (int) (first >> 3);
        int shift = (int) (first & 7);
        long value = 0;
        for (int done = 0; done < bits + shift; done += Byte.SIZE) {
            value |= (bytes[at + (done >> 3)] & 0xFFL) << done;
        }
        return value >>> shift & (1L << bits) - 1;
    }

    /** Decodes which alternatives are held, and the indices of their values. */
    void switches(int from, int count, long[] indices, int[] tags, int at) {
        for (int i = 0; i < count; i++) {
            int start = SWITCH_BYTES * (from + i);
            indices[at + i] = (long) LONGS.get(bytes, start);
            tags[at + i] = (int) INTS.get(bytes, start + Long.BYTES);
        }
    }

    /** A number of IEEE 754 with 16 bits. */
    static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        };
        return bits < 0 ? -size : size;
    }
}
