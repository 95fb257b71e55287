package org.fiducia.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes through a socket comes out again, however it is cut on its way. */
class FramesTest {
    /** Takes and gives a few bytes at a time. */
    private static final class Narrow implements ByteChannel {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private byte[] coming = new byte[0];
        private int at;

        @Override
        public int read(ByteBuffer buffer) {
            if (at == coming.length) {
                return -1;
            }
            int n = Math.min(Math.min(3, buffer.remaining()), coming.length - at);
            buffer.put(coming, at, n);
            at += n;
            return n;
        }

        @Override
        public int write(ByteBuffer buffer) {
            int n = Math.min(2, buffer.remaining());
            for (int i = 0; i < n; i++) {
                sent.write(buffer.get());
            }
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final Narrow channel = new Narrow();
    private final Frames frames = new Frames(channel);

    private void comes(byte... bytes) {
        channel.coming = bytes;
    }

    @Test
    void whatIsSentComesOutInOrder() throws IOException {
        frames.write(Frames.OUT, new byte[] {1, 2, 3, 4, 5});
        frames.write(Frames.CANCEL);
        frames.write(Frames.END, (byte) 130);
        comes(channel.sent.toByteArray());
        var types = new ArrayList<Byte>();
        var contents = new ArrayList<byte[]>();
        for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
            types.add(frame.get().type());
            contents.add(frame.get().content());
        }
        assertEquals(List.of(Frames.OUT, Frames.CANCEL, Frames.END), types);
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, contents.get(0));
        assertEquals(0, contents.get(1).length);
        assertEquals(130, contents.get(2)[0] & 0xff);
    }

    @Test
    void theEndBetweenTwoIsTheEnd() throws IOException {
        assertTrue(frames.read().isEmpty());
    }

    @Test
    void aBrokenOneIsNotTaken() {
        comes(Frames.OUT, (byte) 0, (byte) 0);
        assertThrows(EOFException.class, frames::read);
        channel.at = 0;
        comes(Frames.OUT, (byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) 7);
        assertThrows(EOFException.class, frames::read);
    }

    @Test
    void aLengthThatMakesNoSenseIsNotAllocated() {
        comes(Frames.OUT, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff);
        assertThrows(IOException.class, frames::read);
        channel.at = 0;
        comes(Frames.OUT, (byte) 0xff, (byte) 0, (byte) 0, (byte) 0);
        assertThrows(IOException.class, frames::read);
    }

    @Test
    void aCallIsReadAsItWasSent() throws IOException {
        var call = new RemoteCall(
                "/opt/fiducia",
                "/home/ä",
                List.of("measure", "pT4l", "", "ℓ"),
                true,
                117,
                Map.of("A", "b=c\n", "É", ""));
        assertEquals(call, RemoteCall.of(call.bytes()));
        var bare = new RemoteCall("", "", List.of(), false, 0, Map.of());
        assertEquals(bare, RemoteCall.of(bare.bytes()));
    }

    @Test
    void aCallOfAnotherVersionOrNoneIsRefused() {
        byte[] bytes = new RemoteCall("h", "d", List.of("list"), false, 0, Map.of()).bytes();
        bytes[3]++;
        assertEquals(
                "it is of another version",
                assertThrows(IOException.class, () -> RemoteCall.of(bytes)).getMessage());
        byte[] cut = new RemoteCall("h", "d", List.of("list"), false, 0, Map.of()).bytes();
        cut[4] = (byte) 0x80; // a negative length
        assertThrows(IOException.class, () -> RemoteCall.of(cut));
        assertThrows(IOException.class, () -> RemoteCall.of(new byte[3]));
    }
}
