package org.fiducia.reader.root.internal.ntuple;

import com.dynatrace.hash4j.hashing.Hashing;

/** XXH3 with 64 bits, which RNTuples have of their pages and descriptions. */
final class Checksum {
    private Checksum() {}

    /** Of so many bytes from an index on. */
    static long of(byte[] bytes, int from, int length) {
        return Hashing.xxh3_64().hashBytesToLong(bytes, from, length);
    }
}
