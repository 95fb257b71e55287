package org.fiducia.kernel.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;

/**
 * Units of work on the threads of a job: they are as many as it was given, belong to it when it is cancelled or given up, and
 * the tasks are those it started with.
 */
public final class LocalScheduler implements Scheduler {
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
        for (int i = 0; i < units.size(); i++) {
            int unit = i;
            calls.add(() -> {
                progress.checkCancelled();
                results.take(unit, work.of(units.get(unit), progress));
                return null;
            });
        }
        workers.all(calls);
    }
}
