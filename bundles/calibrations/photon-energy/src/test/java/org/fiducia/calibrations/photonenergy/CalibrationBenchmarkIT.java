package org.fiducia.calibrations.photonenergy;

import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;

class CalibrationBenchmarkIT extends BundleContract<Benchmark> {
    CalibrationBenchmarkIT() {
        super(Benchmark.class, "calibration");
    }
}
