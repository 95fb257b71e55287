package org.fiducia.statistics.benchmark;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class SpectrumBenchmarkIT extends BundleContract<Benchmark> {
    SpectrumBenchmarkIT() {
        super(Benchmark.class, "W2");
    }
}
