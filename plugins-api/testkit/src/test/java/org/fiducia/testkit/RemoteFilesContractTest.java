package org.fiducia.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.event.RemoteFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of protocols fails for files of this machine under another name: they can be written. */
class RemoteFilesContractTest {
    @TempDir
    Path folder;

    private static final class Near implements RemoteFiles {
        @Override
        public String id() {
            return "near";
        }

        @Override
        public String title() {
            return "files of this machine";
        }

        @Override
        public List<String> schemes() {
            return List.of("file");
        }

        @Override
        public Path path(URI name) {
            return Path.of(name.getPath() + (name.getQuery() == null ? "" : "?" + name.getQuery()));
        }
    }

    @Test
    void aFileThatIsNear() {
        Wrong.in(
                () -> new RemoteFilesContract(new Near()) {
                    @Override
                    protected URI serve(byte[] content) throws IOException {
                        return Files.write(folder.resolve("a"), content).toUri();
                    }
                },
                "takesNamesOfItsSchemesAlone",
                "keepsSecrets",
                "writesNothing");
    }
}
