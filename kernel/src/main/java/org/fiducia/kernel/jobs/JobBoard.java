package org.fiducia.kernel.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;

/**
 * The jobs of the process, each on a thread of its own: one that does not stop when it is cancelled is given up after a time
 * of grace, and no job waits for another.
 */
public final class JobBoard {
    /** Exit code of work that failed in a way nobody foresaw. */
    public static final int UNFORESEEN = 1;

    private static final int REMEMBERED = 50;

    private final long graceMillis;
    private final ThreadGroup all = new ThreadGroup("fiducia jobs");
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int last;

    /** @param graceMillis time that a cancelled job has to stop */
    public JobBoard(long graceMillis) {
        this.graceMillis = graceMillis;
    }

    /** What a job does. */
    public interface Work {
        /** Does it; the exit code. */
        int run(RunningJob job);

        /**
         * It does not stop.
         *
         * @param ofJob the threads that may be at work for it: its own and those that belong to no job
         */
        void giveUp(RunningJob job, Predicate<Thread> ofJob);
    }

    private record Entry(RunningJob job, ThreadGroup threads) {}

    /**
     * Starts a job.
     *
     * @param listeners hear of it from its beginning
     */
    public RunningJob start(List<String> words, List<JobListener> listeners, Work work) {
        int id = next();
        var threads = new ThreadGroup(all, "fiducia job " + id);
        endWithItsThreads(threads);
        var holder = new Thread[1];
        var job = new RunningJob(id, words, listeners, System::nanoTime, cancelled -> {
            holder[0].interrupt();
            watch(cancelled, holder[0], work);
        });
        holder[0] = new Thread(threads, () -> run(job, work), "fiducia " + String.join(" ", words));
        holder[0].setDaemon(true);
        remember(new Entry(job, threads));
        holder[0].start();
        return job;
    }

    /** The jobs that run and those that were over last, in the order they began. */
    public synchronized List<Job> recent() {
        return entries.stream().<Job>map(Entry::job).toList();
    }

    /** Asks every job to stop. */
    public void cancelAll() {
        recent().forEach(Job::cancel);
    }

    private synchronized int next() {
        return ++last;
    }

    private synchronized void remember(Entry entry) {
        entries.addLast(entry);
        long over = entries.stream().filter(e -> e.job().over()).count();
        for (var each = entries.iterator(); over > REMEMBERED && each.hasNext(); ) {
            if (each.next().job().over()) {
                each.remove();
                over--;
            }
        }
    }

    private static void run(RunningJob job, Work work) {
        int code = UNFORESEEN;
        try {
            job.start();
            code = work.run(job);
        } finally {
            job.end(code);
        }
    }

    /** Gives a job up that does not stop in time. */
    private void watch(RunningJob job, Thread thread, Work work) {
        var watcher = new Thread(
                () -> {
                    try {
                        thread.join(graceMillis);
                    } catch (InterruptedException e) {
                        return; // nobody does that
                    }
                    if (thread.isAlive() && !job.over()) {
                        try {
                            work.giveUp(job, of -> !ofAnother(job, of));
                        } finally {
                            job.end(RunningJob.CANCELLED);
                        }
                    }
                },
                "fiducia-cancel");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Whether a thread belongs to another job that runs. */
    private synchronized boolean ofAnother(RunningJob job, Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null
                && entries.stream()
                        .anyMatch(entry -> entry.job() != job
                                && !entry.job().over()
                                && entry.threads().parentOf(group));
    }

    @SuppressWarnings("removal") // where groups do not end by themselves, they must be told to
    private static void endWithItsThreads(ThreadGroup threads) {
        threads.setDaemon(true);
    }
}
