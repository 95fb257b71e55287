package org.fiducia.console.web;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;

/** A job that a page has started, with what it says. */
final class WebJob implements JobListener {
    /** Letters that are kept of what it prints. */
    private static final int LONGEST = 1_000_000;

    private final String verb;
    private final List<String> ids;
    private final List<String> words;
    private final String folder;
    private final Consumer<WebJob> changed;
    private final Instant began = Instant.now();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private @Nullable Job job;
    private @Nullable Instant ended;

    /**
     * @param ids what it works on, for people
     * @param words the same call on a command line, for people
     * @param folder name of the folder of its results
     * @param changed hears of every change
     */
    WebJob(String verb, List<String> ids, List<String> words, String folder, Consumer<WebJob> changed) {
        this.verb = verb;
        this.ids = List.copyOf(ids);
        this.words = List.copyOf(words);
        this.folder = folder;
        this.changed = changed;
    }

    /** Where it prints what was asked for. */
    PrintWriter out() {
        return new PrintWriter(new Kept(out), true);
    }

    /** Where it prints remarks. */
    PrintWriter err() {
        return new PrintWriter(new Kept(err), true);
    }

    /** Keeps a text, the beginning of a long one. */
    private static final class Kept extends Writer {
        private final StringBuilder text;

        Kept(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void write(char[] letters, int from, int length) {
            synchronized (text) {
                int room = LONGEST - text.length();
                text.append(letters, from, Math.max(0, Math.min(room, length)));
                if (length > room && room > 0) {
                    text.append("\n…");
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** It has been started. */
    synchronized void is(Job started) {
        job = started;
    }

    /** Number of the job, 0 before it has one. */
    synchronized int id() {
        return job == null ? 0 : job.id();
    }

    /** Whether it is over. */
    synchronized boolean over() {
        return job != null && job.status().over();
    }

    /** Asks it to stop. */
    void cancel() {
        Job known;
        synchronized (this) {
            known = job;
        }
        if (known != null) {
            known.cancel();
        }
    }

    /** Waits until it is over, a given time at most. */
    void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!over() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    @Override
    public void started(Job now) {
        is(now);
        changed.accept(this);
    }

    @Override
    public void staged(Job now) {
        changed.accept(this);
    }

    @Override
    public void advanced(Job now) {
        changed.accept(this);
    }

    @Override
    public void warned(Job now, String message) {
        changed.accept(this);
    }

    @Override
    public void paused(Job now) {
        changed.accept(this);
    }

    @Override
    public void ended(Job now) {
        synchronized (this) {
            ended = Instant.now();
        }
        changed.accept(this);
    }

    /** How it stands, without what it printed. */
    Map<String, Object> summary() {
        Job known;
        Instant end;
        synchronized (this) {
            known = job;
            end = ended;
        }
        var told = new LinkedHashMap<String, Object>();
        told.put("id", known == null ? 0 : known.id());
        told.put("verb", verb);
        told.put("ids", ids);
        told.put("words", words);
        told.put("folder", folder);
        told.put("began", began.toEpochMilli());
        told.put("ended", end == null ? 0 : end.toEpochMilli());
        if (known != null) {
            Job.Status status = known.status();
            told.put("state", status.state().name().toLowerCase(java.util.Locale.ROOT));
            told.put("stage", status.stage());
            told.put("fraction", status.total() > 0 ? status.fraction() : -1);
            told.put("warnings", status.warnings());
            told.put("exitCode", status.exitCode());
        }
        return told;
    }

    /** How it stands, with what it printed. */
    Map<String, Object> whole() {
        Map<String, Object> told = summary();
        told.put("out", text(out));
        told.put("err", text(err));
        return told;
    }

    private static String text(StringBuilder kept) {
        synchronized (kept) {
            return kept.toString();
        }
    }
}
