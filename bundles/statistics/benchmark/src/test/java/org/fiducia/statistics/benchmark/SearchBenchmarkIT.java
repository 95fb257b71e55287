package org.fiducia.statistics.benchmark;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class SearchBenchmarkIT extends BundleContract<Benchmark> {
    SearchBenchmarkIT() {
        super(Benchmark.class, "W5");
    }
}
