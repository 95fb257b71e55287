package org.fiducia.kernel.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;

/** Shows where a job stands: on a terminal as a line that changes, elsewhere as a line per stage. */
public final class TerminalProgress implements JobListener {
    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    /** Before this is over, seconds, it is not said how long the rest will take. */
    private static final double FIRST = 2;

    private static final int MINUTE = 60;

    /** Before numbers, for sizes: kB, MB, GB, TB. */
    private static final String PREFIXES = " kMGT";

    private static final double THOUSAND = 1000;

    private final PrintWriter out;
    private final boolean terminal;
    private final int columns;
    private final LongSupplier clock;
    private volatile long began;

    /**
     * @param out where it is shown
     * @param terminal whether a line can be drawn again
     * @param columns letters that fit in a line; 0 when not known
     */
    public TerminalProgress(PrintWriter out, boolean terminal, int columns) {
        this(out, terminal, columns, System::nanoTime);
    }

    /** @param clock nanoseconds */
    TerminalProgress(PrintWriter out, boolean terminal, int columns, LongSupplier clock) {
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void staged(Job job) {
        began = clock.getAsLong();
        if (terminal) {
            draw(job.status());
        } else {
            out.println("… " + job.status().stage());
            out.flush();
        }
    }

    @Override
    public void advanced(Job job) {
        if (terminal) {
            draw(job.status());
        }
    }

    @Override
    public void warned(Job job, String message) {
        clear();
        out.println("! " + message);
        out.flush();
    }

    @Override
    public void paused(Job job) {
        clear();
    }

    @Override
    public void ended(Job job) {
        clear();
    }

    /** Draws the line again; one that does not fit is cut, for a line that is broken cannot be drawn again. */
    private void draw(Job.Status status) {
        var line = new StringBuilder();
        int bar = columns > 0 ? Math.min(WIDTH, columns / 3) : WIDTH;
        if (status.total() > 0) {
            int filled = (int) (bar * status.fraction());
            line.append('[')
                    .append("=".repeat(filled))
                    .append(" ".repeat(bar - filled))
                    .append("] ");
        }
        line.append(status.stage()).append(left(status));
        if (columns > 0 && line.length() >= columns) {
            line.setLength(Math.max(0, columns - 2));
            line.append('…');
        }
        out.print(CLEAR + line);
        out.flush();
    }

    /** How fast a stage goes, and what remains of it if it goes on as it began. */
    private String left(Job.Status status) {
        double passed = (clock.getAsLong() - began) * 1e-9;
        double done = status.fraction();
        if (status.total() <= 0 || passed < FIRST || !(done > 0 && done < 1)) {
            return "";
        }
        long seconds = Math.round(passed * (1 - done) / done);
        return rate(status, passed)
                + (seconds < 2 * MINUTE
                        ? ", " + seconds + " s left"
                        : ", " + (seconds + MINUTE / 2) / MINUTE + " min left");
    }

    private static String rate(Job.Status status, double passed) {
        double each = status.done() / passed;
        if (!status.unit().equals(Progress.BYTES)) {
            return status.unit().isEmpty()
                    ? ""
                    : String.format(Locale.ROOT, each < 10 ? ", %.1f %s/s" : ", %.0f %s/s", each, status.unit());
        }
        int prefix = 0;
        while (each >= THOUSAND && prefix < PREFIXES.length() - 1) {
            each /= THOUSAND;
            prefix++;
        }
        return String.format(
                Locale.ROOT,
                each < 10 ? ", %.1f %sB/s" : ", %.0f %sB/s",
                each,
                PREFIXES.substring(prefix, prefix + 1).strip());
    }

    private void clear() {
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
