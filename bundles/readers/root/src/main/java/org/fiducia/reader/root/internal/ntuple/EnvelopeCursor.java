package org.fiducia.reader.root.internal.ntuple;

import java.nio.charset.StandardCharsets;
import org.fiducia.reader.root.internal.storage.DamagedException;

/**
 * Walks through the little-endian numbers, texts and frames of an envelope. Every read is checked against what is there
 * before anything is allocated for it.
 */
final class EnvelopeCursor {
    private final String what;
    private final byte[] bytes;
    private final int end;
    private int position;

    /** @param what the envelope in words, for messages */
    EnvelopeCursor(String what, byte[] bytes, int start, int end) {
        this.what = what;
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /**
     * A list frame.
     *
     * @param items number of items
     * @param in the items
     */
    record Items(int items, EnvelopeCursor in) {}

    int remaining() {
        return end - position;
    }

    private int take(long count) {
        if (count < 0 || count > end - position) {
            throw new DamagedException(what + " claims " + count + " bytes where " + (end - position) + " are left");
        }
        int at = position;
        position += (int) count;
        return at;
    }

    int uint16() {
        int at = take(2);
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    int int32() {
        int at = take(4);
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    long int64() {
        return int32() & 0xFFFF_FFFFL | (long) int32() << 32;
    }

    double float64() {
        return Double.longBitsToDouble(int64());
    }

    /** An index or a number of things that there cannot be more of than an int counts. */
    int count() {
        int count = int32();
        if (count < 0) {
            throw new DamagedException(what + " counts " + Integer.toUnsignedString(count) + " of something");
        }
        return count;
    }

    /** A number that is not negative, of which there are less than 2⁶³. */
    long whole() {
        long value = int64();
        if (value < 0) {
            throw new DamagedException(what + " counts " + Long.toUnsignedString(value) + " of something");
        }
        return value;
    }

    String text() {
        int length = count();
        int at = take(length);
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    /** A record frame, which is passed whatever is read of it. */
    EnvelopeCursor record() {
        int start = position;
        long size = int64();
        if (size < 8) {
            throw new DamagedException(what + " has a list or a size of " + size + " bytes where a record belongs");
        }
        return frame(start, size);
    }

    /** A list frame, which is passed whatever is read of it. */
    Items list() {
        int start = position;
        long size = -int64();
        if (size < 12) {
            throw new DamagedException(what + " has a record or a size of " + size + " bytes where a list belongs");
        }
        int items = count();
        EnvelopeCursor in = frame(start, size);
        if (items > in.remaining()) {
            throw new DamagedException(what + " claims " + items + " items in " + in.remaining() + " bytes");
        }
        return new Items(items, in);
    }

    /** The rest of a frame of so many bytes that began at an index. */
    private EnvelopeCursor frame(int start, long size) {
        int from = position;
        position = start;
        take(size);
        if (position < from) {
            throw new DamagedException(what + " has a frame of " + size + " bytes");
        }
        return new EnvelopeCursor(what, bytes, from, position);
    }
}
