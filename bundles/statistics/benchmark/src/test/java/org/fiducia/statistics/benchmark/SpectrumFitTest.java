package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.statistics.newton.NewtonFitter;
import org.junit.jupiter.api.Test;

class SpectrumFitTest {
    @Test
    void minimumIsThatOfTheReference() throws Exception {
        assertMinimum(1, "x1", 2053.95335324, 1e-8);
        assertMinimum(100, "x100", -318484.9556406, 1e-7);
    }

    private static void assertMinimum(double times, String size, double expected, double printed) throws Exception {
        SpectrumModel w2 = SpectrumModel.read(Shared.benchmarks());
        Likelihood likelihood = Shared.compiler().compile(w2.model(times), w2.data(size));
        FitResult fit = new NewtonFitter().fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
        assertEquals(expected, fit.nll(), printed);
    }
}
