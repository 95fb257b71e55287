package org.fiducia.reader.root.internal.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Those of a file on a disk. Not through a channel: those load dozens of classes first. */
final class NearBytes implements StoredBytes {
    private final RandomAccessFile file;

    NearBytes(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
        file.seek(position);
        file.readFully(into, 0, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
