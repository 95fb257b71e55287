package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.ModelPart.Variation;

/**
 * How well the shares of the bins in the events of a category are known: the spread of the two methods. Pairs of opposite
 * and of same sign are not made of the same jets, so the methods may differ in a bin where they agree in the sum.
 *
 * <p>A share p_i has the size RMS_i / p_i, with RMS_i = abs(p_i,OS − p_i,SS) / √2 the standard deviation of two
 * measurements, in one nuisance common to all eras. It scales its bin by κ and then all bins by 1 / (1 + (κ − 1) p_i), so that
 * the sum over bins, which other nuisances or a free normalisation change, stays.
 */
final class ShareUncertainty {
    /** Group of the breakdown. */
    static final String GROUP = "Z+X";

    /** A spread of fewer events than this part of the fluctuation of what is expected is left out. */
    private static final double NEGLIGIBLE = 0.05;

    /** One bin cannot have a larger size; of 100 % and more, a logarithm is all that there is to say. */
    private static final double MOST = 3;

    private final String stem;
    private final double[] shares;
    private final double[] kappa;

    /**
     * @param stem beginning of the names of the nuisances
     * @param estimate combination, or the estimate of one method, which has no such uncertainty
     */
    ShareUncertainty(String stem, Estimate estimate, int category) {
        this.stem = stem;
        shares = estimate.shares(category);
        kappa = new double[shares.length];
        if (estimate.methods().size() != 2) {
            return;
        }
        double[] os = estimate.methods().get(0).shares(category);
        double[] ss = estimate.methods().get(1).shares(category);
        double events = estimate.total(category);
        for (int i = 0; i < shares.length; i++) {
            double spread = Math.abs(os[i] - ss[i]) / Math.sqrt(2);
            boolean both = estimate.methods().get(0).total(category) > 0
                    && estimate.methods().get(1).total(category) > 0;
            if (both
                    && shares[i] > 0
                    && shares[i] < 1
                    && events * spread > NEGLIGIBLE * Math.sqrt(events * shares[i])) {
                double size = Math.min(MOST, spread / shares[i]);
                kappa[i] = Math.sqrt(Math.log1p(size * size)); // relative standard deviation of a log-normal variable
            }
        }
    }

    /** What the nuisances of all shares do to a bin. */
    List<Variation> variations(int bin) {
        var variations = new ArrayList<Variation>();
        for (int i = 0; i < shares.length; i++) {
            if (kappa[i] > 0) {
                variations.add(new Variation(
                        stem + "_" + i,
                        GROUP,
                        change(Math.expm1(kappa[i]), i, bin),
                        change(Math.expm1(-kappa[i]), i, bin)));
            }
        }
        return variations;
    }

    private double change(double scaled, int share, int bin) {
        return (bin == share ? 1 + scaled : 1) / (1 + scaled * shares[share]) - 1;
    }
}
