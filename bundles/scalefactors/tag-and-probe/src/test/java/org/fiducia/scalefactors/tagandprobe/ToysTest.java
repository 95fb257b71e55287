package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.junit.jupiter.api.Test;

/** Toys of a fitted model: the numbers of signal probes have pulls of mean 0 and width 1. */
class ToysTest {
    private static final int TOYS = 200;
    private static final long SEED = 20;

    @Test
    void signalCountsAreUnbiased() throws IOException {
        ScaleFactors result = Fits.measure(Fits.sample("TnP_data.root"), Fits.sample("TnP_MC.root"), false, 2, 15);
        PairFit fit = result.bins().get(0).fits().dataFits().get(0);
        Probes probes = result.bins().get(0).fits().data();
        Likelihood likelihood = Fits.TOOLS
                .compiler()
                .compile(
                        fit.statistical(),
                        Dataset.histograms(
                                List.of(probes.pass().edges(), probes.fail().edges()),
                                List.of(probes.pass().entries(), probes.fail().entries())));
        double[] truth = fit.statistical().initial();
        int[] signal = {0, fit.sides().get(0).values().length};
        var sum = new double[2];
        var squares = new double[2];
        int converged = 0;
        for (int toy = 0; toy < TOYS; toy++) {
            FitResult found = Fits.TOOLS.fitter().fit(likelihood.toy(truth, SEED, toy), truth, true, Progress.NONE);
            if (found.converged()) {
                converged++;
                for (int s = 0; s < 2; s++) {
                    double pull = (found.parameters()[signal[s]] - truth[signal[s]]) / found.error(signal[s]);
                    sum[s] += pull;
                    squares[s] += pull * pull;
                }
            }
        }
        assertTrue(converged >= 0.98 * TOYS, converged + " converged");
        for (int s = 0; s < 2; s++) {
            double mean = sum[s] / converged;
            double width = Math.sqrt(squares[s] / converged - mean * mean);
            assertEquals(0, mean, 3 * width / Math.sqrt(converged), PairFit.SIDES.get(s) + ": mean of the pulls");
            assertEquals(1, width, 3 / Math.sqrt(2.0 * converged), PairFit.SIDES.get(s) + ": width of the pulls");
        }
    }
}
