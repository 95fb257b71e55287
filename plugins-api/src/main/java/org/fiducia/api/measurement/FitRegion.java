package org.fiducia.api.measurement;

import java.util.Arrays;
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

    /** Ends of its intervals, one more than there are; those of the range where the events themselves are fitted. */
    public double[] edges() {
        int n = Math.max(1, intervals);
        double[] edges = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            edges[k] = lo + (hi - lo) * k / n;
        }
        return edges;
    }

    /** Numbers of values in its intervals; those outside of the range are not counted. */
    public double[] counted(double[] values) {
        double[] edges = edges();
        double[] counts = new double[edges.length - 1];
        for (double value : values) {
            if (contains(value)) {
                int at = Arrays.binarySearch(edges, value);
                counts[at >= 0 ? at : -at - 2]++;
            }
        }
        return counts;
    }

    /** The range for people, e.g. {@code 105 to 160 GeV}. */
    public String range() {
        return lo + " to " + hi + (axis.unit().isEmpty() ? "" : " " + axis.unit());
    }
}
