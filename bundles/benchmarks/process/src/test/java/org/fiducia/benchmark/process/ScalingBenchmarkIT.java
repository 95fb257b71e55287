package org.fiducia.benchmark.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.testkit.BundleContract;
import org.junit.jupiter.api.Test;

class ScalingBenchmarkIT extends BundleContract<Benchmark> {
    ScalingBenchmarkIT() {
        super(Benchmark.class, "scaling");
    }

    @Test
    void saysThatThereIsNoDistribution() throws Exception {
        Benchmark benchmark = service();
        var e = assertThrows(FiduciaException.class, () -> benchmark.run(Path.of("."), Progress.NONE));
        assertEquals(FiduciaException.Kind.USAGE, e.kind());
    }
}
