package org.fiducia.api.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

    private void publish(Path target, String... files) throws IOException {
        try (var folder = new ResultFolder(target)) {
            write(folder, files);
            folder.publish();
        }
    }

    private void add(Path target, String owner, String... files) throws IOException {
        try (var folder = new ResultFolder(target, owner)) {
            write(folder, files);
            folder.add();
        }
    }

    private static void write(ResultFolder folder, String... files) throws IOException {
        for (String file : files) {
            Path path = folder.path().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "result");
        }
    }

    @Test
    void tellsWhatAnOwnerWrote() throws IOException {
        Path target = parent.resolve("out");
        assertEquals(List.of(), ResultFolder.of(target, "one"));
        add(target, "one", "b", "below/a");
        add(target, "two", "c");
        assertEquals(List.of("b", "below/a"), ResultFolder.of(target, "one"));
        Files.delete(target.resolve("b"));
        assertEquals(List.of("below/a"), ResultFolder.of(target, "one"));
        assertEquals(List.of("c"), ResultFolder.of(target, "two"));
    }

    @Test
    void appearsCompleteInThePlaceOfAnEarlierOne() throws IOException {
        Path target = parent.resolve("deep/out");
        publish(target, "old", "below/old");
        try (var folder = new ResultFolder(target)) {
            Files.writeString(folder.path().resolve("new"), "new");
            assertEquals(List.of(ResultFolder.MANIFEST, "below", "old"), names(target));
            folder.publish();
        }
        assertEquals(List.of(ResultFolder.MANIFEST, "new"), names(target));
        assertEquals(List.of("out"), names(target.getParent()));
    }

    @Test
    void whatTheUserPutThereStays() throws IOException {
        Path target = parent.resolve("out");
        publish(target, "old", "below/old");
        Files.createDirectories(target.resolve("empty"));
        Files.writeString(target.resolve("notes"), "precious");
        Files.writeString(target.resolve("below/notes"), "precious, too");
        Files.createSymbolicLink(target.resolve("link"), Path.of("nowhere"));
        publish(target, "new");
        publish(target, "newer");
        assertEquals(List.of(ResultFolder.MANIFEST, "below", "empty", "link", "newer", "notes"), names(target));
        assertEquals("precious", Files.readString(target.resolve("notes")));
        assertEquals(List.of("notes"), names(target.resolve("below")));
        assertTrue(Files.isSymbolicLink(target.resolve("link")));
        assertEquals(List.of("out"), names(parent));
    }

    @Test
    void aFileOfTheUserIsInTheWay() throws IOException {
        Path target = Files.createDirectories(parent.resolve("out"));
        Files.writeString(target.resolve("new"), "precious");
        var refused = assertThrows(FiduciaException.class, () -> publish(target, "new", "other"));
        assertTrue(refused.getMessage().contains("out/new"), refused.getMessage());
        assertThrows(FiduciaException.class, () -> add(target, "fit", "new", "other"));
        assertEquals(List.of("new"), names(target));
        assertEquals("precious", Files.readString(target.resolve("new")));
        assertEquals(List.of("out"), names(parent));
    }

    @Test
    void filesAreAddedToAFolderOfTheUser() throws IOException {
        Path target = parent.resolve("out");
        Files.createDirectories(target.resolve("thesis"));
        Files.writeString(target.resolve("notes"), "precious");
        add(target, "fit", "page-1", "page-2");
        add(target, "other", "page-3");
        add(target, "fit", "page-1");
        assertEquals(List.of(ResultFolder.MANIFEST, "notes", "page-1", "page-3", "thesis"), names(target));
        assertEquals("precious", Files.readString(target.resolve("notes")));
        assertEquals(List.of("out"), names(parent));
    }

    @Test
    void aLinkToAFolderStaysALink() throws IOException {
        Path far = Files.createDirectories(parent.resolve("far"));
        Path target = Files.createSymbolicLink(parent.resolve("out"), far);
        publish(target, "new");
        assertTrue(Files.isSymbolicLink(target));
        assertEquals(List.of(ResultFolder.MANIFEST, "new"), names(far));
    }

    @Test
    void clearsWhatAKilledProcessLeft() throws IOException {
        Files.createDirectories(parent.resolve(".fiducia-part-1a/below"));
        Files.writeString(parent.resolve(".fiducia-part-1a/below/file"), "half");
        Files.writeString(parent.resolve(".fiducia-part-1a.lock"), "lost");
        Files.createDirectories(parent.resolve(".fiducia-part-1a.old"));
        Files.writeString(parent.resolve(".fiducia-part-1a.old/notes"), "precious");
        Files.createDirectories(parent.resolve(".fiducia-part-mine"));
        try (var other = new ResultFolder(parent.resolve("other"))) {
            publish(parent.resolve("out"), "new");
            assertTrue(Files.isDirectory(other.path()), "the one at work stays");
        }
        assertEquals(List.of(".fiducia-part-mine", "lost", "out"), names(parent));
        assertEquals("precious", Files.readString(parent.resolve("lost/notes")));
    }

    @Test
    void manyPublishAtOnce() throws Exception {
        Path target = parent.resolve("out");
        var threads = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 8; i++) {
            threads.add(() -> {
                for (int k = 0; k < 20; k++) {
                    publish(target, "a", "b");
                }
                return null;
            });
        }
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (var done : pool.invokeAll(threads)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(List.of(ResultFolder.MANIFEST, "a", "b"), names(target));
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
