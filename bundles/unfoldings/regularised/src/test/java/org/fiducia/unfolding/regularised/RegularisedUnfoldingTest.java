package org.fiducia.unfolding.regularised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.junit.jupiter.api.Test;

class RegularisedUnfoldingTest {
    @Test
    void penalisesBinsThatFollowEachOther() {
        List<int[]> triples = RegularisedUnfolding.triples(
                Binning.ofEdges("0 jets", 30, 55, 95, 200, 300).bins());
        assertEquals(2, triples.size());
        assertArrayEquals(new int[] {1, 2, 3}, triples.get(0));
        assertArrayEquals(new int[] {2, 3, 4}, triples.get(1));
    }

    @Test
    void keepsSlicesApart() {
        var low = new Range(0, 50);
        var high = new Range(50, 100);
        var bins = List.of(
                new Bin("a", List.of(low, new Range(0, 1))),
                new Bin("b", List.of(low, new Range(1, 2))),
                new Bin("c", List.of(low, new Range(2, 3))),
                new Bin("d", List.of(high, new Range(0, 2))),
                new Bin("e", List.of(high, new Range(2, 3))));
        List<int[]> triples = RegularisedUnfolding.triples(bins);
        assertEquals(1, triples.size());
        assertArrayEquals(new int[] {0, 1, 2}, triples.get(0));
    }

    @Test
    void globalCorrelationOfTwoIsTheirCorrelation() {
        double rho = .6;
        var information = new Array2DRowRealMatrix(GlobalCorrelation.inverse(
                new double[][] {{4, rho * 2 * 3}, {rho * 2 * 3, 9}}));
        assertEquals(rho * rho, GlobalCorrelation.meanSquare(information), 1e-12);
    }

    @Test
    void findsTheLeastCorrelation() {
        // neighbours that migrate into each other are anticorrelated; the penalty correlates them
        int n = 8;
        var covariance = new double[n][n];
        var curvature = new double[n - 2][n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < n; k++) {
                covariance[j][k] = .04 * Math.pow(-.5, Math.abs(j - k));
            }
        }
        for (int t = 0; t < n - 2; t++) {
            curvature[t][t] = 1;
            curvature[t][t + 1] = -2;
            curvature[t][t + 2] = 1;
        }
        double best = GlobalCorrelation.bestStrength(covariance, curvature);
        var information = new Array2DRowRealMatrix(GlobalCorrelation.inverse(covariance));
        var rows = new Array2DRowRealMatrix(curvature);
        var penalty = rows.transpose().multiply(rows);
        double least = GlobalCorrelation.meanSquare(information.add(penalty.scalarMultiply(best)));
        for (double factor : new double[] {0, 1e-3, .1, .5, .9, 1.1, 2, 10, 1e3}) {
            double other = GlobalCorrelation.meanSquare(information.add(penalty.scalarMultiply(factor * best)));
            assertTrue(other >= least, factor + ": " + other + " < " + least);
        }
    }
}
