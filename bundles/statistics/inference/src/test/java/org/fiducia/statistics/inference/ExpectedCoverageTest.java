package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedCoverageTest {
    /** What is summed here are the probabilities of the counts whose intervals, of which the ends are known, contain μ. */
    @ParameterizedTest
    @ValueSource(doubles = {.2, .6, 1.3, 3, 7.7, 20})
    void coverageOfACountIsThatOfItsIntervals(double mu) {
        double sum = 0;
        for (int n = 0; n < 80; n++) {
            double lo = n == 0 ? 0 : n - ExpectedCoverage.end(n, -1);
            double hi = n == 0 ? 0.5 : n + ExpectedCoverage.end(n, 1);
            sum += lo <= mu && mu <= hi ? UnifiedIntervals.poisson(n, mu) : 0;
        }
        assertEquals(sum, new CountingCoverage(0, Models.INFINITY).at(mu), 1e-12);
    }

    /** Without whole numbers it is nearly nominal for few events already: E[2ΔNLL] = 1 + 1/6μ. */
    @ParameterizedTest
    @ValueSource(doubles = {6, 10, 20})
    void theSawtoothIsSmoothedAway(double mu) {
        double expected = ExpectedCoverage.NOMINAL - 0.242 / (6 * mu);
        assertEquals(expected, new CountingCoverage(0, Models.INFINITY).smoothed(mu), 0.012);
    }

    /** 2ΔNLL of n at n ± d is 1 at the ends; and the ratio of their distances tells n. */
    @ParameterizedTest
    @ValueSource(doubles = {.3, 1, 4, 30})
    void theEndsTellTheNumberOfEvents(double n) {
        double up = ExpectedCoverage.end(n, 1);
        double down = ExpectedCoverage.end(n, -1);
        assertEquals(1, 2 * (up - n * Math.log((n + up) / n)), 1e-9);
        assertEquals(1, 2 * (-down - n * Math.log((n - down) / n)), 1e-9);
        assertEquals(n, ExpectedCoverage.events(up / down), 1e-6 * n);
    }

    /** At a limit 84 %, at half a standard deviation −1.25 < z < 1, from one on 68 %. */
    @ParameterizedTest
    @CsvSource({"0, .84134", ".5, .73569", "1, .68269", "3, .68269"})
    void aBoundedNormalEstimateCoversMoreNearTheLimit(double distance, double coverage) {
        assertEquals(coverage, ExpectedCoverage.normal(distance, 50), 1e-5);
        assertEquals(coverage, ExpectedCoverage.normal(50, distance), 1e-5);
    }

    private static double expected(double value, double down, double up, double lower, double upper, double lattice) {
        return ExpectedCoverage.of(
                new Interval(value, down, up, false, false),
                Parameter.interest("x", value, lower, upper, 1),
                () -> lattice);
    }

    private static boolean off(double coverage) {
        return Math.abs(coverage - ExpectedCoverage.NOMINAL) > ExpectedCoverage.TOLERANCE;
    }

    private static double counted(int n, double background, double lattice) {
        return expected(
                n - background, ExpectedCoverage.end(n, -1), ExpectedCoverage.end(n, 1), 0, Models.INFINITY, lattice);
    }

    @Test
    void fewEventsAndLimitsAreInDoubtAndTwentyEventsAreNot() {
        assertTrue(off(counted(1, 0, 0)));
        assertTrue(off(counted(3, 0, 0)));
        assertTrue(off(counted(8, 5, 0)), "less than a standard deviation above the limit");
        for (int n = 20; n < 130; n++) {
            assertTrue(!off(counted(n, 5, 0)), n + " events");
        }
        assertTrue(off(counted(20, 5, 1)), "a single count is a whole number");
        assertTrue(!off(counted(120, 5, 1)));
        assertEquals(
                ExpectedCoverage.AT_LIMIT,
                ExpectedCoverage.of(new Interval(0.2, 0.2, 1, true, false), Models.free("x", 0, 0), () -> 0));
    }

    @Test
    void whatFallsWithTheParameterIsSeenInAMirror() {
        double up = ExpectedCoverage.end(8, -1);
        double down = ExpectedCoverage.end(8, 1);
        assertEquals(counted(8, 5, 0), expected(-3, down, up, -Models.INFINITY, 0, 0), 1e-9);
    }

    @Test
    void symmetricIntervalsAreThoseOfTheNormalDistribution() {
        assertEquals(.84134, expected(1, 1, 1, 0, 9, 0), 1e-4);
        assertEquals(ExpectedCoverage.NOMINAL, expected(3, 1, 1, 0, 9, 0), 1e-9);
        assertEquals(.84134, expected(8, 1, 1, 0, 9, 0), 1e-4);
    }

    private static double height(Likelihood likelihood) {
        return Lattice.height(likelihood, Models.fit(likelihood), 0);
    }

    @Test
    void aSingleCountIsALattice() {
        assertEquals(1, height(Models.count(9, 1, 3, 0)), 1e-3);
        Likelihood two = Models.counting(
                List.of(Models.free("s", 1, 0)),
                List.of(),
                new double[] {5, 7},
                sum(ref("s"), constant(2)),
                sum(ref("s"), constant(2)));
        assertEquals(1, height(two), 1e-3, "their sum is a count");
    }

    /** exp(−½ (2π · 0.3)²): a is known to ±1, and moves the expectation by 0.3 events. */
    @Test
    void whatIsConstrainedSmearsIt() {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("s", 1, 0), Parameter.nuisance("a", "")),
                List.of(Constraint.gaussian("a", 0, 1)),
                new double[] {30},
                sum(ref("s"), constant(10), product(constant(0.3), ref("a"))));
        assertEquals(Math.exp(-0.5 * Math.pow(2 * Math.PI * 0.3, 2)), height(likelihood), 0.02);
    }

    @Test
    void countsThatSayDifferentThingsAreNone() {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("s", 1, 0)),
                List.of(),
                new double[] {12, 9, 11},
                sum(product(constant(3), ref("s")), constant(2)),
                sum(ref("s"), constant(6)),
                sum(product(constant(1.7), ref("s")), constant(3)));
        assertEquals(0, height(likelihood));
    }
}
