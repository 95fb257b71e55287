package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces stay as long as there is room, and are never wrong. */
class StoreCacheTest {
    @TempDir
    Path folder;

    private StoreCache cache(long limit) {
        return new StoreCache(Store.cache(folder, limit, damaged -> {}), limit);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aPieceIsFoundAgain() {
        cache(1000).put("a", new byte[] {1, 2});
        assertTrue(cache(1000).has("a"));
        assertArrayEquals(new byte[] {1, 2}, cache(1000).get("a").orElseThrow());
        assertFalse(cache(1000).has("b"));
        assertEquals(Optional.empty(), cache(1000).get("b"));
    }

    @Test
    void aDamagedPieceIsNone() throws Exception {
        cache(1000).put("a", new byte[100]);
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertEquals(Optional.empty(), cache(1000).get("a"));
        cache(1000).put("a", new byte[] {3});
        assertArrayEquals(new byte[] {3}, cache(1000).get("a").orElseThrow(), "it is replaced");
    }

    /** Three of 500 bytes with their headers, of which two have room: one was used hours ago alone. */
    @Test
    void beyondItsSizeWhatWasNotUsedGoes() throws Exception {
        StoreCache cache = cache(1100);
        for (String key : List.of("a", "b")) {
            cache.put(key, new byte[480]);
        }
        for (Path file : files()) {
            Files.setLastModifiedTime(
                    file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() - 7_200_000));
        }
        assertTrue(cache.get("a").isPresent(), "used now");
        cache.put("c", new byte[480]);
        cache.stop();
        assertTrue(cache.has("a") && cache.has("c"));
        assertFalse(cache.has("b"));
    }

    @Test
    void withoutRoomNothingIsKept() throws Exception {
        cache(0).put("a", new byte[10]);
        assertEquals(List.of(), files());
        assertFalse(cache(0).has("a"));
    }
}
