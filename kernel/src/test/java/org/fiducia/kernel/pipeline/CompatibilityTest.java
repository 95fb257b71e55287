package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.PredictedSpectrum.Agreement;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Binning;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
    private static final double EXACT = 1e-10;
    private static final Uncertainty NONE = new Uncertainty(0, 0);

    private static Binning bins(int n) {
        return Binning.ofEdges(IntStream.rangeClosed(0, n).asDoubleStream().toArray());
    }

    private static List<BinResult> measured(double[] sigma, Uncertainty... total) {
        var results = new ArrayList<BinResult>();
        for (int i = 0; i < sigma.length; i++) {
            results.add(new BinResult(bins(sigma.length).bins().get(i), sigma[i], NONE, NONE, total[i], 1));
        }
        return results;
    }

    private static Spectrum predicted(Map<String, List<Uncertainty>> uncertainties, double... sigma) {
        return new Spectrum("x", bins(sigma.length), sigma, uncertainties);
    }

    private static double[][] unit(int n) {
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private static Uncertainty both(double size) {
        return new Uncertainty(size, size);
    }

    /** Errors on the side of the prediction: up where it is above the measurement. χ² with two degrees is −2 ln p. */
    @Test
    void bothSidesOfAnError() {
        List<BinResult> bins = measured(new double[] {3, 5}, new Uncertainty(.5, 2), new Uncertainty(.5, 2));
        Agreement a = Compatibility.of(bins, unit(2), predicted(Map.of(), 5, 4));
        assertEquals(1 + 4, a.chi2(), EXACT);
        assertEquals(2, a.degrees());
        assertEquals(Math.exp(-2.5), a.pValue(), EXACT);
        assertArrayEquals(new double[] {1, 4}, a.contributions(), EXACT);
    }

    /** By the formula of Sherman and Morrison, in units of the measured errors: d² − (d·t)²/(1 + t²). */
    @Test
    void aSourceOfThePredictionIsCorrelated() {
        List<BinResult> bins = measured(new double[] {3, 5, 1}, both(1), both(1), both(1));
        double[] d = {1, 2, -.5};
        double[] t = {.7, .3, .4};
        var scale = Arrays.stream(t).mapToObj(size -> new Uncertainty(9, size)).toList();
        var sizes = new ArrayList<>(scale);
        sizes.set(2, new Uncertainty(t[2], 9)); // the measurement is below
        Agreement a = Compatibility.of(bins, unit(3), predicted(Map.of("scale", sizes), 2, 3, 1.5));
        double dd = 1 + 4 + .25;
        double dt = d[0] * t[0] + d[1] * t[1] + d[2] * t[2];
        double tt = .49 + .09 + .16;
        assertEquals(dd - dt * dt / (1 + tt), a.chi2(), EXACT);
        assertEquals(a.chi2(), Arrays.stream(a.contributions()).sum(), EXACT);
        Agreement stat = Compatibility.of(bins, unit(3), predicted(Map.of("stat MC", sizes), 2, 3, 1.5));
        assertEquals(1 / 1.49 + 4 / 1.09 + .25 / 1.16, stat.chi2(), EXACT);
    }

    /** Of two bins that are one measurement, only the sum of what both say counts, once. */
    @Test
    void whatIsFullyCorrelatedHasOneDegree() {
        List<BinResult> bins = measured(new double[] {2, 4}, both(1), both(2));
        Agreement a = Compatibility.of(bins, new double[][] {{1, 1}, {1, 1}}, predicted(Map.of(), 1, 2));
        assertEquals(1, a.degrees());
        assertEquals(1, a.chi2(), EXACT);
        assertEquals(.31731050786, a.pValue(), 1e-9);
    }

    @Test
    void correlationIsKept() {
        List<BinResult> bins = measured(new double[] {1, 1}, both(1), both(1));
        Agreement a = Compatibility.of(bins, new double[][] {{1, .6}, {.6, 1}}, predicted(Map.of(), 0, 2));
        assertEquals(2 / (1 - .6), a.chi2(), EXACT); // d = (1, −1) lies along the eigenvalue 1 − ρ
    }

    /** A one-sided interval stands for both sides; what has none is not compared. */
    @Test
    void limits() {
        List<BinResult> bins = measured(new double[] {0, 3, 3}, new Uncertainty(0, .5), NONE, both(1));
        Agreement a = Compatibility.of(
                bins, unit(3), predicted(Map.of("scale", List.of(both(0), both(1), both(0))), -1, 9, 3));
        assertEquals(4, a.chi2(), EXACT);
        assertEquals(2, a.degrees());
        assertArrayEquals(new double[] {4, 0, 0}, a.contributions(), EXACT);
    }

    @Test
    void perfectAgreement() {
        Agreement a = Compatibility.of(measured(new double[] {2}, both(1)), unit(1), predicted(Map.of(), 2));
        assertEquals(0, a.chi2());
        assertEquals(1, a.pValue());
    }
}
