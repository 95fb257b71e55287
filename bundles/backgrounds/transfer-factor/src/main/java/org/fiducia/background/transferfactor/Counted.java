package org.fiducia.background.transferfactor;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.TaggedBins;

/**
 * Fitted events that pass and fail in the bins of a grid, [pT][mass].
 *
 * @param pass sums of weights
 * @param fail sums of weights
 * @param pass2 sums of squared weights
 * @param fail2 sums of squared weights
 */
record Counted(double[][] pass, double[][] fail, double[][] pass2, double[][] fail2) {
    /** Counts samples; each weight is multiplied by the scale of its sample. */
    static Counted of(Analysis analysis, JetGrid grid, List<BinnedSample> samples) {
        int n = grid.ptBins();
        int m = grid.massBins();
        var counted = new Counted(new double[n][m], new double[n][m], new double[n][m], new double[n][m]);
        List<TaggedBins.Bin> bins = TaggedBins.of(analysis.categories()).bins();
        int[] bin = new int[analysis.categories().size()];
        boolean[] passes = new boolean[bin.length];
        for (int k = 0; k < bins.size(); k++) {
            bin[bins.get(k).pass()] = k;
            bin[bins.get(k).fail()] = k;
            passes[bins.get(k).pass()] = true;
        }
        for (BinnedSample sample : samples) {
            for (int e = 0; e < sample.events().size(); e++) {
                if (!sample.fitted()[e] || sample.recoBin()[e] < 0) {
                    continue;
                }
                int category = sample.events().get(e).category();
                int k = bin[category];
                int i = grid.massBin(sample.value()[e]);
                if (!grid.fitted(k, i)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            "the selection keeps events of "
                                    + analysis.categories().get(category).id() + ", "
                                    + grid.mass()[i] + " to " + grid.mass()[i + 1]
                                    + " GeV, where rho is out of the bounds of the transfer factor",
                            "give the channel and the transfer factor the same rho, and the channel the intervals of the"
                                    + " fit");
                }
                double weight = sample.sample().scale() * sample.events().get(e).selectedWeight();
                (passes[category] ? counted.pass : counted.fail)[k][i] += weight;
                (passes[category] ? counted.pass2 : counted.fail2)[k][i] += weight * weight;
            }
        }
        return counted;
    }

    static double sum(double[][] values) {
        double sum = 0;
        for (double[] row : values) {
            for (double value : row) {
                sum += value;
            }
        }
        return sum;
    }
}
