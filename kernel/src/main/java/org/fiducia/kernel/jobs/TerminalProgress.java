package org.fiducia.kernel.jobs;

import java.io.PrintWriter;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;

/** Shows where a job stands: on a terminal as a line that changes, elsewhere as a line per stage. */
public final class TerminalProgress implements JobListener {
    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final int columns;

    /**
     * @param out where it is shown
     * @param terminal whether a line can be drawn again
     * @param columns letters that fit in a line; 0 when not known
     */
    public TerminalProgress(PrintWriter out, boolean terminal, int columns) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void staged(Job job) {
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
        line.append(status.stage());
        if (columns > 0 && line.length() >= columns) {
            line.setLength(Math.max(0, columns - 2));
            line.append('…');
        }
        out.print(CLEAR + line);
        out.flush();
    }

    private void clear() {
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
