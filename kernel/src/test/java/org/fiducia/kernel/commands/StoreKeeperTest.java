package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fiducia.api.store.Keeper;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plug-in makes is made once, as long as it is there. */
class StoreKeeperTest {
    @TempDir
    Path folder;

    private final AtomicInteger made = new AtomicInteger();

    private StoreKeeper keeper(long limit) {
        return new StoreKeeper(new Store(folder, true, limit, damaged -> {}));
    }

    private byte[] kept(Object maker, String what) {
        return keeper(Long.MAX_VALUE).kept(maker, what, () -> new byte[] {(byte) made.incrementAndGet(), 5});
    }

    @Test
    void theSameIsMadeOnce() {
        assertArrayEquals(new byte[] {1, 5}, kept(this, "a"));
        assertArrayEquals(new byte[] {1, 5}, kept(this, "a"));
        assertArrayEquals(new byte[] {1, 5}, kept(new StoreKeeperTest(), "a"), "of the same code");
        assertEquals(1, made.get());
    }

    @Test
    void anotherThingAndAnotherMakerAreOthers() {
        kept(this, "a");
        assertArrayEquals(new byte[] {2, 5}, kept(this, "b"));
        assertArrayEquals(new byte[] {3, 5}, kept("somebody", "a"));
        assertArrayEquals(new byte[] {1, 5}, kept(this, "a"));
    }

    @Test
    void whatIsDamagedIsMadeAnew() throws Exception {
        kept(this, "a");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[10]);
            }
        }
        assertArrayEquals(new byte[] {2, 5}, kept(this, "a"));
        assertArrayEquals(new byte[] {2, 5}, kept(this, "a"));
    }

    @Test
    void whatCannotBeMadeIsNotKept() {
        assertThrows(
                IllegalStateException.class,
                () -> keeper(Long.MAX_VALUE).kept(this, "a", () -> {
                    throw new IllegalStateException();
                }));
        assertArrayEquals(new byte[] {1, 5}, kept(this, "a"));
    }

    @Test
    void atTheEndItTakesNoMoreThanItMay() {
        StoreKeeper small = keeper(100);
        small.kept(this, "a", () -> new byte[500]);
        small.stop();
        assertArrayEquals(new byte[] {1, 5}, kept(this, "a"), "it has gone");
    }

    @Test
    void hashesFilesAsEveryKeeperDoes() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "abc");
        String sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, B.1
        assertEquals(sha256, keeper(Long.MAX_VALUE).hash(file));
        assertEquals(sha256, keeper(Long.MAX_VALUE).hash(file), "remembered");
        assertEquals(sha256, Keeper.NONE.hash(file));
        Files.writeString(file, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
        assertEquals(
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                keeper(Long.MAX_VALUE).hash(file),
                "of what it holds now");
    }
}
