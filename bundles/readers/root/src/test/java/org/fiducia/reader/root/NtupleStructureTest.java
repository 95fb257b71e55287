package org.fiducia.reader.root;

import static org.fiducia.reader.root.NtupleFile.COLLECTION;
import static org.fiducia.reader.root.NtupleFile.LEAF;
import static org.fiducia.reader.root.NtupleFile.RECORD;
import static org.fiducia.reader.root.NtupleFile.STREAMED;
import static org.fiducia.reader.root.NtupleFile.VARIANT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections, records, variants, clusters and fields that came late, from bytes written after the specification. */
class NtupleStructureTest {
    private static final int INT32 = 7;
    private static final int INT8 = 3;
    private static final int INDEX32 = 0x0E;
    private static final int INDEX64 = 0x0F;
    private static final int SWITCH = 0x10;
    private static final int REAL16 = 0x0B;
    private static final int REAL32 = 0x0C;
    private static final int CHAR = 2;
    private static final long BEGINNING = Long.MIN_VALUE;

    @TempDir
    private Path folder;

    private final NtupleFile file = new NtupleFile();

    private static byte[] u(int width, long... values) {
        return new NtupleFile.Bytes().u(width, values).toBytes();
    }

    private static byte[] floats(double... values) {
        var out = new NtupleFile.Bytes();
        for (double value : values) {
            out.u(4, Float.floatToIntBits((float) value));
        }
        return out.toBytes();
    }

    private Path write() throws IOException {
        return file.write(folder.resolve("n.root")).path();
    }

    private ReadTree read() throws IOException {
        return ReadTree.all(write(), "n");
    }

    private static List<String> names(TreeInfo tree) {
        return tree.branches().stream().map(BranchInfo::name).toList();
    }

    private static long[] integers(ReadTree tree, String name) {
        return tree.column(name).integers();
    }

    private int int32(int parent, String name) {
        return file.column(INT32, 32, file.field(parent, LEAF, name, "std::int32_t"));
    }

    /** Two of the vectors of vectors {{1, 2}, {}}, {}, {{3}, {4, 5, 6}, {7}}. */
    @Test
    void readsCollectionsOfCollections() throws IOException {
        int outer = file.field(COLLECTION, "v", "std::vector<std::vector<std::int32_t>>");
        int inner = file.field(outer, COLLECTION, "_0", "std::vector<std::int32_t>");
        int values = int32(inner, "_0");
        int first = file.column(INDEX64, 64, outer);
        int second = file.column(INDEX32, 32, inner);
        file.cluster(3)
                .page(first, 3, u(8, 2, 2, 5))
                .page(second, 2, u(4, 2, 2))
                .page(second, 3, u(4, 3, 6, 7))
                .page(values, 7, u(4, 1, 2, 3, 4, 5, 6, 7));
        ReadTree tree = read();
        assertEquals(List.of("v.size", "v"), names(tree.info()));
        assertArrayEquals(new int[] {0, 2, 2, 7}, tree.offsets("v"));
        assertArrayEquals(LongStream.rangeClosed(1, 7).toArray(), integers(tree, "v"));
        assertArrayEquals(new int[] {0, 2, 2, 5}, tree.offsets("v.size"));
        assertArrayEquals(new long[] {2, 0, 1, 3, 1}, integers(tree, "v.size"));
        ReadTree last = ReadTree.inRanges(write(), "n", 1);
        assertArrayEquals(integers(tree, "v"), integers(last, "v"));
        assertArrayEquals(tree.offsets("v"), last.offsets("v"));
        assertArrayEquals(integers(tree, "v.size"), integers(last, "v.size"));
    }

    @Test
    void readsRecordsInCollections() throws IOException {
        int jets = file.field(COLLECTION, "jets", "std::vector<Jet>");
        int jet = file.field(jets, RECORD, "_0", "Jet");
        int pt = int32(jet, "pt");
        int tracks = file.field(jet, COLLECTION, "tracks", "std::vector<Track>");
        int track = file.field(tracks, RECORD, "_0", "Track");
        int charge = file.column(INT8, 8, file.field(track, LEAF, "charge", "std::int8_t"));
        int p = file.field(track, LEAF, "p", "std::array<std::int32_t,2>", 2, -1);
        int components = int32(p, "_0");
        int jetEnds = file.column(INDEX64, 64, jets);
        int trackEnds = file.column(INDEX64, 64, tracks);
        for (int c = 0; c < 2; c++) { // counting begins anew in each
            file.cluster(2)
                    .page(jetEnds, 2, u(8, 0, 2))
                    .page(pt, 2, u(4, 30 + c, 20 + c))
                    .page(trackEnds, 2, u(8, 1, 3))
                    .page(charge, 3, u(1, 1, -1, 1))
                    .page(components, 6, u(4, 1, 2, 3, 4, 5, 6 + c));
        }
        ReadTree tree = read();
        assertEquals(
                List.of("jets", "jets.pt", "jets.tracks", "jets.tracks.charge", "jets.tracks.p"), names(tree.info()));
        assertEquals(
                "std::int32_t[jets]",
                tree.info().branch("jets.pt").orElseThrow().type());
        assertFalse(tree.info().branch("jets").orElseThrow().jagged());
        assertArrayEquals(new long[] {0, 2, 0, 2}, integers(tree, "jets"));
        assertArrayEquals(new long[] {30, 20, 31, 21}, integers(tree, "jets.pt"));
        assertArrayEquals(new int[] {0, 0, 2, 2, 4}, tree.offsets("jets.pt"));
        assertArrayEquals(new long[] {1, 2, 1, 2}, integers(tree, "jets.tracks"));
        assertArrayEquals(new long[] {1, -1, 1, 1, -1, 1}, integers(tree, "jets.tracks.charge"));
        assertArrayEquals(new int[] {0, 0, 6, 6, 12}, tree.offsets("jets.tracks.p"));
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 7}, integers(tree, "jets.tracks.p"));
    }

    @Test
    void readsTextsArraysAndWhatIsWrapped() throws IOException {
        int text = file.field(LEAF, "s", "std::string");
        int ends = file.column(INDEX64, 64, text);
        int characters = file.column(CHAR, 8, text);
        int matrix = file.field(-1, LEAF, "m", "std::array<std::array<std::int32_t,2>,2>", 2, -1);
        int cells = int32(file.field(matrix, LEAF, "_0", "std::array<std::int32_t,2>", 2, -1), "_0");
        int one = int32(file.field(-1, LEAF, "one", "std::array<std::int32_t,1>", 1, -1), "_0");
        int wrapped = int32(file.field(LEAF, "a", "std::atomic<std::int32_t>"), "_0");
        int bits = file.column(0, 1, file.field(-1, LEAF, "b", "std::bitset<5>", 5, -1));
        file.cluster(2)
                .page(ends, 2, u(8, 3, 5))
                .page(characters, 5, "abcé".getBytes(StandardCharsets.UTF_8))
                .page(cells, 8, u(4, 1, 2, 3, 4, 5, 6, 7, 8))
                .page(one, 2, u(4, 5, 6))
                .page(wrapped, 2, u(4, -7, 9))
                .page(bits, 10, u(2, 0b01001_10110));
        ReadTree tree = read();
        assertArrayEquals(new long[] {'a', 'b', 'c', 0xC3, 0xA9}, of(integers(tree, "s"), 0xFF));
        assertArrayEquals(new int[] {0, 3, 5}, tree.offsets("s"));
        assertArrayEquals(new int[] {0, 4, 8}, tree.offsets("m"));
        assertArrayEquals(LongStream.rangeClosed(1, 8).toArray(), integers(tree, "m"));
        assertTrue(tree.info().branch("one").orElseThrow().jagged());
        assertArrayEquals(new int[] {0, 1, 2}, tree.offsets("one"));
        assertArrayEquals(new long[] {-7, 9}, integers(tree, "a"));
        assertArrayEquals(new long[] {0, 1, 1, 0, 1, 1, 0, 0, 1, 0}, integers(tree, "b"));
    }

    private static long[] of(long[] values, long mask) {
        return LongStream.of(values).map(value -> value & mask).toArray();
    }

    /** Integer 5, nothing, text "ab", integers 6 and 7. */
    @Test
    void readsVariantsByAlternative() throws IOException {
        int variant = file.field(VARIANT, "v", "std::variant<std::int32_t,std::string>");
        int number = int32(variant, "_0");
        int text = file.field(variant, LEAF, "_1", "std::string");
        int ends = file.column(INDEX64, 64, text);
        int characters = file.column(CHAR, 8, text);
        int tags = file.column(SWITCH, 96, variant);
        file.cluster(5)
                .page(
                        tags,
                        5,
                        new NtupleFile.Bytes()
                                .u(8, 0)
                                .u(4, 1)
                                .u(8, 0)
                                .u(4, 0)
                                .u(8, 0)
                                .u(4, 2)
                                .u(8, 1)
                                .u(4, 1)
                                .u(8, 2)
                                .u(4, 1)
                                .toBytes())
                .page(number, 3, u(4, 5, 6, 7))
                .page(ends, 1, u(8, 2))
                .page(characters, 2, u(1, 'a', 'b'));
        ReadTree tree = read();
        assertArrayEquals(new long[] {1, 0, 2, 1, 1}, integers(tree, "v"));
        assertArrayEquals(new int[] {0, 1, 1, 1, 2, 3}, tree.offsets("v._0"));
        assertArrayEquals(new long[] {5, 6, 7}, integers(tree, "v._0"));
        assertArrayEquals(new int[] {0, 0, 0, 2, 2, 2}, tree.offsets("v._1"));
        assertArrayEquals(new long[] {'a', 'b'}, integers(tree, "v._1"));
        ReadTree pieces = ReadTree.inRanges(write(), "n", 2);
        for (String name : names(tree.info())) {
            assertArrayEquals(integers(tree, name), integers(pieces, name), name);
        }
        try (EventFile open = new RootReader().open(write());
                var cursor = open.read("n", List.of("v", "v._0"), 3, 1)) {
            EventBatch batch = cursor.next();
            assertArrayEquals(new long[] {6}, batch.integers("v._0"));
            assertNull(cursor.next());
        }
    }

    /** Members of base classes are the class's own, unless it would not be known which is meant. */
    @Test
    void readsBaseClasses() throws IOException {
        int child = file.field(RECORD, "c", "Child");
        int left = file.field(child, RECORD, ":_0", "Left");
        int right = file.field(child, RECORD, ":_1", "Right");
        int deep = file.field(left, RECORD, ":_0", "Deep");
        int[] columns = {
            int32(deep, "d"),
            int32(deep, "x"),
            int32(left, "x"),
            int32(right, "x"),
            int32(right, "only"),
            int32(right, "own"),
            int32(child, "own")
        };
        NtupleFile.Cluster cluster = file.cluster(1);
        for (int i = 0; i < columns.length; i++) {
            cluster.page(columns[i], 1, u(4, i));
        }
        ReadTree tree = read();
        assertEquals(
                List.of("c.d", "c.Deep.x", "c.Left.x", "c.Right.x", "c.only", "c.Right.own", "c.own"),
                names(tree.info()));
        for (int i = 0; i < columns.length; i++) {
            assertArrayEquals(new long[] {i}, integers(tree, names(tree.info()).get(i)));
        }
        ReadTree other = ReadTree.of(write(), "n", "c.:_1.x", "c.:_0.:_0.d");
        assertArrayEquals(new long[] {3}, integers(other, "c.:_1.x"));
        assertArrayEquals(new long[] {0}, integers(other, "c.:_0.:_0.d"));
    }

    /** A table as those that importers make, shown as vectors with their number, and one that nobody shows. */
    @Test
    void namesTablesAsNanoaodDoes() throws IOException {
        int table = file.field(COLLECTION, "_collection0", "");
        int row = file.field(table, RECORD, "_0", "");
        int value = file.field(row, LEAF, "Muon_pt", "std::int32_t");
        int shown = file.field(-1, COLLECTION, "Muon_pt", "ROOT::VecOps::RVec<std::int32_t>", 0, table);
        file.field(shown, LEAF, "_0", "std::int32_t", 0, value);
        file.field(-1, LEAF, "nMuon", "ROOT::RNTupleCardinality<std::uint32_t>", 0, table);
        int jets = file.field(COLLECTION, "Jet", "");
        int eta = int32(file.field(jets, RECORD, "_0", ""), "eta");
        int pt = file.column(INT32, 32, value);
        int ends = file.column(INDEX64, 64, table);
        int jetEnds = file.column(INDEX64, 64, jets);
        file.cluster(2)
                .page(ends, 2, u(8, 2, 3))
                .page(pt, 3, u(4, 40, 20, 10))
                .page(jetEnds, 2, u(8, 0, 1))
                .page(eta, 1, u(4, -2));
        ReadTree tree = read();
        assertEquals(List.of("Muon_pt", "nMuon", "nJet", "Jet_eta"), names(tree.info()));
        assertEquals(Kind.INTEGER, tree.info().branch("nMuon").orElseThrow().kind());
        assertArrayEquals(new long[] {2, 1}, integers(tree, "nMuon"));
        assertArrayEquals(new int[] {0, 2, 3}, tree.offsets("Muon_pt"));
        assertArrayEquals(new long[] {0, 1}, integers(tree, "nJet"));
        assertArrayEquals(new long[] {-2}, integers(tree, "Jet_eta"));
        ReadTree other = ReadTree.of(write(), "n", "_collection0.Muon_pt", "Jet.eta", "Jet");
        assertArrayEquals(new long[] {40, 20, 10}, integers(other, "_collection0.Muon_pt"));
        assertArrayEquals(new long[] {-2}, integers(other, "Jet.eta"));
        assertArrayEquals(new long[] {0, 1}, integers(other, "Jet"));
    }

    /** One added before the second cluster, one within it, one within the third, of which earlier lists know nothing. */
    @Test
    void readsZerosBeforeAFieldWasAdded() throws IOException {
        int always = int32(-1, "always");
        file.extend();
        int second = file.column(INT32, 32, file.field(LEAF, "second", "std::int32_t"), 0, 3);
        int half = file.column(INT32, 32, file.field(LEAF, "half", "std::int32_t"), 0, 5);
        int vector = file.field(COLLECTION, "v", "std::vector<std::int32_t>");
        int ends = file.column(INDEX32, 32, vector, 0, 7);
        int values = int32(vector, "_0");
        int pair = file.field(-1, LEAF, "p", "std::array<std::int32_t,2>", 2, -1);
        int pairs = file.column(INT32, 32, file.field(pair, LEAF, "_0", "std::int32_t"), 0, 14);
        file.cluster(3).page(always, 3, u(4, 1, 2, 3)).knows(1);
        file.group();
        file.cluster(3)
                .page(always, 3, u(4, 4, 5, 6))
                .page(second, 3, u(4, 40, 50, 60))
                .page(half, 1, u(4, 600));
        file.cluster(3)
                .page(always, 3, u(4, 7, 8, 9))
                .page(second, 3, u(4, 70, 80, 90))
                .page(half, 3, u(4, 700, 800, 900))
                .page(ends, 2, u(4, 2, 3))
                .page(values, 3, u(4, -1, -2, -3))
                .page(pairs, 4, u(4, 1, 2, 3, 4));
        ReadTree tree = read();
        for (BranchInfo branch : tree.info().branches()) {
            assertEquals("", branch.reason());
            assertEquals(Kind.INTEGER, branch.kind());
        }
        assertArrayEquals(LongStream.rangeClosed(1, 9).toArray(), integers(tree, "always"));
        assertArrayEquals(new long[] {0, 0, 0, 40, 50, 60, 70, 80, 90}, integers(tree, "second"));
        assertArrayEquals(new long[] {0, 0, 0, 0, 0, 600, 700, 800, 900}, integers(tree, "half"));
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 0, 0, 2, 3}, tree.offsets("v"));
        assertArrayEquals(new long[] {-1, -2, -3}, integers(tree, "v"));
        assertArrayEquals(new long[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}, integers(tree, "p"));
        ReadTree pieces = ReadTree.inRanges(write(), "n", 2);
        for (String name : names(tree.info())) {
            assertArrayEquals(integers(tree, name), integers(pieces, name), name);
        }
    }

    /** Another form of a field is used from the second cluster on, and one that came late from the third. */
    @Test
    void readsWhicheverFormAClusterHas() throws IOException {
        int field = file.field(LEAF, "x", "float");
        int single = file.column(REAL32, 32, field);
        int half = file.column(REAL16, 16, field, 1, BEGINNING);
        file.extend();
        int range = file.column(0x1D, 8, field, 2, -2, 0, 255);
        file.cluster(1).page(single, 1, floats(1.1)).suppress(half).knows(2);
        file.cluster(1).suppress(single).page(half, 1, u(2, 0x4000)).suppress(range);
        file.cluster(1).suppress(single).suppress(half).page(range, 1, u(1, 3));
        file.cluster(1).page(single, 1, floats(4.5)).suppress(half).suppress(range);
        assertArrayEquals(new double[] {1.1f, 2, 3, 4.5}, read().reals("x"));
    }

    @Test
    void readsNoEntries() throws IOException {
        int column = int32(-1, "x");
        assertEquals(0, read().info().entries());
        assertEquals(0, read().batches());
        var other = new NtupleFile();
        column = other.column(INT32, 32, other.field(LEAF, "x", "std::int32_t"));
        other.cluster(0);
        other.cluster(2).page(column, 0, new byte[0]).page(column, 2, u(4, 1, 2));
        other.cluster(0);
        other.group();
        other.group();
        other.cluster(1).page(column, 1, u(4, 3));
        ReadTree tree = ReadTree.all(other.write(folder.resolve("m.root")).path(), "n");
        assertArrayEquals(new long[] {1, 2, 3}, integers(tree, "x"));
        assertEquals(2, tree.batches(), "one for each cluster with entries");
    }

    @Test
    void listsWhatItDoesNotReadWithTheReason() throws IOException {
        int good = int32(-1, "good");
        file.field(RECORD, "empty", "Empty");
        int object = file.field(STREAMED, "object", "TH1");
        file.column(INDEX64, 64, object);
        file.column(1, 8, object);
        file.column(0x77, 24, file.field(LEAF, "strange", "std::float24_t"));
        int vector = file.field(COLLECTION, "deep", "std::vector<std::float24_t>");
        file.column(INDEX64, 64, vector);
        file.column(0x77, 24, file.field(vector, LEAF, "_0", "std::float24_t"));
        file.field(9, "new", "std::something");
        NtupleFile.Cluster cluster = file.cluster(1).page(good, 1, u(4, 1));
        cluster.page(1, 1, u(8, 0)).page(4, 1, u(8, 0));
        ReadTree tree = read();
        assertArrayEquals(new long[] {1}, integers(tree, "good"));
        assertReason(tree.info(), "empty", "no members");
        assertReason(tree.info(), "object", "ROOT has written whole");
        assertReason(tree.info(), "strange", "came after format 1.0");
        assertReason(tree.info(), "deep", "came after format 1.0");
        assertReason(tree.info(), "new", "came after format 1.0");
        try (EventFile open = new RootReader().open(write())) {
            var e = assertThrows(FiduciaException.class, () -> open.read("n", List.of("good", "object")));
            assertTrue(e.getMessage().contains("branch object of tree n has type TH1"), e.getMessage());
            e = assertThrows(FiduciaException.class, () -> open.read("n", List.of("goood")));
            assertTrue(e.remedy().contains("good"), e.remedy());
        }
    }

    private static void assertReason(TreeInfo tree, String name, String reason) {
        BranchInfo branch = tree.branch(name).orElseThrow();
        assertNull(branch.kind(), name);
        assertTrue(branch.reason().contains(reason), name + ": " + branch.reason());
    }

    @Test
    void refusesFormatsAndFeaturesItDoesNotKnow() throws IOException {
        int32(-1, "x");
        file.require(4);
        assertRefused(write(), "features of the format that came after version 1.0 (flags 0x4)");
        var later = new NtupleFile();
        later.field(LEAF, "x", "std::int32_t");
        later.ofEpoch(2);
        assertRefused(later.write(folder.resolve("later.root")).path(), "is of format 2.0.0.0, not of 1");
        var trial = new NtupleFile();
        trial.field(LEAF, "x", "std::int32_t");
        trial.ofClass("ROOT::Experimental::RNTuple");
        assertRefused(trial.write(folder.resolve("trial.root")).path(), "is of a trial version");
    }

    private static void assertRefused(Path path, String said) throws IOException {
        try (EventFile open = new RootReader().open(path)) {
            assertTrue(open.notes().get(0).contains(said), open.notes().toString());
            for (var e : List.of(
                    assertThrows(FiduciaException.class, open::trees),
                    assertThrows(FiduciaException.class, () -> open.read("n", List.of("x"))))) {
                assertEquals(FiduciaException.Kind.INPUT, e.kind());
                assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
                assertTrue(e.getMessage().contains(said), e.getMessage());
                assertTrue(e.remedy().contains("RDataFrame(\"n\""), e.remedy());
            }
        }
    }
}
