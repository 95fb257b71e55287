package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.fiducia.api.Progress;

/** Has toys thrown by several threads. */
final class Toys {
    private Toys() {}

    /** Progress of a part of a toy, which nobody wants to hear of: it can be cancelled. */
    static Progress silent(Progress progress) {
        return new Progress() {
            @Override
            public void checkCancelled() {
                progress.checkCancelled();
            }
        };
    }

    /**
     * Does every toy once.
     *
     * @param tools makes what one thread works with; called by the calling thread
     * @param work called with the tools of its thread and the number of a toy, from 0
     */
    static <T> void each(int toys, int threads, Supplier<T> tools, Progress progress, ObjIntConsumer<T> work) {
        var next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "fiducia-closure");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < Math.min(threads, toys); i++) {
                T own = tools.get(); // copies are made here: a likelihood belongs to one thread
                futures.add(pool.submit(() -> {
                    for (int at = next.getAndIncrement(); at < toys; at = next.getAndIncrement()) {
                        progress.checkCancelled();
                        work.accept(own, at);
                        progress.advance(1);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("cancelled");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            next.set(toys); // whatever ends the test ends its threads
            pool.shutdownNow();
        }
    }
}
