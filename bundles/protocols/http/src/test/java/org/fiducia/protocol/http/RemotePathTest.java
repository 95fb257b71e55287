package org.fiducia.protocol.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.fiducia.api.store.Cache;
import org.junit.jupiter.api.Test;

/** What a path of a remote file tells of itself; nobody is asked for that. */
class RemotePathTest {
    private static final HttpFiles FILES = new HttpFiles(Cache.NONE, new Patience(), Map.of());

    private static Path path(String address) {
        return FILES.path(URI.create(address));
    }

    @Test
    void hasNamesAsPathsHave() {
        Path path = path("https://host/store/user/a.root");
        assertEquals("https://host/store/user/a.root", path.toString());
        assertEquals("a.root", String.valueOf(path.getFileName()));
        assertEquals("https://host/store/user", String.valueOf(path.getParent()));
        assertEquals("https://host/", String.valueOf(path.getRoot()));
        assertNull(path.getRoot().getParent());
        assertNull(path.getRoot().getFileName());
        assertEquals(3, path.getNameCount());
        assertEquals("user/a.root", path.subpath(1, 3).toString());
        assertEquals("store", path.getName(0).toString());
        assertTrue(path.isAbsolute());
        assertTrue(path.startsWith(path("https://host/store")));
        assertFalse(path.startsWith(path("https://other/store")));
        assertFalse(path.startsWith(Path.of("/store")));
        assertTrue(path.endsWith(path.getFileName()));
        assertSame(path, path.toAbsolutePath());
    }

    @Test
    void othersAreFoundFromIt() throws IOException {
        Path path = path("https://host/store/a.root?authz=t");
        assertEquals(
                URI.create("https://host/store/b.root?authz=t"),
                path.resolveSibling("b.root").toUri());
        assertEquals(
                "https://host/b.root",
                path.resolveSibling("../b.root").normalize().toString());
        assertEquals(
                URI.create("https://host/store/x/b%20%C3%A4%23.root?authz=t"),
                path.resolveSibling("x/b ä#.root").toUri());
        assertEquals(
                "b ä#.root", path.resolveSibling("x/b ä#.root").getFileName().toString());
        Path below = path.getParent().relativize(path);
        assertEquals("a.root", below.toString());
        assertEquals(path, path.getParent().resolve(below));
        assertEquals(
                "../a.root",
                path("https://host/other")
                        .relativize(path("https://host/a.root"))
                        .toString());
        assertEquals(path, path.toRealPath());
        assertThrows(ProviderMismatchException.class, () -> path.resolve(Path.of("b")));
    }

    @Test
    void addressesThatMeanTheSameAreTheSame() {
        assertEquals(path("https://host/a/b.root"), path("davs://HOST/a/./x/../b.root"));
        assertEquals(
                path("https://host/a/b.root").hashCode(),
                path("davs://HOST/a/b.root").hashCode());
        assertNotEquals(path("https://host/a"), path("https://host/b"));
        assertNotEquals(path("https://host/a"), path("https://host:8443/a"));
        assertNotEquals(path("https://host/a?file=1"), path("https://host/a?file=2"));
        assertTrue(path("https://host/a").compareTo(path("https://host/b")) < 0);
    }

    @Test
    void attributesAreWhatTheServerTells() throws IOException {
        try (var door = new Door()) {
            door.put("/a.root", new byte[123], "mark");
            Path path = FILES.path(door.uri("/a.root"));
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            assertEquals(123, attributes.size());
            assertEquals("\"mark\"", attributes.fileKey());
            assertEquals(784903526000L, attributes.lastModifiedTime().toMillis());
            assertTrue(Files.isRegularFile(path) && Files.isReadable(path) && Files.exists(path));
            assertFalse(Files.isDirectory(path) || Files.isWritable(path) || Files.isSymbolicLink(path));
            assertEquals(Map.of("size", 123L, "isDirectory", false), Files.readAttributes(path, "size,isDirectory"));
            assertEquals(1, door.asked.size(), "once for all: " + door.asked);
        }
    }

    @Test
    void nothingIsWritten() {
        Path path = path("https://host/a.root");
        for (StandardOpenOption option :
                List.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.DELETE_ON_CLOSE)) {
            assertThrows(ReadOnlyFileSystemException.class, () -> FileChannel.open(path, option));
        }
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.newOutputStream(path));
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.delete(path));
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.move(path, path.resolveSibling("b")));
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.createDirectory(path));
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.setAttribute(path, "size", 1L));
        assertThrows(
                ReadOnlyFileSystemException.class,
                () -> Files.getFileAttributeView(path, BasicFileAttributeView.class)
                        .setTimes(FileTime.fromMillis(0), null, null));
        assertThrows(NotDirectoryException.class, () -> Files.list(path));
        assertTrue(path.getFileSystem().isReadOnly());
    }
}
