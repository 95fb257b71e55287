package org.fiducia.testkit;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;

/**
 * A scheduler as unlike threads as can be: does every unit twice, each time by a task made ready anew, from the last to the
 * first, on copies of the bytes. What comes of it must be the same.
 */
public final class BackwardScheduler implements Scheduler {
    private final List<Task> tasks;

    /** @param tasks what it can do */
    public BackwardScheduler(Task... tasks) {
        this.tasks = List.of(tasks);
    }

    @Override
    public String id() {
        return "backward";
    }

    @Override
    public String title() {
        return "every unit twice, from the last to the first";
    }

    /** @throws AssertionError when a unit does not give the same bytes again */
    @Override
    public void run(String id, byte[] shared, List<byte[]> units, Results results, Progress progress) {
        Task task = tasks.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
        for (int unit = units.size() - 1; unit >= 0; unit--) {
            progress.checkCancelled();
            byte[] first = once(task, shared, units.get(unit), progress);
            if (!Arrays.equals(first, once(task, shared, units.get(unit), progress))) {
                throw new AssertionError("unit " + unit + " of " + id + " gives other bytes when it is done again");
            }
            results.take(unit, first.clone());
        }
    }

    private static byte[] once(Task task, byte[] shared, byte[] unit, Progress progress) {
        return task.prepare(shared.clone()).of(unit.clone(), progress);
    }
}
