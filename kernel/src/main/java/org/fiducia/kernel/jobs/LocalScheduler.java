package org.fiducia.kernel.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;

/**
 * Units of work on the threads of a job: they are as many as it was given, belong to it when it is cancelled or given up, and
 * the tasks are those it started with. Where the input of a unit is bad the others are done all the same, so that what comes
 * of them is there when it has been mended; where that of many is, it is something else.
 */
public final class LocalScheduler implements Scheduler {
    private static final int MOST_BAD = 8;

    private final Workers workers;
    private final List<Task> tasks;

    /** @param tasks what it can do */
    public LocalScheduler(Workers workers, List<Task> tasks) {
        this.workers = workers;
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public String id() {
        return "local";
    }

    @Override
    public String title() {
        return "threads of this process";
    }

    @Override
    public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
        Task.Work work = tasks.stream()
                .filter(known -> known.id().equals(task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task " + task))
                .prepare(shared);
        var calls = new ArrayList<Callable<Void>>();
        var bad = new ConcurrentSkipListMap<Integer, FiduciaException>();
        for (int i = 0; i < units.size(); i++) {
            int unit = i;
            calls.add(() -> {
                progress.checkCancelled();
                if (bad.size() > MOST_BAD) {
                    return null; // it has failed
                }
                try {
                    results.take(unit, work.of(units.get(unit), progress));
                } catch (FiduciaException e) {
                    bad.put(unit, e);
                    if (e.kind() != Kind.INPUT || bad.size() > MOST_BAD) {
                        throw e;
                    }
                    if (units.size() > 1) {
                        progress.warn(e.getMessage() + "; the others are done and kept");
                    }
                }
                return null;
            });
        }
        workers.all(calls);
        if (!bad.isEmpty()) {
            throw bad.firstEntry().getValue();
        }
    }
}
