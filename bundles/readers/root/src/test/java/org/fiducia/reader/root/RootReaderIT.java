package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.testkit.BundleContract;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootReaderIT extends BundleContract<EventReader> {
    RootReaderIT() {
        super(EventReader.class, "root");
    }

    /** The libraries that undo compressions and compute checksums are found, their native parts among them. */
    @ParameterizedTest
    @CsvSource({
        "data/run3/ggH_M125.root, Events, nMuon, 69488",
        "data/run3/ggH_M124.root, Events, nMuon, 4151",
        "data/formats/uproot-HZZ-lz4.root, events, NMuon, 3825",
        "data/formats/uproot-HZZ-lzma.root, events, NMuon, 3825",
        "data/formats/rntuple/test_int_5e4_rntuple_v1-0-0-0.root, ntuple, one_integers, 1250025000"
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
}
