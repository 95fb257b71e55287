package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Parameter;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A likelihood without the statistics of its bins as parameters, beside the one that has them all. */
class ProfiledTest {
    private static final int BINS = 6 * 20;

    @TempDir
    Path folder;

    private final UnbinnedCompiler compiler = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class));
    private final NewtonFitter fitter = new NewtonFitter();
    private ExchangedModel model;
    private Likelihood full;
    private Likelihood profiled;

    @BeforeEach
    void read() throws Exception {
        Path file = folder.resolve("small.json");
        new LargeWorkspace(6, 20, 30, 12).write(file);
        model = new PyhfFormat().read(file, "", Progress.NONE);
        full = compiler.compile(model.model(), model.data());
        profiled = compiler.profiled(model.model(), model.data(), Set.of());
    }

    private FitResult fit(Likelihood likelihood) {
        FitResult fit = fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertTrue(fit.converged(), fit.message());
        return fit;
    }

    /** Index in the full model of each parameter of the other. */
    private int[] kept() {
        return profiled.model().parameters().stream()
                .mapToInt(p -> full.model().indexOf(p.name()))
                .toArray();
    }

    @Test
    void oneFactorOfEachBinIsTaken() {
        assertEquals(BINS, profiled.eliminated().size());
        assertEquals(
                full.model().parameters().size() - BINS,
                profiled.model().parameters().size());
        assertEquals(0, full.eliminated().size());
        String name = profiled.eliminated().get(3).name();
        Likelihood keeping = compiler.profiled(model.model(), model.data(), Set.of(name));
        assertEquals(BINS - 1, keeping.eliminated().size());
        assertTrue(keeping.model().indexOf(name) >= 0);
    }

    @Test
    void minimumAndUncertaintiesAreThoseOfAllParameters() {
        FitResult all = fit(full);
        FitResult rest = fit(profiled);
        assertEquals(all.nll() + full.constant(), rest.nll() + profiled.constant(), 1e-7);
        int[] kept = kept();
        for (int i = 0; i < kept.length; i++) {
            double sigma = all.error(kept[i]);
            assertEquals(all.parameters()[kept[i]], rest.parameters()[i], 1e-4 * sigma);
            assertEquals(sigma, rest.error(i), 1e-4 * sigma);
        }
        double[] gammas = profiled.eliminated(rest.parameters());
        double[] errors = profiled.eliminatedErrors(rest.parameters(), rest.covariance());
        for (int b = 0; b < gammas.length; b++) {
            int i = full.model().indexOf(profiled.eliminated().get(b).name());
            assertEquals(all.parameters()[i], gammas[b], 1e-4 * all.error(i));
            assertEquals(all.error(i), errors[b], 1e-4 * all.error(i));
        }
        var estimator = new ProfileLikelihood();
        int mu = full.model().indexOf("mu");
        Interval a = estimator.interval(full, fitter, all, mu, Progress.NONE);
        Interval b = estimator.interval(profiled, fitter, rest, profiled.model().indexOf("mu"), Progress.NONE);
        assertEquals(a.down(), b.down(), 1e-4 * a.down());
        assertEquals(a.up(), b.up(), 1e-4 * a.up());
    }

    /** Against differences of the gradient, and of the value. */
    @Test
    void derivativesAreThoseOfTheValue() {
        int n = profiled.model().parameters().size();
        double[] at = profiled.model().initial();
        var random = new Random(3);
        for (int i = 0; i < n; i++) {
            at[i] += 0.3 * random.nextGaussian();
        }
        at[profiled.model().indexOf("mu")] = 0.7;
        double[] gradient = new double[n];
        double[] other = new double[n];
        double[][] information = new double[n][n];
        double value = profiled.gradient(at, gradient);
        assertEquals(value, profiled.information(at, other, information), 1e-9 * Math.abs(value));
        double[][] hessian = profiled.hessian(at);
        for (int i = 0; i < n; i++) {
            double h = 1e-4;
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += h;
            down[i] -= h;
            assertEquals(profiled.difference(down, up) / (2 * h), gradient[i], 1e-4 * (1 + Math.abs(gradient[i])));
            assertEquals(gradient[i], other[i], 1e-9 * (1 + Math.abs(gradient[i])));
            double[] high = new double[n];
            double[] low = new double[n];
            profiled.gradient(up, high);
            profiled.gradient(down, low);
            for (int j = 0; j < n; j++) {
                double scale = Math.sqrt(Math.abs(hessian[i][i] * hessian[j][j])) + 1;
                assertEquals((high[j] - low[j]) / (2 * h), hessian[i][j], 1e-5 * scale, i + ", " + j);
                assertEquals(hessian[i][j], hessian[j][i], 0);
            }
        }
    }

    /** The information without the factors is what is left of that with them (Schur's complement). */
    @Test
    void informationIsWhatIsLeftOfThatWithAllParameters() {
        double[] at = profiled.model().initial();
        double[] gammas = profiled.eliminated(at);
        double[] all = full.model().initial();
        for (int b = 0; b < gammas.length; b++) {
            all[full.model().indexOf(profiled.eliminated().get(b).name())] = gammas[b];
        }
        assertEquals(full.value(all) + full.constant(), profiled.value(at) + profiled.constant(), 1e-8);
        int n = at.length;
        int m = all.length;
        double[][] small = new double[n][n];
        double[][] large = new double[m][m];
        profiled.information(at, new double[n], small);
        full.information(all, new double[m], large);
        for (Parameter gone : profiled.eliminated()) {
            int g = full.model().indexOf(gone.name());
            double pivot = large[g][g];
            double[] row = large[g].clone();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < m; j++) {
                    large[i][j] -= row[i] * row[j] / pivot;
                }
            }
        }
        int[] kept = kept();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double scale = Math.sqrt(small[i][i] * small[j][j]) + 1e-9;
                assertEquals(large[kept[i]][kept[j]], small[i][j], 1e-8 * scale);
            }
        }
    }

    @Test
    void testsAsimovDataAndToysAreTheSame() {
        int mu = full.model().indexOf("mu");
        int same = profiled.model().indexOf("mu");
        var test = new AsymptoticTest();
        var a = test.cls(new Setup(full, fitter, full.model().initial(), mu, 0, 0, 0, 1), 0.5, Progress.NONE);
        var b = test.cls(new Setup(profiled, fitter, profiled.model().initial(), same, 0, 0, 0, 1), 0.5, Progress.NONE);
        assertEquals(a.observed(), b.observed(), 1e-5);
        for (int k = 0; k < 5; k++) {
            assertEquals(a.expected()[k], b.expected()[k], 1e-5);
        }
        double[] best = fit(profiled).parameters();
        FitResult asimov = fitter.fit(profiled.asimov(best), profiled.model().initial(), true, Progress.NONE);
        for (int i = 0; i < best.length; i++) {
            assertEquals(best[i], asimov.parameters()[i], 1e-3 * asimov.error(i));
        }
        double sum = 0;
        double square = 0;
        for (int k = 0; k < 40; k++) {
            Likelihood toy = profiled.toy(best, 5, k);
            assertEquals(
                    toy.data().sumOfWeights(),
                    profiled.copy().toy(best, 5, k).data().sumOfWeights(),
                    0);
            FitResult fit = fitter.fit(toy, best, true, Progress.NONE);
            double pull = (fit.parameters()[same] - best[same]) / fit.error(same);
            sum += pull / 40;
            square += pull * pull / 40;
        }
        assertEquals(0, sum, 4 / Math.sqrt(40));
        assertEquals(1, square, 1, "pulls of the signal strength");
    }

    @Test
    void emptyBinsAndLimitsOfFactorsArePossible() {
        var entries = model.data().weights().stream().map(double[]::clone).toList();
        entries.get(0)[0] = 0;
        entries.get(1)[0] = 100_000; // drives its factor to the upper limit
        var data = org.fiducia.api.model.Dataset.histograms(model.data().edges(), entries);
        Likelihood all = compiler.compile(model.model(), data);
        Likelihood rest = compiler.profiled(model.model(), data, Set.of());
        FitResult a = fit(all);
        FitResult b = fit(rest);
        assertEquals(a.nll() + all.constant(), b.nll() + rest.constant(), 1e-5);
        double[] gammas = rest.eliminated(b.parameters());
        assertEquals(a.parameters()[all.model().indexOf(rest.eliminated().get(0).name())], gammas[0], 1e-5);
        assertEquals(a.parameters()[all.model().indexOf(rest.eliminated().get(1).name())], gammas[1], 1e-5);
    }

    @Test
    void whatTouchesMoreThanItsBinStays() {
        List<Parameter> parameters = profiled.model().parameters();
        assertTrue(parameters.stream().anyMatch(p -> p.name().equals("n0")));
        assertTrue(parameters.stream().anyMatch(p -> p.name().equals("slope0")));
        assertFalse(parameters.stream().anyMatch(p -> p.name().startsWith("stat")));
        assertTrue(
                Arrays.stream(profiled.eliminated(profiled.model().initial())).allMatch(g -> g > 0 && g < 10));
    }
}
