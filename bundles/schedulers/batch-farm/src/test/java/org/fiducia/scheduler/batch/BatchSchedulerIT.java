package org.fiducia.scheduler.batch;

import org.fiducia.api.schedule.Scheduler;
import org.fiducia.testkit.BundleContract;

class BatchSchedulerIT extends BundleContract<Scheduler> {
    BatchSchedulerIT() {
        super(Scheduler.class, "batch");
    }
}
