package org.fiducia.reader.root.internal.storage;

import java.util.Arrays;

/** Collects pieces of a distant file that will be read, and tells of them together. */
public final class Ahead {
    private final RootFile file;
    private long[] positions = new long[64];
    private int[] lengths = new int[64];
    private int count;

    /** @param file where the pieces are */
    public Ahead(RootFile file) {
        this.file = file;
    }

    /** One more; one that makes no sense is passed over: whoever reads it says so. */
    public void add(long position, long length) {
        if (position < 0 || length <= 0 || length > Integer.MAX_VALUE) {
            return;
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        positions[count] = position;
        lengths[count++] = (int) length;
    }

    /** All that were added since the last time will be read. */
    public void tell() {
        if (count > 0) {
            file.soon(Arrays.copyOf(positions, count), Arrays.copyOf(lengths, count));
            count = 0;
        }
    }
}
