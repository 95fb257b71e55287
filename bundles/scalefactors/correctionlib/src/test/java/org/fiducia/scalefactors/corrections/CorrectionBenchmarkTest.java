package org.fiducia.scalefactors.corrections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark.Row;
import org.junit.jupiter.api.Test;

class CorrectionBenchmarkTest {
    @Test
    void findsTheSumThatIsKnown() throws Exception {
        assertTrue(new CorrectionBenchmark(3)
                .run(Path.of(""), Progress.NONE).stream().allMatch(Row::asExpected));
    }
}
