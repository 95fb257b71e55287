package org.fiducia.testkit;

import static org.fiducia.testkit.FunctionLikelihood.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.HypothesisTest.Cls;
import org.fiducia.api.fit.HypothesisTest.Discovery;
import org.fiducia.api.fit.HypothesisTest.Limit;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.junit.jupiter.api.Test;

/** What every test of the strength of a signal keeps, for a count of 5 μ + 4. The test of one extends it. */
public abstract class HypothesisContract {
    private final HypothesisTest test;
    private final Fitter fitter;
    private final int toys;
    private final double tolerance;

    /**
     * @param fitter one that keeps {@link FitterContract}
     * @param toys number of toys, 0 for a test without
     * @param tolerance of a CLs
     */
    protected HypothesisContract(HypothesisTest test, Fitter fitter, int toys, double tolerance) {
        this.test = test;
        this.fitter = fitter;
        this.toys = toys;
        this.tolerance = tolerance;
    }

    private Setup setup(int count, int threads) {
        Likelihood likelihood = new CountingLikelihood(
                List.of(within("mu", 1, 0, Double.POSITIVE_INFINITY)), new double[][] {{4, 5}}, count);
        return setup(likelihood, threads);
    }

    private Setup setup(Likelihood likelihood, int threads) {
        return new Setup(likelihood, fitter, likelihood.model().initial(), 0, 0, toys, 11, threads);
    }

    @Test
    void moreSignalIsExcludedMore() {
        double before = 1 + tolerance;
        for (double mu : new double[] {0.5, 1, 2}) {
            Cls cls = test.cls(setup(4, 2), mu, Progress.NONE);
            assertTrue(cls.observed() >= 0 && cls.observed() < before, () -> cls.observed() + " at " + mu);
            for (int k = 1; k < 5; k++) {
                assertTrue(cls.expected()[k] >= cls.expected()[k - 1], "the band rises");
            }
            before = cls.observed();
        }
    }

    @Test
    void whatDataExcludeIsWhatTheLimitSays() {
        double before = 0;
        for (int count : new int[] {2, 4, 9}) {
            Limit limit = test.limit(setup(count, 2), 0.95, Progress.NONE);
            assertEquals(
                    0.05,
                    test.cls(setup(count, 2), limit.observed(), Progress.NONE).observed(),
                    tolerance);
            assertTrue(limit.observed() > before, "more events, less is excluded");
            before = limit.observed();
            for (int k = 1; k < 5; k++) {
                assertTrue(limit.expected()[k] >= limit.expected()[k - 1], "the band rises");
            }
        }
        Limit typical = test.limit(setup(4, 2), 0.95, Progress.NONE);
        assertEquals(typical.expected()[2], typical.observed(), 0.15 * typical.observed(), "data as expected");
    }

    @Test
    void anExcessIsSignificantAndNoExcessIsNot() {
        assertEquals(0, test.discovery(setup(3, 1), Progress.NONE).significance(), 1e-6);
        Discovery some = test.discovery(setup(7, 1), Progress.NONE);
        Discovery more = test.discovery(setup(10, 1), Progress.NONE);
        assertTrue(some.significance() > 0.5 && more.significance() > some.significance(), some + ", " + more);
        assertTrue(more.pValue() < some.pValue() && some.pValue() < 0.5, some + ", " + more);
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        Cls one = test.cls(setup(4, 1), 1, Progress.NONE);
        for (int threads : new int[] {2, 3}) {
            assertEquals(Contents.of(one), Contents.of(test.cls(setup(4, threads), 1, Progress.NONE)));
        }
    }

    @Test
    void aStrengthThatIsFixedIsRefused() {
        Likelihood likelihood = setup(4, 1).likelihood();
        var fixed = List.of(likelihood.model().parameters().get(0).fixedAt(1));
        Likelihood held = likelihood.with(likelihood.model().withParameters(fixed));
        var refused = assertThrows(FiduciaException.class, () -> test.discovery(setup(held, 1), Progress.NONE));
        assertFalse(refused.remedy().isBlank(), "what to do");
    }
}
