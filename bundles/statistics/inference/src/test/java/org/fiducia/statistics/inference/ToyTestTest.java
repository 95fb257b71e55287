package org.fiducia.statistics.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.HypothesisTest.Cls;
import org.fiducia.api.fit.HypothesisTest.Limit;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.junit.jupiter.api.Test;

/** A count n of μ s + b: q̃_μ falls with n, so CLs = P(≤ n | μ s + b)/P(≤ n | b), sums of Poisson terms. */
class ToyTestTest {
    private static final double S = 5;
    private static final double B = 4;
    private static final int TOYS = 6000;

    private final ToyTest test = new ToyTest();

    private static Setup setup(Likelihood likelihood, int toys, int threads) {
        return new Setup(likelihood, Models.FITTER, likelihood.model().initial(), 0, 0, toys, 11, threads);
    }

    private static double atMost(int n, double nu) {
        double term = Math.exp(-nu);
        double sum = term;
        for (int k = 1; k <= n; k++) {
            term *= nu / k;
            sum += term;
        }
        return sum;
    }

    private static double cls(int n, double mu) {
        return atMost(n, mu * S + B) / atMost(n, B);
    }

    @Test
    void clsOfACountIsARatioOfPoissonSums() {
        for (int n : new int[] {2, 4, 7}) {
            Cls cls = test.cls(setup(Models.count(n, S, B, 0), TOYS, 2), 1.5, Progress.NONE);
            double expected = cls(n, 1.5);
            assertEquals(expected, cls.observed(), 4 * cls.error(), "n = " + n);
            assertTrue(cls.error() < 0.02);
        }
    }

    /** One event where 8 are expected: of 3000 toys without signal about 9 are so, of those with signal hardly any. */
    @Test
    void dataFarBelowWhatIsExpectedHaveTheLimitOfTheirSums() {
        double b = 8;
        double s = 1;
        double limit = Models.root(mu -> 0.05 - atMost(1, mu * s + b) / atMost(1, b), 0.01, 20);
        Limit found = test.limit(setup(Models.count(1, s, b, 0), 3000, 2), 0.95, Progress.NONE);
        assertEquals(limit, found.observed(), 0.05 * limit);
        Cls cls = test.cls(setup(Models.count(1, s, b, 0), 3000, 2), 5, Progress.NONE);
        assertEquals(atMost(1, 5 * s + b) / atMost(1, b), cls.observed(), 4 * cls.error());
        assertTrue(cls.error() < 0.01, "error " + cls.error());
    }

    /** Without signal the median count is 4, and 16 % of counts are at most 2, 84 % at most 6. */
    @Test
    void expectedBandIsThatOfCountsWithoutSignal() {
        Cls cls = test.cls(setup(Models.count(3, S, B, 0), TOYS, 2), 1, Progress.NONE);
        double[] band = cls.expected();
        assertEquals(cls(2, 1), band[1], 0.02);
        assertEquals(cls(4, 1), band[2], 0.02);
        assertEquals(cls(6, 1), band[3], 0.02);
    }

    @Test
    void limitOfACountSolvesItsEquation() {
        Limit limit = test.limit(setup(Models.count(4, S, B, 0), 3000, 2), 0.95, Progress.NONE);
        double expected = Models.root(mu -> 0.05 - cls(4, mu), 0.01, 10);
        assertEquals(expected, limit.observed(), 0.05 * expected);
        assertEquals(expected, limit.expected()[2], 0.05 * expected);
        assertTrue(limit.expected()[1] < limit.expected()[2] && limit.expected()[2] < limit.expected()[3]);
    }

    /** 3 events, 2 μ expected and nothing else: Σ_{k ≤ 3} e^−2μ (2μ)^k/k! = .05. */
    @Test
    void countsWithoutBackgroundHaveALimit() {
        Likelihood likelihood = Models.count(3, 2, 0, 0);
        Limit limit = test.limit(setup(likelihood, 3000, 2), 0.95, Progress.NONE);
        assertEquals(3.877, limit.observed(), 0.05 * 3.877);
        assertEquals(
                Double.POSITIVE_INFINITY,
                test.discovery(setup(likelihood, 100, 1), Progress.NONE).significance(),
                0);
    }

    @Test
    void discoveryOfACountIsAPoissonSum() {
        for (int n : new int[] {3, 8, 10}) {
            var discovery = test.discovery(setup(Models.count(n, S, B, 0), TOYS, 2), Progress.NONE);
            // no more signal than none is as far from none as any such count
            double p = n <= B ? 1 : 1 - atMost(n - 1, B);
            assertEquals(p, discovery.pValue(), 4 * Math.sqrt(p * (1 - p) / TOYS) + 1.0 / TOYS, "n = " + n);
        }
    }

    @Test
    void noToysAreRefused() {
        var error = assertThrows(
                FiduciaException.class, () -> test.cls(setup(Models.count(4, S, B, 0), 0, 1), 1, Progress.NONE));
        assertTrue(error.getMessage().contains("0 toys"), error.getMessage());
    }
}
