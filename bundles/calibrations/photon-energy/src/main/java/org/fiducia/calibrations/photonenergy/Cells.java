package org.fiducia.calibrations.photonenergy;

import java.util.List;

/** Bins of the constants of the three stages. */
final class Cells {
    /** Shower-shape ratio above which a photon is mostly unconverted. */
    static final double R9 = 0.96;

    /** Transverse energy between the bins of the third stage, GeV. */
    static final double ET = 45;

    /** Pseudorapidities between which there is nothing. */
    static final double GAP_LO = 1.4442;

    static final double GAP_HI = 1.566;

    /** Largest pseudorapidity. */
    static final double ETA = 2.5;

    /** Edges in |η| of the cells of the first stage; the third is in the gap. */
    static final List<Double> SCALE_ETA = List.of(0.0, 1.0, 1.5, 2.0, ETA);

    /** Edges in |η| of the bins of the third stage; the third is in the gap. */
    static final List<Double> PHOTON_ETA = List.of(0.0, 0.5, 1.0, 1.5, 2.0, ETA);

    /** Cells of an era: |η| × R9, the latter the faster. */
    static final int SCALES = 8;

    /** Bins in signed η. */
    static final int UNIFORMITIES = 20;

    /** Width of a bin in signed η. */
    static final double UNIFORMITY_WIDTH = 0.25;

    /** Bins of |η| × R9 × transverse energy, the last the fastest. */
    static final int PHOTONS = 20;

    private Cells() {}

    /** Whether a pseudorapidity is in the acceptance. */
    static boolean accepts(double eta) {
        double abs = Math.abs(eta);
        return abs < ETA && !(abs > GAP_LO && abs < GAP_HI);
    }

    /** Cell of the first stage, −1 outside. */
    static int scale(double eta, double r9) {
        int bin = bin(SCALE_ETA, Math.abs(eta));
        return bin < 0 ? -1 : 2 * bin + (r9 > R9 ? 1 : 0);
    }

    /** Bin of the second stage, −1 where there is none. */
    static int uniformity(double eta, double r9) {
        int bin = (int) Math.floor((eta + ETA) / UNIFORMITY_WIDTH);
        return r9 > R9 && bin >= 0 && bin < UNIFORMITIES ? bin : -1;
    }

    /** Bin of the third stage, −1 outside; photons below its lowest transverse energy are in the lower bin. */
    static int photon(double eta, double r9, double et) {
        int bin = bin(PHOTON_ETA, Math.abs(eta));
        return bin < 0 ? -1 : 4 * bin + (r9 > R9 ? 2 : 0) + (et > ET ? 1 : 0);
    }

    private static int bin(List<Double> edges, double value) {
        for (int i = 1; i < edges.size(); i++) {
            if (value < edges.get(i)) {
                return i - 1;
            }
        }
        return -1;
    }

    /** A cell of the first stage in words. */
    static String scaleTitle(int cell) {
        return eta(SCALE_ETA, cell / 2) + (cell % 2 == 1 ? ", R9 > .96" : ", R9 ≤ .96");
    }

    /** A bin of the second stage in words. */
    static String uniformityTitle(int bin) {
        double lo = -ETA + bin * UNIFORMITY_WIDTH;
        return text(lo) + " < η < " + text(lo + UNIFORMITY_WIDTH);
    }

    /** A bin of the third stage in words. */
    static String photonTitle(int bin) {
        return eta(PHOTON_ETA, bin / 4)
                + (bin / 2 % 2 == 1 ? ", R9 > .96" : ", R9 ≤ .96")
                + (bin % 2 == 1 ? ", ET > 45 GeV" : ", ET < 45 GeV");
    }

    private static String eta(List<Double> edges, int bin) {
        return text(edges.get(bin)) + " < |η| < " + text(edges.get(bin + 1));
    }

    private static String text(double edge) {
        String text = edge == Math.rint(edge) ? String.valueOf((int) edge) : String.valueOf(edge);
        return text.replace('-', '−');
    }
}
