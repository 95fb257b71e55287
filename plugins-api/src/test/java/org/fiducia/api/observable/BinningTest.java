package org.fiducia.api.observable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinningTest {
    private static int find(Binning binning, double... x) {
        return binning.find(x);
    }

    @Test
    void hasHalfOpenBins() {
        var binning = Binning.ofEdges(0, 10, 20, Double.POSITIVE_INFINITY);
        assertEquals(0, find(binning, 0));
        assertEquals(1, find(binning, 10));
        assertEquals(2, find(binning, 1e9));
        assertEquals(-1, find(binning, -0.1));
        assertEquals(-1, find(Binning.ofEdges(0, 1), 1));
    }

    @Test
    void putsTooFewJetsIntoTheirBin() {
        var binning = Binning.ofEdges("0 jets", 30, 60);
        assertEquals(0, find(binning, Double.NaN));
        assertEquals(1, find(binning, 30));
        assertEquals("0 jets", binning.bins().get(0).label());
    }

    @Test
    void hasRectangles() {
        var binning = new Binning(List.of(
                new Bin("none", List.of(Range.ABSENT, Range.ANY)),
                new Bin("one", List.of(new Range(30, 1e9), Range.ABSENT)),
                new Bin("low", List.of(new Range(30, 80), new Range(30, 50)))));
        assertEquals(0, find(binning, Double.NaN, Double.NaN));
        assertEquals(1, find(binning, 70, Double.NaN));
        assertEquals(2, find(binning, 70, 40));
        assertEquals(-1, find(binning, 90, 40));
    }

    @Test
    void includesTheEndOfAClosedInterval() {
        var binning = Binning.ofEdges(Binning.uniformEdges(8, -Math.PI, Math.PI));
        assertEquals(8, binning.size());
        assertEquals(0, find(binning, -Math.PI));
        assertEquals(3, find(binning, -1e-12));
        assertEquals(4, find(binning, 0));
        assertEquals(7, find(binning, Math.PI));
        assertEquals(-1, find(binning, 3.15));
        assertEquals("3π/4–π", binning.bins().get(7).label());
    }

    @Test
    void opensOnlyTheBinsThatEndAtAnEdge() {
        var binning = Binning.ofEdges("0 jets", 12, 50, 65).unboundedAbove(0, 65);
        assertEquals(2, find(binning, 80));
        assertEquals(1, find(binning, 49));
        assertEquals(0, find(binning, Double.NaN));
        assertEquals("50–65", binning.bins().get(2).label());
    }

    @Test
    void labelsForPeople() {
        assertEquals("10–16", Binning.label(10, 16));
        assertEquals("> 146", Binning.label(146, Double.POSITIVE_INFINITY));
        assertEquals("-π to 0", Binning.label(-Math.PI, 0));
        assertEquals("-3π/4 to -π/2", Binning.label(-0.75 * Math.PI, -0.5 * Math.PI));
        assertEquals("3.1416–3.2".replace("16", "2"), Binning.label(3.1416, 3.2), "close to π is not π");
        assertEquals("0.12–0.24", Binning.label(.12, .24));
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new Range(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Binning(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Binning(
                        List.of(new Bin("a", List.of(Range.ANY)), new Bin("b", List.of(Range.ANY, Range.ANY)))));
    }
}
