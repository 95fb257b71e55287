package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.RootFile;

/**
 * Where the pages and envelopes of an RNTuple are kept. What is longer than the longest record is cut: the first record
 * ends with the positions of the others.
 *
 * @param file the file
 * @param longest bytes of the longest record; 0 for any
 */
record Storage(RootFile file, long longest) {
    /**
     * Reads bytes.
     *
     * @return an array that begins with them, valid until the next call
     */
    byte[] read(long position, long size) throws IOException {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new DamagedException("a record of " + size + " bytes is said to begin at byte " + position);
        }
        return longest <= 0 || size <= longest
                ? file.record(position, (int) size)
                : assemble(position, (int) size, (int) longest);
    }

    private byte[] assemble(long position, int size, int part) throws IOException {
        long others = 1;
        while (others * Long.BYTES < part && size + others * Long.BYTES > (others + 1) * part) {
            others++;
        }
        int positions = Math.toIntExact(others * Long.BYTES);
        if (positions >= part) {
            throw new DamagedException("a record of " + size + " bytes is cut into pieces of " + part);
        }
        byte[] first = file.record(position, part);
        int done = part - positions;
        var starts = new long[(int) others];
        ByteBuffer.wrap(first, done, positions)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(starts);
        var whole = new byte[Math.max(size, done)];
        System.arraycopy(first, 0, whole, 0, done);
        for (long start : starts) {
            int length = Math.min(part, size - done);
            System.arraycopy(file.record(start, length), 0, whole, done, length);
            done += length;
        }
        return whole;
    }
}
