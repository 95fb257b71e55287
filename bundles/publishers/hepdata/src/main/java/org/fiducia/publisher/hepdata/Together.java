package org.fiducia.publisher.hepdata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on several threads. */
final class Together {
    private Together() {}

    /** What tasks give, in their order; the failure of the first that fails. */
    static <T> List<T> all(int threads, List<Callable<T>> tasks) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            var all = new ArrayList<T>();
            for (Future<T> future : workers.invokeAll(tasks)) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static IOException cause(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
}
