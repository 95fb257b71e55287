package org.fiducia.statistics.benchmark;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class BinnedBenchmarkIT extends BundleContract<Benchmark> {
    BinnedBenchmarkIT() {
        super(Benchmark.class, "W3");
    }
}
