package org.fiducia.background.zxfakerate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.fiducia.background.template.MassTemplate;
import org.junit.jupiter.api.Test;

/** Two numbers as one. */
class CombinationTest {
    private static final double[][] NO_FACTORS = {{Double.NaN}};

    /** For one number of events the variances are as the mean weights, 1/10 and 4/20. */
    @Test
    void weighsByInverseVarianceForTheSameNumberOfEvents() {
        Estimate both = new Combination(NO_FACTORS).combine(estimate(10, 1), estimate(20, 2));
        double w = 0.2 / (0.1 + 0.2);
        assertEquals(w * 10 + (1 - w) * 20, both.total(0, 0), 1e-12);
        assertEquals(Math.hypot(w, 2 * (1 - w)), both.totalError(0, 0), 1e-12);
        assertEquals(Math.hypot(w, 2 * (1 - w)), both.error()[0][0][0], 1e-12);
    }

    /** Relative uncertainties are those of the fake rates; a difference has them amplified. */
    @Test
    void whatTheEventsShareCountsByItsSquare() {
        Estimate os = estimate(new Spread(10, 30, 2, 9), 10);
        Estimate ss = estimate(new Spread(20, 20, 4, 16), 20);
        double w = new Combination(NO_FACTORS).weight(os, ss, 0, 0);
        double n = 10 * w + 20 * (1 - w);
        double a = n * 2 / 10 + n * n * 9 / 100;
        double b = n * 4 / 20 + n * n * 16 / 400;
        assertEquals(b / (a + b), w, 1e-12);
    }

    /** Numbers of events that fluctuate by Poisson, with weights of 1/4 and 1/2, around a sum of 10. */
    @Test
    void fluctuationsDoNotBias() {
        var random = new SplittableRandom(5);
        int toys = 20_000;
        double mean = 0;
        double square = 0;
        for (int t = 0; t < toys; t++) {
            double one = 0.25 * poisson(random, 40);
            double other = 0.5 * poisson(random, 20);
            Estimate os = estimate(new Spread(one, one, 0.25 * one, 0), one);
            Estimate ss = estimate(new Spread(other, other, 0.5 * other, 0), other);
            double n = new Combination(NO_FACTORS).combine(os, ss).total(0, 0);
            mean += n / toys;
            square += n * n / toys;
        }
        double variance = 1 / (1 / 2.5 + 1 / 5.0);
        assertEquals(10, mean, 4 * Math.sqrt(variance / toys));
        assertEquals(variance, square - mean * mean, 4 * variance * Math.sqrt(2.0 / toys));
    }

    private static int poisson(SplittableRandom random, double mean) {
        double product = random.nextDouble();
        int n = 0;
        for (double limit = Math.exp(-mean); product > limit; n++) {
            product *= random.nextDouble();
        }
        return n;
    }

    @Test
    void ignoresAMethodWithoutEvents() {
        var combination = new Combination(NO_FACTORS);
        assertEquals(20, combination.combine(estimate(0, 0), estimate(20, 2)).total(0, 0));
        assertEquals(10, combination.combine(estimate(10, 1), estimate(0, 0)).total(0, 0));
        assertEquals(0, combination.combine(estimate(0, 0), estimate(0, 0)).total(0, 0));
    }

    @Test
    void takesTheFactorsOfTheCard() {
        Estimate both = new Combination(new double[][] {{0.5}}).combine(estimate(10, 1), estimate(20, 2));
        assertEquals(15, both.total(0, 0), 1e-12);
        assertEquals(Math.sqrt(0.25 + 1), both.totalError(0, 0), 1e-12);
    }

    @Test
    void takesTheMassDistributionOfSameSignEventsWhereThereAreAny() {
        Estimate os = estimate(10, 1);
        Estimate ss = estimate(20, 2);
        os.inclusive()[0].add(110, 1);
        var combination = new Combination(NO_FACTORS);
        assertEquals(os.inclusive()[0], combination.combine(os, ss).inclusive()[0]);
        ss.inclusive()[0].add(150, 1);
        assertEquals(ss.inclusive()[0], combination.combine(os, ss).inclusive()[0]);
    }

    /** S = 10/√5 of 10 ± 1 and 20 ± 2: the uncertainty of the mean, scaled by S, has σ √(S² − 1) beside σ. */
    @Test
    void methodsThatDifferAreAnUncertainty() {
        var combination = new Combination(new double[][] {{0.5}});
        Estimate both = combination.combine(estimate(10, 1), estimate(20, 2));
        double scaled = Math.sqrt(1.25) * 10 / Math.sqrt(5);
        double size = new Disagreement(both, 0).size();
        assertEquals(scaled, Math.hypot(15 * size, Math.sqrt(1.25)), 1e-12);
        assertEquals(1, new Disagreement(both, 0).variations("method").size());
        Estimate agreeing = combination.combine(estimate(19, 1), estimate(20, 2));
        assertEquals(0, new Disagreement(agreeing, 0).size());
        assertTrue(new Disagreement(agreeing, 0).variations("method").isEmpty());
        assertEquals(0, new Disagreement(estimate(10, 1), 0).size());
    }

    private static Estimate estimate(double events, double error) {
        return estimate(new Spread(events, events, error * error, 0), events);
    }

    private static Estimate estimate(Spread spread, double events) {
        return new Estimate(
                new double[][][] {{{events}}},
                new double[][][] {{{spread.error()}}},
                new Spread[][] {{spread}},
                new MassTemplate[][] {{new MassTemplate(105, 160, 1)}},
                new MassTemplate[] {new MassTemplate(105, 160, 1)},
                List.of());
    }
}
