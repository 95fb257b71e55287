package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Conversations end when the other side does nothing. */
class WatchTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final Closeable conversation = ended::incrementAndGet;

    private void after(Watch watch, long millis) {
        now.addAndGet(millis * 1_000_000);
        watch.look();
    }

    @Test
    void whoDoesNotSendIsLeft() {
        try (var watch = new Watch(100, 10, now::get)) {
            watch.reads(conversation);
            after(watch, 90);
            assertEquals(0, ended.get());
            after(watch, 20);
            assertEquals(1, ended.get());
            after(watch, 500);
            assertEquals(1, ended.get(), "once");
        }
    }

    @Test
    void whoDoesNotTakeIsLeft() throws Exception {
        try (var watch = new Watch(100, 10, now::get)) {
            var stuck = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int from, int length) {
                    after(watch, 20); // as long as this takes
                }
            };
            watch.taken(conversation, stuck).write(new byte[5]);
            assertEquals(1, ended.get());
        }
    }

    @Test
    void whoTakesPieceByPieceIsNot() throws Exception {
        try (var watch = new Watch(100, 10, now::get)) {
            var slow = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int from, int length) {
                    after(watch, 8);
                    super.write(bytes, from, length);
                }
            };
            watch.taken(conversation, slow).write(new byte[100_000]);
            assertEquals(100_000, slow.size());
            after(watch, 1000);
            assertEquals(0, ended.get(), "a page that only listens may do so for ever");
        }
    }
}
