package org.fiducia.reader.root.internal.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** The bytes of a file, wherever it is. One thread at a time. */
interface StoredBytes extends Closeable {
    /** Bytes of the file. */
    long size() throws IOException;

    /**
     * Reads bytes.
     *
     * @throws EOFException when it ends before
     */
    void read(long position, byte[] into, int length) throws IOException;

    /** Whether it is worth telling what will be read. */
    default boolean distant() {
        return false;
    }

    /** Pieces that will be read soon. */
    default void soon(long[] positions, int[] lengths) {
        // they are near
    }
}
