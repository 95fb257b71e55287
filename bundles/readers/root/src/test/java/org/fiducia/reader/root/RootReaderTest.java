package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values against those that independent readers found in the same files, and against each other. */
class RootReaderTest {
    private static final Pattern COUNTED = Pattern.compile(".*\\[([A-Za-z]\\w*)]");

    @ParameterizedTest
    @CsvSource({
        "ggH_M125.root, 36052, 69488, 1975701.3",
        "ggH_M124.root, 2140, 4151, 117796.1",
        "Data_2022.root, 15141, 21141, 901485.0"
    })
    void readsTheSimulatedSamples(String file, long events, long muons, double sumPt) throws IOException {
        ReadTree tree = ReadTree.all(SharedFolder.sample(file), "Events");
        assertEquals(events, tree.info().entries());
        assertEquals(events, tree.events());
        assertEquals(muons, tree.values("nMuon").sum());
        assertEquals(muons, tree.column("Muon_pt").length());
        assertEquals(sumPt, tree.values("Muon_pt").sum(), 0.05);
        assertTrue(tree.values("Muon_charge").allMatch(q -> Math.abs(q) == 1));
        assertTrue(tree.values("Muon_eta").allMatch(eta -> Math.abs(eta) < 2.4));
        assertTrue(tree.values("Muon_tightId").allMatch(flag -> flag == 0 || flag == 1));
        countsAgree(tree);
    }

    @Test
    void readsTheSumsOfASample() throws IOException {
        ReadTree runs = ReadTree.all(SharedFolder.sample("ggH_M125.root"), "Runs");
        assertEquals(1, runs.events());
        assertEquals(0.013846, runs.reals("xsec_pb")[0], 5e-7);
        assertEquals(138488, runs.reals("genEventSumw")[0], 0.5);
    }

    @Test
    void readsTheSameInSeveralBatches() throws IOException {
        Path file = SharedFolder.sample("ggH_M125.root");
        ReadTree all = ReadTree.all(file, "Events");
        ReadTree one = ReadTree.of(file, "Events", "Muon_eta");
        assertTrue(all.batches() > one.batches(), "more branches, smaller batches");
        same(all.column("Muon_eta"), one.column("Muon_eta"));
    }

    @ParameterizedTest
    @CsvSource({
        "data/formats/uproot-HZZ.root, events, 100",
        "data/formats/atlas-2025-exactly4lep.root, analysis, 1000",
        "data/formats/nano_tt_v15.root, Events, 1",
        "data/formats/uproot-Zmumu.root, events, 2303"
    })
    void readsTheSameInRanges(String file, String tree, int length) throws IOException {
        ReadTree all = ReadTree.all(SharedFolder.require(file), tree);
        ReadTree ranges = ReadTree.inRanges(SharedFolder.require(file), tree, length);
        assertTrue(ranges.batches() > all.batches());
        assertEquals(all.columns().keySet(), ranges.columns().keySet());
        all.columns().forEach((name, column) -> same(column, ranges.column(name)));
    }

    @Test
    void readsASampleInRangesThatBeginWithinBaskets() throws IOException {
        ReadTree all = ReadTree.all(SharedFolder.sample("Data_2022.root"), "Events");
        ReadTree ranges = ReadTree.inRanges(SharedFolder.sample("Data_2022.root"), "Events", 4999);
        all.columns().forEach((name, column) -> same(column, ranges.column(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-lz4", "-lzma", "-uncompressed", "-zstd"})
    void readsAllCompressionsAlike(String codec) throws IOException {
        ReadTree zlib = ReadTree.all(SharedFolder.require("data/formats/uproot-HZZ.root"), "events");
        assertEquals(2421, zlib.events());
        assertEquals(51, zlib.columns().size());
        assertEquals(3825, zlib.column("Muon_Px").length());
        assertEquals(124454.201, zlib.values("Muon_Px").map(Math::abs).sum(), 5e-4);
        countsAgree(zlib);
        ReadTree other = ReadTree.all(SharedFolder.require("data/formats/uproot-HZZ" + codec + ".root"), "events");
        assertEquals(zlib.columns().keySet(), other.columns().keySet());
        zlib.columns().forEach((name, column) -> same(column, other.column(name)));
    }

    @Test
    void readsPlainBranchesAndNamesTextAsUnreadable() throws IOException {
        Path file = SharedFolder.require("data/formats/uproot-Zmumu.root");
        ReadTree tree = ReadTree.all(file, "events");
        assertEquals(2304, tree.events());
        BranchInfo type = tree.info().branch("Type").orElseThrow();
        assertNull(type.kind());
        assertEquals("text", type.type());
        double[] e1 = tree.reals("E1");
        double[] e2 = tree.reals("E2");
        double[] mass = tree.reals("M");
        for (int i = 0; i < mass.length; i++) {
            double m2 = Math.pow(e1[i] + e2[i], 2);
            for (String p : new String[] {"px", "py", "pz"}) {
                m2 -= Math.pow(tree.reals(p + "1")[i] + tree.reals(p + "2")[i], 2);
            }
            assertEquals(mass[i], Math.sqrt(m2), 1e-3 * mass[i], "mass of the pair in event " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nano_dimuon.root, 40, 1601",
        "nano_dy.root, 40, 1499",
        "nano_tt_v15.root, 200, 2656",
    })
    void readsNanoAod(String file, int events, int branches) throws IOException {
        ReadTree tree = ReadTree.all(SharedFolder.require("data/formats/" + file), "Events");
        assertEquals(events, tree.events());
        assertEquals(branches, tree.columns().size(), "every branch is readable");
        countsAgree(tree);
        assertTrue(tree.values("Muon_eta").allMatch(eta -> Math.abs(eta) < 2.5));
        assertTrue(tree.values("Muon_phi").allMatch(phi -> Math.abs(phi) < 3.15));
        assertTrue(tree.values("Muon_mass").allMatch(mass -> Math.abs(mass - 0.10566) < 1e-4));
    }

    @Test
    void readsVectorsOfLargeContainers() throws IOException {
        ReadTree tree = ReadTree.all(SharedFolder.require("data/formats/atlas-2025-exactly4lep.root"), "analysis");
        assertEquals(3424, tree.events());
        assertArrayEquals(tree.column("lep_n").integers(), tree.counts("lep_pt"));
        assertArrayEquals(tree.column("jet_n").integers(), tree.counts("jet_pt"));
        assertTrue(tree.values("lep_type").allMatch(type -> type == 11 || type == 13));
        assertTrue(tree.values("lep_isTightID").allMatch(flag -> flag == 0 || flag == 1));
    }

    @ParameterizedTest
    @CsvSource({"A, 39", "B, 156", "C, 237", "D, 400"})
    void readsStandardVectors(String part, int events) throws IOException {
        ReadTree tree = ReadTree.all(atlas(part), "mini");
        assertEquals(events, tree.events());
        assertEquals(81, tree.columns().size());
        assertEquals(
                "vector<bool>",
                tree.info().branch("lep_isTightID").orElseThrow().type());
        for (Map.Entry<String, Column> column : tree.columns().entrySet()) {
            boolean simulationOnly = column.getKey().equals("lep_truthMatched");
            if (column.getKey().startsWith("lep_") && column.getValue().jagged() && !simulationOnly) {
                assertArrayEquals(tree.column("lep_n").integers(), tree.counts(column.getKey()), column.getKey());
            }
        }
    }

    /**
     * Events of exactly four leptons, an even number of each flavour, no charge in total, no cut: the counts are those of
     * an independent reader. (With no charge in each flavour two events fewer, at 138.5 and 213.9 GeV.)
     */
    @Test
    void findsTheFourLeptonMassesOfRealCollisions() throws IOException {
        int candidates = 0;
        int z = 0;
        int near = 0;
        int higgs = 0;
        int above = 0;
        for (String part : new String[] {"A", "B", "C", "D"}) {
            ReadTree tree = ReadTree.all(atlas(part), "mini");
            int[] offsets = tree.offsets("lep_pt");
            for (int event = 0; event < tree.events(); event++) {
                double m = mass(tree, offsets[event], offsets[event + 1]);
                candidates += m > 0 ? 1 : 0;
                z += m >= 80 && m <= 100 ? 1 : 0;
                near += m >= 105 && m <= 140 ? 1 : 0;
                higgs += m >= 118 && m <= 130 ? 1 : 0;
                above += m > 160 ? 1 : 0;
            }
        }
        assertArrayEquals(new int[] {506, 81, 75, 42, 303}, new int[] {candidates, z, near, higgs, above});
    }

    private static double mass(ReadTree tree, int from, int to) {
        if (to - from != 4) {
            return -1;
        }
        long[] type = tree.column("lep_type").integers();
        long[] charge = tree.column("lep_charge").integers();
        long electrons = 0;
        long totalCharge = 0;
        double[] p = new double[4];
        for (int i = from; i < to; i++) {
            electrons += type[i] == 11 ? 1 : 0;
            totalCharge += charge[i];
            double pt = tree.reals("lep_pt")[i] / 1000;
            double phi = tree.reals("lep_phi")[i];
            p[0] += tree.reals("lep_E")[i] / 1000;
            p[1] += pt * Math.cos(phi);
            p[2] += pt * Math.sin(phi);
            p[3] += pt * Math.sinh(tree.reals("lep_eta")[i]);
        }
        if (totalCharge != 0 || electrons % 2 != 0) {
            return -1;
        }
        return Math.sqrt(p[0] * p[0] - p[1] * p[1] - p[2] * p[2] - p[3] * p[3]);
    }

    @Test
    void readsManyBasketsOfOldFiles() throws IOException {
        Path file = SharedFolder.require("data/real/jpsi-tnp-2011.root");
        try (EventFile open = new RootReader().open(file)) {
            String branch = open.trees().get(0).branches().get(0).name();
            ReadTree tree = ReadTree.of(file, open.trees().get(0).name(), branch);
            assertEquals(190652, tree.events());
            assertTrue(tree.batches() > 1);
            assertTrue(tree.values(branch).allMatch(m -> m > 2 && m < 5), "masses around that of the J/psi, GeV");
        }
    }

    private static Path trees(String name) {
        return SharedFolder.require("data/formats/trees/" + name + ".root");
    }

    /** 18 000 000 000 000 000 000 is a multiple of 4096 and so exact as a real; 2⁶⁴ − 1 and 2⁶⁴ round to the same. */
    @Test
    void readsIntegersWithoutSign() throws IOException {
        try (EventFile open = new RootReader().open(trees("unsigned_integers"));
                var cursor = open.read("tree", List.of("b_uint8", "b_uint16", "b_uint32", "b_uint64"))) {
            EventBatch batch = cursor.next();
            assertArrayEquals(new double[] {1.8e19, 0x1p64, 1}, batch.reals("b_uint64"));
            assertArrayEquals(new long[] {4_000_000_000L, 0xFFFF_FFFFL, 1}, batch.integers("b_uint32"));
            assertArrayEquals(new long[] {60000, 65535, 1}, batch.integers("b_uint16"));
            assertArrayEquals(new long[] {200, 255, 1}, batch.integers("b_uint8"));
            Column column = batch.column("b_uint64");
            assertEquals("18000000000000000000", column.text(0));
            assertEquals("18446744073709551615", column.text(1));
            assertEquals("1", column.text(2));
            var e = assertThrows(FiduciaException.class, column::integers);
            assertTrue(
                    e.getMessage().contains("unsigned_integers.root:tree, entry 0: b_uint64 is 18000000000000000000"));
        }
    }

    @Test
    void readsEveryShapeOfIntegersWithoutSign() throws IOException {
        try (EventFile open = new RootReader().open(trees("all-types"));
                var cursor = open.read("Events", List.of("ScalarUI64", "ArrayUI64", "SliceUI64", "ScalarI64"))) {
            EventBatch batch = cursor.next();
            for (String name : List.of("ScalarUI64", "ArrayUI64", "SliceUI64")) {
                assertTrue(Arrays.stream(batch.reals(name)).allMatch(v -> v >= 0), name);
            }
            Column scalars = batch.column("ScalarUI64");
            assertEquals("18446744073709551615", scalars.text(6));
            assertEquals("18446744073709551614", scalars.text(7));
            assertEquals("18446744073709551613", scalars.text(8));
            assertTrue(Arrays.stream(batch.integers("ScalarI64")).anyMatch(v -> v < 0), "those with sign keep it");
        }
    }

    /** What was written, −2, −1.5, −1, … as floats, within half a step of each range. */
    @Test
    void readsRealsOfFewBits() throws IOException {
        ReadTree tree = ReadTree.all(trees("double32-float16"), "tree");
        double[] written = {-2, -1.5, -1, -0.5, -0.1, 0, 0.1, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (String name : tree.columns().keySet()) {
            int bits = Integer.parseInt(name.substring(name.indexOf('_') + 1));
            double step = (10 + 2.71) / (Math.pow(2, bits) - (bits == 32 ? 1 : 0));
            double rounding = name.startsWith("double") || name.equals("array_30") ? 1e-12 : 1e-6;
            int perEvent = name.startsWith("array") ? 3 : 1;
            double[] read = tree.reals(name);
            assertEquals(perEvent * written.length, read.length, name);
            for (int i = 0; i < read.length; i++) {
                assertEquals((float) written[i / perEvent], read[i], step * 0.5000001 + rounding, name + " " + i);
            }
        }
        assertArrayEquals(
                new double[] {-2.00250977, -1.50602539, -0.99712891},
                Arrays.copyOf(tree.reals("double32_10"), 3),
                5e-9);
        assertArrayEquals(new double[] {-1.915625, -1.5184375}, Arrays.copyOf(tree.reals("float16_5"), 2), 2e-7);
    }

    @Test
    void readsArraysOfSeveralDimensions() throws IOException {
        ReadTree tree = ReadTree.all(trees("ndim"), "tree");
        assertEquals(13, tree.columns().size());
        for (String name : List.of("ArrU64", "ArrF64", "ArrD32", "ArrD16")) {
            double[] values = tree.reals(name);
            assertEquals(240, values.length);
            for (int i = 0; i < 240; i++) {
                assertEquals(i % 120 + i / 120, values[i], name);
            }
        }
    }

    /** Sums are those of JSROOT 7.11; the first 79 events of one branch are in the file, the last 19 in the header. */
    @Test
    void readsBasketsInTheHeaderOfTheTree() throws IOException {
        ReadTree tree = ReadTree.all(trees("embedded-baskets"), "DstTree");
        assertEquals(98, tree.events());
        assertEquals(4263, tree.column("fTracks.fP[3]").length());
        assertEquals(7251.623533672711, tree.values("fTracks.fP[3]").sum(), 1e-8);
        assertEquals(24205412, tree.values("fRunNo").sum());
        assertEquals(107479.2000002861, tree.values("fCentrality[7]").sum(), 1e-8);
        assertEquals(1458147, tree.values("fTracks.fTrackId").sum());
        assertArrayEquals(tree.column("fTracks").integers(), tree.counts("fTracks.fTrackId"));
        BranchInfo empty = tree.info().branch("fTracks.fTPCPhi").orElseThrow();
        assertNull(empty.kind());
        assertEquals("float[]", empty.type());
        assertTrue(empty.reason().contains("never filled: it has none of the 98 events"), empty.reason());
    }

    @Test
    void listsNoTreesInAFileOfHistograms() throws IOException {
        try (EventFile open = new RootReader().open(SharedFolder.sample("TnP_MC.root"))) {
            assertTrue(open.trees().isEmpty());
        }
    }

    @Test
    void takesFilesByContentOrName() throws IOException {
        var reader = new RootReader();
        assertTrue(reader.accepts(Path.of("absent.root")));
        assertFalse(reader.accepts(Path.of("absent.csv")));
        assertFalse(reader.accepts(Path.of(".")));
        assertTrue(reader.accepts(SharedFolder.sample("ggH_M124.root")));
    }

    /** A branch counted by another has in each event as many values as that says. */
    private static void countsAgree(ReadTree tree) {
        int checked = 0;
        for (BranchInfo branch : tree.info().branches()) {
            Matcher counted = COUNTED.matcher(branch.type());
            if (counted.matches()) {
                assertArrayEquals(tree.column(counted.group(1)).integers(), tree.counts(branch.name()), branch.name());
                checked++;
            }
        }
        assertTrue(checked > 5, "branches with a counter: " + checked);
    }

    private static void same(Column one, Column other) {
        assertArrayEquals(one.offsets(), other.offsets(), one.name());
        assertEquals(one.kind(), other.kind());
        if (one.kind() == Kind.REAL) {
            assertArrayEquals(one.reals(), other.reals(), one.name()); // bit for bit
        } else {
            assertArrayEquals(one.integers(), other.integers(), one.name());
        }
    }

    private static Path atlas(String part) {
        return SharedFolder.require("data/real/atlas-2020-4lep/data_" + part + ".4lep.root");
    }
}
