package org.fiducia.api.channel;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a channel makes of an event: the system that is measured and what was produced with it. The same type describes
 * the reconstructed and the fiducial (generator-level) candidate, so one definition of an observable serves both.
 */
public interface Candidate {
    /** Four-momentum of the measured system. */
    FourMomentum p4();

    /** Selected jets, by falling transverse momentum. */
    List<FourMomentum> jets();

    /**
     * The same candidate with the four-momenta of its jets changed and jets selected anew; itself when it has no jets that
     * could change.
     *
     * @param change what becomes of a jet, to be applied to all jets near the selection's threshold and above
     */
    default Candidate withJets(UnaryOperator<FourMomentum> change) {
        return this;
    }

    /**
     * As {@link #withJets}, by a change that may look at the generated jet a jet comes from. A channel that does not keep
     * these has jets that come from none.
     *
     * @param change what becomes of a jet, to be applied to all jets near the selection's threshold and above
     */
    default Candidate withMatchedJets(JetChange change) {
        return withJets(jet -> change.of(jet, Double.NaN));
    }
}
