package org.fiducia.classifiers.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark.Row;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBenchmarkTest {
    private final NetworkBenchmark benchmark = new NetworkBenchmark();

    @Test
    void findsTheScoresOfTheProgramThatTrained() {
        Path networks = SharedFolder.require("data/th");
        List<Row> rows = benchmark.run(networks, Progress.NONE);
        assertEquals(2, rows.stream().filter(row -> row.unit().equals("ms")).count(), "times");
        assertEquals(2, rows.stream().filter(row -> row.expected() > 0).count(), "scores");
        rows.forEach(row -> assertTrue(row.asExpected(), row::toString));
    }

    @Test
    void saysThatThereAreNoNetworks(@TempDir Path empty) {
        var e = assertThrows(FiduciaException.class, () -> benchmark.run(empty.resolve("none"), Progress.NONE));
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
        assertTrue(e.getMessage().contains("th_2l1tau_fold0.onnx"), e.getMessage());
    }
}
