package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit.Outcome;
import org.fiducia.api.fit.Likelihood;

/** Where the statistic of the data lies among those of toys of the best fit, each fitted like the data. */
final class ToyDistribution {
    private static final int BLOCK = 10;

    /** Larger share of toys without a minimum than this makes the distribution doubtful. */
    private static final double FAILURES = 0.05;

    /** Rounding of a statistic: equal data must count as equal. */
    private static final double ROUNDING = 1e-9;

    private ToyDistribution() {}

    /** A distance between data and fitted model. */
    interface Statistic extends Serializable {
        double of(Likelihood likelihood, double[] parameters);
    }

    /** Values of the statistic in toys; NaN for one without a minimum. */
    private record Values(double[] best, int toys, long seed, Statistic statistic)
            implements Blocks.Portable<double[]> {
        private static final long serialVersionUID = 1;

        @Override
        public double[] run(Likelihood own, Fitter fitter, int block, Progress progress) {
            double[] values = new double[Math.min(BLOCK, toys - block * BLOCK)];
            for (int k = 0; k < values.length; k++) {
                progress.checkCancelled();
                Likelihood toy = own.toy(best, seed, block * BLOCK + k);
                FitResult fit = fitter.fit(toy, best, false, progress);
                if (!fit.converged()) {
                    fit = fitter.fit(toy, own.model().initial(), false, progress);
                }
                values[k] = fit.converged() ? statistic.of(toy, fit.parameters()) : Double.NaN;
                progress.advance(1);
            }
            return values;
        }
    }

    static Outcome of(
            Likelihood likelihood,
            Fitter fitter,
            FitResult best,
            int toys,
            long seed,
            int threads,
            Progress progress,
            Statistic statistic) {
        if (!best.converged()) {
            throw new FiduciaException(
                    Kind.FIT, "no goodness of a fit that has not converged (" + best.status() + ")", best.message());
        }
        if (toys < 1) {
            throw new FiduciaException(Kind.USAGE, "goodness of fit with " + toys + " toys", "ask for 100 or more");
        }
        double observed = statistic.of(likelihood, best.parameters());
        progress.begin("toys", toys, "toys");
        int blocks = (toys + BLOCK - 1) / BLOCK;
        List<double[]> pieces = Blocks.run(
                likelihood, fitter, threads, blocks, progress, new Values(best.parameters(), toys, seed, statistic));
        int used = 0;
        int atLeast = 0;
        for (double[] piece : pieces) {
            for (double value : piece) {
                used += Double.isNaN(value) ? 0 : 1;
                atLeast += value >= observed - ROUNDING * (1 + observed) ? 1 : 0;
            }
        }
        if (toys - used > FAILURES * toys) {
            throw new FiduciaException(
                    Kind.FIT,
                    toys - used + " of " + toys + " toys have no minimum",
                    "give parameters limits or constraints");
        }
        return new Outcome(observed, (double) atLeast / used, used);
    }
}
