package org.fiducia.background.zxfakerate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.background.template.MassTemplate;
import org.junit.jupiter.api.Test;

/** Two numbers as one. */
class CombinationTest {
    private static final double[][] NO_FACTORS = {{Double.NaN}};

    @Test
    void weighsByInverseVariance() {
        Estimate both = new Combination(NO_FACTORS).combine(estimate(10, 1), estimate(20, 2));
        assertEquals(0.8 * 10 + 0.2 * 20, both.total(0, 0), 1e-12);
        assertEquals(Math.sqrt(0.8), both.totalError()[0][0], 1e-12);
        assertEquals(Math.sqrt(0.8), both.error()[0][0][0], 1e-12);
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
        assertEquals(Math.sqrt(0.25 + 1), both.totalError()[0][0], 1e-12);
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

    private static Estimate estimate(double events, double error) {
        return new Estimate(
                new double[][][] {{{events}}},
                new double[][][] {{{error}}},
                new double[][] {{error}},
                new MassTemplate[][] {{new MassTemplate(105, 160, 1)}},
                new MassTemplate[] {new MassTemplate(105, 160, 1)},
                List.of());
    }
}
