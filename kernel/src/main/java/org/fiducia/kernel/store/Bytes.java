package org.fiducia.kernel.store;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
        return of(FIRST, encoder);
    }

    /**
     * What somebody writes.
     *
     * @param about number of bytes that are expected
     */
    public static byte[] of(int about, Store.Encoder encoder) throws IOException {
        var output = new Output(about);
        encoder.write(output);
        return output.size == output.bytes.length ? output.bytes : Arrays.copyOf(output.bytes, output.size);
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

    private static final class Output extends OutputStream implements DataOutput {
        private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
        private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
        private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

        private byte[] bytes;
        private int size;

        Output(int about) {
            bytes = new byte[about];
        }

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

        @Override
        public void writeBoolean(boolean value) {
            write(value ? 1 : 0);
        }

        @Override
        public void writeByte(int value) {
            write(value);
        }

        @Override
        public void writeShort(int value) {
            reserve(Short.BYTES);
            SHORT.set(bytes, size, (short) value);
            size += Short.BYTES;
        }

        @Override
        public void writeChar(int value) {
            writeShort(value);
        }

        @Override
        public void writeInt(int value) {
            reserve(Integer.BYTES);
            INT.set(bytes, size, value);
            size += Integer.BYTES;
        }

        @Override
        public void writeLong(long value) {
            reserve(Long.BYTES);
            LONG.set(bytes, size, value);
            size += Long.BYTES;
        }

        @Override
        public void writeFloat(float value) {
            writeInt(Float.floatToIntBits(value));
        }

        @Override
        public void writeDouble(double value) {
            writeLong(Double.doubleToLongBits(value));
        }

        @Override
        public void writeBytes(String text) throws IOException {
            new DataOutputStream(this).writeBytes(text);
        }

        @Override
        public void writeChars(String text) throws IOException {
            new DataOutputStream(this).writeChars(text);
        }

        @Override
        public void writeUTF(String text) throws IOException {
            new DataOutputStream(this).writeUTF(text);
        }

        private void reserve(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1) + 1));
            }
        }
    }
}
