package org.fiducia.reader.root.internal.ntuple;

import org.fiducia.reader.root.internal.storage.UnreadableException;

/**
 * Bytes in the file.
 *
 * @param size how many
 * @param position of the first
 */
record Locator(long size, long position) {
    private static final int LARGE = 1;
    private static final int LARGE_BYTES = 20;

    /** Reads one. */
    static Locator read(EnvelopeCursor in) {
        int head = in.int32();
        if (head >= 0) {
            return new Locator(head, in.int64());
        }
        int other = -head; // ROOT negates the number as a whole, the specification sets the sign alone
        boolean negated = other >>> 24 == LARGE && (other & 0xFFFF) == LARGE_BYTES;
        if (!negated && !((head >>> 24 & 0x7F) == LARGE && (head & 0xFFFF) == LARGE_BYTES)) {
            throw new UnreadableException("pages are kept in a place of an unknown kind (" + head + ")");
        }
        return new Locator(in.int64(), in.int64());
    }
}
