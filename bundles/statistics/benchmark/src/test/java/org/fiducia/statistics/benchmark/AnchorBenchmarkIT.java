package org.fiducia.statistics.benchmark;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class AnchorBenchmarkIT extends BundleContract<Benchmark> {
    AnchorBenchmarkIT() {
        super(Benchmark.class, "anchor");
    }
}
