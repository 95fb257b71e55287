package org.fiducia.kernel.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A number of threads that work through tasks. Results come in the order of the tasks, whoever computed them. */
public final class Workers implements AutoCloseable {
    /** Elements of a piece of {@link #pieces}. */
    private static final int PIECE = 1 << 14;

    private final int threads;
    private final ExecutorService pool;
    private final ThreadLocal<Boolean> own = ThreadLocal.withInitial(() -> false);

    /** @param threads at least 1 */
    public Workers(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(
                    () -> {
                        own.set(true);
                        task.run();
                    },
                    "fiducia-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Number of threads. */
    public int threads() {
        return threads;
    }

    /**
     * Does all tasks. The first failure ends the others and is thrown. Within a task, further tasks are done by its own
     * thread.
     *
     * @return results in the order of the tasks
     */
    public <T> List<T> all(List<Callable<T>> tasks) {
        if (own.get()) {
            return tasks.stream().map(Workers::call).toList();
        }
        var futures = new ArrayList<Future<T>>();
        tasks.forEach(task -> futures.add(pool.submit(task)));
        var results = new ArrayList<T>();
        try {
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("cancelled");
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    /** Does a task when a thread has nothing else to do, and waits for nothing; never after {@link #close}. */
    public void later(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            // nobody waits for it
        }
    }

    /** Elements of a list, from the first to before the last. */
    @FunctionalInterface
    public interface Piece {
        /** Does what is to be done with them. */
        void of(int list, int from, int to);
    }

    /**
     * Does something with each element of lists, in pieces large enough to be worth a task.
     *
     * @param sizes of the lists
     */
    public void pieces(List<Integer> sizes, Piece piece) {
        var tasks = new ArrayList<Callable<Void>>();
        for (int list = 0; list < sizes.size(); list++) {
            for (int from = 0; from < sizes.get(list); from += PIECE) {
                int which = list;
                int first = from;
                int last = Math.min(sizes.get(list), from + PIECE);
                tasks.add(() -> {
                    piece.of(which, first, last);
                    return null;
                });
            }
        }
        all(tasks);
    }

    /** Does a task here and now. */
    public static <T> T call(Callable<T> task) {
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks what still runs to stop, and waits until it has: work is over when nothing of it runs any more. */
    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        for (boolean over = false; !over; ) {
            try {
                over = pool.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
