package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark.Row;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationBenchmarkTest {
    private final CalibrationBenchmark benchmark = new CalibrationBenchmark(List.of(new RootReader()));

    @Test
    void findsTheNumbersOfAnotherProgram() throws Exception {
        Path samples = SharedFolder.require("data/hgg");
        List<Row> rows = benchmark.run(samples, Progress.NONE);
        assertEquals(4, rows.stream().filter(row -> row.unit().equals("s")).count(), "reading and three stages");
        assertEquals(4 + 20, rows.stream().filter(row -> row.expected() > 100).count(), "numbers of events");
        assertEquals(
                2 * 3 + 1 + 20,
                rows.stream().filter(row -> row.expected() < 100).count(),
                "errors");
        assertTrue(
                rows.stream().allMatch(Row::asExpected),
                () -> rows.stream().filter(row -> !row.asExpected()).toList().toString());
    }

    @Test
    void saysThatThereAreNoSamples(@TempDir Path empty) {
        var e = assertThrows(FiduciaException.class, () -> benchmark.run(empty.resolve("none"), Progress.NONE));
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
        assertTrue(e.getMessage().contains("ZEE_MC.root"), e.getMessage());
    }
}
