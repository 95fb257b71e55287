package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RNTuples that ROOT has written, from the test files of uproot. What is expected are the values that the macros filled
 * that wrote them, or that other readers publish.
 */
class NtupleReaderTest {
    private static Path file(String name) {
        return SharedFolder.require("data/formats/rntuple/" + name + ".root");
    }

    private static ReadTree read(String name, String ntuple) throws IOException {
        return ReadTree.all(file(name), ntuple);
    }

    private static String text(ReadTree tree, String name, int entry) {
        int[] offsets = tree.offsets(name);
        var bytes = new byte[offsets[entry + 1] - offsets[entry]];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) tree.column(name).integers()[offsets[entry] + i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long[] integers(ReadTree tree, String name) {
        return tree.column(name).integers();
    }

    private static long[] integers(ReadTree tree, String name, int entry) {
        return Arrays.copyOfRange(integers(tree, name), tree.offsets(name)[entry], tree.offsets(name)[entry + 1]);
    }

    @Test
    void readsNumbersAndTexts() throws IOException {
        ReadTree staff = read("ntpl001_staff_rntuple_v1-0-0-0", "Staff");
        assertEquals(3354, staff.events());
        assertEquals(11, staff.info().branches().size());
        assertArrayEquals(new long[] {202, 530, 316, 361}, Arrays.copyOf(integers(staff, "Category"), 4));
        assertArrayEquals(new long[] {15, 15, 15}, Arrays.copyOf(integers(staff, "Flag"), 3));
        assertArrayEquals(new long[] {58, 63, 56}, Arrays.copyOf(integers(staff, "Age"), 3));
        assertArrayEquals(new long[] {11975, 10228, 10730}, Arrays.copyOf(integers(staff, "Cost"), 3));
        assertEquals(12716, integers(staff, "Cost")[3353]);
        assertEquals(
                List.of("PS", "EP", "PS"),
                IntStream.range(0, 3).mapToObj(i -> text(staff, "Division", i)).toList());
        assertEquals(
                List.of("DE", "CH", "FR"),
                IntStream.range(0, 3).mapToObj(i -> text(staff, "Nation", i)).toList());
        assertEquals("ZZ", text(staff, "Nation", 3353));
        assertTrue(Arrays.stream(staff.counts("Nation")).allMatch(length -> length == 2));
        ReadTree plain = read("rntviewer-testfile-uncomp-single-rntuple-v1-0-0-0", "Contributors");
        assertEquals(22, plain.events());
        assertEquals("Jakob Blomer", text(plain, "firstName", 0) + " " + text(plain, "lastName", 0));
        assertEquals("Axel Naumann", text(plain, "firstName", 2) + " " + text(plain, "lastName", 2));
    }

    @Test
    void readsIntegersAndReals() throws IOException {
        ReadTree tree = read("test_int_float_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(new long[] {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, integers(tree, "one_integers"));
        assertArrayEquals(
                IntStream.range(0, 10).mapToDouble(i -> (9 - i) * 1.1).toArray(), tree.reals("two_floats"), 1e-6);
        ReadTree many = read("test_int_5e4_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(LongStream.range(0, 50_000).map(i -> 50_000 - i).toArray(), integers(many, "one_integers"));
        ReadTree split = read("test_splitint_rntuple_v1-0-1-0", "ntuple");
        for (int bits : new int[] {16, 32, 64}) {
            long top = 1L << bits - 2;
            assertArrayEquals(
                    new long[] {0, 1, -1, top, -top, 2 * (top - 1) + 1},
                    Arrays.copyOf(integers(split, "int" + bits), 6),
                    bits + " bits");
        }
        ReadTree flags = read("test_bit_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(new long[] {1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, integers(flags, "one_bit"));
    }

    /** The first value is 1.23456789; values of fewer bits are those that UnROOT and uproot give. */
    @Test
    void readsShortenedReals() throws IOException {
        ReadTree tree = read("test_float_types_rntuple_v1-0-0-0", "ntuple");
        int bits = Float.floatToIntBits(1.23456789f);
        for (int kept : new int[] {10, 16, 24, 31}) {
            assertEquals(Float.intBitsToFloat(bits & -1 << 32 - kept), tree.reals("trunc" + kept)[0], "bits " + kept);
        }
        assertArrayEquals(
                new double[] {1.4637249e13f, -6.2865727e-22f}, Arrays.copyOfRange(tree.reals("trunc16"), 1, 3));
        assertArrayEquals(new double[] {3, 3, -2, -2}, tree.reals("quant1"));
        assertArrayEquals(new double[] {1.2352941f, 1.6666666f, 0}, Arrays.copyOf(tree.reals("quant8"), 3), 1e-7);
        assertArrayEquals(new double[] {1.234566f, 1.6666666f, 0}, Arrays.copyOf(tree.reals("quant20"), 3), 1e-7);
        assertArrayEquals(
                new double[] {1.2345679f, 1.6666665f, -5.9604645e-8f}, Arrays.copyOf(tree.reals("quant25"), 3));
        assertArrayEquals(new double[] {1.2345679f, 1.6666666f, 0}, Arrays.copyOf(tree.reals("quant32"), 3), 1e-9);
    }

    @Test
    void readsVectors() throws IOException {
        ReadTree tree = read("test_1jag_int_float_rntuple_v1-0-0-0", "ntuple");
        assertEquals(100, tree.events());
        for (int entry = 0; entry < 100; entry++) {
            int base = 100 - 10 * (entry / 10);
            long[] expected = LongStream.range(0, entry % 10).map(k -> base - k).toArray();
            assertArrayEquals(expected, integers(tree, "one_v_integers", entry), "entry " + entry);
            assertEquals(expected.length, tree.counts("two_v_floats")[entry]);
        }
        ReadTree clusters = read("test_index_multicluster_rntuple_v1-0-0-0", "ntuple");
        assertEquals(200, clusters.events());
        for (int e = 0; e < 200; e++) {
            assertArrayEquals(new long[] {e % 100, e % 100 + e / 100}, integers(clusters, "int_vector", e));
        }
    }

    @Test
    void readsGroupsOfClusters() throws IOException {
        ReadTree tree = read("test_multiple_cluster_groups_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(LongStream.range(0, 1000).toArray(), integers(tree, "one"));
        for (int e = 0; e < 1000; e++) {
            assertArrayEquals(new long[] {e, e + 1}, integers(tree, "int_vector", e));
        }
        assertEquals(12, tree.batches(), "its clusters");
        ReadTree pieces = ReadTree.inRanges(file("test_multiple_cluster_groups_rntuple_v1-0-0-0"), "ntuple", 77);
        assertArrayEquals(integers(tree, "one"), integers(pieces, "one"));
        assertArrayEquals(integers(tree, "int_vector"), integers(pieces, "int_vector"));
        assertArrayEquals(tree.offsets("int_vector"), pieces.offsets("int_vector"));
    }

    /** A hundred million entries, of which the first half is 2 and the second is 1. */
    @Test
    void readsAnyEntryOfVeryManyAtOnce() throws IOException {
        try (EventFile open = new RootReader().open(file("test_int_multicluster_rntuple_v1-0-0-0"))) {
            assertEquals(100_000_000, open.trees().get(0).entries());
            long[][] expected = {{0, 2}, {49_999_999, 2}, {50_000_000, 1}, {99_999_999, 1}};
            for (long[] entry : expected) {
                try (var cursor = open.read("ntuple", List.of("one_integers"), entry[0], 1)) {
                    EventBatch batch = cursor.next();
                    assertArrayEquals(new long[] {entry[1]}, batch.integers("one_integers"));
                    assertNull(cursor.next());
                }
            }
            try (var cursor = open.read("ntuple", List.of("one_integers"), 49_000_000, 2_000_000)) {
                long sum = 0;
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    sum += Arrays.stream(batch.integers("one_integers")).sum();
                }
                assertEquals(3_000_000, sum);
            }
        }
    }

    @Test
    void readsTheFormThatAClusterHas() throws IOException {
        assertArrayEquals(
                new double[] {1, 2, 3},
                read("test_multiple_representations_rntuple_v1-0-0-0", "ntuple").reals("real"));
    }

    @Test
    void readsRecords() throws IOException {
        ReadTree tree = read("test_nested_structs_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(LongStream.range(0, 10).toArray(), integers(tree, "my_struct.i"));
        assertArrayEquals(LongStream.range(1, 11).toArray(), integers(tree, "my_struct.sub_struct.i"));
        assertArrayEquals(LongStream.range(2, 12).toArray(), integers(tree, "my_struct.sub_struct.sub_sub_struct.i"));
        assertArrayEquals(new long[] {3, 4}, integers(tree, "my_struct.sub_struct.sub_sub_struct.v", 3));
        ReadTree vectors = read("test_int_vfloat_tlv_vtlv_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(new long[] {9, 8, 7, 6, 5}, integers(vectors, "one_integers"));
        assertEquals(19, vectors.reals("three_LV.pt")[0]);
        assertEquals(7, integers(vectors, "four_v_LVs")[1]);
        assertEquals(18, vectors.reals("four_v_LVs.mass")[vectors.offsets("four_v_LVs.mass")[1] + 4]);
    }

    @Test
    void readsBaseClassesAsMembers() throws IOException {
        ReadTree tree = read("test_class_inheritance_rntuple_v1-0-0-1", "rntpl");
        for (int e = 0; e < 10; e++) {
            assertEquals(e, integers(tree, "child.base_a1")[e]);
            assertEquals(e / 10.0, tree.reals("child.base_a2")[e], 1e-12);
            assertArrayEquals(new long[] {0, e, 2 * e}, integers(tree, "child.base_a3", e));
            assertEquals(3 * e, integers(tree, "grandchild.grandchild_1")[e]);
            assertEquals(2 * e, integers(tree, "grandchild.child_1")[e]);
            assertArrayEquals(new long[] {0, e, 2 * e}, integers(tree, "multi_grandparent.MultiParent.base_a3", e));
            assertEquals(e / 10.0, tree.reals("multi_grandparent.Child.base_a2")[e], 1e-12);
            assertEquals(10 * e, tree.reals("multi_grandparent.base_b")[e]);
        }
    }

    @Test
    void readsVariantsBitsAndWhatIsWrapped() throws IOException {
        ReadTree tree = read("test_emptystruct_invalidvar_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(new long[] {1, 0, 2}, integers(tree, "variant"));
        assertArrayEquals(new long[] {1, 0, 0}, tree.counts("variant._0"));
        assertArrayEquals(new long[] {1}, integers(tree, "variant._0"));
        assertArrayEquals(new long[] {0, 0, 1}, tree.counts("variant._1.i"));
        assertArrayEquals(new long[] {2}, integers(tree, "variant._1.i"));
        assertNull(tree.info().branch("empty_struct").orElseThrow().kind());
        ReadTree wrapped = read("test_atomic_bitset_rntuple_v1-0-0-0", "ntuple");
        assertArrayEquals(new long[] {1, 2, 3}, integers(wrapped, "atomic_int"));
        long[] expected = {42, 42 | 0b1010101010101010, (42 | 0b1010101010101010) & 0b1100110011001100};
        for (int e = 0; e < 3; e++) {
            long value = 0;
            long[] bits = integers(wrapped, "bitset", e);
            assertEquals(42, bits.length);
            for (int i = 0; i < bits.length; i++) {
                value |= bits[i] << i;
            }
            assertEquals(expected[e], value);
        }
    }

    /** Under the names that the same data have as a tree. */
    @Test
    void readsNanoaod() throws IOException {
        ReadTree muons = read("Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0", "Events");
        assertEquals(
                List.of("Muon_pt", "Muon_eta", "Muon_phi", "Muon_mass", "Muon_charge", "nMuon"),
                muons.info().branches().stream().map(BranchInfo::name).toList());
        assertArrayEquals(muons.counts("Muon_pt"), integers(muons, "nMuon"));
        assertArrayEquals(new long[] {2, 2, 1, 4, 4}, Arrays.copyOf(integers(muons, "nMuon"), 5));
        assertTrue(muons.values("Muon_mass").allMatch(mass -> Math.abs(mass - 0.10566) < 1e-5 || mass == 0));
        assertTrue(Arrays.stream(integers(muons, "Muon_charge")).allMatch(charge -> Math.abs(charge) == 1));

        ReadTree events = read("cmsopendata2015_ttbar_19980_NANOAOD_RNTupleImporter_rntuple_v1-0-0-1", "Events");
        assertArrayEquals(new long[] {0, 0, 3, 1, 1, 2, 0, 5, 0, 1}, integers(events, "nElectron"));
        double[] pt = Arrays.copyOf(events.reals("Electron_pt"), 3);
        assertArrayEquals(new double[] {55.494945, 22.64056, 11.299458}, pt, 1e-5);
        assertTrue(events.info().branches().stream()
                .allMatch(b -> b.kind() != null && !b.name().startsWith("_")));
        var jagged = new HashSet<String>();
        for (Column column : events.columns().values()) {
            int underscore = column.name().indexOf('_');
            String counter = "n" + (underscore < 0 ? "" : column.name().substring(0, underscore));
            if (column.jagged() && events.column(counter) != null) {
                jagged.add(counter);
                assertArrayEquals(integers(events, counter), events.counts(column.name()), column.name());
            }
        }
        assertTrue(jagged.containsAll(List.of("nMuon", "nJet", "nGenPart", "nFatJet")), jagged.toString());
    }

    /** Pieces of any length give what the whole gives. */
    @ParameterizedTest
    @CsvSource({
        "Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0, Events, 123",
        "cmsopendata2015_ttbar_19980_NANOAOD_RNTupleImporter_rntuple_v1-0-0-1, Events, 3",
        "test_class_inheritance_rntuple_v1-0-0-1, rntpl, 4",
        "test_emptystruct_invalidvar_rntuple_v1-0-0-0, ntuple, 1",
        "test_int_vfloat_tlv_vtlv_rntuple_v1-0-0-0, ntuple, 2",
        "test_index_multicluster_rntuple_v1-0-0-0, ntuple, 33"
    })
    void readsPieces(String name, String ntuple, int length) throws IOException {
        ReadTree whole = read(name, ntuple);
        ReadTree pieces = ReadTree.inRanges(file(name), ntuple, length);
        for (Column column : whole.columns().values()) {
            assertArrayEquals(column.offsets(), pieces.offsets(column.name()), column.name());
            assertArrayEquals(column.reals(), pieces.reals(column.name()), column.name());
        }
    }
}
