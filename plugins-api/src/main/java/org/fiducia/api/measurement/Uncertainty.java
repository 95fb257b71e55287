package org.fiducia.api.measurement;

/**
 * An asymmetric uncertainty.
 *
 * @param down distance to the lower end of the 68.3 % interval, ≥ 0
 * @param up distance to the upper end, ≥ 0
 */
public record Uncertainty(double down, double up) {
    /** What is left, per side, when a part is subtracted in quadrature; 0 when the part is larger. */
    public Uncertainty without(Uncertainty part) {
        return new Uncertainty(without(down, part.down), without(up, part.up));
    }

    /**
     * Whether it goes to one side only: the best fit lies at a limit or at the edge of positive expectation. For a parabola
     * such an interval covers 68 to 84 %.
     */
    public boolean oneSided() {
        return (down == 0) != (up == 0);
    }

    private static double without(double total, double part) {
        return Math.sqrt(Math.max(0, total * total - part * part));
    }
}
