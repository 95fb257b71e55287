package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fiducia.api.event.ReadAhead;
import org.fiducia.api.event.RemoteFiles;
import org.junit.jupiter.api.Test;

/** What every protocol of remote files keeps. The test of one extends it and serves a file. */
public abstract class RemoteFilesContract {
    private static final int SIZE = 300_000;

    private final RemoteFiles files;

    /** @param files the protocol under test */
    protected RemoteFilesContract(RemoteFiles files) {
        this.files = files;
    }

    /** Has a file hold this from now on, the same one every time; its name. */
    protected abstract URI serve(byte[] content) throws IOException;

    private static byte[] content(int seed) {
        var bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static List<Object> stamp(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return List.of(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    }

    @Test
    void takesNamesOfItsSchemesAlone() throws IOException {
        URI name = serve(content(1));
        assertTrue(files.schemes().contains(name.getScheme()), "the scheme is one of its own");
        for (String scheme : files.schemes()) {
            assertEquals(scheme.toLowerCase(java.util.Locale.ROOT), scheme, "a scheme in lower case");
            assertTrue(files.instead(scheme).isEmpty(), "there is no other way for what is taken");
        }
        assertNotSame(FileSystems.getDefault(), files.path(name).getFileSystem(), "a file system of its own");
        assertEquals(name, files.path(name).toUri(), "the whole name");
    }

    @Test
    void givesTheBytesOfTheFile() throws IOException {
        byte[] bytes = content(2);
        Path path = files.path(serve(bytes));
        assertTrue(Files.isRegularFile(path) && Files.isReadable(path), "a file that can be read");
        assertEquals(SIZE, Files.size(path), "its size");
        assertArrayEquals(bytes, Files.readAllBytes(path), "all of it");
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel instanceof ReadAhead ahead) {
                ahead.soon(new long[] {200_000, 1L << 50, -1}, new int[] {50_000, 10, 10});
            }
            for (int from : new int[] {200_000, 0, SIZE - 5}) {
                var buffer = ByteBuffer.allocate(Math.min(70_000, SIZE - from));
                while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                    // until it is full
                }
                assertArrayEquals(
                        Arrays.copyOfRange(bytes, from, from + buffer.capacity()), buffer.array(), "a piece of it");
            }
        }
    }

    @Test
    void tellsOfAnotherContent() throws IOException {
        URI name = serve(content(3));
        List<Object> before = stamp(files.path(name));
        assertEquals(before, stamp(files.path(name)), "the same stamp of the same content");
        serve(content(4));
        assertNotEquals(before, stamp(files.path(name)), "another stamp of another content");
        assertArrayEquals(content(4), Files.readAllBytes(files.path(name)), "what it holds now");
    }

    @Test
    void keepsSecrets() throws IOException {
        URI name = URI.create(serve(content(5)) + "?token=secret");
        assertFalse(files.path(name).toString().contains("secret"), "a query is not shown");
    }

    @Test
    void writesNothing() throws IOException {
        Path path = files.path(serve(content(6)));
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.write(path, new byte[1]), "nothing is written");
        assertThrows(ReadOnlyFileSystemException.class, () -> Files.delete(path), "nothing is deleted");
        assertFalse(Files.isWritable(path), "it says so");
    }
}
