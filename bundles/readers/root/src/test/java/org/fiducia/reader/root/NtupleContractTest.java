package org.fiducia.reader.root;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.testkit.ReaderContract;

/** What every reader keeps, for RNTuples in several clusters. */
class NtupleContractTest extends ReaderContract {
    NtupleContractTest() {
        super(new RootReader());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        var file = new NtupleFile();
        int numbers = file.column(7, 32, file.field(NtupleFile.LEAF, "x", "std::int32_t"));
        int vector = file.field(NtupleFile.COLLECTION, "v", "std::vector<std::int8_t>");
        int ends = file.column(0x0E, 32, vector);
        int values = file.column(3, 8, file.field(vector, NtupleFile.LEAF, "_0", "std::int8_t"));
        for (int c = 0; c < 3; c++) {
            file.cluster(4)
                    .page(numbers, 4, new NtupleFile.Bytes().u(4, c, 1, 2, 3).toBytes())
                    .page(ends, 4, new NtupleFile.Bytes().u(4, 0, 2, 2, 3).toBytes())
                    .page(values, 3, new NtupleFile.Bytes().u(1, 7, 8, c).toBytes());
        }
        return file.write(folder.resolve("events.root")).path();
    }
}
