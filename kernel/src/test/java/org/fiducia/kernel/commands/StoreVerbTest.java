package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.kernel.store.Store;
import org.fiducia.kernel.store.StoreFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreVerbTest {
    private static final int HEADER = 20;

    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                System.getenv("FIDUCIA_STORE") == null && System.getenv("FIDUCIA_STORE_LIMIT") == null,
                "skipped: the environment chooses a store");
        console = new Console(folder, 1_000_000);
        console.add(StoreVerb::new);
    }

    @AfterEach
    void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    /** Keeps so many bytes, used so many seconds after the epoch. */
    private Path keep(String kind, int number, int bytes, long used) throws Exception {
        String key = Store.key(kind, number);
        new Store(folder.resolve("store"), true, Long.MAX_VALUE, remark -> {})
                .put(kind, key, out -> out.write(new byte[bytes - HEADER]));
        Path file = folder.resolve("store")
                .resolve(kind)
                .resolve(key.substring(0, 2))
                .resolve(key.substring(2));
        assertEquals(bytes, Files.size(file));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * used));
        return file;
    }

    @Test
    void showsWhatIsKeptByKind() throws Exception {
        keep("selection", 1, 1_500_000, 1);
        keep("selection", 2, 500_000, 1);
        keep("hash", 1, 100, 1);
        Console.Outcome outcome = console.run("store");
        assertEquals(0, outcome.code());
        List<String> lines =
                outcome.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertEquals(
                List.of(
                        folder.resolve("store") + ", up to 4.00 GB",
                        "kind entries size",
                        "hash 1 0.1 kB",
                        "selection 2 2.0 MB",
                        "all 3 2.0 MB"),
                lines);
        assertEquals("", outcome.err());
    }

    @Test
    void anEmptyStoreIsNoError() {
        Console.Outcome outcome = console.run("store");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("all         0  0.0 kB"), outcome.out());
        assertEquals(0, console.run("store", "--clean").code());
    }

    @Test
    void cleansEverythingAndNothingElse() throws Exception {
        Path entry = keep("selection", 1, 3000, 1);
        Path other = Files.writeString(folder.resolve("store/classes.jsa"), "the launcher's");
        Console.Outcome outcome = console.run("store", "--clean");
        assertEquals("removed 3.0 kB from " + folder.resolve("store") + "\n", outcome.out());
        assertFalse(Files.exists(entry));
        assertTrue(Files.exists(other));
    }

    @Test
    void piecesOfFilesThatAreElsewhereAreBesideIt() throws Exception {
        Path entry = keep("selection", 1, 3000, 1);
        Store cache = Store.cache(folder.resolve("store"), Long.MAX_VALUE, remark -> {});
        String key = Store.key("piece");
        cache.put("piece", key, out -> out.write(new byte[2000 - HEADER]));
        Console.Outcome outcome = console.run("store");
        assertTrue(outcome.out().replaceAll(" +", " ").contains("all 1 3.0 kB"), outcome.out());
        assertTrue(
                outcome.out().contains("of files that are elsewhere: 1 pieces, 2.0 kB, up to 10.00 GB"), outcome.out());
        new Store(folder.resolve("store"), true, 0, remark -> {}).clean(0);
        assertFalse(Files.exists(entry));
        assertTrue(cache.has("piece", key), "the limit of the store is not that of the cache");
        assertEquals("removed 2.0 kB", console.run("store", "--clean").out().split(" from")[0]);
        assertFalse(cache.has("piece", key));
    }

    @Test
    void keepsWhatWasUsedLast() throws Exception {
        Path old = keep("selection", 1, 1000, 100);
        Path middle = keep("binned", 2, 1000, 200);
        Path young = keep("selection", 3, 1000, 300);
        assertEquals(
                "removed 0.0 kB", console.run("store", "--keep", "3k").out().split(" from")[0]);
        Console.Outcome outcome = console.run("store", "--keep", "2.5 kB");
        assertEquals("removed 1.0 kB", outcome.out().split(" from")[0]);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(middle) && Files.exists(young));
        console.run("store", "--keep", "1k");
        assertFalse(Files.exists(middle));
        assertTrue(Files.exists(young));
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "-1G", "1X", "1e9", "", " ", "1.2345G", "99999999999"})
    void aSizeThatIsNoneIsRefused(String size) throws Exception {
        Path entry = keep("selection", 1, 1000, 1);
        var e = assertThrows(FiduciaException.class, () -> StoreFolder.bytes("--keep", size));
        assertEquals(Kind.USAGE, e.kind());
        assertEquals("--keep is '" + size + "', which is no size", e.getMessage());
        if (!size.isEmpty()) { // no size at all is none asked for
            assertEquals(2, console.run("store", "--keep", size).code());
        }
        assertTrue(Files.exists(entry));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "1k, 1000",
        "1kB, 1000",
        "500M, 500000000",
        "4G, 4000000000",
        "2.5 GB, 2500000000",
        "1T, 1000000000000",
        "' 3M ', 3000000"
    })
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertEquals(bytes, StoreFolder.bytes("x", text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 kB",
        "999, 1.0 kB",
        "49, 0.0 kB",
        "999949, 999.9 kB",
        "1000000, 1.0 MB",
        "999900000, 999.9 MB",
        "1000000000, 1.00 GB",
        "123456789012, 123.46 GB"
    })
    void sizesArePrintedAsPeopleReadThem(long bytes, String text) {
        assertEquals(text, StoreFolder.size(bytes));
    }

    @Test
    void theStoreIsMadeWhereTheDistributionIs() {
        assertEquals(folder.resolve("store"), StoreFolder.of(folder, Map.of()));
        assertTrue(Files.isDirectory(folder.resolve("store")));
    }

    @Test
    void aDistributionThatIsNotOursToWriteHasItsStoreElsewhere() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path elsewhere = StoreFolder.of(file, Map.of()); // a folder cannot be made in a file
        assertTrue(elsewhere.startsWith(System.getProperty("java.io.tmpdir")), elsewhere.toString());
        assertTrue(elsewhere.toString().endsWith(System.getProperty("user.name")), "one for each user");
    }
}
