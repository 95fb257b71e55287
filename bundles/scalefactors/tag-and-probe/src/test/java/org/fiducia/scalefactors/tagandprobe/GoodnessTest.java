package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /** For 2 degrees of freedom the p-value is exp(−χ²/2). */
    @Test
    void pValueIsThatOfTheDistribution() {
        double[] n = {100, 130, 90};
        double[] mu = {110, 115, 95};
        Goodness goodness = Goodness.of(n, mu, new double[3], 1);
        double chi2 = Goodness.term(100, 110) + Goodness.term(130, 115) + Goodness.term(90, 95);
        assertEquals(chi2, goodness.chi2(), 1e-12);
        assertEquals(2, goodness.ndf());
        assertEquals(Math.exp(-chi2 / 2), goodness.pValue(), 1e-12);
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
        assertFalse(goodness.good(new Setting(Resonance.Z, true, 1e-3, 0.005)));
    }
}
