package org.fiducia.channel.hgg.internal;

import org.fiducia.api.Settings;
import org.fiducia.objects.jets.JetCuts;

/**
 * Every threshold of the selection. Energies and momenta in GeV; all comparisons are strict.
 *
 * @param photons on single photons
 * @param pair on the two of highest transverse momentum
 * @param jets cleaned against the photons
 * @param fiducial phase space of generated photons
 */
record SelectionCuts(PhotonCuts photons, PairCuts pair, JetCuts jets, FiducialCuts fiducial) {
    /** Reads the card's block of the channel but for its energy and categories. */
    static SelectionCuts of(Settings settings) {
        return new SelectionCuts(
                PhotonCuts.of(settings.block("photons")),
                PairCuts.of(settings.block("pair")),
                JetCuts.of(settings.block("jets")),
                FiducialCuts.of(settings.block("fiducial")));
    }

    private static double[] range(Settings settings, String name, double lo, double hi) {
        double[] ends = settings.reals(name, lo, hi);
        if (ends.length != 2 || ends[0] >= ends[1]) {
            throw settings.wrong(name, "a list of two rising numbers");
        }
        return ends;
    }

    /**
     * Single photons.
     *
     * @param gapLo absolute pseudorapidity at which the gap between barrel and endcap begins
     * @param gapHi that at which it ends
     * @param minMvaID score of the identification
     */
    record PhotonCuts(double maxAbsEta, double gapLo, double gapHi, double minMvaID) {
        static PhotonCuts of(Settings settings) {
            double[] gap = range(settings, "gap", 1.4442, 1.566);
            var cuts = new PhotonCuts(settings.real("maxAbsEta", 2.5), gap[0], gap[1], settings.real("minMvaID", 0));
            settings.refuseUnknown();
            return cuts;
        }

        boolean accepts(double eta) {
            double abs = Math.abs(eta);
            return abs < maxAbsEta && !(abs >= gapLo && abs <= gapHi);
        }
    }

    /**
     * The pair.
     *
     * @param leading pT1/m
     * @param subleading pT2/m
     * @param lo of the window, the last line of the cutflow; pairs outside are kept, so that the fit may look at them
     */
    record PairCuts(double leading, double subleading, double lo, double hi) {
        static PairCuts of(Settings settings) {
            double[] window = range(settings, "window", 100, 180);
            var cuts = new PairCuts(
                    settings.real("minLeadingPtOverMass", 1.0 / 3),
                    settings.real("minSubleadingPtOverMass", 0.25),
                    window[0],
                    window[1]);
            settings.refuseUnknown();
            return cuts;
        }
    }

    /**
     * Fiducial phase space.
     *
     * @param geometricMean whether √(pT1 pT2)/m is asked for instead of pT1/m
     * @param maxIsolation sum of transverse momenta around a photon
     */
    record FiducialCuts(
            boolean geometricMean,
            double leading,
            double subleading,
            double maxAbsEta,
            double maxIsolation,
            JetCuts jets) {
        static FiducialCuts of(Settings settings) {
            String first = settings.text("leading", "pT1");
            if (!first.equals("pT1") && !first.equals("geometric-mean")) {
                throw settings.wrong("leading", "pT1 or geometric-mean");
            }
            var cuts = new FiducialCuts(
                    first.equals("geometric-mean"),
                    settings.real("minLeadingPtOverMass", 1.0 / 3),
                    settings.real("minSubleadingPtOverMass", 0.25),
                    settings.real("maxAbsEta", 2.5),
                    settings.real("maxIsolation", 10),
                    JetCuts.of(settings.block("jets")));
            settings.refuseUnknown();
            return cuts;
        }
    }
}
