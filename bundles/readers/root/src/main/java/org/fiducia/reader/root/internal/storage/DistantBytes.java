package org.fiducia.reader.root.internal.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fiducia.api.event.ReadAhead;

/** Those of a file of another file system than that of this machine. */
final class DistantBytes implements StoredBytes {
    private final FileChannel channel;

    DistantBytes(Path path) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
    }

    @Override
    public boolean distant() {
        return channel instanceof ReadAhead;
    }

    @Override
    public void soon(long[] positions, int[] lengths) {
        if (channel instanceof ReadAhead ahead) {
            ahead.soon(positions, lengths);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
