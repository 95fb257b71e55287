package org.fiducia.systematics.sampleweights;

import org.fiducia.api.measurement.Sample.Variation;

/**
 * An alternative weight that is asked for.
 *
 * @param list name of the list of weights
 * @param index place in it; of no meaning with a label
 * @param label what it is called there; empty where its place is given
 */
record Alternative(String list, int index, String label) {
    /** By its place. */
    static Alternative at(String list, int index) {
        return new Alternative(list, index, "");
    }

    /** By its name. */
    static Alternative named(String list, String label) {
        return new Alternative(list, 0, label);
    }

    /** A weight that a sample has. */
    static Alternative of(Variation variation) {
        return new Alternative(variation.name(), variation.index(), variation.label());
    }

    /** Whether a sample's weight is the one. */
    boolean is(Variation variation) {
        return variation.name().equals(list)
                && (label.isEmpty()
                        ? variation.index() == index
                        : variation.label().equals(label));
    }

    @Override
    public String toString() {
        return label.isEmpty() ? list + "[" + index + "]" : list + "/" + label;
    }
}
