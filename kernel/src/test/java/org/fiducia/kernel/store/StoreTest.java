package org.fiducia.kernel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasKept() {
        var store = new Store(folder, true);
        store.put("number", Store.key("a", 1), out -> out.writeDouble(3.5));
        assertEquals(
                3.5,
                store.get("number", Store.key("a", 1), in -> in.readDouble()).orElseThrow());
        assertTrue(store.get("number", Store.key("a", 2), in -> in.readDouble()).isEmpty());
    }

    @Test
    void computesAnewWhenAsked() {
        new Store(folder, true).put("number", Store.key(1), out -> out.writeInt(1));
        assertTrue(new Store(folder, false)
                .get("number", Store.key(1), in -> in.readInt())
                .isEmpty());
    }

    @Test
    void takesADamagedEntryForAbsent() {
        var store = new Store(folder, true);
        store.put("number", Store.key(1), out -> out.writeByte(1));
        assertTrue(store.get("number", Store.key(1), in -> in.readLong()).isEmpty());
    }

    @Test
    void leavesNothingBehindWhenTheEncoderFails() throws IOException {
        var store = new Store(folder, true);
        assertThrows(
                IllegalStateException.class,
                () -> store.put("number", Store.key(1), out -> {
                    out.writeInt(1);
                    throw new IllegalStateException();
                }));
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void needsNoDisk() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        var store = new Store(file, true); // a folder cannot be made where a file is
        store.put("number", Store.key(1), out -> out.writeInt(1));
        assertTrue(store.get("number", Store.key(1), in -> in.readInt()).isEmpty());
    }

    @Test
    void distinguishesPartsOfAKey() {
        assertNotEquals(Store.key("ab", "c"), Store.key("a", "bc"));
        assertEquals(Store.key("ab", "c"), Store.key("ab", "c"));
    }

    @Test
    void noticesAChangedFile() throws IOException {
        var store = new Store(folder.resolve("store"), true);
        Path file = Files.writeString(folder.resolve("input"), "one");
        String first = store.hashOf(file);
        assertEquals(first, store.hashOf(file));
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.fromMillis(12345));
        assertNotEquals(first, store.hashOf(file));
    }
}
