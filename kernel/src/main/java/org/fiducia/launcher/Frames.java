package org.fiducia.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;

/**
 * What a process that stays and one that calls it send each other: a letter, the number of bytes that follow (32 bits, the
 * most significant first), and these. Reading and writing may be done by two threads, each by one at a time.
 */
public final class Frames {
    /** The caller's first: a {@link RemoteCall}. */
    public static final byte CALL = 'c';
    /** The caller wants it to stop. */
    public static final byte CANCEL = 'k';
    /** The only answer to a call that is not taken: why, as text in UTF-8. */
    public static final byte REFUSED = 'r';
    /** The call is taken. */
    public static final byte TAKEN = 't';
    /** For the caller's standard output, as it is. */
    public static final byte OUT = 'o';
    /** For the caller's standard error, as it is. */
    public static final byte ERR = 'e';
    /** The last: the exit code, one byte. */
    public static final byte END = 'x';

    private static final int HEAD = 5;
    private static final int LONGEST = 1 << 24;

    private final ByteChannel channel;

    /** Of a channel that blocks. */
    public Frames(ByteChannel channel) {
        this.channel = channel;
    }

    /** What was sent. */
    public record Frame(byte type, byte[] content) {}

    /** Sends one. */
    public void write(byte type, byte... content) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + content.length);
        buffer.put(type).putInt(content.length).put(content).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Waits for the next one.
     *
     * @return empty when the other side is gone
     * @throws IOException when what comes is none
     */
    public Optional<Frame> read() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        if (!fill(head)) {
            return Optional.empty();
        }
        byte type = head.get();
        int length = head.getInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a message of " + length + " bytes");
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        if (!fill(content)) {
            throw new EOFException("a message that is broken off");
        }
        return Optional.of(new Frame(type, content.array()));
    }

    /** Whether there was something, then all of it. */
    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                if (buffer.position() > 0) {
                    throw new EOFException("a message that is broken off");
                }
                return false;
            }
        }
        buffer.flip();
        return true;
    }
}
