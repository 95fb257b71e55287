package org.fiducia.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiduciaExceptionTest {
    private static final Path PLACE = Path.of("results");

    @Test
    void saysInWordsWhyAPlaceCannotBeWritten(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("results"));
        var there = assertThrows(IOException.class, () -> Files.createDirectories(file));
        assertEquals("cannot write results: " + file + " is a file, not a folder", message(there));
        var missing = assertThrows(IOException.class, () -> Files.createDirectory(folder.resolve("a/b")));
        assertEquals("cannot write results: " + folder.resolve("a/b") + " cannot be made", message(missing));
        assertEquals("cannot write results: no permission for x", message(new AccessDeniedException("x")));
        assertEquals(
                "cannot write results: No space left", message(new FileSystemException("x", null, "No space left")));
        assertEquals("cannot write results: IOException", message(new IOException()));
    }

    private static String message(IOException cause) {
        return FiduciaException.unwritable(PLACE, cause).getMessage();
    }
}
