package org.fiducia.reader.root;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fiducia.testkit.ReaderContract;
import org.junit.jupiter.api.AfterEach;

/** A file of another file system than that of the machine is read as any other. */
class DistantContractTest extends ReaderContract {
    private FileSystem archive;

    DistantContractTest() {
        super(new RootReader());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        Path near = new RootReaderContractTest().file(folder);
        if (archive == null) {
            archive = FileSystems.newFileSystem(folder.resolve("files.zip"), Map.of("create", "true"));
        }
        return Files.copy(near, archive.getPath("/distant.root"));
    }

    @AfterEach
    void close() throws IOException {
        if (archive != null) {
            archive.close();
        }
    }
}
