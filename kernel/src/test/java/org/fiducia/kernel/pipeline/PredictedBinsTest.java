package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.junit.jupiter.api.Test;

class PredictedBinsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** 1, 2, 4, … in the bins; 1 of scale and 1 of stat in each. */
    private static Spectrum spectrum(Binning binning) {
        int n = binning.size();
        double[] sigma = IntStream.range(0, n).mapToDouble(i -> 1 << i).toArray();
        var one = IntStream.range(0, n).mapToObj(i -> new Uncertainty(1, 2)).toList();
        return new Spectrum("x", binning, sigma, Map.of("scale", one, "stat", one));
    }

    private static Spectrum in(Binning measured, Binning predicted) {
        Spectrum spectrum = spectrum(predicted);
        return PredictedBins.in(measured, new Prediction("p", "p", List.of(spectrum)), spectrum);
    }

    private static String refused(Binning measured, Binning predicted) {
        return assertThrows(FiduciaException.class, () -> in(measured, predicted))
                .getMessage();
    }

    private static Bin rectangle(double a, double b, double c, double d) {
        return new Bin("", List.of(new Range(a, b), new Range(c, d)));
    }

    @Test
    void sumsFinerBins() {
        Spectrum coarse = in(Binning.ofEdges("0 jets", 30, 60, INF), Binning.ofEdges("none", 30, 40, 50, 60, 100, INF));
        assertArrayEquals(new double[] {1, 2 + 4 + 8, 16 + 32}, coarse.sigma());
        assertEquals(new Uncertainty(3, 6), coarse.uncertainties().get("scale").get(1));
        assertEquals(Math.sqrt(3), coarse.uncertainties().get("stat").get(1).down(), 1e-12);
        assertEquals("0 jets", coarse.binning().bins().get(0).label());
    }

    @Test
    void edgesOfOtherFilesAreRounded() {
        double[] edges = Binning.uniformEdges(2, -Math.PI, Math.PI);
        assertArrayEquals(
                new double[] {1, 2},
                in(Binning.ofEdges(edges), Binning.ofEdges(-3.1415927, 1e-12, 3.1415927))
                        .sigma());
    }

    @Test
    void rectangles() {
        var measured = new Binning(List.of(rectangle(0, 2, 0, 2), rectangle(2, INF, 0, 2)));
        var predicted = new Binning(
                List.of(rectangle(0, 1, 0, 2), rectangle(1, 2, 0, 1), rectangle(1, 2, 1, 2), rectangle(2, INF, 0, 2)));
        assertArrayEquals(new double[] {7, 8}, in(measured, predicted).sigma());
        var hole = new Binning(List.of(rectangle(0, 1, 0, 2), rectangle(1, 2, 0, 1), rectangle(2, INF, 0, 2)));
        assertTrue(refused(measured, hole).contains("does not cover"));
    }

    @Test
    void anythingIncludesAbsence() {
        var measured = new Binning(List.of(new Bin("all", List.of(Range.ANY))));
        assertArrayEquals(
                new double[] {7},
                in(measured, Binning.ofEdges("0 jets", -INF, 50, INF)).sigma());
        assertTrue(refused(measured, Binning.ofEdges(-INF, 50, INF)).contains("absent"));
        assertTrue(refused(measured, Binning.ofEdges("0 jets", 30, 50, INF)).contains("does not cover"));
        assertArrayEquals(new double[] {1}, in(measured, measured).sigma());
    }

    @Test
    void saysWhatDoesNotFit() {
        Binning measured = Binning.ofEdges(0, 10, 20);
        assertTrue(refused(measured, Binning.ofEdges(0, 15, 20)).contains("reaches out of the measured bin 0–10"));
        assertTrue(refused(measured, Binning.ofEdges(0, 10, 15)).contains("does not cover the measured bin 10–20"));
        assertTrue(refused(Binning.ofEdges(0, 10, INF), Binning.ofEdges(0, 10, 500))
                .contains("> 10"));
        assertTrue(
                refused(measured, new Binning(List.of(rectangle(0, 1, 0, 1)))).contains("2 coordinates"));
        var overlapping = new Binning(List.of(
                new Bin("a", List.of(new Range(0, 10))),
                new Bin("b", List.of(new Range(5, 10))),
                new Bin("c", List.of(new Range(10, 20)))));
        assertTrue(refused(measured, overlapping).contains("overlapping"));
    }
}
