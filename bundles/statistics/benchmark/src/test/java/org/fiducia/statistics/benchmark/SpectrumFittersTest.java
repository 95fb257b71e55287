package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.bobyqa.BobyqaFitter;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.metric.VariableMetricFitter;
import org.fiducia.statistics.multistart.MultiStartFitter;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same spectrum by every fitter. */
class SpectrumFittersTest {
    private static Stream<Fitter> fitters() {
        return Stream.of(
                new NewtonFitter(),
                new VariableMetricFitter(),
                new BobyqaFitter(),
                new MultiStartFitter(new NewtonFitter()));
    }

    private static Likelihood w2() throws Exception {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(w2.model(1), w2.data("x1"));
    }

    private static FitResult fit(Fitter fitter, Likelihood likelihood) {
        return fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
    }

    @ParameterizedTest
    @MethodSource("fitters")
    void minimumIsThatOfTheReference(Fitter fitter) throws Exception {
        Likelihood likelihood = w2();
        FitResult fit = fit(fitter, likelihood);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(2053.95335324, fit.nll(), 1e-9 * 2054);
        assertTrue(fit.conditionNumber() > 1 && fit.conditionNumber() < 1e4);
        FitResult newton = fit(new NewtonFitter(), likelihood);
        for (int i = 0; i < fit.parameters().length; i++) {
            assertEquals(newton.parameters()[i], fit.parameters()[i], 1e-3 * newton.error(i), "parameter " + i);
            assertEquals(newton.error(i), fit.error(i), 1e-3 * newton.error(i), "error " + i);
        }
    }

    /** Limits that cut off the minimum: of a cross section from above, of another from below, of a nuisance. */
    @ParameterizedTest
    @MethodSource("fitters")
    void limitsHold(Fitter fitter) throws Exception {
        Likelihood likelihood = w2();
        FitResult open = fit(new NewtonFitter(), likelihood);
        List<Parameter> parameters = new ArrayList<>(likelihood.model().parameters());
        for (int i : new int[] {2, 5, 14}) {
            Parameter p = parameters.get(i);
            double edge = open.parameters()[i] + (i == 5 ? 1 : -1) * open.error(i);
            double start = i == 5 ? edge + 1 : edge - 0.1;
            parameters.set(
                    i,
                    new Parameter(
                            p.name(),
                            start,
                            i == 5 ? edge : -10,
                            i == 5 ? 10 : edge,
                            p.step(),
                            p.role(),
                            p.group(),
                            false));
        }
        Likelihood limited = likelihood.with(likelihood.model().withParameters(parameters));
        FitResult fit = fit(fitter, limited);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        FitResult newton = fit(new NewtonFitter(), limited);
        assertEquals(3, fit.atLimit().size());
        assertEquals(newton.atLimit(), fit.atLimit());
        assertEquals(newton.nll(), fit.nll(), 1e-6);
        for (int i = 0; i < fit.parameters().length; i++) {
            assertEquals(newton.parameters()[i], fit.parameters()[i], 1e-3 * open.error(i), "parameter " + i);
        }
    }

    /** Two nuisances without constraint that do the same. */
    @ParameterizedTest
    @MethodSource("fitters")
    void whatIsNotDeterminedIsNamed(Fitter fitter) throws Exception {
        Likelihood likelihood = w2();
        StatisticalModel model = likelihood.model();
        List<Parameter> parameters = new ArrayList<>(model.parameters());
        parameters.add(Parameter.nuisance("idle", ""));
        Likelihood idle = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(new StatisticalModel(parameters, model.constraints(), model.categories()), likelihood.data());
        FitResult fit = fit(fitter, idle);
        assertEquals(Status.HESSIAN_NOT_POSITIVE, fit.status());
        assertTrue(fit.message().contains("do not determine idle;"), fit.message());
    }
}
