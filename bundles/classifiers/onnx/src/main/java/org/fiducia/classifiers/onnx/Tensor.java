package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that a model holds.
 *
 * @param shape lengths of its dimensions; empty for a single number
 * @param reals the numbers in single precision, the last dimension fastest
 * @param whole the same where they are whole numbers; empty otherwise
 */
record Tensor(int[] shape, float[] reals, long[] whole) {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    private static final int INT32 = 6;
    private static final int EXTERNAL = 1;

    /** More numbers than any model of this kind has. */
    private static final long MOST = 1L << 28;

    /** A tensor as it is read. */
    record Named(String name, Tensor tensor) {}

    /** A list of numbers. */
    static Tensor of(float... reals) {
        return new Tensor(new int[] {reals.length}, reals, new long[0]);
    }

    /** A list of whole numbers. */
    static Tensor of(long... whole) {
        return new Tensor(new int[] {whole.length}, reals(whole), whole);
    }

    private static float[] reals(long[] whole) {
        var reals = new float[whole.length];
        for (int k = 0; k < reals.length; k++) {
            reals[k] = whole[k];
        }
        return reals;
    }

    int size() {
        return reals.length;
    }

    /**
     * Reads a TensorProto.
     *
     * @throws Unsupported for what is right but not for here
     */
    static Named read(Message message) throws IOException {
        var dims = new ArrayList<Long>();
        var floats = new ArrayList<Float>();
        var integers = new ArrayList<Long>();
        byte[] raw = null;
        int type = 0;
        String name = "";
        boolean external = false;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> message.integers(dims);
                case 2 -> type = (int) message.integer();
                case 4 -> message.reals(floats);
                case 5, 7 -> message.integers(integers);
                case 8 -> name = message.text();
                case 9 -> raw = message.bytes();
                case 13 -> external = true;
                case 14 -> external |= message.integer() == EXTERNAL;
                default -> {}
            }
        }
        if (external) {
            throw new Unsupported(
                    "its numbers " + name + " are in another file", "save the model with its numbers in the one file");
        }
        int[] shape = shape(dims, name);
        int size = size(shape, name);
        if (type == FLOAT) {
            float[] values = raw == null ? array(floats) : floats(raw, name);
            require(values.length == size, name, values.length, size);
            return new Named(name, new Tensor(shape, values, new long[0]));
        }
        if (type == INT64 || type == INT32) {
            long[] values = raw == null
                    ? integers.stream().mapToLong(Long::longValue).toArray()
                    : integers(raw, type == INT64 ? Long.BYTES : Integer.BYTES, name);
            require(values.length == size, name, values.length, size);
            return new Named(name, new Tensor(shape, reals(values), values));
        }
        throw new Unsupported(
                "its numbers " + name + " are of type " + type + ", not of single precision",
                "export the model with float32");
    }

    private static int[] shape(List<Long> dims, String name) throws IOException {
        var shape = new int[dims.size()];
        for (int d = 0; d < shape.length; d++) {
            long length = dims.get(d);
            if (length < 0 || length > MOST) {
                throw new IOException("its numbers " + name + " have a dimension of length " + length);
            }
            shape[d] = (int) length;
        }
        return shape;
    }

    private static int size(int[] shape, String name) throws IOException {
        long size = 1;
        for (int length : shape) {
            size *= length;
            if (size > MOST) {
                throw new IOException("its numbers " + name + " would be more than " + MOST);
            }
        }
        return (int) size;
    }

    private static void require(boolean fits, String name, int there, int size) throws IOException {
        if (!fits) {
            throw new IOException("of its " + size + " numbers " + name + " there are " + there);
        }
    }

    private static float[] array(List<Float> list) {
        var array = new float[list.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = list.get(k);
        }
        return array;
    }

    private static float[] floats(byte[] raw, String name) throws IOException {
        require(raw.length % Float.BYTES == 0, name, raw.length / Float.BYTES, raw.length / Float.BYTES + 1);
        var values = new float[raw.length / Float.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static long[] integers(byte[] raw, int width, String name) throws IOException {
        require(raw.length % width == 0, name, raw.length / width, raw.length / width + 1);
        ByteBuffer buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        var values = new long[raw.length / width];
        for (int k = 0; k < values.length; k++) {
            values[k] = width == Long.BYTES ? buffer.getLong() : buffer.getInt();
        }
        return values;
    }
}
