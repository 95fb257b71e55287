package org.fiducia.console.web;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Ends conversations with those who neither send nor take: each would hold a thread for ever. */
final class Watch implements AutoCloseable {
    private static final int PIECE = 1 << 14;

    private final Map<Closeable, Long> deadlines = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private final LongSupplier clock;
    private final long sendingMillis;
    private final long takingMillis;

    /**
     * @param sendingMillis time in which a request has to be there
     * @param takingMillis time in which each piece of an answer has to be taken
     */
    Watch(long sendingMillis, long takingMillis) {
        this(sendingMillis, takingMillis, System::nanoTime);
        long period = Math.max(10, Math.min(sendingMillis, takingMillis) / 4);
        timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    /** One that looks when it is told to. */
    Watch(long sendingMillis, long takingMillis, LongSupplier clock) {
        this.sendingMillis = sendingMillis;
        this.takingMillis = takingMillis;
        this.clock = clock;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "fiducia-web-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A request is being read. */
    void reads(Closeable conversation) {
        until(conversation, sendingMillis);
    }

    /** Nothing is expected of the other side. */
    void rests(Closeable conversation) {
        deadlines.remove(conversation);
    }

    private void until(Closeable conversation, long millis) {
        deadlines.put(conversation, clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The way of an answer: whoever does not take a piece of it in time is left. */
    OutputStream taken(Closeable conversation, OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int at = 0; at < length; at += PIECE) {
                    until(conversation, takingMillis);
                    out.write(bytes, from + at, Math.min(PIECE, length - at));
                }
                rests(conversation);
            }

            @Override
            public void flush() throws IOException {
                until(conversation, takingMillis);
                out.flush();
                rests(conversation);
            }

            @Override
            public void close() throws IOException {
                until(conversation, takingMillis);
                out.close();
                rests(conversation);
            }
        };
    }

    /** Ends what is overdue. */
    void look() {
        long now = clock.getAsLong();
        deadlines.forEach((conversation, deadline) -> {
            if (now - deadline > 0 && deadlines.remove(conversation, deadline)) {
                try {
                    conversation.close();
                } catch (IOException e) {
                    // it is over in any case
                }
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
