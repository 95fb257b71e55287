package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.testkit.BundleContract;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootReaderIT extends BundleContract<EventReader> {
    RootReaderIT() {
        super(EventReader.class, "root");
    }

    /** The libraries that undo compressions are found, their native parts among them. */
    @ParameterizedTest
    @CsvSource({
        "data/run3/ggH_M125.root, Events, nMuon, 69488",
        "data/run3/ggH_M124.root, Events, nMuon, 4151",
        "data/formats/uproot-HZZ-lz4.root, events, NMuon, 3825",
        "data/formats/uproot-HZZ-lzma.root, events, NMuon, 3825"
    })
    void undoesCompressions(String file, String tree, String branch, long expected) throws Exception {
        Path path = file.contains("run3")
                ? SharedFolder.sample(Path.of(file).getFileName().toString())
                : SharedFolder.require(file);
        long sum = 0;
        try (EventFile open = service().open(path);
                var cursor = open.read(tree, List.of(branch))) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (long n : batch.integers(branch)) {
                    sum += n;
                }
            }
        }
        assertEquals(expected, sum);
    }

    /** What computes checksums is found, and an RNTuple is a tree like any other. */
    @Test
    void readsAnRntuple(@TempDir Path folder) throws Exception {
        var written = new NtupleFile();
        int column = written.column(7, 32, written.field(NtupleFile.LEAF, "x", "std::int32_t"));
        written.cluster(3).page(column, 3, new NtupleFile.Bytes().u(4, 40, 1, 1).toBytes());
        try (EventFile open =
                        service().open(written.write(folder.resolve("n.root")).path());
                var cursor = open.read("n", List.of("x"))) {
            EventBatch batch = cursor.next();
            assertEquals(42, Arrays.stream(batch.integers("x")).sum());
        }
    }
}
