package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadBenchmarkTest {
    @Test
    void reproducesItsCheckValues() throws Exception {
        SharedFolder.require("data/formats/uproot-HZZ.root");
        var rows = new ReadBenchmark(0, 4).run(SharedFolder.require("benchmarks"), Progress.NONE);
        assertTrue(rows.stream().allMatch(row -> row.asExpected()), rows.toString());
        assertTrue(rows.stream().filter(row -> !Double.isNaN(row.expected())).count() >= 3);
    }

    @Test
    void saysWhichFileIsAbsent(@TempDir Path folder) {
        var e = assertThrows(FiduciaException.class, () -> new ReadBenchmark().run(folder, Progress.NONE));
        assertTrue(e.getMessage().contains("uproot-HZZ.root"), e.getMessage());
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
    }
}
