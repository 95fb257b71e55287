package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;

/**
 * A count of which 20 + 40 μ + 10 θ are expected, with θ known to be 0 ± 1. With μ = −1 that is less than nothing unless θ moves
 * by 2.
 */
class ToyPointTest {
    private static final double VALUE = -1;
    private static final int OBSERVED = 20;
    private static final int TOYS = 600;
    private static final boolean[] WITHOUT_BACKGROUND = {false, true};
    private static final boolean[] ALL = {false, false};

    private static Setup setup(int observed) {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("mu", 0, -3), Parameter.nuisance("theta", "background")),
                List.of(new Constraint(Constraint.GAUSSIAN, 0, Map.of("mean", ref("theta"), "sigma", constant(1)))),
                new double[] {observed},
                sum(constant(20), product(constant(40), ref("mu")), product(constant(10), ref("theta"))));
        return new Setup(likelihood, Models.FITTER, new double[] {0, 0}, 0, 0, TOYS, 5, 1);
    }

    /**
     * 2ΔNLL of μ = −1 for a count and an auxiliary measurement: with μ free the count is met and θ is the measurement; held, the
     * expectation ν solves 1 − n/ν + ((ν + 20)/10 − a)/10 = 0.
     */
    private static double rise(int n, double auxiliary) {
        double half = 60 - 5 * auxiliary;
        double nu = 100 * n / (half + Math.sqrt(half * half + 100 * n));
        double off = (nu + 20) / 10 - auxiliary;
        return 2 * (nu - n * Math.log(nu / n) - n) + off * off;
    }

    /** Share of all counts and measurements drawn with μ = 0, θ = 0 of which 2ΔNLL is not above a threshold. */
    private static double share(double threshold) {
        double all = 0;
        double poisson = Math.exp(-OBSERVED);
        for (int n = 1; n < 80; n++) {
            poisson *= (double) OBSERVED / n;
            double inside = 0;
            for (double a = -5.995; a < 6; a += .01) {
                inside += rise(n, a) <= threshold ? .01 * Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI) : 0;
            }
            all += poisson * inside;
        }
        return all;
    }

    private static ToyPoint point(boolean[] negligible) {
        var data = new StrengthFit.Value(new double[] {0, 0}, rise(OBSERVED, 0));
        return ToyPoint.of(VALUE, 0, data, setup(OBSERVED), negligible, 0, Progress.NONE);
    }

    @Test
    void theClosedFormIsThatOfTheFit() {
        Setup setup = setup(OBSERVED);
        var fit = new StrengthFit(setup.likelihood(), setup, setup.start(), Progress.NONE);
        assertEquals(rise(OBSERVED, 0), fit.value(VALUE).rise(), 1e-6);
    }

    /** Without the background the model cannot be so: every toy would be infinitely far away, and the data no farther. */
    @Test
    void toysAreFittedWithAllParametersWhereFewerAreNotPossible() {
        ToyPoint point = point(WITHOUT_BACKGROUND);
        point.add(TOYS, Progress.NONE);
        assertTrue(point.possible());
        assertEquals(TOYS, point.used());
        for (double threshold : new double[] {5, 10, 15, 20}) {
            double expected = share(threshold);
            assertEquals(
                    expected,
                    point.coverage(threshold),
                    4 * Math.sqrt(expected * (1 - expected) / TOYS),
                    "below " + threshold);
        }
        double above = 1 - share(rise(OBSERVED, 0));
        assertEquals(above, point.pValue(), 4 * Math.sqrt(above * (1 - above) / TOYS));
    }

    /**
     * A value that is beyond the edge by rounding alone is as good as at the edge: with the background held nothing is expected
     * there or observed, and 2ΔNLL is 0. With the background free it were the square of its measurement and more.
     */
    @Test
    void roundingAtTheEdgeDoesNotDecideWhatIsHeld() {
        for (double edge : new double[] {-0.5 - 1e-14, -0.5, -0.5 + 1e-14}) {
            var data = new StrengthFit.Value(new double[] {edge, 0}, 0);
            ToyPoint point = ToyPoint.of(edge, 0, data, setup(0), WITHOUT_BACKGROUND, 0, Progress.NONE);
            point.add(60, Progress.NONE);
            assertTrue(point.possible());
            assertEquals(edge, point.value());
            assertEquals(60, point.used());
            assertEquals(1, point.coverage(1e-3));
        }
    }

    /** What is held where it need not be is only in the way: the same toys, bit for bit. */
    @Test
    void areThenThoseThatNothingIsHeldIn() {
        ToyPoint without = point(WITHOUT_BACKGROUND);
        ToyPoint all = point(ALL);
        without.add(60, Progress.NONE);
        all.add(60, Progress.NONE);
        for (double share : new double[] {.1, .5, .9}) {
            assertEquals(all.threshold(share), without.threshold(share));
        }
    }
}
