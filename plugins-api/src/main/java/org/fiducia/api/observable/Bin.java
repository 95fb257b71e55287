package org.fiducia.api.observable;

import java.util.List;
import org.fiducia.api.Latex;

/**
 * A bin: one range per axis, so an interval, a rectangle, a class of events, or the candidates with too few jets.
 *
 * @param label for tables and axes, plain text
 * @param ranges one per axis
 */
public record Bin(String label, List<Range> ranges) {
    public Bin {
        ranges = List.copyOf(ranges);
    }

    /** Its label for pictures, formulas in it as LaTeX between dollar signs. */
    public String title() {
        return Latex.ofPlain(label);
    }

    /** Whether a point lies in it; NaN stands for an absent coordinate. */
    public boolean contains(double[] coordinates) {
        for (int axis = 0; axis < coordinates.length; axis++) {
            if (!ranges.get(axis).contains(coordinates[axis])) {
                return false;
            }
        }
        return true;
    }
}
