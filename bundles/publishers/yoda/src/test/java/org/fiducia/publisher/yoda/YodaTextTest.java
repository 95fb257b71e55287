package org.fiducia.publisher.yoda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.publisher.tables.DataTable;
import org.fiducia.publisher.tables.Dependent;
import org.fiducia.publisher.tables.Entry;
import org.fiducia.publisher.tables.Entry.Shift;
import org.fiducia.publisher.tables.Independent;
import org.fiducia.publisher.tables.Interval;
import org.fiducia.publisher.tables.Tables;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks as the format has them, and every number of the tables in them again. */
class YodaTextTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static DataTable table(List<Independent> axes, Entry... entries) {
        return new DataTable("t", "T", "", List.of(), axes, List.of(new Dependent("y", "FB", List.of(entries))));
    }

    private static String text(DataTable table) {
        return new YodaText("X", List.of(table)).toString();
    }

    private static Entry entry(double value) {
        return Entry.of(value, List.of(new Shift("stat", -.5, .25), new Shift("sys,lumi", .125, -.125)));
    }

    /** An open bin ends the axis at its lower edge and is in the last row; below the first edge there is nothing. */
    @Test
    void anOpenBinIsTheOverflow() {
        var axis = new Independent("p", "GeV", List.of(Interval.between(0, 10), Interval.between(10, INFINITY)));
        assertEquals(
                String.join(
                        "\n",
                        "BEGIN YODA_ESTIMATE1D_V3 /REF/X/d01-x01-y01",
                        "IsRef: 1",
                        "Path: /REF/X/d01-x01-y01",
                        "Title: T: y [FB]",
                        "Type: Estimate1D",
                        "---",
                        "Edges(A1): [0.000000e+00, 1.000000e+01]",
                        "ErrorLabels: [\"stat\", \"sys,lumi\"]",
                        "# value\terrDn(1)\terrUp(1)\terrDn(2)\terrUp(2)",
                        "nan\t---\t---\t---\t---",
                        "1.000000e+00\t-5.000000e-01\t2.500000e-01\t1.250000e-01\t-1.250000e-01",
                        "2.000000e+00\t-5.000000e-01\t2.500000e-01\t1.250000e-01\t-1.250000e-01",
                        "END YODA_ESTIMATE1D_V3",
                        "",
                        ""),
                text(table(List.of(axis), entry(1), entry(2))));
    }

    @Test
    void anIntervalBelowIsTheUnderflowAndAGapIsEmpty() {
        var axis = new Independent(
                "p", "", List.of(Interval.between(-INFINITY, 0), Interval.between(0, 1), Interval.between(2, 3)));
        YodaBlock block = YodaBlock.read(text(table(List.of(axis), Entry.of(1), Entry.of(2), Entry.of(3))))
                .get(0);
        assertEquals(
                List.of("0.000000e+00", "1.000000e+00", "2.000000e+00", "3.000000e+00"),
                block.edges().get(0));
        assertEquals(
                List.of(1.0, 2.0, Double.NaN, 3.0, Double.NaN),
                block.rows().stream().map(row -> row[0]).toList());
    }

    @Test
    void classesHaveARowForAllOthers() {
        var axis = new Independent("n", "", List.of(Interval.named("0"), Interval.named("\"≥ 1\"")));
        YodaBlock block = YodaBlock.read(text(table(List.of(axis), Entry.of(1), Entry.of(2))))
                .get(0);
        assertEquals("BINNEDESTIMATE<S>", block.type());
        assertEquals("BinnedEstimate<s>", block.annotations().get("Type"));
        assertEquals(List.of("0", "'≥ 1'"), block.edges().get(0));
        assertEquals(
                List.of(Double.NaN, 1.0, 2.0),
                block.rows().stream().map(row -> row[0]).toList());
        assertEquals(List.of(), block.labels());
    }

    /** The whole grid, first axis fastest. */
    @Test
    void twoAxesAreAGrid() {
        List<Interval> bins = List.of(Interval.between(0, 1), Interval.between(1, INFINITY));
        var first = new Independent("a", "", List.of(bins.get(0), bins.get(0), bins.get(1), bins.get(1)));
        var second = new Independent("b", "", List.of(bins.get(0), bins.get(1), bins.get(0), bins.get(1)));
        Entry[] values = {Entry.of(11), Entry.of(12), Entry.of(21), Entry.of(22)};
        YodaBlock block =
                YodaBlock.read(text(table(List.of(first, second), values))).get(0);
        assertEquals("ESTIMATE2D", block.type());
        double nothing = Double.NaN;
        assertEquals(
                List.of(nothing, nothing, nothing, nothing, 11.0, 21.0, nothing, 12.0, 22.0),
                block.rows().stream().map(row -> row[0]).toList());
    }

    @Test
    void aTableOfOneRowHasNoAxis() {
        YodaBlock block = YodaBlock.read(text(table(List.of(), entry(3)))).get(0);
        assertEquals("ESTIMATE0D", block.type());
        assertEquals(List.of(), block.edges());
        assertEquals(3, block.rows().get(0)[0]);
        assertEquals(-.5, block.rows().get(0)[1], "down is negative");
    }

    @Test
    void twoRowsInOnePlaceAreAMistake() {
        var axis = new Independent("n", "", List.of(Interval.named("0"), Interval.named("0")));
        assertThrows(IllegalStateException.class, () -> text(table(List.of(axis), Entry.of(1), Entry.of(2))));
    }

    /** Every number of every table with at most two axes is read again at its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {"pT4l", "absY4l", "cosThetaStar", "pTj1", "nJets", "absY4l-pT4l", "m4l", "classes", "empty"})
    void everyNumberIsFoundAgain(String form) {
        Measurement m = ExampleMeasurements.all().get(form);
        found(m);
    }

    @Test
    void withSystematicsAndPredictions() {
        found(ExampleMeasurements.systematics());
        found(ExampleMeasurements.compared());
    }

    private static void found(Measurement m) {
        List<DataTable> tables = Tables.of(List.of(m));
        var text = new YodaText("ANALYSIS", tables);
        List<YodaBlock> blocks = YodaBlock.read(text.toString());
        assertEquals(text.objects(), blocks.size());
        assertEquals(
                blocks.size(),
                new HashSet<>(blocks.stream().map(YodaBlock::path).toList()).size());
        int at = 0;
        for (int t = 0; t < tables.size(); t++) {
            DataTable table = tables.get(t);
            for (int d = 0;
                    d < table.dependents().size() && table.independents().size() < 3;
                    d++) {
                YodaBlock block = blocks.get(at++);
                assertEquals("/REF/ANALYSIS/" + Tables.reference(t, d), block.path());
                assertEquals(block.path(), block.annotations().get("Path"));
                assertEquals("1", block.annotations().get("IsRef"));
                compare(table, table.dependents().get(d), block);
            }
        }
        assertEquals(blocks.size(), at);
    }

    private static void compare(DataTable table, Dependent dependent, YodaBlock block) {
        int filled = 0;
        for (int r = 0; r < dependent.rows().size(); r++) {
            int place = 0;
            int stride = 1;
            for (int a = 0; a < table.independents().size(); a++) {
                Interval row = table.independents().get(a).rows().get(r);
                List<String> edges = block.edges().get(a);
                place += stride * index(edges, row);
                stride *= edges.size() + 1;
            }
            Entry entry = dependent.rows().get(r);
            double[] found = block.rows().get(place);
            near(entry.value(), found[0]);
            filled += Double.isNaN(entry.value()) ? 0 : 1;
            for (int k = 0; k < block.labels().size(); k++) {
                String label = block.labels().get(k);
                Shift shift = entry.errors().stream()
                        .filter(e -> e.label().equals(label))
                        .findFirst()
                        .orElse(new Shift(label, Double.NaN, Double.NaN));
                near(shift.minus(), found[2 * k + 1]);
                near(shift.plus(), found[2 * k + 2]);
            }
        }
        assertEquals(
                filled,
                block.rows().stream().filter(row -> !Double.isNaN(row[0])).count(),
                "nothing beside");
    }

    /** By the format alone: n + 1 rows for n edges, the first below them; n + 1 for n names, the first for all others. */
    private static int index(List<String> edges, Interval row) {
        if (row.isClass()) {
            return 1 + edges.indexOf(row.name());
        }
        for (int k = 0; k < edges.size(); k++) {
            if (Math.abs(Double.parseDouble(edges.get(k)) - row.low()) <= 1e-6 * Math.abs(row.low())) {
                return k + 1;
            }
        }
        throw new AssertionError("no edge " + row.low());
    }

    private static void near(double expected, double found) {
        assertTrue(
                Double.isNaN(expected) && Double.isNaN(found)
                        || Math.abs(expected - found) <= 1e-6 * Math.abs(expected),
                expected + " and " + found);
    }

    /** What is uncorrelated between bins says so by its first letters, and nothing else does. */
    @Test
    void labelsSayWhatIsCorrelated() {
        for (Map.Entry<String, Measurement> form : Map.of(
                        "systematics", ExampleMeasurements.systematics(), "compared", ExampleMeasurements.compared())
                .entrySet()) {
            for (YodaBlock block : YodaBlock.read(new YodaText("A", Tables.of(List.of(form.getValue()))).toString())) {
                block.labels().forEach(label -> assertTrue(label.equals("stat") || label.startsWith("sys"), label));
            }
        }
    }
}
