package org.fiducia.reader.root.internal.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks through big-endian bytes. Every read is checked against what is there before anything is allocated for it.
 */
public final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int position;

    /** Over a part of an array. */
    public ByteCursor(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** Over an array. */
    public ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Index of the next byte. */
    public int position() {
        return position;
    }

    /** Number of bytes left. */
    public int remaining() {
        return end - position;
    }

    /** Goes to an index. */
    public void moveTo(int index) {
        if (index < 0 || index > end) {
            throw new DamagedException("an object points to byte " + index + " of " + end);
        }
        position = index;
    }

    /** Goes past so many bytes. */
    public void skip(long count) {
        need(count);
        position += (int) count;
    }

    /** Claims bytes. */
    private int need(long count) {
        if (count < 0 || count > end - position) {
            throw new DamagedException("an object claims " + count + " bytes where " + (end - position)
                    + " are left (at byte " + position + ")");
        }
        return position;
    }

    public boolean bool() {
        return int8() != 0;
    }

    public byte int8() {
        int at = need(1);
        position++;
        return bytes[at];
    }

    public int uint8() {
        return int8() & 0xFF;
    }

    public short int16() {
        int at = need(2);
        position += 2;
        return (short) (bytes[at] << 8 | bytes[at + 1] & 0xFF);
    }

    public int uint16() {
        return int16() & 0xFFFF;
    }

    public int int32() {
        int at = need(4);
        position += 4;
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    public long uint32() {
        return int32() & 0xFFFF_FFFFL;
    }

    public long int64() {
        return (long) int32() << 32 | uint32();
    }

    public float float32() {
        return Float.intBitsToFloat(int32());
    }

    public double float64() {
        return Double.longBitsToDouble(int64());
    }

    /** Text with its length in one byte, or in four after a byte of 255. */
    public String text() {
        int length = uint8();
        if (length == 255) {
            length = int32();
        }
        return text(length);
    }

    /** Text of so many bytes. */
    public String text(int length) {
        int at = need(length);
        position += length;
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    /** Text that ends with a zero byte. */
    public String textToZero() {
        int zero = position;
        while (zero < end && bytes[zero] != 0) {
            zero++;
        }
        if (zero == end) {
            throw new DamagedException("a class name does not end (at byte " + position + ")");
        }
        String text = text(zero - position);
        position++;
        return text;
    }

    public byte[] int8s(int count) {
        need(count);
        var values = new byte[count];
        System.arraycopy(bytes, position, values, 0, count);
        position += count;
        return values;
    }

    public int[] int32s(int count) {
        need(4L * count);
        var values = new int[count];
        ByteBuffer.wrap(bytes, position, 4 * count).asIntBuffer().get(values);
        position += 4 * count;
        return values;
    }

    public long[] int64s(int count) {
        need(8L * count);
        var values = new long[count];
        ByteBuffer.wrap(bytes, position, 8 * count).asLongBuffer().get(values);
        position += 8 * count;
        return values;
    }
}
