package org.fiducia.protocol.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.fiducia.api.event.ReadAhead;

/** Reads a remote file. Who reads on from where the last read ended has more and more brought ahead. */
final class RemoteChannel extends FileChannel implements ReadAhead {
    /** Bytes that are brought ahead of who reads on, at first and at most. */
    private static final int FIRST_AHEAD = 4 * Blocks.SIZE;

    private static final int MOST_AHEAD = 8 << 20;

    private final Content content;
    private long position;
    private long end = -1;
    private long ahead;
    private int window;

    RemoteChannel(Content content) {
        this.content = content;
    }

    @Override
    public void soon(long[] positions, int[] lengths) {
        content.soon(positions, lengths);
    }

    private void open() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized int read(ByteBuffer into) throws IOException {
        int count = read(into, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        long count = 0;
        for (int k = offset; k < offset + length; k++) {
            while (into[k].hasRemaining()) {
                int read = read(into[k]);
                if (read < 0) {
                    return count == 0 ? -1 : count;
                }
                count += read;
            }
        }
        return count;
    }

    @Override
    public int read(ByteBuffer into, long from) throws IOException {
        open();
        if (from < 0) {
            throw new IllegalArgumentException("position " + from);
        }
        int wanted = into.remaining();
        onward(from, wanted);
        return content.read(from, into);
    }

    /** Brings what comes next, when somebody reads on: half of what was brought ahead has been read. */
    private synchronized void onward(long from, int wanted) {
        if (from != end) {
            window = 0;
            ahead = 0;
        } else if (from + wanted + window / 2 >= ahead) {
            window = Math.min(MOST_AHEAD, Math.max(FIRST_AHEAD, 2 * window));
            long start = Math.max(ahead, from + wanted);
            content.soon(new long[] {start}, new int[] {window});
            ahead = start + window;
        }
        end = from + wanted;
    }

    @Override
    public synchronized long position() throws IOException {
        open();
        return position;
    }

    @Override
    public synchronized FileChannel position(long there) throws IOException {
        open();
        if (there < 0) {
            throw new IllegalArgumentException("position " + there);
        }
        position = there;
        return this;
    }

    @Override
    public long size() throws IOException {
        open();
        return content.version().size();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        long done = 0;
        var buffer = ByteBuffer.allocate((int) Math.min(Math.max(1, count), Blocks.SIZE));
        while (done < count) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), count - done));
            if (read(buffer, from + done) < 0) {
                break;
            }
            int written = target.write(buffer.flip());
            done += written;
            if (buffer.hasRemaining()) {
                break;
            }
        }
        return done;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public void force(boolean metaData) {
        // nothing is written
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() {
        // nothing is held
    }
}
