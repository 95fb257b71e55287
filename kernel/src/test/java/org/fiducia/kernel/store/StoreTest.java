package org.fiducia.kernel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path folder;

    private final List<String> remarks = new ArrayList<>();

    private Store store(Path where, boolean reuse) {
        return new Store(where, reuse, Long.MAX_VALUE, remarks::add);
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void givesBackWhatWasKept() {
        var store = store(folder, true);
        store.put("number", Store.key("a", 1), out -> out.writeDouble(3.5));
        assertEquals(
                3.5,
                store.get("number", Store.key("a", 1), in -> in.readDouble()).orElseThrow());
        assertTrue(store.get("number", Store.key("a", 2), in -> in.readDouble()).isEmpty());
    }

    @Test
    void computesAnewWhenAsked() {
        store(folder, true).put("number", Store.key(1), out -> out.writeInt(1));
        assertTrue(store(folder, false)
                .get("number", Store.key(1), in -> in.readInt())
                .isEmpty());
    }

    @Test
    void anInterruptedThreadIsCancelledAndTakesNothingForDamaged() {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeInt(1));
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> store.get("number", Store.key(1), in -> in.readInt()));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), remarks);
        assertEquals(1, store.get("number", Store.key(1), in -> in.readInt()).orElseThrow());
    }

    @Test
    void takesADamagedEntryForAbsent() {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeByte(1));
        assertTrue(store.get("number", Store.key(1), in -> in.readLong()).isEmpty());
        assertEquals(1, remarks.size());
    }

    @Test
    void noFlippedBitIsTakenForANumber() throws IOException {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeDouble(4.4516));
        Path file = only(folder);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            remarks.clear();
            assertTrue(store.get("number", Store.key(1), in -> in.readDouble()).isEmpty(), "bit " + bit);
            assertEquals(1, remarks.size());
            assertTrue(remarks.get(0).contains("number/" + Store.key(1).substring(0, 2)), remarks.get(0));
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertTrue(store.get("number", Store.key(1), in -> in.readDouble()).isEmpty(), "length " + length);
        }
        store.put("number", Store.key(1), out -> out.writeDouble(4.4516));
        assertEquals(
                4.4516, store.get("number", Store.key(1), in -> in.readDouble()).orElseThrow());
    }

    @Test
    void anEntryUnderTheNameOfAnotherIsNotTaken() throws IOException {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeInt(1));
        Path one = only(folder);
        store.put("number", Store.key(2), out -> out.writeInt(2));
        Path two = folder.resolve("number")
                .resolve(Store.key(2).substring(0, 2))
                .resolve(Store.key(2).substring(2));
        Files.copy(one, two, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(store.get("number", Store.key(2), in -> in.readInt()).isEmpty());
    }

    @Test
    void whatWasNotUsedForTheLongestTimeGoesFirst() throws IOException {
        var store = new Store(folder, true, 3 * 120, remarks::add);
        for (int i = 0; i < 5; i++) {
            int number = i;
            store.put("number", Store.key(i), out -> out.write(new byte[100]));
            Path file = folder.resolve("number")
                    .resolve(Store.key(i).substring(0, 2))
                    .resolve(Store.key(i).substring(2));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * (number + 1)));
        }
        Files.writeString(folder.resolve("classes.jsa"), "the launcher's");
        assertTrue(store.get("number", Store.key(0), in -> in.readByte()).isPresent()); // used now
        assertEquals(List.of(new Store.Content("number", 5, 600)), store.contents());
        store.sweep();
        assertEquals(List.of(new Store.Content("number", 3, 360)), store.contents());
        assertTrue(store.get("number", Store.key(0), in -> in.readByte()).isPresent());
        assertTrue(store.get("number", Store.key(1), in -> in.readByte()).isEmpty());
        assertEquals(360, store.clean(0));
        assertEquals(List.of(), store.contents());
        assertTrue(Files.exists(folder.resolve("classes.jsa")));
        assertEquals(List.of(), remarks);
    }

    @Test
    void clearsWhatAKilledProcessLeft() throws IOException {
        Path stray = folder.resolve("number/ab/part123.tmp");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "half");
        Path fresh = Files.writeString(stray.resolveSibling("part124.tmp"), "at work");
        Files.setLastModifiedTime(stray, FileTime.fromMillis(1000));
        assertEquals(List.of(), store(folder, true).contents());
        assertTrue(Files.exists(fresh));
        assertTrue(Files.notExists(stray));
    }

    @Test
    void leavesNothingBehindWhenTheEncoderFails() throws IOException {
        var store = store(folder, true);
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
        var store = store(file, true); // a folder cannot be made where a file is
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
        var store = store(folder.resolve("store"), true);
        Path file = Files.writeString(folder.resolve("input"), "one");
        String first = store.hashOf(file);
        assertEquals(first, store.hashOf(file));
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.fromMillis(12345));
        assertNotEquals(first, store.hashOf(file));
    }
}
