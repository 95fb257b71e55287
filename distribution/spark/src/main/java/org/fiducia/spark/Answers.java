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
 * Answers to units as they come. Units go to the executors in groups of tasks, of which several are under way: twice as many
 * tasks as there are cores, so that none waits. A task has as many units as take some seconds, fewer towards the end, so that
 * all cores end together, and a group not more than whose answers have room in the memory of this process.
 */
final class Answers implements Iterator<Map.Entry<Integer, byte[]>>, AutoCloseable {
    /** Groups under way. */
    private static final int GROUPS = 16;

    /** Part of the memory of this process that answers on their way may take. */
    private static final int SHARE = 4;

    /** What the units of a task are to take, ns: some hundred times what a task costs beside them. */
    private static final double TASK_NANOSECONDS = 4e9;

    /** Of the units that are left, a task of each core has at most one in so many. */
    private static final int BALANCE = 4;

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

    /** Of the last units: how many, and what they took; older ones count less, as the largest come first. */
    private double lastUnits;

    private double lastNanoseconds;
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

    /** Units of a group, and how many of them are in a task. */
    private record Group(int from, int to, int each) {}

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
                var tasks = new ArrayList<ArrayList<byte[]>>();
                for (int from = group.from(); from < group.to(); from += group.each()) {
                    tasks.add(new ArrayList<>(units.subList(from, Math.min(group.to(), from + group.each()))));
                }
                int unit = group.from();
                for (UnitTask.Done done :
                        context.parallelize(tasks, tasks.size()).map(task).collect()) {
                    count(done);
                    for (byte[] answer : done.answers()) {
                        events.put(new Event(Map.entry(unit++, answer), null));
                    }
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
        int cores = context.defaultParallelism();
        long tasks = (2L * cores + GROUPS - 1) / GROUPS;
        long lasting = lastUnits == 0 ? 1 : (long) (TASK_NANOSECONDS * lastUnits / lastNanoseconds);
        long balanced = (units.size() - asked) / ((long) BALANCE * cores);
        long each = Math.max(1, Math.min(lasting, balanced));
        long fitting = bytes == 0 ? 1 : Math.max(1, room * answered / bytes / GROUPS);
        int from = asked;
        asked = (int) Math.min(units.size(), from + Math.min(tasks * each, fitting));
        return new Group(from, asked, (int) Math.min(each, fitting));
    }

    private synchronized void count(UnitTask.Done done) {
        int size = done.answers().size();
        answered += size;
        done.answers().forEach(answer -> bytes += answer.length);
        lastUnits = lastUnits / 2 + size;
        lastNanoseconds = lastNanoseconds / 2 + done.nanoseconds();
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
