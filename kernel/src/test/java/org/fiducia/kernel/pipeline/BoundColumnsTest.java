package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.card.AnalysisCard.ColumnSource;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.ObjectFilter;
import org.junit.jupiter.api.Test;

class BoundColumnsTest {
    private static final List<ColumnSpec> SPECS = List.of(
            ColumnSpec.reals("Muon_pt"),
            ColumnSpec.integers("Muon_charge"),
            ColumnSpec.reals("Muon_iso").or(0.5),
            ColumnSpec.integers("Jet_id").or(1),
            ColumnSpec.real("weight").or(2));

    private static EventBatch bind(InputFormat format, Column... columns) {
        var map = new LinkedHashMap<String, Column>();
        var branches = new java.util.ArrayList<BranchInfo>();
        int size = 0;
        for (Column column : columns) {
            map.put(column.name(), column);
            branches.add(new BranchInfo(column.name(), "", column.kind(), column.jagged(), ""));
            size = column.jagged() ? column.offsets().length - 1 : column.length();
        }
        var tree = new TreeInfo("t", size, branches);
        return new BoundColumns("f, tree t", format, SPECS, tree).bind(new EventBatch("f, tree t", 10, size, map));
    }

    private static InputFormat plain() {
        return new InputFormat("", "t", null, Map.of(), Map.of());
    }

    @Test
    void takesBranchesOfTheSameNameAndFillsTheRest() {
        EventBatch bound = bind(
                plain(),
                Column.reals("Muon_pt", new int[] {0, 2, 2}, new double[] {30, 20}),
                Column.integers("Muon_charge", new int[] {0, 2, 2}, new long[] {1, -1}));
        assertArrayEquals(new double[] {30, 20}, bound.reals("Muon_pt"));
        assertArrayEquals(new double[] {0.5, 0.5}, bound.reals("Muon_iso"));
        assertArrayEquals(new int[] {0, 0, 0}, bound.offsets("Jet_id"));
        assertArrayEquals(new double[] {2, 2}, bound.reals("weight"));
    }

    @Test
    void scalesAndFilters() {
        var format = new InputFormat(
                "",
                "t",
                null,
                Map.of(
                        "Muon_pt", new ColumnSource(List.of("lep_pt"), false, 0.001),
                        "Muon_charge", new ColumnSource(List.of("lep_q"), false, 1)),
                Map.of("Muon", new ObjectFilter(new ColumnSource(List.of("lep_type"), false, 1), List.of(13.0), 0, 0)));
        int[] offsets = {0, 2, 3};
        EventBatch bound = bind(
                format,
                Column.reals("lep_pt", offsets, new double[] {30e3, 20e3, 10e3}),
                Column.integers("lep_q", offsets, new long[] {1, -1, 1}),
                Column.integers("lep_type", offsets, new long[] {11, 13, 13}));
        assertArrayEquals(new double[] {20, 10}, bound.reals("Muon_pt"));
        assertArrayEquals(new long[] {-1, 1}, bound.integers("Muon_charge"));
        assertArrayEquals(new int[] {0, 1, 2}, bound.offsets("Muon_pt"));
    }

    @Test
    void refusesToTellLargeIntegersApart() {
        double large = 9007199254740993.0; // 2⁵³ + 1, which is 2⁵³ as a real number
        var format = new InputFormat(
                "",
                "t",
                null,
                Map.of(
                        "Muon_pt", new ColumnSource(List.of("lep_pt"), false, 1),
                        "Muon_charge", new ColumnSource(List.of("lep_q"), false, 1)),
                Map.of("Muon", new ObjectFilter(new ColumnSource(List.of("lep_id"), false, 1), List.of(large), 0, 0)));
        int[] offsets = {0, 2};
        var e = assertThrows(
                FiduciaException.class,
                () -> bind(
                        format,
                        Column.reals("lep_pt", offsets, new double[] {30, 20}),
                        Column.integers("lep_q", offsets, new long[] {1, -1}),
                        Column.integers("lep_id", offsets, new long[] {1L << 53, (1L << 53) + 1})));
        assertTrue(e.getMessage().contains("a filter asks lep_id for values beyond 2^53"), e.getMessage());
    }

    @Test
    void saysWhyABranchCannotBeRead() {
        var tree = new TreeInfo(
                "t", 5, List.of(new BranchInfo("Muon_pt", "float[]", null, true, "", "it was never filled")));
        var e = assertThrows(
                FiduciaException.class, () -> new BoundColumns("f, tree t", plain(), SPECS.subList(0, 1), tree));
        assertTrue(
                e.getMessage().contains("branch Muon_pt of type float[] cannot be read: it was never filled"),
                e.getMessage());
    }

    @Test
    void gathersNumberedBranches() {
        var format = new InputFormat(
                "",
                "t",
                null,
                Map.of(
                        "Muon_pt", new ColumnSource(List.of("pt1", "pt2"), true, 1),
                        "Muon_charge", new ColumnSource(List.of(-1.0, 1.0), true, 1)),
                Map.of());
        EventBatch bound = bind(
                format, Column.reals("pt1", null, new double[] {1, 3}), Column.reals("pt2", null, new double[] {2, 4}));
        assertArrayEquals(new double[] {1, 2, 3, 4}, bound.reals("Muon_pt"));
        assertArrayEquals(new long[] {-1, 1, -1, 1}, bound.integers("Muon_charge"));
        assertArrayEquals(new int[] {0, 2, 4}, bound.offsets("Muon_pt"));
    }

    @Test
    void namesTheEntryOfANumberThatIsNone() {
        var e = assertThrows(
                FiduciaException.class,
                () -> bind(
                        plain(),
                        Column.reals("Muon_pt", new int[] {0, 1, 1, 2}, new double[] {30, Double.NaN}),
                        Column.integers("Muon_charge", new int[] {0, 1, 1, 2}, new long[] {1, -1})));
        assertTrue(e.getMessage().contains("entry 12"), e.getMessage());
        assertTrue(e.getMessage().contains("Muon_pt"), e.getMessage());
    }

    @Test
    void namesAMissingBranchAndItsNeighbour() {
        var e = assertThrows(
                FiduciaException.class,
                () -> bind(plain(), Column.reals("Muon_ptt", new int[] {0, 1}, new double[] {30})));
        assertTrue(e.getMessage().contains("no branch Muon_pt"), e.getMessage());
        assertTrue(e.remedy().contains("Muon_ptt"), e.remedy());
    }

    @Test
    void refusesColumnsOfOneCollectionThatDisagree() {
        var e = assertThrows(
                FiduciaException.class,
                () -> bind(
                        plain(),
                        Column.reals("Muon_pt", new int[] {0, 2}, new double[] {30, 20}),
                        Column.integers("Muon_charge", new int[] {0, 1}, new long[] {1})));
        assertTrue(e.getMessage().contains("Muon"), e.getMessage());
    }
}
