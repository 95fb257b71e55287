package org.fiducia.reader.root;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bytes as ROOT streams objects, after the description of its format (release 3.02.06). */
final class RootStream {
    private static final int BYTE_COUNT = 0x40000000;
    private static final int NEW_CLASS = 0xFFFFFFFF;

    /** References to objects count from the beginning of the key of what is streamed, and are this much higher. */
    private static final int MAP_OFFSET = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final int origin;

    /** @param origin bytes of the key before it */
    RootStream(int origin) {
        this.origin = origin;
    }

    private interface Write {
        void run() throws IOException;
    }

    private RootStream write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RootStream i8(int value) {
        return write(() -> out.writeByte(value));
    }

    RootStream i16(int... values) {
        return write(() -> {
            for (int value : values) {
                out.writeShort(value);
            }
        });
    }

    RootStream i32(int... values) {
        return write(() -> {
            for (int value : values) {
                out.writeInt(value);
            }
        });
    }

    RootStream i64(long... values) {
        return write(() -> {
            for (long value : values) {
                out.writeLong(value);
            }
        });
    }

    RootStream f32(double... values) {
        return write(() -> {
            for (double value : values) {
                out.writeFloat((float) value);
            }
        });
    }

    RootStream f64(double... values) {
        return write(() -> {
            for (double value : values) {
                out.writeDouble(value);
            }
        });
    }

    RootStream text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return i8(encoded.length).raw(encoded);
    }

    RootStream raw(byte[] some) {
        return write(() -> out.write(some));
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** An object of known class: length, version, content. */
    RootStream versioned(int version, Consumer<RootStream> content) {
        var inner = new RootStream(origin + size() + 6);
        content.accept(inner);
        return i32(BYTE_COUNT | inner.size() + 2).i16(version).raw(inner.toBytes());
    }

    /** An object with its class before it. Returns what refers to it later. */
    int any(String className, Consumer<RootStream> object) {
        int reference = origin + size() + MAP_OFFSET;
        byte[] name = className.getBytes(StandardCharsets.US_ASCII);
        var inner = new RootStream(origin + size() + 8 + name.length + 1);
        object.accept(inner);
        i32(BYTE_COUNT | 4 + name.length + 1 + inner.size());
        i32(NEW_CLASS).raw(name).i8(0).raw(inner.toBytes());
        return reference;
    }

    /** Identity and bits. */
    RootStream object() {
        return i16(1).i32(0, 0x02000000);
    }

    RootStream named(String name, String title) {
        return versioned(1, s -> s.object().text(name).text(title));
    }

    /** A TObjArray of so many items, which the content writes. */
    RootStream array(int items, Consumer<RootStream> content) {
        return versioned(3, s -> {
            s.object().text("").i32(items, 0);
            content.accept(s);
        });
    }

    /** The key of a record, with positions of 32 or 64 bits. */
    static byte[] key(
            boolean large, int objectBytes, int extra, long position, String className, String name, String title) {
        int length = 26 + (large ? 8 : 0) + 3 + className.length() + name.length() + title.length() + extra;
        var key = new RootStream(0);
        key.i32(length + objectBytes).i16(large ? 1002 : 2).i32(objectBytes, 0).i16(length, 1);
        if (large) {
            key.i64(position, 100);
        } else {
            key.i32((int) position, 100);
        }
        return key.text(className).text(name).text(title).toBytes();
    }

    static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var whole = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            whole.put(part);
        }
        return whole.array();
    }
}
