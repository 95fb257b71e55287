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

    /** Reads one. */
    static Locator read(EnvelopeCursor in) {
        int head = in.int32();
        if (head >= 0) {
            return new Locator(head, in.int64());
        }
        int type = Math.abs((byte) (head >> 24)) & 0x7F;
        int length = head & 0xFFFF;
        if (type != LARGE || length != 20) {
            throw new UnreadableException("pages are kept in a place of an unknown kind (" + type + ")");
        }
        return new Locator(in.int64(), in.int64());
    }
}
