package org.fiducia.api.fit;

/**
 * A 68.3 % interval of one parameter.
 *
 * @param value best fit
 * @param down distance from the best fit to the lower end, ≥ 0
 * @param up distance from the best fit to the upper end, ≥ 0
 * @param lowerIsLimit the lower end is the parameter's limit, or the edge of positive expectation: the likelihood does not
 *     rise enough before it
 * @param upperIsLimit likewise for the upper end
 * @param remark what ends it, and what it covers, for people; empty for an interval between two crossings
 */
public record Interval(
        double value, double down, double up, boolean lowerIsLimit, boolean upperIsLimit, String remark) {
    /** An interval of which there is nothing more to say. */
    public Interval(double value, double down, double up, boolean lowerIsLimit, boolean upperIsLimit) {
        this(value, down, up, lowerIsLimit, upperIsLimit, "");
    }

    /** Whether a value lies within it, ends included. */
    public boolean contains(double other) {
        return other >= value - down && other <= value + up;
    }

    /**
     * Whether the best fit lies at a limit or an edge itself. Such an interval goes to one side only. It is short when the
     * data would go on beyond, and for a parabola it still covers the true value in 68 to 84 % of all cases: most at the
     * limit.
     */
    public boolean oneSided() {
        return lowerIsLimit && down == 0 || upperIsLimit && up == 0;
    }
}
