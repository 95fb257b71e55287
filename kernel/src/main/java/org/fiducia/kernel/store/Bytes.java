package org.fiducia.kernel.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Bytes as streams of one thread: those of the platform lock for every byte, which costs more than the bytes. */
public final class Bytes {
    private static final int FIRST = 1 << 12;

    private Bytes() {}

    /** Reads from the first of the bytes on. */
    public static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new Input(bytes));
    }

    /** What somebody writes. */
    public static byte[] of(Store.Encoder encoder) throws IOException {
        var output = new Output();
        encoder.write(new DataOutputStream(output));
        return Arrays.copyOf(output.bytes, output.size);
    }

    private static final class Input extends InputStream {
        private final byte[] bytes;
        private int next;

        Input(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return next < bytes.length ? bytes[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, into.length);
            int count = Math.min(length, bytes.length - next);
            System.arraycopy(bytes, next, into, offset, count);
            next += count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }

    private static final class Output extends OutputStream {
        private byte[] bytes = new byte[FIRST];
        private int size;

        @Override
        public void write(int value) {
            reserve(1);
            bytes[size++] = (byte) value;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            reserve(length);
            System.arraycopy(from, offset, bytes, size, length);
            size += length;
        }

        private void reserve(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
            }
        }
    }
}
