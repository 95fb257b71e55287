package org.fiducia.systematics.jetenergy;

import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.JetChange;

/** Four-momenta of jets times a factor. */
final class Scaling {
    private Scaling() {}

    /** The jet times a factor; itself for a factor of one, to the last bit. */
    static FourMomentum scaled(FourMomentum jet, double factor) {
        return factor == 1
                ? jet
                : new FourMomentum(factor * jet.px(), factor * jet.py(), factor * jet.pz(), factor * jet.e());
    }

    /**
     * The energy scale moved by the sizes of a table.
     *
     * @param sign 1 for harder, −1 for softer
     */
    static JetChange by(SizeTable sizes, int sign) {
        return (jet, generatedPt) -> scaled(jet, 1 + sign * sizes.at(Math.abs(jet.eta()), jet.pt()));
    }
}
