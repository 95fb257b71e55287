package org.fiducia.channel.hbb;

/**
 * Bins of transverse momentum and mass, and which of them are fitted: those with ρ = 2 ln(m/pT) at their centre within two
 * bounds. The centre lies in the middle of the mass interval and {@value #WEIGHT} into the bin of the falling transverse
 * momentum. The highest edges belong to the last bins: numbers that are stored with few digits are rounded up to them.
 *
 * @param pt rising edges, GeV, at least two
 * @param mass rising edges, GeV, at least two
 * @param rhoLo lower bound of ρ, which does not belong to it
 * @param rhoHi upper bound of ρ, likewise
 */
public record JetGrid(double[] pt, double[] mass, double rhoLo, double rhoHi) {
    /** Where in a bin the transverse momentum is taken, as a fraction of its width. */
    public static final double WEIGHT = 0.3;

    /** Number of bins of transverse momentum. */
    public int ptBins() {
        return pt.length - 1;
    }

    /** Number of intervals of mass. */
    public int massBins() {
        return mass.length - 1;
    }

    /** Transverse momentum at the centre of a bin, GeV. */
    public double ptCentre(int k) {
        return pt[k] + WEIGHT * (pt[k + 1] - pt[k]);
    }

    /** Mass at the centre of an interval, GeV. */
    public double massCentre(int i) {
        return 0.5 * (mass[i] + mass[i + 1]);
    }

    /** ρ at the centre of a bin. */
    public double rho(int k, int i) {
        return 2 * Math.log(massCentre(i) / ptCentre(k));
    }

    /** Whether a bin is fitted. */
    public boolean fitted(int k, int i) {
        double rho = rho(k, i);
        return rho > rhoLo && rho < rhoHi;
    }

    /** Number of bins that are fitted. */
    public int size() {
        int size = 0;
        for (int k = 0; k < ptBins(); k++) {
            for (int i = 0; i < massBins(); i++) {
                size += fitted(k, i) ? 1 : 0;
            }
        }
        return size;
    }

    /** Bin of a transverse momentum; −1 for none. */
    public int ptBin(double value) {
        return bin(pt, value);
    }

    /** Interval of a mass; −1 for none. */
    public int massBin(double value) {
        return bin(mass, value);
    }

    private static int bin(double[] edges, double value) {
        for (int k = 0; k < edges.length - 1; k++) {
            if (value >= edges[k] && value < edges[k + 1]) {
                return k;
            }
        }
        return value == edges[edges.length - 1] ? edges.length - 2 : -1;
    }
}
