package org.fiducia.api.measurement;

import org.fiducia.api.observable.Axis;

/**
 * A set of events that is fitted, in one variable.
 *
 * @param id short name, e.g. {@code SR}
 * @param use what it is for
 * @param variable id of the observable that is the variable
 * @param axis title and unit of the variable
 * @param lo lower end of its range
 * @param hi upper end of its range, above the lower one
 * @param intervals number of equal intervals in which events are counted; 0 for a fit of the events themselves
 */
public record FitRegion(String id, Use use, String variable, Axis axis, double lo, double hi, int intervals) {
    /** What a region is for. */
    public enum Use {
        /** Contains what is measured. */
        SIGNAL,
        /** Constrains backgrounds. */
        CONTROL,
        /** Is looked at, not fitted. */
        VALIDATION
    }

    /** Whether a value lies in the range; NaN does not. */
    public boolean contains(double value) {
        return value >= lo && value < hi;
    }

    /** The range for people, e.g. {@code 105 to 160 GeV}. */
    public String range() {
        return lo + " to " + hi + (axis.unit().isEmpty() ? "" : " " + axis.unit());
    }
}
