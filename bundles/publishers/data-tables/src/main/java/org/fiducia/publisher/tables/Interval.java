package org.fiducia.publisher.tables;

/**
 * Where along an independent variable a row of a table is: an interval, or a class by its name.
 *
 * @param name of the class; empty for an interval
 * @param low lower edge of the interval, may be −∞; NaN of a class
 * @param high upper edge of the interval, may be ∞; NaN of a class
 */
public record Interval(String name, double low, double high) {
    /** A class. */
    public static Interval named(String name) {
        return new Interval(name, Double.NaN, Double.NaN);
    }

    /** An interval. */
    public static Interval between(double low, double high) {
        return new Interval("", low, high);
    }

    /** Whether it is a class. */
    public boolean isClass() {
        return !name.isEmpty();
    }

    /** Its length; NaN where there is none. */
    public double width() {
        return Double.isInfinite(high - low) ? Double.NaN : high - low;
    }
}
