package org.fiducia.channel.hzz4l.internal.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.Benchmark.Row;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

class SelectionBenchmarkTest {
    @Test
    void reproducesTheCheckValuesOfAMillionEvents() {
        var tally = new SelectionBenchmark.Tally();
        for (var batch : SelectionBenchmark.batches(1_000_000)) {
            SelectionBenchmark.selector().select(batch, Role.BACKGROUND, tally);
        }
        assertEquals(189907, tally.tight);
        assertEquals(74343, tally.candidates);
        assertEquals(15142895.0756, tally.massSum, 6e-5);
        assertEquals(23011, tally.inWindow);
        assertTrue(Double.isFinite(tally.angles));
    }

    @Test
    void makesTheStoredEvents() throws Exception {
        SelectionBenchmark.checkGenerator(SharedFolder.require("benchmarks/w4_20k"));
    }

    @Test
    void reportsEveryCheckValueAsExpected() throws Exception {
        List<Row> rows = new SelectionBenchmark(0, 3).run(SharedFolder.require("benchmarks"), Progress.NONE);
        for (Row row : rows) {
            assertTrue(row.asExpected(), row.toString());
        }
    }
}
