package org.fiducia.statistics.likelihood;

/**
 * How a shape is integrated over intervals: each piece of an interval between breaks of the shape is cut in equal parts,
 * with one Gauss–Legendre rule on each.
 *
 * @param parts number of parts, ≥ 1
 * @param rule quadrature on each
 */
record IntervalRule(int parts, GaussLegendre rule) {
    /** The middle: exact for a step function. */
    static final IntervalRule MIDDLE = new IntervalRule(1, new GaussLegendre(1));

    private static final int MOST_PARTS = 16;
    private static final GaussLegendre[] RULES = {
        new GaussLegendre(5), new GaussLegendre(8), new GaussLegendre(12), GaussLegendre.FINE
    };

    /**
     * Of an integral, relative to the largest of its kind, between a rule and the finest. The next finer rule, which is
     * used, is then right to about the square of it.
     */
    private static final double TOLERANCE = 1e-10;

    /** Of the values of a step function on a step, relative to its largest value. */
    private static final double FLAT = 1e-14;

    /** Integrals of some functions over all intervals. */
    interface Integrals {
        /** [function][interval]. */
        double[][] with(IntervalRule rule);
    }

    /**
     * The cheapest rule that nearly agrees with the finest, and then the next finer one.
     */
    static IntervalRule sufficient(Integrals integrals) {
        for (int parts = 1; parts <= MOST_PARTS; parts *= 2) {
            double[][] exact = integrals.with(new IntervalRule(parts, GaussLegendre.FINE));
            if (!finite(exact)) {
                // Nothing is known where the shape is not defined: a rule that does for most.
                return new IntervalRule(2, GaussLegendre.FINE);
            }
            for (int r = 0; r + 1 < RULES.length; r++) {
                if (agree(exact, integrals.with(new IntervalRule(parts, RULES[r])))) {
                    return new IntervalRule(parts, RULES[r + 1]);
                }
            }
        }
        return new IntervalRule(MOST_PARTS, GaussLegendre.FINE);
    }

    private static boolean finite(double[][] integrals) {
        for (double[] row : integrals) {
            for (double integral : row) {
                if (!Double.isFinite(integral)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean agree(double[][] exact, double[][] other) {
        for (int u = 0; u < exact.length; u++) {
            double largest = 0;
            for (double integral : exact[u]) {
                largest = Math.max(largest, Math.abs(integral));
            }
            for (int b = 0; b < exact[u].length; b++) {
                if (Math.abs(exact[u][b] - other[u][b]) > TOLERANCE * largest) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether all functions are step functions.
     *
     * @param values [function][point]
     * @param points number of points in each step
     */
    static boolean steps(double[][] values, int points) {
        for (double[] row : values) {
            double largest = 0;
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < row.length; i++) {
                if (!(Math.abs(row[i] - row[i - i % points]) <= FLAT * largest)) {
                    return false;
                }
            }
        }
        return true;
    }
}
