package org.fiducia.exchange.combine;

import java.util.List;

/**
 * A systematic uncertainty with an effect on each column.
 *
 * @param kind what the card calls it, without question mark
 * @param optional whether it is a normalisation where there are no histograms for it ({@code shape?})
 * @param count events of the control region of a gmN
 * @param fixed held where it starts ({@code [nofloat]})
 * @param effects one per column: none, one number, or two: those at −1σ and at 1σ
 */
record Nuisance(
        Line line, String name, Kind kind, boolean optional, double count, boolean fixed, List<double[]> effects) {
    /** How it acts. */
    enum Kind {
        /** Log-normal: κ^θ, Gaussian. */
        LN_N("lnN"),
        /** κ^θ, θ anywhere between −1 and 1. */
        LN_U("lnU"),
        /** Count of a control region times a factor. */
        GM_N("gmN"),
        /** Histograms at ±1σ, whose fractions are interpolated. */
        SHAPE("shape"),
        /** The same with the logarithms of the fractions. */
        SHAPE_N("shapeN"),
        /** As shape, θ anywhere between −1 and 1. */
        SHAPE_U("shapeU");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean shape() {
            return this == SHAPE || this == SHAPE_N || this == SHAPE_U;
        }

        boolean flat() {
            return this == LN_U || this == SHAPE_U;
        }
    }

    Nuisance {
        effects = List.copyOf(effects);
    }

    boolean touches(int column) {
        double[] effect = effects.get(column);
        return effect.length > 0 && !(effect.length == 1 && effect[0] == 1 && !kind.shape() && kind != Kind.GM_N);
    }
}
