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
 * @param entries [bin] entries of data before merging: unit-weight events of the same relative uncertainty
 */
record FakeRates(LeptonBins bins, int[] source, double[] rate, double[] error, double[] entries) {
    /** Index of the merged bin of a lepton. */
    int find(Lepton lepton) {
        return source[bins.find(lepton)];
    }

    /** Number of merged bins. */
    int size() {
        return rate.length;
    }

    /** Whether a bin shares its value with another one that has entries. */
    boolean merged(int bin) {
        for (int other = 0; other < source.length; other++) {
            if (other != bin && source[other] == source[bin] && entries[other] > 0) {
                return true;
            }
        }
        return false;
    }
}
