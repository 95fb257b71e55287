package org.fiducia.background.zxfakerate;

import org.fiducia.background.template.MassTemplate;

/**
 * What a method says of Z+X in the fit window.
 *
 * @param events [era][category][bin] expected events, ≥ 0
 * @param error statistical uncertainties (regions, fake rates), same shape
 * @param totalError [era][category] statistical uncertainty of the sum over bins; 0 when there was no event to tell
 * @param templates [category][bin] mass distribution, all eras together
 * @param inclusive [category] mass distribution over all bins
 */
record Estimate(
        double[][][] events,
        double[][][] error,
        double[][] totalError,
        MassTemplate[][] templates,
        MassTemplate[] inclusive) {

    /** Expected events of an era and category, all bins together. */
    double total(int era, int category) {
        double sum = 0;
        for (double bin : events[era][category]) {
            sum += bin;
        }
        return sum;
    }
}
