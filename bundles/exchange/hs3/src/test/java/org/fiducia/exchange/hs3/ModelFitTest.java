package org.fiducia.exchange.hs3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models that ROOT wrote. The numbers of those with unbinned data come from a separate program: the sum over channels of
 * ν_s + ν_b − Σ log(ν_s G(x; 15, s) + ν_b E(x; c)) plus ½α² or τγ − τ log(τγ), with closed-form normalisations on [10, 20]
 * by the error function and the exponential, minimised with Nelder–Mead and Newton steps of five-point differences.
 */
class ModelFitTest {
    private static final List<String> THREE = List.of("ch0", "ch1", "ch2");

    @Test
    void oneChannelWithAGaussianConstraint() throws IOException {
        check(
                "1ch_bkgRooExp_sigGauss_shapeFloat_npOn_constrGauss_yield1x.json",
                -3.484324372949537,
                -4.82239922514579,
                Map.of(
                        "mu_sig", new double[] {1.1437144149566627, 0.7756270},
                        "alpha_sigma", new double[] {0.2880469450836965, 0.9850013},
                        "nbkg_ch0", new double[] {20.993999095402977, 6.5166145},
                        "tau_ch0", new double[] {0.17006700112736556, 0.0934002}));
    }

    @Test
    void threeChannelsWithAPoissonConstraintAreCombined() throws IOException {
        StatisticalModel model = check(
                "3ch_bkgRooExp_sigGauss_shapeFloat_npOn_constrPoisson_yield1x.json",
                -373.8339370608768,
                -377.70107552020596,
                Map.of(
                        "mu_sig", new double[] {1.2297056051081539, 0.3366243},
                        "gamma_sigma", new double[] {1.0535002063084629, 0.0941634},
                        "nbkg_ch1", new double[] {18.09561676620585, 4.6692751},
                        "tau_ch2", new double[] {0.9615264929595867, 0.4474720}));
        assertEquals(
                THREE.stream().map(c -> "model_" + c).toList(),
                model.categories().stream().map(c -> c.name()).toList());
    }

    @Test
    void formulasAreNormalised() throws IOException {
        check(
                "3ch_bkgGenExp_sigGauss_shapeFloat_npOn_constrGauss_yield1x.json",
                -13.316918462067772,
                -17.179449605820174,
                Map.of(
                        "mu_sig", new double[] {1.2279201388273537, 0.3357754},
                        "alpha_sigma", new double[] {0.5128758612545498, 0.9020214},
                        "nbkg_ch2", new double[] {14.620142033852717, 4.2720285},
                        "tau_ch1", new double[] {-0.33455407259930214, 0.1125586}));
    }

    @Test
    void oneOfSeveralAnalysesCanBeChosen() throws IOException {
        String file = "3ch_bkgRooExp_sigGauss_shapeFloat_npOn_constrPoisson_yield1x.json";
        ExchangedModel one = read(file, "L_ch1");
        assertEquals(1, one.model().categories().size());
        assertEquals(0, one.model().constraints().size());
        assertEquals(24, one.data().values().get(0).length);
        var error = assertThrows(FiduciaException.class, () -> read(file, "L_ch4"));
        assertTrue(error.remedy().contains("L_ch0"), error::remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simplemodel_correlated-background", "simplemodel_uncorrelated-background"})
    void histogramsAgreeWithTheirTwinsInAnotherFormat(String name) throws IOException {
        ExchangedModel mine = read(name + "_hs3.json", "");
        ExchangedModel twin = new PyhfFormat()
                .read(SharedFolder.require("data/models").resolve(name + "_hifa.json"), "", Progress.NONE);
        assertEquals("simPdf_obsData", mine.name());
        Likelihood a =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(mine.model(), mine.data());
        Likelihood b =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(twin.model(), twin.data());
        var random = new Random(4);
        for (int i = 0; i < 20; i++) {
            double[] p = new double[mine.model().parameters().size()];
            double[] q = twin.model().initial();
            for (int k = 0; k < p.length; k++) {
                String parameter = mine.model().parameters().get(k).name();
                p[k] = parameter.equals("Lumi") ? 1 : random.nextDouble(0.7, 1.25);
                int twinIndex = twin.model().indexOf(twinName(parameter));
                if (twinIndex >= 0) {
                    q[twinIndex] = p[k];
                }
            }
            assertEquals(b.value(q), a.value(p), 1e-12 * Math.abs(b.value(q)));
        }
        assertEquals(b.constant(), a.constant(), 1e-9 * b.constant());
        ExchangedModel asimov = read(name + "_hs3.json", "simPdf_asimovData");
        assertEquals(62 + 63, asimov.data().sumOfWeights());
    }

    private static String twinName(String parameter) {
        return parameter.replace("alpha_", "").replaceAll("uncrt_(\\d)", "uncrt[$1]");
    }

    @Test
    void distributionsWithoutLikelihoodAreAModelWithoutData() throws IOException {
        ExchangedModel read = read("rf501_simultaneouspdf.json", "");
        assertNull(read.data());
        StatisticalModel model = read.model();
        assertEquals(
                List.of("model", "model_ctl"),
                model.categories().stream().map(c -> c.name()).toList());
        // numbers of events are fixed parameters: what is fitted then are the densities
        var random = new Random(1);
        double[] physics = sample(random, 500, 0.2, 0, 0.3, 1.5, 1);
        double[] control = sample(random, 400, 0.5, -3, 0.3, 1, 0.3);
        double[] start = model.initial();
        start[model.indexOf("events_model")] = physics.length;
        start[model.indexOf("events_model_ctl")] = control.length;
        Likelihood likelihood = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(model, Dataset.unweighted(List.of(physics, control)));
        double direct = physics.length + control.length;
        for (double x : physics) {
            direct -= Math.log(500 * (0.2 * normal(x, 0, 0.3) + 0.8 * normal(x, 0, 0.3)));
        }
        for (double x : control) {
            direct -= Math.log(400 * (0.5 * normal(x, -3, 0.3) + 0.5 * normal(x, -3, 0.3)));
        }
        assertEquals(direct, likelihood.value(start), 1e-9 * Math.abs(direct));
        FitResult fit = new NewtonFitter().fit(likelihood, at(model, start), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        assertEquals(500, fit.parameters()[model.indexOf("events_model")]);
    }

    /** Start away from the degenerate point of the file, at which both Gaussians are the same. */
    private static double[] at(StatisticalModel model, double[] start) {
        var values = new LinkedHashMap<String, Double>();
        values.put("mean2", 1.4);
        values.put("sigma2", 0.9);
        values.put("mean2_ctl", 0.8);
        values.forEach((name, value) -> start[model.indexOf(name)] = value);
        return start;
    }

    private static double[] sample(
            Random random, int n, double fraction, double mean, double sigma, double mean2, double sigma2) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextDouble() < fraction
                    ? mean + sigma * random.nextGaussian()
                    : mean2 + sigma2 * random.nextGaussian();
        }
        return x;
    }

    private static double normal(double x, double mean, double sigma) {
        double t = (x - mean) / sigma;
        return Math.exp(-0.5 * t * t) / (sigma * Math.sqrt(2 * Math.PI));
    }

    private static ExchangedModel read(String file, String analysis) throws IOException {
        return new Hs3Format().read(SharedFolder.require("data/models").resolve(file), analysis, Progress.NONE);
    }

    private static StatisticalModel check(String file, double start, double minimum, Map<String, double[]> expected)
            throws IOException {
        ExchangedModel read = read(file, "");
        StatisticalModel model = read.model();
        assertEquals(List.of("mu_sig"), read.interests());
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, read.data());
        assertEquals(start, likelihood.value(model.initial()), 1e-9 * Math.abs(start));
        FitResult fit = new NewtonFitter().fit(likelihood, model.initial(), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        assertEquals(minimum, fit.nll(), 1e-9 * Math.abs(minimum));
        expected.forEach((name, value) -> {
            int i = model.indexOf(name);
            assertEquals(value[0], fit.parameters()[i], 1e-3 * value[1], name);
            assertEquals(value[1], fit.error(i), 1e-4 * value[1], name);
        });
        return model;
    }
}
