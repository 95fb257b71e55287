package org.fiducia.statistics.benchmark;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class MassBenchmarkIT extends BundleContract<Benchmark> {
    MassBenchmarkIT() {
        super(Benchmark.class, "W1");
    }
}
