package org.fiducia.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Answers to units as they come. Units go to the executors in groups, of which several are under way: twice as many units as
 * there are cores, so that none waits, and not more than whose answers have room in the memory of this process.
 */
final class Answers implements Iterator<Map.Entry<Integer, byte[]>>, AutoCloseable {
    /** Groups under way. */
    private static final int GROUPS = 16;

    /** Part of the memory of this process that answers on their way may take. */
    private static final int SHARE = 4;

    private static final long PATIENCE_SECONDS = 20;

    private final JavaSparkContext context;
    private final Broadcast<Call> call;
    private final List<byte[]> units;
    private final String name = "fiducia-" + UUID.randomUUID();
    private final ExecutorService threads;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(GROUPS);
    private final long room = Runtime.getRuntime().maxMemory() / SHARE;
    private int asked;
    private long answered;
    private long bytes;
    private volatile boolean over;
    private int left;
    private Event next;

    /**
     * Something that has happened.
     *
     * @param answer to a unit; null when there will be none
     * @param failure why
     */
    private record Event(Map.Entry<Integer, byte[]> answer, Throwable failure) {}

    /** Units of a group. */
    private record Group(int from, int to) {}

    Answers(JavaSparkContext context, Call call, List<byte[]> units) {
        this.context = context;
        this.call = context.broadcast(call);
        this.units = units;
        left = units.size();
        threads = Executors.newFixedThreadPool(GROUPS, work -> {
            var thread = new Thread(work, "fiducia-spark");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < Math.min(GROUPS, units.size()); i++) {
            threads.execute(this::ask);
        }
    }

    /** Has one group after the other done. */
    private void ask() {
        try {
            context.setJobGroup(name, "units of work", true);
            var task = new UnitTask(call);
            for (Group group = group(); group.from() < group.to() && !over; group = group()) {
                var own = new ArrayList<>(units.subList(group.from(), group.to()));
                List<byte[]> answers =
                        context.parallelize(own, own.size()).map(task).collect();
                count(answers);
                for (int i = 0; i < answers.size(); i++) {
                    events.put(new Event(Map.entry(group.from() + i, answers.get(i)), null));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody waits any more
        } catch (Throwable e) {
            if (!over) {
                tell(e);
            }
        }
    }

    private void tell(Throwable failure) {
        try {
            events.put(new Event(null, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next units to be done; none when all are. */
    private synchronized Group group() {
        long wanted = (2L * context.defaultParallelism() + GROUPS - 1) / GROUPS;
        long fitting = bytes == 0 ? 1 : Math.max(1, room * answered / bytes / GROUPS);
        int from = asked;
        asked = (int) Math.min(units.size(), from + Math.min(wanted, fitting));
        return new Group(from, asked);
    }

    private synchronized void count(List<byte[]> answers) {
        answered += answers.size();
        answers.forEach(answer -> bytes += answer.length);
    }

    /**
     * Waits for the next answer.
     *
     * @throws CancellationException when the thread is interrupted
     * @throws IllegalStateException when there will be none, with the reason in words
     */
    @Override
    public boolean hasNext() {
        if (next == null && left > 0) {
            try {
                next = events.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("cancelled");
            }
            if (next.failure() != null) {
                throw new IllegalStateException(reason(next.failure()), next.failure());
            }
        }
        return next != null;
    }

    /** The first line of what Spark says, which goes on with lists of calls. */
    static String reason(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        return said.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }

    @Override
    public Map.Entry<Integer, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Map.Entry<Integer, byte[]> answer = next.answer();
        next = null;
        left--;
        return answer;
    }

    @Override
    public void close() {
        over = true;
        try {
            if (left > 0) {
                context.cancelJobGroup(name);
            }
            threads.shutdownNow();
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (left > 0) {
                context.cancelJobGroup(name); // what was just being asked for
            }
            call.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // Spark has ended, and its jobs with it
        }
    }
}
