package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A message in the wire format of protocol buffers, field by field. */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private int wire;
    private long number;
    private int begin;

    Message(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Message(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field; false after the last. */
    boolean next() throws IOException {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        begin = at;
        switch (wire) {
            case VARINT -> number = varint();
            case FIXED64 -> number = fixed(Long.BYTES);
            case FIXED32 -> number = fixed(Integer.BYTES);
            case DELIMITED -> {
                long length = varint();
                begin = at;
                if (length < 0 || length > end - at) {
                    throw new IOException("it ends within a field");
                }
                at += (int) length;
            }
            default -> throw new IOException("it has a field of an unknown form");
        }
        if (field == 0) {
            throw new IOException("it has a field without a number");
        }
        return true;
    }

    /** Number of the field. */
    int field() {
        return field;
    }

    /** A whole number. */
    long integer() throws IOException {
        require(VARINT);
        return number;
    }

    /** A number of single precision. */
    float real() throws IOException {
        require(FIXED32);
        return Float.intBitsToFloat((int) number);
    }

    /** A message within this one. */
    Message message() throws IOException {
        require(DELIMITED);
        return new Message(bytes, begin, at);
    }

    byte[] bytes() throws IOException {
        require(DELIMITED);
        return Arrays.copyOfRange(bytes, begin, at);
    }

    String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Whole numbers of a repeated field, one or all of them. */
    void integers(List<Long> all) throws IOException {
        if (wire != DELIMITED) {
            all.add(integer());
            return;
        }
        var packed = new Message(bytes, begin, at);
        while (packed.at < packed.end) {
            all.add(packed.varint());
        }
    }

    /** Numbers of single precision of a repeated field, one or all of them. */
    void reals(List<Float> all) throws IOException {
        if (wire != DELIMITED) {
            all.add(real());
            return;
        }
        if ((at - begin) % Float.BYTES != 0) {
            throw new IOException("it has a list of numbers that ends within one");
        }
        ByteBuffer packed = ByteBuffer.wrap(bytes, begin, at - begin).order(ByteOrder.LITTLE_ENDIAN);
        var numbers = new ArrayList<Float>();
        while (packed.hasRemaining()) {
            numbers.add(packed.getFloat());
        }
        all.addAll(numbers);
    }

    private void require(int form) throws IOException {
        if (wire != form) {
            throw new IOException("field " + field + " has another form than it should");
        }
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == end) {
                throw new IOException("it ends within a number");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("it has a number that does not end");
    }

    private long fixed(int length) throws IOException {
        if (end - at < length) {
            throw new IOException("it ends within a number");
        }
        long value = 0;
        for (int k = 0; k < length; k++) {
            value |= (bytes[at++] & 0xffL) << (Byte.SIZE * k);
        }
        return value;
    }
}
