package org.fiducia.api.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    @TempDir
    private Path parent;

    private List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appearsCompleteInThePlaceOfAnEarlierOne() throws IOException {
        Path target = parent.resolve("deep/out");
        Files.createDirectories(target.resolve("old"));
        Files.writeString(target.resolve("old/file"), "old");
        try (var folder = new ResultFolder(target)) {
            Files.writeString(folder.path().resolve("new"), "new");
            assertEquals(List.of("old"), names(target));
            folder.publish();
        }
        assertEquals(List.of("new"), names(target));
        assertEquals(List.of("out"), names(target.getParent()));
    }

    @Test
    void filesAreAddedToAFolderOfTheUser() throws IOException {
        Path target = parent.resolve("out");
        Files.createDirectories(target.resolve("thesis"));
        Files.writeString(target.resolve("new"), "old");
        Files.writeString(target.resolve("page-7"), "old");
        try (var folder = new ResultFolder(target)) {
            Files.writeString(folder.path().resolve("new"), "new");
            Files.writeString(folder.path().resolve("other"), "other");
            folder.add(name -> name.startsWith("page-"));
        }
        assertEquals(List.of("new", "other", "thesis"), names(target));
        assertEquals("new", Files.readString(target.resolve("new")));
        assertEquals(List.of("out"), names(parent));
    }

    @Test
    void isGoneWhenNotPublished() throws IOException {
        Path target = parent.resolve("out");
        try (var folder = new ResultFolder(target)) {
            Files.writeString(folder.path().resolve("new"), "new");
            assertEquals(target, folder.target());
        }
        assertEquals(List.of(), names(parent));
    }

    @Test
    void aFileIsNotReplaced() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "precious");
        var refused = assertThrows(FiduciaException.class, () -> new ResultFolder(file));
        assertTrue(refused.getMessage().contains("not a folder"), refused.getMessage());
        assertThrows(FiduciaException.class, () -> new ResultFolder(file.resolve("below")));
        assertEquals("precious", Files.readString(file));
        assertFalse(Files.exists(parent.resolve(".file")));
    }
}
