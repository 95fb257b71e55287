package org.fiducia.reader.root.internal.tree;

/** Arrays kept from one call to the next. */
final class Scratch {
    private float[] floats = new float[0];
    private int[] ints = new int[0];
    private short[] shorts = new short[0];
    private byte[] bytes = new byte[0];

    byte[] bytes(int count) {
        if (bytes.length < count) {
            bytes = new byte[Math.max(count, 2 * bytes.length)];
        }
        return bytes;
    }

    float[] floats(int count) {
        if (floats.length < count) {
            floats = new float[Math.max(count, 2 * floats.length)];
        }
        return floats;
    }

    int[] ints(int count) {
        if (ints.length < count) {
            ints = new int[Math.max(count, 2 * ints.length)];
        }
        return ints;
    }

    short[] shorts(int count) {
        if (shorts.length < count) {
            shorts = new short[Math.max(count, 2 * shorts.length)];
        }
        return shorts;
    }
}
