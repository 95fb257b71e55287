package org.fiducia.statistics.likelihood.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.testkit.ConstraintContract;
import org.junit.jupiter.api.Test;

/** The contract for every kind, and what is said of some of them alone. */
class ConstraintsTest extends ConstraintContract {
    @Override
    protected List<Case> cases() {
        return List.of(
                new Case(new GaussianConstraint(), 1.3, 0.4, 0.7),
                new Case(new GaussianConstraint(), -200, 5, 31),
                new Case(new PoissonConstraint(), 7, 4.2),
                new Case(new PoissonConstraint(), 0, 1.5),
                new Case(new PoissonConstraint(), 3.6, 3.6),
                new Case(new LogNormalConstraint(), 1.2, 1.1, 1.3),
                new Case(new LogNormalConstraint(), 0.4, 2, 0.6),
                new Case(new LogNormalConstraint(), 5, 5, 1.2));
    }

    private static double value(ConstraintFunction function, double observed, double... at) {
        return function.evaluate(observed, at, null, null);
    }

    private static double logProbability(ConstraintFunction function, double observed, double... at) {
        return value(function, observed, at) + function.constant(observed, at);
    }

    /** scipy.stats: norm.logpdf(1.3, .4, .7), poisson.logpmf(7, 4.2), lognorm.logpdf(1.2, log 1.3, scale = 1.1). */
    @Test
    void probabilitiesAreThoseOfScipy() {
        assertEquals(1.3887942015108383, logProbability(new GaussianConstraint(), 1.3, 0.4, 0.7), 1e-13);
        assertEquals(2.679569684040156, logProbability(new PoissonConstraint(), 7, 4.2), 1e-13);
        assertEquals(-0.18176765569101894, logProbability(new LogNormalConstraint(), 1.2, 1.1, 1.3), 1e-13);
        // A factor and its inverse are the same uncertainty.
        assertEquals(
                logProbability(new LogNormalConstraint(), 1.2, 1.1, 1.3),
                logProbability(new LogNormalConstraint(), 1.2, 1.1, 1 / 1.3),
                1e-13);
    }

    @Test
    void impossibleObservationsAreInfinite() {
        assertEquals(Double.POSITIVE_INFINITY, value(new PoissonConstraint(), 2, 0));
        assertEquals(Double.POSITIVE_INFINITY, value(new PoissonConstraint(), 2, -1));
        assertEquals(0, value(new PoissonConstraint(), 0, 0));
        assertEquals(Double.POSITIVE_INFINITY, value(new LogNormalConstraint(), 1, 1, 1));
        assertEquals(Double.POSITIVE_INFINITY, value(new LogNormalConstraint(), 1, -1, 1.1));
        assertTrue(Double.isNaN(new PoissonConstraint().constant(-1, new double[] {1})));
        assertTrue(Double.isNaN(new LogNormalConstraint().constant(-1, new double[] {1, 2})));
        assertTrue(Double.isNaN(new GaussianConstraint().constant(1, new double[] {1, 0})));
    }

    @Test
    void samplesHaveTheRightMoments() {
        cases().forEach(ConstraintsTest::samplesHaveTheRightMoments);
    }

    private static void samplesHaveTheRightMoments(Case of) {
        boolean log = of.function() instanceof LogNormalConstraint;
        double[] p = of.at();
        double mean = log ? Math.log(p[0]) : p[0];
        double variance = log ? Math.pow(Math.log(p[1]), 2) : p.length == 2 ? p[1] * p[1] : p[0];
        var random = new Random(12);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double sample = of.function().sample(p, random);
            double x = (log ? Math.log(sample) : sample) - mean;
            sum += x;
            squares += x * x;
        }
        assertEquals(0, sum / Math.sqrt(n * variance), 4);
        double fourth = p.length == 1 ? 3 + 1 / p[0] : 3;
        assertEquals(0, (squares / n / variance - 1) / Math.sqrt((fourth - 1) / n), 4);
    }
}
