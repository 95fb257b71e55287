package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Random;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

class SpectrumFitTest {
    private final Fitter fitter = new NewtonFitter();

    private static Likelihood w2(double times, String size) throws Exception {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(w2.model(times), w2.data(size));
    }

    private FitResult fit(Likelihood likelihood) {
        return fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
    }

    @Test
    void minimumIsThatOfTheReference() throws Exception {
        assertMinimum(1, "x1", 2053.95335324, 1e-8);
        assertMinimum(100, "x100", -318484.9556406, 1e-7);
    }

    private void assertMinimum(double times, String size, double expected, double printed) throws Exception {
        Likelihood likelihood = w2(times, size);
        FitResult fit = fit(likelihood);
        assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
        assertEquals(expected, fit.nll(), printed);
        assertTrue(fit.conditionNumber() > 1 && fit.conditionNumber() < 1e4, "condition " + fit.conditionNumber());
        assertTrue(fit.atLimit().isEmpty());
    }

    @Test
    void minimumDoesNotDependOnTheStart() throws Exception {
        Likelihood likelihood = w2(1, "x1");
        FitResult best = fit(likelihood);
        var random = new Random(31);
        for (int trial = 0; trial < 10; trial++) {
            double[] start = likelihood.model().initial();
            for (int i = 0; i < start.length; i++) {
                boolean interest = i < SpectrumModel.CROSS_SECTIONS;
                start[i] = interest ? start[i] * random.nextDouble(0.2, 4) : 2 * random.nextGaussian();
            }
            FitResult fit = fitter.fit(likelihood, start, false, Progress.NONE);
            assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
            for (int i = 0; i < start.length; i++) {
                assertEquals(best.parameters()[i], fit.parameters()[i], 1e-5 * best.error(i));
            }
        }
    }

    @Test
    void asimovDataGiveBackTheirParameters() throws Exception {
        Likelihood likelihood = w2(1, "x1");
        double[] truth = likelihood.model().initial();
        for (int j = 0; j < SpectrumModel.CROSS_SECTIONS; j++) {
            truth[j] *= 0.7 + 0.06 * j;
        }
        Likelihood asimov = likelihood.asimov(truth);
        FitResult fit = fit(asimov);
        assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
        for (int i = 0; i < truth.length; i++) {
            assertEquals(truth[i], fit.parameters()[i], 1e-6 * fit.error(i), "parameter " + i);
        }
    }

    /** A fit with the parameter held at each end must lie ½ above the minimum; nothing of the estimator is used. */
    @Test
    void profileIntervalsEndWhereTheLikelihoodHasRisenByAHalf() throws Exception {
        Likelihood likelihood = w2(1, "x1");
        FitResult best = fit(likelihood);
        for (int i : new int[] {0, 3, 7, 9, 13, 24, 33, 36}) {
            Interval interval = new ProfileLikelihood().interval(likelihood, fitter, best, i, Progress.NONE);
            assertFalse(interval.lowerIsLimit() || interval.upperIsLimit());
            // The profile rises by about 1 per σ there.
            assertEquals(0.5, rise(likelihood, best, i, best.parameters()[i] - interval.down()), 1e-4);
            assertEquals(0.5, rise(likelihood, best, i, best.parameters()[i] + interval.up()), 1e-4);
            assertEquals(best.error(i), interval.up(), 0.3 * best.error(i));
        }
    }

    private double rise(Likelihood likelihood, FitResult best, int parameter, double value) {
        StatisticalModel model = likelihood.model();
        var parameters = new ArrayList<Parameter>(model.parameters());
        parameters.set(parameter, parameters.get(parameter).fixedAt(value));
        Likelihood held = likelihood.with(new StatisticalModel(parameters, model.constraints(), model.categories()));
        double[] start = best.parameters().clone();
        start[parameter] = value;
        return fitter.fit(held, start, false, Progress.NONE).nll() - best.nll();
    }

    @Test
    void fitsWithoutEventsEndAtTheEdge() throws Exception {
        Likelihood likelihood = w2(1, "x1");
        var none = new ArrayList<double[]>();
        for (int c = 0; c < likelihood.data().values().size(); c++) {
            none.add(new double[0]);
        }
        Likelihood empty = likelihood.with(org.fiducia.api.model.Dataset.unweighted(none));
        FitResult fit = fit(empty);
        assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
        assertFalse(fit.edges().isEmpty());
        assertTrue(empty.forbidden(fit.parameters()).isEmpty());
        double[] withoutSignal = fit.parameters().clone();
        java.util.Arrays.fill(withoutSignal, 0, 10, 0);
        assertTrue(fit.nll() < empty.value(withoutSignal));
    }

    @Test
    void toysConverge() throws Exception {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        StatisticalModel model = w2.model(1);
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, w2.data("x1"));
        double sum = 0;
        for (SpectrumModel.Toy toy : w2.toys()) {
            Likelihood of = likelihood
                    .with(toy.data())
                    .with(new StatisticalModel(model.parameters(), w2.constraints(toy.centres()), model.categories()));
            FitResult fit = fit(of);
            assertEquals(FitResult.Status.CONVERGED, fit.status(), fit.message());
            double pull = (fit.parameters()[0] - model.initial()[0]) / fit.error(0);
            sum += pull;
        }
        assertEquals(0, sum / Math.sqrt(100), 4, "mean pull of the first cross section");
    }
}
