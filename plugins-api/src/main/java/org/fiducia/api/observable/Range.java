package org.fiducia.api.observable;

/**
 * What a bin covers along one axis: the half-open interval [lo, hi), or only candidates for which the coordinate does not
 * exist (too few jets).
 *
 * @param lo lower edge, may be −∞; NaN for {@link #ABSENT}
 * @param hi upper edge, may be ∞; NaN for {@link #ABSENT}
 */
public record Range(double lo, double hi) {
    /** Candidates for which the coordinate does not exist. */
    public static final Range ABSENT = new Range(Double.NaN, Double.NaN);
    /** Every value and its absence. */
    public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Range {
        if (Double.isNaN(lo) != Double.isNaN(hi) || lo >= hi) {
            throw new IllegalArgumentException("not a range: [" + lo + ", " + hi + ")");
        }
    }

    /** Whether it covers absence only. */
    public boolean absent() {
        return Double.isNaN(lo);
    }

    /** Whether it covers a coordinate; NaN stands for an absent one. */
    public boolean contains(double x) {
        if (Double.isNaN(x)) {
            return absent() || (lo == Double.NEGATIVE_INFINITY && hi == Double.POSITIVE_INFINITY);
        }
        return x >= lo && (x < hi || hi == Double.POSITIVE_INFINITY);
    }
}
