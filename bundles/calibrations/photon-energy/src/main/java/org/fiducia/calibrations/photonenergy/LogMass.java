package org.fiducia.calibrations.photonenergy;

/**
 * The axis of masses: nodes at equal distances in the logarithm, on which a change of scale is a shift, and bins of ten
 * nodes each between 80 and 100 GeV, which are 0.22 to 0.28 GeV wide. Nodes go on beyond, for what smearing brings in.
 */
final class LogMass {
    /** Lower end of the bins, GeV. */
    static final double LO = 80;

    /** Upper end, GeV. */
    static final double HI = 100;

    /** Number of bins. */
    static final int BINS = 80;

    /** Nodes per bin. */
    static final int PER_BIN = 10;

    /** Distance of nodes in ln m. */
    static final double STEP = Math.log(HI / LO) / (BINS * PER_BIN);

    /** Nodes below the first bin. */
    static final int BELOW = 600;

    /** Number of nodes. */
    static final int NODES = 2 * BELOW + BINS * PER_BIN;

    private static final double LN_LO = Math.log(LO);

    private LogMass() {}

    /** Place of a logarithm of a mass among the nodes, a real number. */
    static double place(double lnMass) {
        return (lnMass - LN_LO) / STEP + BELOW;
    }

    /** Bin of a logarithm of a mass, −1 outside. */
    static int bin(double lnMass) {
        double place = (lnMass - LN_LO) / (STEP * PER_BIN);
        return place >= 0 && place < BINS ? (int) place : -1;
    }

    /** Mass at an edge of the bins, GeV. */
    static double edge(int bin) {
        return LO * Math.exp(bin * PER_BIN * STEP);
    }

    /** Adds a weight, shared linearly between the two nodes beside it; nothing beyond the nodes. */
    static void add(double[] nodes, double lnMass, double weight) {
        double place = place(lnMass);
        int node = (int) Math.floor(place);
        if (node >= 0 && node < NODES - 1) {
            double share = place - node;
            nodes[node] += (1 - share) * weight;
            nodes[node + 1] += share * weight;
        }
    }

    /** A function given at the nodes, linear between them; 0 beyond. */
    static double at(double[] nodes, double lnMass) {
        double place = place(lnMass);
        int node = (int) Math.floor(place);
        if (node < 0 || node >= NODES - 1) {
            return 0;
        }
        double share = place - node;
        return (1 - share) * nodes[node] + share * nodes[node + 1];
    }
}
