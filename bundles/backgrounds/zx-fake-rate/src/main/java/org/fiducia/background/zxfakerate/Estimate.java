package org.fiducia.background.zxfakerate;

import java.util.List;
import org.fiducia.background.template.MassTemplate;

/**
 * What a method says of Z+X in the fit window.
 *
 * @param events [era][category][bin] expected events, ≥ 0
 * @param error statistical uncertainties (regions, fake rates), same shape
 * @param spread [era][category] the sum over bins before it was kept above zero, and what its uncertainty is made of
 * @param templates [category][bin] mass distribution, all eras together
 * @param inclusive [category] mass distribution over all bins
 * @param methods the estimates that were combined into this one, OS first; empty when it is that of one method
 */
record Estimate(
        double[][][] events,
        double[][][] error,
        Spread[][] spread,
        MassTemplate[][] templates,
        MassTemplate[] inclusive,
        List<Estimate> methods) {

    /** Statistical uncertainty of the sum over bins of an era and category; 0 when there was no event to tell. */
    double totalError(int era, int category) {
        return spread[era][category].error();
    }

    /** Statistical uncertainty of a category, all bins and eras together, as if these were independent. */
    double totalError(int category) {
        double variance = 0;
        for (Spread[] era : spread) {
            variance += era[category].error() * era[category].error();
        }
        return Math.sqrt(variance);
    }

    /** Expected events of an era and category, all bins together. */
    double total(int era, int category) {
        double sum = 0;
        for (double bin : events[era][category]) {
            sum += bin;
        }
        return sum;
    }

    /** Expected events of a category, all eras and bins together. */
    double total(int category) {
        double sum = 0;
        for (int era = 0; era < events.length; era++) {
            sum += total(era, category);
        }
        return sum;
    }

    /** Share of each bin in the expected events of a category, all eras together; 0 when there are none. */
    double[] shares(int category) {
        var shares = new double[events[0][category].length];
        double sum = total(category);
        for (double[][] era : events) {
            for (int i = 0; i < shares.length && sum > 0; i++) {
                shares[i] += era[category][i] / sum;
            }
        }
        return shares;
    }
}
