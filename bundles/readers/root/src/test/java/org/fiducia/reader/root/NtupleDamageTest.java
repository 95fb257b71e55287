package org.fiducia.reader.root;

import static org.fiducia.reader.root.NtupleFile.COLLECTION;
import static org.fiducia.reader.root.NtupleFile.LEAF;
import static org.fiducia.reader.root.NtupleFile.RECORD;
import static org.fiducia.reader.root.NtupleFile.VARIANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RNTuples with bytes that are wrong end in an answer or in one clear message, whether a checksum tells or not. */
class NtupleDamageTest {
    private static final long MOST_BYTES = 600L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private int refused;

    private static byte[] u(int width, long... values) {
        return new NtupleFile.Bytes().u(width, values).toBytes();
    }

    /** Every structure there is, in two clusters. */
    private static NtupleFile everything() {
        var file = new NtupleFile();
        int number = file.column(7, 32, file.field(LEAF, "x", "std::int32_t"));
        int jets = file.field(COLLECTION, "jets", "std::vector<Jet>");
        int jet = file.field(jets, RECORD, "_0", "Jet");
        int pt = file.column(0x18, 32, file.field(jet, LEAF, "pt", "float"));
        int hits = file.field(jet, COLLECTION, "hits", "std::vector<std::int8_t>");
        int hit = file.column(3, 8, file.field(hits, LEAF, "_0", "std::int8_t"));
        int jetEnds = file.column(0x1A, 32, jets);
        int hitEnds = file.column(0x0F, 64, hits);
        int variant = file.field(VARIANT, "v", "std::variant<std::int8_t>");
        int alternative = file.column(3, 8, file.field(variant, LEAF, "_0", "std::int8_t"));
        int tags = file.column(0x10, 96, variant);
        int array = file.field(-1, LEAF, "a", "std::array<bool,3>", 3, -1);
        int flags = file.column(0, 1, file.field(array, LEAF, "_0", "bool"));
        int range = file.column(0x1D, 5, file.field(LEAF, "q", "float"), 0, Long.MIN_VALUE, 0, 31);
        file.extend();
        int late = file.column(3, 8, file.field(LEAF, "late", "std::int8_t"), 0, 1);
        for (int c = 0; c < 2; c++) {
            file.cluster(2)
                    .page(number, 2, u(4, 1, 2))
                    .page(jetEnds, 2, u(1, 1, 2, 0, 0, 0, 0, 0, 0))
                    .page(pt, 3, new byte[12])
                    .page(hitEnds, 3, u(8, 1, 1, 4))
                    .page(hit, 4, u(1, 1, 2, 3, 4))
                    .page(tags, 2, u(4, 0, 0, 1, 1, 0, 1))
                    .page(alternative, 2, u(1, 5, 6))
                    .page(flags, 6, u(1, 0b101101))
                    .page(range, 2, u(2, 0b1111100001))
                    .page(late, 1 + c, u(1, Arrays.copyOf(new long[] {7, 8}, 1 + c)));
            file.group();
        }
        return file;
    }

    private static String message(Path path) {
        var e = assertThrows(FiduciaException.class, () -> readAll(path));
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
        assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
        return e.getMessage();
    }

    private static long readAll(Path path) throws IOException {
        long values = 0;
        try (EventFile file = new RootReader().open(path)) {
            values += file.notes().size();
            for (TreeInfo tree : file.trees()) {
                List<String> readable = tree.branches().stream()
                        .filter(b -> b.kind() != null)
                        .map(BranchInfo::name)
                        .toList();
                if (!readable.isEmpty()) {
                    try (var cursor = file.read(tree.name(), readable)) {
                        for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
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

    @Test
    void namesFileFieldAndEntryOfADamagedPage() throws IOException {
        var file = new NtupleFile();
        int number = file.column(7, 32, file.field(LEAF, "x", "std::int32_t"));
        int jets = file.field(COLLECTION, "jets", "std::vector<Jet>");
        int pt = file.column(7, 32, file.field(file.field(jets, RECORD, "_0", "Jet"), LEAF, "pt", "std::int32_t"));
        int ends = file.column(0x0E, 32, jets);
        file.cluster(3).page(number, 3, u(4, 1, 2, 3)).page(pt, 0, new byte[0]).page(ends, 3, u(4, 0, 0, 0));
        file.cluster(3)
                .page(number, 2, u(4, 4, 5))
                .page(number, 1, u(4, 6))
                .page(pt, 3, u(4, 7, 8, 9))
                .page(pt, 1, u(4, 10))
                .page(ends, 3, u(4, 0, 3, 4));
        NtupleFile.Written written = file.write(folder.resolve("n.root"));
        byte[] whole = Files.readAllBytes(written.path());
        // pages: x 0-2, pt none, ends; x 3-4, x 5, pt of entry 4, pt of entry 5, ends
        String[] expected = {
            "x, entry 0",
            "",
            "jets, entry 0",
            "x, entry 3",
            "x, entry 5",
            "jets._0.pt, entry 4",
            "jets._0.pt, entry 5",
            "jets, entry 3"
        };
        for (int i = 0; i < expected.length; i++) {
            byte[] damaged = whole.clone();
            int at = (int) (long) written.pages().get(i);
            damaged[at] ^= 1;
            Path path = Files.write(folder.resolve("damaged.root"), damaged);
            if (expected[i].isEmpty()) {
                assertTrue(readAll(path) > 0, "a page without elements is not read");
            } else {
                String said = message(path);
                assertTrue(said.contains("field " + expected[i] + ": the page at byte " + at), said);
                assertTrue(said.contains("its checksum is wrong"), said);
            }
        }
        byte[] cut = Arrays.copyOf(whole, (int) (long) written.pages().get(3));
        assertTrue(message(Files.write(folder.resolve("cut.root"), cut)).contains("cut off"));
    }

    @Test
    void tellsWhichEnvelopeIsDamaged() throws IOException {
        NtupleFile.Written written = everything().write(folder.resolve("n.root"));
        byte[] whole = Files.readAllBytes(written.path());
        for (long at : new long[] {written.header(), written.footer()}) {
            byte[] damaged = whole.clone();
            damaged[(int) at + 20] ^= 0x40;
            String said = message(Files.write(folder.resolve("damaged.root"), damaged));
            assertTrue(
                    said.contains(at == written.header() ? "the header of RNTuple n" : "the footer of RNTuple n"),
                    said);
            assertTrue(said.contains("its checksum is wrong"), said);
        }
    }

    @Test
    void refusesEnvelopesThatAreCutOff() throws IOException {
        assertTrue(readAll(everything().write(folder.resolve("n.root")).path()) > 0);
        for (int type = 1; type <= 3; type++) {
            for (int length = 8; length < 60; length += 13) {
                int kept = length;
                NtupleFile file = everything();
                file.change(type, bytes -> {
                    byte[] cut = Arrays.copyOf(bytes, kept);
                    byte[] head = u(2, (kept + 8) & 0xFFFF); // the length that it gives itself
                    System.arraycopy(head, 0, cut, 2, 2);
                    return cut;
                });
                String said = message(file.write(folder.resolve("n.root")).path());
                assertTrue(said.contains("claims") || said.contains("belongs") || said.contains("counts"), said);
                assertFalse(said.contains("Exception"), said);
            }
        }
    }

    /** Bytes are changed before the checksums are made, so that nothing but what they say tells that they are wrong. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void survivesEveryByteThatIsWrong(int type) throws IOException {
        var longest = new int[1];
        NtupleFile measured = everything();
        measured.change(type, bytes -> {
            longest[0] = Math.max(longest[0], bytes.length);
            return bytes;
        });
        measured.write(folder.resolve("n.root"));
        for (int at = 0; at < longest[0]; at++) {
            for (byte value : new byte[] {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF}) {
                int index = at;
                NtupleFile file = everything();
                file.change(type, bytes -> {
                    byte[] changed = bytes.clone();
                    if (index < changed.length) {
                        changed[index] = value;
                    }
                    return changed;
                });
                attempt(
                        "envelope " + type + ", byte " + at + " = " + value,
                        file.write(folder.resolve("n.root")).path());
            }
        }
        assertTrue(refused > longest[0] / 10, refused + " refused");
    }

    /** Bits and lengths of the file itself are changed. */
    @Test
    void survivesChangedFiles() throws IOException {
        byte[] whole =
                Files.readAllBytes(everything().write(folder.resolve("n.root")).path());
        for (int i = 0; i < 3000; i++) {
            var random = new Random(19L * i + 5);
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            if (i % 7 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            attempt("case " + i, Files.write(folder.resolve("fuzz.root"), bytes));
        }
        assertTrue(refused > 2000, refused + " refused");
    }

    private void attempt(String what, Path path) {
        assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    long thread = Thread.currentThread().getId();
                    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    long before = bean.getThreadAllocatedBytes(thread);
                    try {
                        readAll(path);
                    } catch (FiduciaException e) {
                        refused++;
                        String said = e.getMessage();
                        assertFalse(said.contains("Exception") || said.contains("Error"), what + ": " + said);
                    }
                    long allocated = bean.getThreadAllocatedBytes(thread) - before;
                    assertTrue(allocated < MOST_BYTES, what + " allocated " + allocated + " bytes");
                },
                what);
    }
}
