package org.fiducia.physics.scalings;

import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;

/**
 * A production mode in a bin.
 *
 * @param production e.g. {@code ggH}; empty for all together
 * @param index of the bin in its spectrum
 * @param bin its label, and its ranges as far as it has any
 * @param member name of a finer class in the bin, e.g. of one of several template cross sections that are measured together; empty for none
 */
public record Cell(String production, int index, Bin bin, String member) {
    /** All of a production mode in a bin. */
    public Cell(String production, int index, Bin bin) {
        this(production, index, bin, "");
    }

    /** Range of the first coordinate; {@link Range#ANY} where there is none. */
    public Range range() {
        return bin.ranges().isEmpty() ? Range.ANY : bin.ranges().get(0);
    }

    /** For messages, e.g. {@code ggH in 0–10}. */
    @Override
    public String toString() {
        String where = member.isEmpty() || member.equals(bin.label()) ? bin.label() : bin.label() + " (" + member + ")";
        return production.isEmpty() ? "bin " + where : production + " in " + where;
    }
}
