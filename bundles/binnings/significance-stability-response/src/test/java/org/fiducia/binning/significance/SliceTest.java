package org.fiducia.binning.significance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void theBinOfTooFewJetsStaysByItself() {
        List<Slice> slices = Slice.of(Binning.ofEdges("0 jets", 30, 55, 95, INFINITY));
        assertEquals(2, slices.size());
        assertTrue(slices.get(0).single());
        assertArrayEquals(new double[] {30, 55, 95, INFINITY}, slices.get(1).edges());
        assertTrue(slices.get(0).contains(new double[] {Double.NaN}));
        assertFalse(slices.get(1).contains(new double[] {Double.NaN}));
        assertFalse(slices.get(1).contains(new double[] {29.9}));
        assertEquals(2, slices.get(1).find(95));
        Slice moved = slices.get(1).with(new double[] {30, 55, 120.5, INFINITY});
        assertEquals(
                List.of("30–55", "55–120.5", "> 120.5"),
                moved.bins().stream().map(Bin::label).toList());
    }

    @Test
    void rectanglesAreDividedPerSlice() {
        Binning binning = new Rectangles("|y|", "p_T")
                .alongFirst(new Range(0, 50), 0, .4, 2.5)
                .alongFirst(new Range(50, INFINITY), 0, 1, 2.5)
                .binning();
        List<Slice> slices = Slice.of(binning);
        assertEquals(2, slices.size());
        assertEquals(0, slices.get(1).axis());
        assertTrue(slices.get(1).contains(new double[] {1, 60}));
        assertFalse(slices.get(1).contains(new double[] {1, 40}));
        assertEquals(binning, Slice.binning(slices));
        String label =
                slices.get(1).with(new double[] {0, .7, 2.5}).bins().get(0).label();
        assertEquals("p_T > 50, |y| 0–0.7", label);
    }

    @Test
    void aLabelNamesWhatChanged() {
        Binning jets = new Rectangles("p_T^j1", "p_T^j2")
                .rectangle(new Range(30, 80), new Range(30, 50))
                .rectangle(new Range(80, INFINITY), new Range(30, 50))
                .binning();
        assertEquals(
                "p_T^j1 > 30, p_T^j2 30–50",
                Slice.of(jets)
                        .get(0)
                        .with(new double[] {30, INFINITY})
                        .bins()
                        .get(0)
                        .label());
        var same = new Bin("a 0–1, b 0–1", List.of(new Range(0, 1), new Range(0, 1)));
        assertEquals("a 0–1, b 0–2", Slice.label(same, 1, 0, 2), "one of two alike, not both");
        assertEquals("", Slice.label(new Bin("1 jet", List.of(new Range(30, INFINITY))), 0, 30, 50));
    }

    @Test
    void countsAreNamedAfterThem() {
        var bins = new Binning(List.of(
                new Bin("0", List.of(new Range(0, 1))),
                new Bin("1", List.of(new Range(1, 2))),
                new Bin("≥ 2", List.of(new Range(2, INFINITY)))));
        Slice slice = Slice.of(bins).get(0);
        assertEquals(bins.bins(), slice.bins());
        assertEquals(
                List.of("0–1", "2", "≥ 3"),
                slice.with(new double[] {0, 2, 3, INFINITY}).bins().stream()
                        .map(Bin::label)
                        .toList());
    }

    @Test
    void knowsACorner() {
        Binning corner = new Rectangles("a", "b")
                .bin("none", Range.ABSENT, Range.ABSENT)
                .rectangle(new Range(0, 3), Range.ANY)
                .alongSecond(new Range(3, 10), 0, 450, INFINITY)
                .binning();
        assertNotNull(Corner.of(corner));
        assertNull(Corner.of(Binning.ofEdges(0, 1, 2, 3)));
        assertNull(Corner.of(
                new Rectangles("a", "b").alongFirst(new Range(0, 1), 0, 1, 2, 3).binning()));
    }

    @Test
    void stepsAreRound() {
        assertEquals(new Step(1, 0), Step.below(1));
        assertEquals(new Step(5, -2), Step.below(0.07));
        assertEquals(new Step(2, 1), Step.below(49.9));
        assertEquals(0.3, new Step(1, -1).times(3));
        assertEquals(1.15, new Step(5, -2).times(new Step(5, -2).steps(1.16)));
        assertEquals(new Step(2, 0), new Step(2, 1).tenth());
    }
}
