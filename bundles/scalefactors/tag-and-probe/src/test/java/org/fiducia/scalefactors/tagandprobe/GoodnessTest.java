package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoodnessTest {
    private static final Setting SETTING = Setting.of(Resonance.Z);

    /** By hand: 2 (μ − n + n ln(n/μ)). */
    @Test
    void termsAreThoseOfBakerAndCousins() {
        assertEquals(0, Goodness.term(7, 7));
        assertEquals(2 * 3.0, Goodness.term(0, 3), 1e-15);
        assertEquals(2 * (10 - 12 + 12 * Math.log(1.2)), Goodness.term(12, 10), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, Goodness.term(1, 0));
    }

    /** For 2 degrees of freedom and many counts the p-value is exp(−χ²/2). */
    @Test
    void pValueIsThatOfTheDistribution() {
        double[] n = {10000, 11300, 9090};
        double[] mu = {10110, 11150, 9250};
        Goodness goodness = Goodness.of(n, mu, new double[3], 1);
        double chi2 = Goodness.term(n[0], mu[0]) + Goodness.term(n[1], mu[1]) + Goodness.term(n[2], mu[2]);
        assertEquals(chi2, goodness.chi2(), 1e-12);
        assertEquals(2, goodness.ndf());
        assertEquals(Math.exp(-chi2 / 2), goodness.pValue(), 1e-4);
    }

    /** Mean of the term for μ = 1 summed by another program. For many counts the two formulas must join. */
    @Test
    void momentsOfATerm() {
        assertEquals(0, Goodness.moments(0)[0]);
        assertEquals(1.1468056182, Goodness.moments(1)[0], 1e-9);
        double[] few = Goodness.moments(39.999);
        double[] many = Goodness.moments(40.001);
        assertEquals(few[0], many[0], 2e-4);
        assertEquals(few[1], many[1], 1e-2);
    }

    /** A third of 3000 toys of sparse counts have p below a third. */
    @Test
    void pValuesOfSparseCountsAreUniform() {
        var random = new Random(5);
        double[] mu = new double[60];
        Arrays.fill(mu, 1.5);
        int below = 0;
        for (int toy = 0; toy < 3000; toy++) {
            var n = new double[60];
            for (int i = 0; i < 60; i++) {
                double product = random.nextDouble();
                while (product > Math.exp(-1.5)) {
                    product *= random.nextDouble();
                    n[i]++;
                }
            }
            below += Goodness.of(n, mu, new double[60], 0).pValue() < 1 / 3.0 ? 1 : 0;
        }
        assertEquals(1000, below, 80);
    }

    @Test
    void uncertaintyOfSimulationIsForgiven() {
        double[] n = {100, 130};
        double[] mu = {110, 115};
        Goodness goodness = Goodness.of(n, mu, mu, 0);
        assertEquals(goodness.plain() / 2, goodness.chi2(), 1e-12);
    }

    /** 1 % of deviation in a hundred intervals of a million entries: χ² = 100 · 10⁶ · 10⁻⁴ = 10⁴. */
    @Test
    void millionsOfEntriesNeedNotBeDescribedPerfectly() {
        var n = new double[100];
        var mu = new double[100];
        for (int i = 0; i < 100; i++) {
            mu[i] = 1e6;
            n[i] = 1e6 * (1 + (i % 2 == 0 ? 0.01 : -0.01));
        }
        Goodness goodness = Goodness.of(n, mu, new double[100], 0);
        assertEquals(1e4, goodness.chi2(), 10);
        assertEquals(0.01, goodness.misfit(), 1e-4);
        assertTrue(goodness.pValue() < 1e-100);
        assertTrue(goodness.good(SETTING));
        assertFalse(goodness.good(new Setting(Resonance.Z, true, false, 1e-3, 0.005)));
    }
}
