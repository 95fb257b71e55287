package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.GoodnessOfFit.Outcome;
import org.fiducia.api.fit.Likelihood;
import org.junit.jupiter.api.Test;

/** What every test of how well a model fits keeps. The test of one extends it and gives it data. */
public abstract class GoodnessContract {
    private static final int TOYS = 100;

    private final GoodnessOfFit goodness;
    private final Fitter fitter;

    /** @param fitter one that keeps {@link FitterContract} */
    protected GoodnessContract(GoodnessOfFit goodness, Fitter fitter) {
        this.goodness = goodness;
        this.fitter = fitter;
    }

    /** A model with data that are as typical as can be. */
    protected abstract Likelihood good();

    /** The same model with data that it cannot describe. */
    protected abstract Likelihood bad();

    private Outcome test(Likelihood likelihood, long seed, int threads) {
        FitResult best = fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertTrue(best.converged(), best.message());
        return goodness.test(likelihood, fitter, best, TOYS, seed, threads, Progress.NONE);
    }

    @Test
    void tellsGoodFromBad() {
        assertTrue(goodness.applies(good()) && goodness.applies(bad()));
        Outcome good = test(good(), 1, 2);
        Outcome bad = test(bad(), 1, 2);
        assertTrue(bad.statistic() > good.statistic(), good + ", " + bad);
        assertTrue(good.pValue() > 0.1 && good.pValue() <= 1, good::toString);
        assertTrue(bad.pValue() < 0.05 && bad.pValue() >= 0, bad::toString);
        assertEquals(TOYS, good.toys(), TOYS / 10.0, "toys whose fits converged");
    }

    @Test
    void dependsOnTheSeedAndNotOnThreads() {
        Outcome once = test(good(), 7, 1);
        assertEquals(once, test(good(), 7, 3));
        assertEquals(once.statistic(), test(good(), 8, 1).statistic(), 0, "that of the data");
    }
}
