package org.fiducia.kernel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private static Path entry(Path folder, String kind, Object key) {
        String name = Store.key(key);
        return folder.resolve(kind).resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    @Test
    void oneKeyMayHaveEntriesOfSeveralKinds() {
        var store = store(folder, true);
        store.put("one", Store.key(1), out -> out.writeInt(1));
        store.put("two", Store.key(1), out -> out.writeInt(2));
        assertEquals(1, store.get("one", Store.key(1), in -> in.readInt()).orElseThrow());
        assertEquals(2, store.get("two", Store.key(1), in -> in.readInt()).orElseThrow());
        assertTrue(store.get("three", Store.key(1), in -> in.readInt()).isEmpty());
        assertEquals(List.of(), remarks, "what was never there is not damaged");
    }

    @Test
    void anEntryOfAnotherKindIsNotTaken() throws IOException {
        var store = store(folder, true);
        store.put("one", Store.key(1), out -> out.writeInt(1));
        Path other = entry(folder, "two", 1);
        Files.createDirectories(other.getParent());
        Files.copy(entry(folder, "one", 1), other);
        assertTrue(store.get("two", Store.key(1), in -> in.readInt()).isEmpty());
        assertTrue(remarks.get(0).contains("its checksum is wrong"), remarks.get(0));
    }

    @Test
    void remarksSayWhatIsWrong() throws IOException {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeInt(1));
        Path file = entry(folder, "number", 1);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[3]);
        store.get("number", Store.key(1), in -> in.readInt());
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        store.get("number", Store.key(1), in -> in.readInt());
        Files.write(file, Arrays.copyOf(whole, whole.length + 2));
        store.get("number", Store.key(1), in -> in.readInt());
        Files.write(file, whole);
        store.get("number", Store.key(1), in -> {
            throw new IllegalStateException();
        });
        String name = "the store's entry " + folder.relativize(file) + " is damaged (";
        assertEquals(
                List.of(
                        name + "it has no header) and is made anew",
                        name + "it has 3 bytes instead of 4) and is made anew",
                        name + "it has 6 bytes instead of 4) and is made anew",
                        name + "IllegalStateException) and is made anew"),
                remarks);
    }

    @Test
    void anEmptyEntryIsAnEntry() {
        var store = store(folder, true);
        store.put("nothing", Store.key(1), out -> {});
        assertEquals(
                0,
                store.get("nothing", Store.key(1), in -> in.readAllBytes().length)
                        .orElseThrow());
    }

    @Test
    void whoWritesLastIsFoundWhole() throws Exception {
        byte[] pattern = new byte[50_000];
        var writers = new ArrayList<Thread>();
        for (int w = 1; w <= 4; w++) {
            byte value = (byte) w;
            var writer = new Thread(() -> {
                byte[] bytes = pattern.clone();
                Arrays.fill(bytes, value);
                for (int k = 0; k < 25; k++) {
                    store(folder, true).put("same", Store.key(1), out -> out.write(bytes));
                }
            });
            writers.add(writer);
            writer.start();
        }
        var store = store(folder, true);
        boolean running = true;
        while (running) {
            running = writers.stream().anyMatch(Thread::isAlive);
            store.get("same", Store.key(1), in -> in.readAllBytes()).ifPresent(bytes -> {
                assertEquals(pattern.length, bytes.length);
                for (byte b : bytes) {
                    assertEquals(bytes[0], b, "half of one and half of the other");
                }
            });
        }
        assertEquals(List.of(), remarks);
        assertEquals(List.of(new Store.Content("same", 1, 50_020)), store.contents());
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(1, files.filter(Files::isRegularFile).count(), "no half-written entry is left");
        }
    }

    @Test
    void anEntryThatGoesWhileItIsReadIsReadToItsEnd() {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeInt(7));
        int value = store.get("number", Store.key(1), in -> {
                    store.clean(0);
                    return in.readInt();
                })
                .orElseThrow();
        assertEquals(7, value);
        assertTrue(store.get("number", Store.key(1), in -> in.readInt()).isEmpty());
    }

    @Test
    void onlyAStoreThatHasGrownIsSwept() throws IOException {
        store(folder, true).put("number", Store.key(1), out -> out.write(new byte[1000]));
        var idle = new Store(folder, true, 0, remarks::add);
        idle.sweep();
        assertEquals(1, idle.contents().size(), "who has put nothing does not look");
        idle.put("number", Store.key(2), out -> out.write(new byte[1000]));
        idle.sweep();
        assertEquals(List.of(), idle.contents());
    }

    @Test
    void removesNoMoreThanItMust() throws IOException {
        var store = store(folder, true);
        for (int i = 0; i < 4; i++) {
            store.put("number", Store.key(i), out -> out.write(new byte[80]));
            Files.setLastModifiedTime(entry(folder, "number", i), FileTime.fromMillis(1000L * (10 - i)));
        }
        assertEquals(0, store.clean(400), "exactly full is not too full");
        assertEquals(100, store.clean(399));
        assertTrue(Files.notExists(entry(folder, "number", 3)), "the one that was used the longest time ago");
        assertEquals(200, store.clean(199));
        assertTrue(Files.exists(entry(folder, "number", 0)));
        assertEquals(0, store(folder.resolve("nowhere"), true).clean(0), "what is not there is empty");
    }

    @Test
    void whatIsUsedIsMarkedOnceADay() throws IOException {
        var store = store(folder, true);
        store.put("number", Store.key(1), out -> out.writeInt(1));
        Path file = entry(folder, "number", 1);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, old);
        store.get("number", Store.key(1), in -> in.readInt());
        FileTime now = Files.getLastModifiedTime(file);
        assertTrue(now.compareTo(old) > 0);
        FileTime recent = FileTime.fromMillis(now.toMillis() - 3_600_000);
        Files.setLastModifiedTime(file, recent);
        store.get("number", Store.key(1), in -> in.readInt());
        assertEquals(recent, Files.getLastModifiedTime(file));
    }

    @Test
    void aScratchFileGoesWhenItIsClosed() throws IOException {
        var store = store(folder, true);
        var one = store.scratch();
        try (one;
                var two = store.scratch()) {
            one.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertEquals(3, one.size());
            assertEquals(0, two.size(), "each is one of its own");
            assertEquals(List.of(), store.contents(), "it is no entry");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void aHashIsTheUsualOne() throws IOException {
        Path file = Files.writeString(folder.resolve("input"), "abc");
        String known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, B.1
        assertEquals(known, store(folder.resolve("store"), true).hashOf(file));
        assertEquals(known, store(folder.resolve("store"), true).hashOf(file), "as it is kept");
        assertEquals(known, store(folder.resolve("store"), false).hashOf(file), "as it is made");
        assertThrows(IOException.class, () -> store(folder, true).hashOf(folder.resolve("none")));
    }

    @Test
    void partsOfAKeyAreTakenAsTheyAreWritten() {
        assertEquals(64, Store.key().length());
        assertNotEquals(Store.key("a"), Store.key("a", ""));
        assertNotEquals(Store.key("1:a"), Store.key("1", "a"));
        assertEquals(Store.key(1), Store.key("1"));
        assertEquals(Store.key(List.of(1, 2)), Store.key("[1, 2]"));
        assertEquals(Store.key((Object) null), Store.key("null"));
    }
}
