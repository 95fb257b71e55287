package org.fiducia.reader.hepmc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HepmcBenchmarkTest {
    @Test
    void reproducesItsCheckValues() throws Exception {
        SharedFolder.require("data/hepmc/ggH.hepmc3.gz");
        var rows = new HepmcBenchmark(0, 4).run(SharedFolder.require("benchmarks"), Progress.NONE);
        assertTrue(rows.stream().allMatch(row -> row.asExpected()), rows.toString());
        assertTrue(rows.stream().anyMatch(row -> row.expected() == 120));
    }

    @Test
    void saysWhichFileIsAbsent(@TempDir Path folder) {
        var e = assertThrows(FiduciaException.class, () -> new HepmcBenchmark().run(folder, Progress.NONE));
        assertTrue(e.getMessage().contains("ggH.hepmc3.gz"), e.getMessage());
    }
}
