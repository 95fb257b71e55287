package org.fiducia.kernel.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.kernel.recall.Recording;

/** A call of a verb: what its work says of its progress is its status, and its listeners hear of it. */
public final class RunningJob implements Job, Progress {
    /** Exit code of one that was cancelled. */
    public static final int CANCELLED = 130;

    private static final long PERIOD_NANOS = 100_000_000L;

    private final int id;
    private final List<String> words;
    private final List<JobListener> listeners;
    private final LongSupplier clock;
    private final Consumer<RunningJob> stop;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong told;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Held while listeners are told, so that they hear in order; what they may ask of any job needs it not. */
    private final ReentrantLock telling = new ReentrantLock();

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Recording recording = new Recording();
    private final List<Runnable> last = new ArrayList<>();
    private volatile State state = State.RUNNING;
    private String stage = "";
    private String unit = "";
    private long total;
    private long began;
    private int exitCode;

    /**
     * A job whose work is to begin.
     *
     * @param listeners hear of it, in their order
     * @param clock nanoseconds
     * @param stop what is done, once, when it is asked to stop
     */
    RunningJob(int id, List<String> words, List<JobListener> listeners, LongSupplier clock, Consumer<RunningJob> stop) {
        this.id = id;
        this.words = List.copyOf(words);
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.stop = stop;
        told = new AtomicLong(clock.getAsLong() - PERIOD_NANOS);
    }

    /** Its work begins. */
    void start() {
        tell(() -> true, listener -> listener.started(this));
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public synchronized Status status() {
        return new Status(state, stage, done.get(), total, List.copyOf(warnings), exitCode, unit);
    }

    @Override
    public void begin(String next, long units) {
        begin(next, units, "");
    }

    @Override
    public void begin(String next, long units, String counted) {
        tell(
                () -> {
                    count();
                    stage = next;
                    total = units;
                    unit = counted;
                    began = clock.getAsLong();
                    return true;
                },
                listener -> listener.staged(this));
    }

    @Override
    public void advance(long units) {
        done.addAndGet(units);
        long now = clock.getAsLong();
        long last = told.get();
        if (now - last >= PERIOD_NANOS && told.compareAndSet(last, now)) {
            tell(() -> true, listener -> listener.advanced(this));
        }
    }

    @Override
    public void warn(String message) {
        // what was said before, of another observable, is not said again
        tell(() -> warnings.add(message), listener -> listener.warned(this, message));
    }

    @Override
    public void finish() {
        tell(
                () -> {
                    count();
                    return true;
                },
                listener -> listener.paused(this));
    }

    @Override
    public void checkCancelled() {
        if (cancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }

    /** Whether it was asked to stop. */
    public boolean cancelled() {
        return cancelled.get();
    }

    @Override
    public void cancel() {
        if (over.getCount() > 0 && cancelled.compareAndSet(false, true)) {
            stop.accept(this);
        }
    }

    @Override
    public int await() throws InterruptedException {
        over.await();
        return status().exitCode();
    }

    /** Hears what the answer of the call depends on. */
    public Recording recording() {
        return recording;
    }

    /** Hears the same of work whose progress this is; nobody listens where it is no job. */
    public static Recording recording(Progress progress) {
        return progress instanceof RunningJob job ? job.recording() : new Recording();
    }

    /** Seconds spent in each stage so far. */
    public synchronized Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    /** Has something done when it is over: what its work holds as long as it goes on is given back then. */
    public void whenOver(Runnable giveBack) {
        synchronized (last) {
            if (!over()) {
                last.add(giveBack);
                return;
            }
        }
        giveBack.run(); // it was given up
    }

    /** Whether it is over. */
    boolean over() {
        return state != State.RUNNING;
    }

    /** It is over, unless it was before: one that was given up may end later. */
    void end(int code) {
        tell(
                () -> {
                    if (over()) {
                        return false;
                    }
                    count();
                    exitCode = code;
                    state = code == 0 ? State.DONE : code == CANCELLED ? State.CANCELLED : State.FAILED;
                    return true;
                },
                listener -> listener.ended(this));
        synchronized (last) {
            last.forEach(Runnable::run);
            last.clear();
        }
        over.countDown();
    }

    /** The stage is over, its time is known. */
    private void count() {
        if (!stage.isEmpty()) {
            seconds.merge(stage, (clock.getAsLong() - began) * 1e-9, Double::sum);
            stage = "";
            unit = "";
        }
        total = 0;
        done.set(0);
    }

    /** Changes something and tells of it, when there is something to tell. */
    private void tell(BooleanSupplier change, Consumer<JobListener> event) {
        telling.lock();
        try {
            synchronized (this) {
                if (!change.getAsBoolean()) {
                    return;
                }
            }
            for (JobListener listener : listeners) {
                try {
                    event.accept(listener);
                } catch (RuntimeException | LinkageError e) {
                    // the work is not to suffer from who looks on
                }
            }
        } finally {
            telling.unlock();
        }
    }
}
