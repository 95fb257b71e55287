package org.fiducia.physics.scalings;

import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;

/**
 * A production mode in a bin.
 *
 * @param production e.g. {@code ggH}; empty for all together
 * @param index of the bin in its spectrum
 * @param bin its label, and its ranges as far as it has any
 */
public record Cell(String production, int index, Bin bin) {
    /** Range of the first coordinate; {@link Range#ANY} where there is none. */
    public Range range() {
        return bin.ranges().isEmpty() ? Range.ANY : bin.ranges().get(0);
    }

    /** For messages, e.g. {@code ggH in 0–10}. */
    @Override
    public String toString() {
        return production.isEmpty() ? "bin " + bin.label() : production + " in " + bin.label();
    }
}
