package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Toys of the fitted models of data: in each, counts and what constraints observe are drawn anew, and the model is fitted
 * again. The pull of a number of signal probes is (fitted − true)/uncertainty, the uncertainty that of the toy's own fit
 * from its Hessian matrix. Pulls have mean 0 and width 1: for each model, bin and side within what the number of toys
 * allows, and much more sharply for all of them together.
 *
 * <p>Parameters that ended within two standard deviations of a limit are held where they are: background terms that are not
 * needed, a tail that is a Gaussian's. Beside a limit an estimate is not Gaussian, and the uncertainty, which does not know
 * of the limit, is too large rather than too small.
 */
class ToysTest {
    private static final int TOYS = 40;
    private static final long SEED = 20;

    /** Low and high transverse momentum in the barrel, high in the endcap. */
    private static final int[] BINS = {0, 10, 28};

    /** In standard deviations: one of 2000 numbers is beyond by chance. */
    private static final double RARE = 3.5;

    private static final List<double[]> ALL = new ArrayList<>();

    private static ScaleFactors result;

    @BeforeAll
    static void fit() throws IOException {
        result = Fits.measure(Fits.sample("TnP_data.root"), Fits.sample("TnP_MC.root"), false, 2, BINS);
        for (ScaleFactor bin : result.bins()) {
            for (PairFit fit : bin.fits().dataFits()) {
                ALL.addAll(pulls(bin.fits().data(), fit, SEED + ALL.size()));
            }
        }
    }

    static Stream<Integer> numbers() {
        return Stream.iterate(0, k -> k + 1).limit(BINS.length * FitModel.ALL.size() * 2L);
    }

    /** Pulls of the numbers that passed and failed, of the toys whose fit converged. */
    private static List<double[]> pulls(Probes probes, PairFit fit, long seed) {
        Likelihood fitted = compile(fit.statistical(), probes);
        FitResult best = Fits.TOOLS.fitter().fit(fitted, fit.statistical().initial(), true, Progress.NONE);
        Likelihood likelihood = compile(held(fit.statistical(), best), probes);
        double[] truth = fit.statistical().initial();
        int[] signal = {0, fit.sides().get(0).values().length};
        var pulls = new double[2][TOYS];
        int converged = 0;
        for (int toy = 0; toy < TOYS; toy++) {
            FitResult found = Fits.TOOLS.fitter().fit(likelihood.toy(truth, seed, toy), truth, true, Progress.NONE);
            if (found.converged()) {
                for (int s = 0; s < 2; s++) {
                    pulls[s][converged] = (found.parameters()[signal[s]] - truth[signal[s]]) / found.error(signal[s]);
                }
                converged++;
            }
        }
        return List.of(Arrays.copyOf(pulls[0], converged), Arrays.copyOf(pulls[1], converged));
    }

    private static Likelihood compile(StatisticalModel model, Probes probes) {
        var data = Dataset.histograms(
                List.of(probes.pass().edges(), probes.fail().edges()),
                List.of(probes.pass().entries(), probes.fail().entries()));
        return Fits.TOOLS.compiler().compile(model, data);
    }

    private static StatisticalModel held(StatisticalModel model, FitResult best) {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < model.parameters().size(); i++) {
            Parameter p = model.parameters().get(i);
            double reach = 2 * best.error(i);
            boolean inside = p.initial() - reach > p.lower() && p.initial() + reach < p.upper();
            parameters.add(inside ? p : p.fixedAt(p.initial()));
        }
        return new StatisticalModel(parameters, model.constraints(), model.categories());
    }

    private static String name(int k) {
        int models = FitModel.ALL.size();
        return result.bins().get(k / (2 * models)).bin().name() + " " + FitModel.ALL.get(k / 2 % models) + " "
                + PairFit.SIDES.get(k % 2);
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }

    private static double width(double[] x) {
        double mean = mean(x);
        double sum = 0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / (x.length - 1));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberOfSignalProbesIsUnbiased(int k) {
        double[] pulls = ALL.get(k);
        assertTrue(pulls.length >= 0.95 * TOYS, name(k) + ": " + pulls.length + " converged");
        assertEquals(0, mean(pulls), RARE / Math.sqrt(pulls.length), name(k) + ": mean of the pulls");
        assertEquals(1, width(pulls), RARE / Math.sqrt(2.0 * pulls.length), name(k) + ": width of the pulls");
    }

    /** Every model has toys of its own, with another seed: the pulls are independent. */
    @Test
    void allTogetherAreUnbiased() {
        double[] all = ALL.stream().flatMapToDouble(Arrays::stream).toArray();
        assertEquals(0, mean(all), RARE / Math.sqrt(all.length), "mean of the pulls");
        assertEquals(1, width(all), RARE / Math.sqrt(2.0 * all.length), "width of the pulls");
    }
}
