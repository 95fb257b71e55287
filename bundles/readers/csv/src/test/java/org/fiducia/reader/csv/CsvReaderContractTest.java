package org.fiducia.reader.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.testkit.ReaderContract;

class CsvReaderContractTest extends ReaderContract {
    CsvReaderContractTest() {
        super(new CsvEventReader());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("events.csv"), "run,mass\n1,90.5\n2,91\n3,125\n4,1e3\n9000000000,-2.5\n");
    }
}
