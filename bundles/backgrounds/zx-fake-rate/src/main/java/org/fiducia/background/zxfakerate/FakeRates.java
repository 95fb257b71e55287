package org.fiducia.background.zxfakerate;

import org.fiducia.channel.hzz4l.Lepton;

/**
 * Probability that a relaxed lepton that is none passes identification and isolation. Bins that were merged share their
 * value, and with it their uncertainty.
 *
 * @param bins the bins
 * @param source [bin] index of the merged bin it belongs to
 * @param rate [merged bin] the probability, in [0, 1)
 * @param error [merged bin] its statistical uncertainty
 */
record FakeRates(LeptonBins bins, int[] source, double[] rate, double[] error) {
    /** Index of the merged bin of a lepton. */
    int find(Lepton lepton) {
        return source[bins.find(lepton)];
    }

    /** Number of merged bins. */
    int size() {
        return rate.length;
    }
}
