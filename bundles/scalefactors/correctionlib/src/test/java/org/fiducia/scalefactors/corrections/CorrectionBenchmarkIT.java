package org.fiducia.scalefactors.corrections;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class CorrectionBenchmarkIT extends BundleContract<Benchmark> {
    CorrectionBenchmarkIT() {
        super(Benchmark.class, "corrections");
    }
}
