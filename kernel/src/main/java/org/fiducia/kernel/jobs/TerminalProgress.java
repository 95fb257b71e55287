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

    /**
     * @param out where it is shown
     * @param terminal whether a line can be drawn again
     */
    public TerminalProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
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

    private void draw(Job.Status status) {
        var line = new StringBuilder(CLEAR);
        if (status.total() > 0) {
            int filled = (int) (WIDTH * status.fraction());
            line.append('[')
                    .append("=".repeat(filled))
                    .append(" ".repeat(WIDTH - filled))
                    .append("] ");
        }
        out.print(line.append(status.stage()));
        out.flush();
    }

    private void clear() {
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
