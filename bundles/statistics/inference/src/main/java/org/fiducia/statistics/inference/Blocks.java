package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;

/**
 * Work in fixed blocks, done by several threads with a likelihood each. What is in a block depends on nothing but its
 * number, so results do not depend on the number of threads. The calling thread takes part; the others are those of the
 * common pool, which are there already: blocks may be shorter than the start of a thread.
 */
final class Blocks {
    private Blocks() {}

    /** One block. */
    interface Work<T> {
        /** @param own likelihood of the thread */
        @Nullable T run(Likelihood own, int block);
    }

    /**
     * Results in the order of the blocks. When a block fails, no further one begins, and the failure of the first of them
     * is thrown: blocks begin in order, so that is the same for any number of threads.
     */
    static <T> List<T> run(Likelihood likelihood, int threads, int blocks, Progress progress, Work<T> work) {
        var own = new ArrayList<Likelihood>(List.of(likelihood));
        while (own.size() < Math.min(threads, blocks)) {
            own.add(likelihood.copy());
        }
        return run(own, blocks, progress, work);
    }

    /**
     * A block that may be done in another process: all that it needs but the likelihood and the fitter is in it, and it changes
     * nothing but what it returns.
     */
    interface Portable<T extends Serializable> extends Serializable {
        /** @param own likelihood of the thread */
        T run(Likelihood own, Fitter fitter, int block, Progress progress);
    }

    /** The same where others may do it, if the fitter is one with which they can. */
    static <T extends Serializable> List<T> run(
            Likelihood likelihood, Fitter fitter, int threads, int blocks, Progress progress, Portable<T> work) {
        return begun(
                likelihood,
                fitter,
                blocks,
                progress,
                work,
                first -> run(
                        likelihood,
                        threads,
                        blocks - first,
                        progress,
                        (own, block) -> work.run(own, fitter, first + block, progress)));
    }

    /** The same, with the likelihoods of the threads. */
    static <T extends Serializable> List<T> run(
            List<Likelihood> likelihoods, Fitter fitter, int blocks, Progress progress, Portable<T> work) {
        return begun(
                likelihoods.get(0),
                fitter,
                blocks,
                progress,
                work,
                first -> run(
                        likelihoods,
                        blocks - first,
                        progress,
                        (own, block) -> work.run(own, fitter, first + block, progress)));
    }

    /** Where others may do it, the first block shows whether the rest of them is worth that. */
    private static <T extends Serializable> List<T> begun(
            Likelihood likelihood,
            Fitter fitter,
            int blocks,
            Progress progress,
            Portable<T> work,
            IntFunction<List<T>> here) {
        if (!(fitter instanceof FarFitter far) || blocks < 2) {
            return here.apply(0);
        }
        long began = System.nanoTime();
        progress.checkCancelled();
        var results = new ArrayList<T>(List.of(work.run(likelihood, fitter, 0, progress)));
        double each = (System.nanoTime() - began) * 1e-9;
        Optional<List<T>> elsewhere =
                far.isWorth(each * (blocks - 1)) ? far.run(likelihood, 1, blocks, progress, work) : Optional.empty();
        results.addAll(elsewhere.orElseGet(() -> here.apply(1)));
        return results;
    }

    /** What a block returned, after it has come as bytes. */
    @SuppressWarnings("unchecked") // who reads it knows what was asked for
    static <T> T cast(Serializable result) {
        return (T) result;
    }

    /** The same, with the likelihoods of the threads: the first is that of the calling one. */
    static <T> List<T> run(List<Likelihood> likelihoods, int blocks, Progress progress, Work<T> work) {
        var results = new ArrayList<T>();
        var failures = new ArrayList<Throwable>();
        for (int i = 0; i < blocks; i++) {
            results.add(null);
            failures.add(null);
        }
        var next = new AtomicInteger();
        var helpers = new ArrayList<Helper>();
        for (int t = 1; t < Math.min(likelihoods.size(), blocks); t++) {
            Likelihood own = likelihoods.get(t);
            var helper = new Helper(() -> work(own, blocks, next, results, failures, progress, work));
            helpers.add(helper);
            ForkJoinPool.commonPool().execute(helper);
        }
        work(likelihoods.get(0), blocks, next, results, failures, progress, work);
        join(helpers, next, blocks);
        for (Throwable failure : failures) {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
        return results;
    }

    private static <T> void work(
            Likelihood own,
            int blocks,
            AtomicInteger next,
            List<T> results,
            List<Throwable> failures,
            Progress progress,
            Work<T> work) {
        for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
            try {
                progress.checkCancelled();
                results.set(block, work.run(own, block)); // each thread writes places of its own
            } catch (RuntimeException | Error failure) {
                failures.set(block, failure);
                next.set(blocks);
            }
        }
    }

    /** Work for a thread of the common pool, which may be busy: what has not begun when all is done need not begin. */
    private static final class Helper implements Runnable {
        private final Runnable work;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch done = new CountDownLatch(1);

        Helper(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (taken.compareAndSet(false, true)) {
                try {
                    work.run();
                } finally {
                    done.countDown();
                }
            }
        }

        void await() throws InterruptedException {
            if (!taken.compareAndSet(false, true)) {
                done.await();
            }
        }
    }

    private static void join(List<Helper> helpers, AtomicInteger next, int blocks) {
        boolean interrupted = false;
        for (Helper helper : helpers) {
            for (boolean waiting = true; waiting; ) {
                try {
                    helper.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(blocks);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
