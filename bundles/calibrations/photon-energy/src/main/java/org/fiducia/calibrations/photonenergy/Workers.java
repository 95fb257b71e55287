package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.fiducia.api.Progress;

/**
 * Does the parts of some work on several threads; what comes out is in the order of the parts.
 *
 * @param threads number of threads, at least 1
 * @param progress advanced by one for each part
 */
record Workers(int threads, Progress progress) {
    <T> List<T> map(int parts, IntFunction<T> part) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, parts)), task -> {
            var thread = new Thread(task, "photon-energy");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < parts; i++) {
                int index = i;
                futures.add(pool.submit(() -> {
                    progress.checkCancelled();
                    T done = part.apply(index);
                    progress.advance(1);
                    return done;
                }));
            }
            var all = new ArrayList<T>();
            for (Future<T> future : futures) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while calibrating");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
