package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassFitTest {
    @ParameterizedTest
    @CsvSource({
        "10000, 4, -46828.2103585, 1e-7",
        "10000, 8, -46829.176845, 1e-6",
        "10000, 9, -46830.054873, 1e-6",
        "100000, 9, -699596.587769, 1e-6",
        "1000000, 4, -9293413.596469, 2e-6",
        "1000000, 8, -9293415.521917, 2e-6"
    })
    void minimumIsThatOfTheReference(int events, int free, double expected, double tolerance) throws Exception {
        FitResult fit = fit(events, free);
        assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
        assertEquals(expected, fit.nll(), tolerance);
    }

    @Test
    void minimumDoesNotDependOnTheStart() throws Exception {
        FitResult near = fit(10000, 9);
        StatisticalModel model = MassModel.model(10000, 9);
        Likelihood likelihood = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(model, MassModel.data(SharedFolder.require("benchmarks"), 10000));
        double[][] starts = {
            {9000, 1000, 120, 5, 0.5, 10, 3, 1.2, -0.05},
            {100, 20000, 128, 0.7, 3, 2, 0.6, 20, -0.005},
            {5000, 5000, 140, 9, 1, 1.1, 1, 1.1, 0}
        };
        for (double[] start : starts) {
            FitResult far = new NewtonFitter().fit(likelihood, start, true, Progress.NONE);
            assertEquals(FitResult.Status.CONVERGED, far.status(), far.message());
            for (int i = 0; i < start.length; i++) {
                assertEquals(near.parameters()[i], far.parameters()[i], 1e-4 * near.error(i));
            }
        }
    }

    private static FitResult fit(int events, int free) throws Exception {
        StatisticalModel model = MassModel.model(events, free);
        Likelihood likelihood = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(model, MassModel.data(SharedFolder.require("benchmarks"), events));
        return new NewtonFitter().fit(likelihood, model.initial(), true, Progress.NONE);
    }
}
