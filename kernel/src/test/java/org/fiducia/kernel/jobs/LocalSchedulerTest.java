package org.fiducia.kernel.jobs;

import java.util.List;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.fiducia.testkit.SchedulerContract;
import org.junit.jupiter.api.AfterEach;

class LocalSchedulerTest extends SchedulerContract {
    private final Workers workers = new Workers(3);

    @Override
    protected Scheduler scheduler(Task task) {
        return new LocalScheduler(workers, List.of(task));
    }

    @AfterEach
    void end() {
        workers.close();
    }
}
