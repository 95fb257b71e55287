package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Workload W3 against a separate program: Σ (ν − n log ν + log n!) over bins with HistFactory's interpolation codes 4 (by
 * solving its six equations) and 4p, ½Σθ² + ½·49 log 2π, minimised by BFGS and Newton steps with five-point differences.
 */
class BinnedFitTest {
    @ParameterizedTest
    @CsvSource({
        "w3_workspace_1bin.json, 535.810779315473, 532.8587746906514, 0.9769118954537102, 0.1556880501755819",
        "w3_workspace_10bin.json, 2143.251321232859, 2137.8872982641915, 0.994294244664145, 0.07839936204169612"
    })
    void agreesWithASeparateProgram(String file, double start, double minimum, double mu, double error)
            throws IOException {
        ExchangedModel read =
                new PyhfFormat().read(SharedFolder.require("benchmarks").resolve(file), "", Progress.NONE);
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(read.model(), read.data());
        double[] initial = read.model().initial();
        assertEquals(90, read.model().categories().size());
        assertEquals(start, 2 * (likelihood.value(initial) + likelihood.constant()), 1e-9 * start);
        FitResult fit = new NewtonFitter().fit(likelihood, initial, true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        assertEquals(minimum, 2 * (fit.nll() + likelihood.constant()), 1e-9 * minimum);
        int index = read.model().indexOf("mu");
        assertEquals(mu, fit.parameters()[index], 1e-3 * error);
        assertEquals(error, fit.error(index), 1e-4 * error);
    }
}
