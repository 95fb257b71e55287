package org.fiducia.scheduler.host;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;

/** Gives units of work to the program that runs the framework, and takes the answers as they come. */
final class HostScheduler implements Scheduler {
    private final String id;
    private final BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>> host;
    private final Supplier<Map<String, String>> plugins;

    /**
     * @param host from an order and units to the answers, in any order, each with the number of its unit; an iterator that can
     *     be closed is, and then nobody waits for what is left
     * @param plugins symbolic name of each bundle to the SHA-256 of its jar
     */
    HostScheduler(
            String id,
            BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>> host,
            Supplier<Map<String, String>> plugins) {
        this.id = id;
        this.host = host;
        this.plugins = plugins;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "machines of the program that runs the framework";
    }

    @Override
    public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
        progress.checkCancelled();
        if (units.isEmpty()) {
            return;
        }
        byte[] order = new Order(task, plugins.get(), shared).bytes();
        Iterator<Map.Entry<Integer, byte[]>> answers = from(() -> host.apply(order, units));
        try {
            var taken = new BitSet();
            while (from(answers::hasNext)) {
                Map.Entry<Integer, byte[]> answered = answers.next();
                progress.checkCancelled();
                take(answered.getKey(), Answer.of(answered.getValue()), taken, results, progress);
            }
        } finally {
            close(answers);
        }
    }

    private static void take(int unit, Answer answer, BitSet taken, Results results, Progress progress) {
        if (answer.failure() != null) {
            throw answer.failure();
        }
        if (!taken.get(unit)) {
            taken.set(unit);
            answer.warnings().forEach(progress::warn);
            results.take(unit, answer.result());
        }
    }

    /** Something from the host program, which says in words what keeps it from its work. */
    private <T> T from(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (CancellationException cancelled) {
            throw cancelled;
        } catch (IllegalStateException e) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    id + " does not get the work done: " + e.getMessage(),
                    "look into the logs of the machines that did it; what is done is kept, and the same call does the rest",
                    e);
        }
    }

    private static void close(Iterator<?> answers) {
        if (answers instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
