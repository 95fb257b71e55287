package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import org.fiducia.reader.root.internal.storage.DamagedException;

/**
 * A block that describes an RNTuple or a part of it.
 *
 * @param payload what it says
 * @param checksum XXH3 of it, by which others refer to it
 */
record Envelope(EnvelopeCursor payload, long checksum) {
    static final int HEADER = 1;
    static final int FOOTER = 2;
    static final int PAGE_LIST = 3;

    private static final int FRAME = 16;

    /**
     * Reads one and compares its checksum.
     *
     * @param length its uncompressed size
     * @param type what it should be
     * @param what it is in words, for messages
     */
    static Envelope read(Storage storage, Locator locator, long length, int type, String what) throws IOException {
        byte[] bytes;
        try {
            byte[] stored = storage.read(locator.position(), locator.size());
            if (length < FRAME || length > Integer.MAX_VALUE) {
                throw new DamagedException("it claims " + length + " bytes");
            }
            bytes = storage.file().unpack(stored, (int) locator.size(), (int) length, new byte[0]);
        } catch (DamagedException e) {
            throw new DamagedException(what + " is damaged: " + e.getMessage(), e);
        }
        int size = (int) length;
        long checksum = Checksum.of(bytes, 0, size - Long.BYTES);
        if (new EnvelopeCursor(what, bytes, size - Long.BYTES, size).int64() != checksum) {
            throw new DamagedException(what + " is damaged: its checksum is wrong");
        }
        var payload = new EnvelopeCursor(what, bytes, 0, size - Long.BYTES);
        long head = payload.int64();
        if ((head & 0xFFFF) != type || head >>> 16 != length) {
            throw new DamagedException(what + " is something else");
        }
        return new Envelope(payload, checksum);
    }
}
