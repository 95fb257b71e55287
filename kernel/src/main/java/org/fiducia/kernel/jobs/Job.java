package org.fiducia.kernel.jobs;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.Progress;

/** Progress of one call of a verb, shown on a terminal as a line that changes, elsewhere as a line per stage. */
public final class Job implements Progress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicLong done = new AtomicLong();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Set<String> warned = new HashSet<>();
    private String stage = "";
    private long total;
    private long began = System.nanoTime();
    private volatile long drawn;

    /**
     * @param out where progress is shown
     * @param terminal whether a line can be drawn again
     */
    public Job(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void begin(String next, long units) {
        finish();
        stage = next;
        total = units;
        done.set(0);
        began = System.nanoTime();
        if (terminal) {
            draw();
        } else {
            out.println("… " + stage);
            out.flush();
        }
    }

    @Override
    public void advance(long units) {
        done.addAndGet(units);
        if (terminal && System.nanoTime() - drawn > REDRAW_NANOS) {
            synchronized (this) {
                draw();
            }
        }
    }

    @Override
    public synchronized void warn(String message) {
        if (!warned.add(message)) {
            return; // said before, of another observable
        }
        clear();
        out.println("! " + message);
        out.flush();
    }

    @Override
    public void checkCancelled() {
        if (cancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }

    /** Whether the work was asked to stop. */
    public boolean cancelled() {
        return cancelled.get();
    }

    /** Asks the work to stop. */
    public void cancel() {
        cancelled.set(true);
    }

    /** The work is done: the line goes. */
    public synchronized void finish() {
        if (!stage.isEmpty()) {
            seconds.merge(stage, (System.nanoTime() - began) * 1e-9, Double::sum);
            stage = "";
        }
        clear();
    }

    /** Seconds spent in each stage so far. */
    public synchronized Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    private void draw() {
        drawn = System.nanoTime();
        var line = new StringBuilder("\r\u001b[K");
        if (total > 0) {
            int filled = (int) Math.min(WIDTH, WIDTH * done.get() / total);
            line.append('[')
                    .append("=".repeat(filled))
                    .append(" ".repeat(WIDTH - filled))
                    .append("] ");
        }
        out.print(line.append(stage));
        out.flush();
    }

    private void clear() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
