package org.fiducia.api.channel;

import java.util.List;

/**
 * What a channel makes of an event: the system that is measured and what was produced with it. The same type describes
 * the reconstructed and the fiducial (generator-level) candidate, so one definition of an observable serves both.
 */
public interface Candidate {
    /** Four-momentum of the measured system. */
    FourMomentum p4();

    /** Selected jets, by falling transverse momentum. */
    List<FourMomentum> jets();
}
