package org.fiducia.calibrations.photonenergy;

/**
 * Probability of a node to come into a bin, by the distance of the bin's lower edge from the node.
 *
 * @param from distance of the first, in steps
 * @param k probability and its derivatives by shift and by variance, [3][distance]
 * @param below probability to come below an edge at a distance, and its derivatives
 */
record Kernel(int from, double[][] k, double[][] below) {
    /** It ends at so many standard deviations. */
    private static final double REACH = 6;

    /** None is narrower, in variance of ln m. */
    private static final double LEAST = 1e-7;

    /**
     * @param shift of ln m
     * @param variance of ln m
     * @param drift change of the shift per variance: −1 where energies, not their logarithms, are smeared evenly
     */
    static Kernel of(double shift, double variance, double drift) {
        double sigma = Math.sqrt(Math.max(variance, LEAST));
        double mean = shift + drift * variance;
        int from = (int) Math.floor((mean - REACH * sigma) / LogMass.STEP) - LogMass.PER_BIN;
        int to = (int) Math.ceil((mean + REACH * sigma) / LogMass.STEP);
        int size = to - from + 1;
        var k = new double[3][size];
        var below = new double[3][size + LogMass.PER_BIN];
        for (int i = 0; i < size + LogMass.PER_BIN; i++) {
            double z = ((from + i) * LogMass.STEP - mean) / sigma;
            double density = Normal.density(z) / sigma;
            below[0][i] = Normal.below(z);
            below[1][i] = -density;
            below[2][i] = -drift * density - 0.5 * z * density / sigma;
        }
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < 3; d++) {
                k[d][i] = below[d][i + LogMass.PER_BIN] - below[d][i];
            }
        }
        return new Kernel(from, k, below);
    }

    /** One of them for a node and a bin that it can come into. */
    double at(int derivative, int node, int bin) {
        return k[derivative][LogMass.BELOW + bin * LogMass.PER_BIN - node - from];
    }

    /** Probability of a node to come between the ends of all bins, or a derivative of it. */
    double inside(int derivative, int node) {
        int edge = LogMass.BELOW - node - from;
        return below(derivative, edge + LogMass.BINS * LogMass.PER_BIN) - below(derivative, edge);
    }

    private double below(int derivative, int distance) {
        if (distance < 0) {
            return 0;
        }
        if (distance >= below[0].length) {
            return derivative == 0 ? 1 : 0;
        }
        return below[derivative][distance];
    }

    /** First bin that a node can come into. */
    int lowest(int node) {
        return Math.max(0, -Math.floorDiv(-(node + from - LogMass.BELOW), LogMass.PER_BIN));
    }

    /** Last bin, likewise. */
    int highest(int node) {
        int end = node + from + k[0].length - 1 - LogMass.BELOW;
        return Math.min(LogMass.BINS - 1, Math.floorDiv(end, LogMass.PER_BIN));
    }
}
