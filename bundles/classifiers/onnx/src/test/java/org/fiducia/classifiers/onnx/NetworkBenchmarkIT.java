package org.fiducia.classifiers.onnx;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class NetworkBenchmarkIT extends BundleContract<Benchmark> {
    NetworkBenchmarkIT() {
        super(Benchmark.class, "W-onnx");
    }
}
