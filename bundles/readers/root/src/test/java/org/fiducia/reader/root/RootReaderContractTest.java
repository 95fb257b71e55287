package org.fiducia.reader.root;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.testkit.ReaderContract;

class RootReaderContractTest extends ReaderContract {
    RootReaderContractTest() {
        super(new RootReader());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return OldRootFile.ROOT4.write(folder.resolve("events.root"));
    }
}
