package org.fiducia.protocol.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * What a file holds: one version of it, in blocks.
 *
 * @param name of this version, unlike that of any other
 * @param mark by which the version is known
 */
record Content(Blocks blocks, Transport.Target target, String name, String mark, Version version) {
    /** Number of blocks. */
    int count() {
        return Math.toIntExact((version.size() + Blocks.SIZE - 1) / Blocks.SIZE);
    }

    /** Whether blocks are kept: of a version that cannot be told from another only what cannot be brought in pieces. */
    boolean kept() {
        return version.marked() || !version.ranges();
    }

    /** Bytes of a block. */
    int length(int block) {
        return (int) Math.min(Blocks.SIZE, version.size() - (long) block * Blocks.SIZE);
    }

    /**
     * Reads bytes from a position on.
     *
     * @return how many, -1 at the end
     */
    int read(long position, ByteBuffer into) throws IOException {
        int wanted = (int) Math.min(into.remaining(), version.size() - position);
        if (wanted <= 0) {
            return into.hasRemaining() ? -1 : 0;
        }
        int first = (int) (position / Blocks.SIZE);
        int last = (int) ((position + wanted - 1) / Blocks.SIZE);
        var needed = new BitSet();
        needed.set(first, last + 1);
        blocks.bring(this, needed, (block, bytes) -> {
            long start = (long) block * Blocks.SIZE;
            int from = (int) Math.max(0, position - start);
            int to = (int) Math.min(bytes.length, position + wanted - start);
            into.put(bytes, from, to - from);
        });
        return wanted;
    }

    /** Has the blocks of pieces brought. */
    void soon(long[] positions, int[] lengths) {
        var needed = new BitSet();
        for (int k = 0; k < positions.length; k++) {
            long end = Math.min(version.size(), positions[k] + lengths[k]);
            if (positions[k] >= 0 && positions[k] < end) {
                needed.set((int) (positions[k] / Blocks.SIZE), (int) ((end - 1) / Blocks.SIZE) + 1);
            }
        }
        blocks.ahead(this, needed);
    }
}
