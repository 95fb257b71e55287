package org.fiducia.reader.root.internal.tree;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.reader.root.OldRootFile;
import org.fiducia.reader.root.internal.object.ClassCatalog;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.Key;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.storage.StoredObject;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated files end in an answer or in an error for the user: no hang, no other exception, no absurd allocation. */
class FuzzTest {
    private static final long SECONDS = 600;
    private static final long MOST_BYTES = 700L << 20;

    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    @TempDir
    private Path folder;

    private int refused;

    @AfterEach
    void stop() {
        worker.shutdownNow();
    }

    /** Bytes of the file are changed: mostly the compressed blocks suffer, and the header, keys and baskets. */
    @ParameterizedTest
    @CsvSource({
        "data/run3/ggH_M124.root, 700",
        "data/run3/ZH_M120.root, 700",
        "data/formats/uproot-HZZ-uncompressed.root, 500",
        "data/formats/uproot-HZZ-lz4.root, 300",
        "data/formats/uproot-HZZ-lzma.root, 100",
        "data/real/atlas-2020-4lep/data_A.4lep.root, 500",
        "data/formats/trees/double32-float16.root, 400",
        "data/formats/trees/all-types.root, 400",
        "data/formats/trees/embedded-baskets.root, 150",
        "data/formats/rntuple/ntpl001_staff_rntuple_v1-0-0-0.root, 300",
        "data/formats/rntuple/test_nested_structs_rntuple_v1-0-0-0.root, 300",
        "data/formats/rntuple/cmsopendata2015_ttbar_19980_NANOAOD_RNTupleImporter_rntuple_v1-0-0-1.root, 100"
    })
    void survivesChangedFiles(String name, int cases) throws Exception {
        Path original = name.contains("run3")
                ? SharedFolder.sample(Path.of(name).getFileName().toString())
                : SharedFolder.require(name);
        byte[] whole = Files.readAllBytes(original);
        Path file = folder.resolve("fuzz.root");
        for (int i = 0; i < cases; i++) {
            Random random = new Random(31L * i + 7);
            Files.write(file, mutate(whole, random, whole.length));
            attempt(name + ", case " + i, () -> readAll(file));
        }
        assertTrue(refused > cases / 20, refused + " of " + cases + " refused");
    }

    /** The header of a tree is changed after decompression, so that every number in it is reached. */
    @ParameterizedTest
    @CsvSource({
        "data/run3/ggH_M124.root, Events, 1500",
        "data/formats/nano_dimuon.root, Runs, 500",
        "data/real/atlas-2020-4lep/data_A.4lep.root, mini, 700",
        "data/formats/trees/double32-float16.root, tree, 700",
        "data/formats/trees/embedded-baskets.root, DstTree, 200"
    })
    void survivesChangedTrees(String name, String tree, int cases) throws Exception {
        Path path = name.contains("run3")
                ? SharedFolder.sample(Path.of(name).getFileName().toString())
                : SharedFolder.require(name);
        try (RootFile file = RootFile.open(path)) {
            Key key = file.objects().get(tree);
            byte[] whole = bytes(file.object(key), key);
            ClassCatalog catalog = ClassCatalog.of(file);
            for (int i = 0; i < cases; i++) {
                byte[] changed = mutate(whole, new Random(17L * i + 3), whole.length);
                attempt(
                        name + ", case " + i,
                        () -> RootEventFile.guard(path, () -> {
                            var stored = new StoredObject(key, new ByteCursor(changed));
                            return readBranches(path, file, TreeParser.parse(tree, stored, catalog));
                        }));
            }
        }
        assertTrue(refused > cases / 20, refused + " of " + cases + " refused");
    }

    /** Every byte of a tree's header in turn is set to its extremes. */
    @Test
    void survivesExtremeBytesInATree() throws Exception {
        Path path = SharedFolder.sample("ggH_M124.root");
        try (RootFile file = RootFile.open(path)) {
            Key key = file.objects().get("Runs");
            byte[] whole = bytes(file.object(key), key);
            ClassCatalog catalog = ClassCatalog.of(file);
            for (int at = 0; at < whole.length; at++) {
                for (byte value : new byte[] {0, 0x7F, (byte) 0x80, (byte) 0xFF}) {
                    byte[] changed = whole.clone();
                    changed[at] = value;
                    attempt(
                            "byte " + at + " = " + value,
                            () -> RootEventFile.guard(path, () -> {
                                var stored = new StoredObject(key, new ByteCursor(changed));
                                return readBranches(path, file, TreeParser.parse("Runs", stored, catalog));
                            }));
                }
            }
        }
    }

    /** Files of early versions, whose every number stands there uncompressed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void survivesChangedOldFiles(int version) throws Exception {
        OldRootFile written = new OldRootFile[] {
                    OldRootFile.ROOT2_EARLY,
                    OldRootFile.ROOT2,
                    OldRootFile.ROOT3_FIRST,
                    OldRootFile.ROOT3,
                    OldRootFile.ROOT4
                }
                [version];
        byte[] whole = Files.readAllBytes(written.write(folder.resolve("old.root")));
        Path file = folder.resolve("fuzz.root");
        for (int i = 0; i < 500; i++) {
            Files.write(file, mutate(whole, new Random(13L * i + version), whole.length));
            attempt("version " + version + ", case " + i, () -> readAll(file));
        }
        for (int at = 100 + version; at < whole.length; at += 5) {
            for (byte value : new byte[] {0, 0x7F, (byte) 0x80, (byte) 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] = value;
                Files.write(file, changed);
                attempt("byte " + at + " = " + value, () -> readAll(file));
            }
        }
        assertTrue(refused > 25, refused + " refused");
    }

    private static byte[] bytes(StoredObject object, Key key) {
        return object.bytes().int8s(key.objectLength());
    }

    private void attempt(String what, Callable<Long> work) throws InterruptedException {
        Callable<Long> measured = () -> {
            long thread = Thread.currentThread().getId();
            var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = bean.getThreadAllocatedBytes(thread);
            try {
                work.call();
            } catch (FiduciaException e) {
                refused++;
            }
            return bean.getThreadAllocatedBytes(thread) - before;
        };
        try {
            long allocated = worker.submit(measured).get(SECONDS, TimeUnit.SECONDS);
            assertTrue(allocated < MOST_BYTES, what + " allocated " + allocated + " bytes");
        } catch (TimeoutException e) {
            fail(what + " does not end", e);
        } catch (ExecutionException e) {
            fail(what + " failed with " + e.getCause(), e.getCause());
        }
    }

    private static long readAll(Path path) throws IOException {
        long values = 0;
        try (RootEventFile file = RootEventFile.open(path)) {
            values += file.notes().size();
            for (TreeInfo tree : file.trees()) {
                List<String> readable = tree.branches().stream()
                        .filter(b -> b.kind() != null)
                        .map(BranchInfo::name)
                        .toList();
                if (!readable.isEmpty()) {
                    try (var cursor = file.read(tree.name(), readable)) {
                        for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                            values += batch.size();
                            for (String name : readable) {
                                values += batch.reals(name).length;
                            }
                        }
                    }
                }
            }
        }
        return values;
    }

    private static long readBranches(Path path, RootFile file, Tree tree) throws IOException {
        long values = 0;
        for (var branch : tree.byName().entrySet()) {
            if (branch.getValue().unreadable(tree.entries()).isEmpty()) {
                var cursor = new RootEventCursor(
                        path, file, tree, Map.of(branch.getKey(), branch.getValue()), 0, tree.entries());
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    values += batch.size();
                }
            }
        }
        return values;
    }

    /** One to eight changes: bits flipped, numbers set to extremes, bytes put in, taken out, or the end cut off. */
    private static byte[] mutate(byte[] whole, Random random, int end) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : random.nextInt(Math.min(bytes.length, 2000));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3, 4 -> {
                    byte value = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), value);
                }
                case 5 -> bytes[at] = (byte) random.nextInt();
                case 6 -> {
                    int length = 1 + random.nextInt(8);
                    byte[] longer = new byte[bytes.length + length];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
                default -> {
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
                    bytes = shorter.length > 2000 ? shorter : bytes;
                }
            }
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(end)) : bytes;
    }
}
