package org.fiducia.statistics.multistart;

import static org.fiducia.testkit.FunctionLikelihood.free;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.FitterContract;
import org.fiducia.testkit.FunctionLikelihood;
import org.junit.jupiter.api.Test;

class MultiStartFitterContractTest extends FitterContract {
    private static final MultiStartFitter FITTER = new MultiStartFitter(new NewtonFitter());

    MultiStartFitterContractTest() {
        super(FITTER);
    }

    private static FitResult fit(FunctionLikelihood.Function function, double start) {
        return FITTER.fit(new FunctionLikelihood(free(1), function), new double[] {start}, true, Progress.NONE);
    }

    /** The other way round than for one start: some other one lies where the function is finite. */
    @Override
    @Test
    protected void startThatIsNotFiniteIsUnbounded() {
        FitResult fit = fit(x -> x[0] > 0 ? x[0] - Math.log(x[0]) : Double.POSITIVE_INFINITY, -1);
        assertTrue(fit.converged(), fit.message());
        assertEquals(1, fit.parameters()[0], 1e-3);
        assertTrue(fit.message().contains("others won"), fit.message());
    }

    /** Minima near ±1, that on the left lower. */
    @Test
    void theLowerOfTwoMinimaWins() {
        FunctionLikelihood.Function function = x -> 3 * Math.pow(x[0] * x[0] - 1, 2) + 0.5 * x[0];
        FitResult single = new NewtonFitter()
                .fit(new FunctionLikelihood(free(1), function), new double[] {0.9}, true, Progress.NONE);
        assertTrue(single.parameters()[0] > 0);
        FitResult fit = fit(function, 0.9);
        assertTrue(fit.parameters()[0] < 0, fit.message());
        assertTrue(
                fit.message().matches(".*start \\d+ of 12 others won: \\d+ of 13 starts lead to this minimum.*"),
                fit.message());
        assertTrue(fit.message().contains("to others, the next 1.00"), fit.message());
        assertEquals(fit.nll(), fit(function, 0.9).nll(), 0);
    }

    @Test
    void aSingleMinimumNeedsNoRemark() {
        assertEquals("", fit(x -> Math.pow(x[0] - 1, 2), 0).message());
    }
}
