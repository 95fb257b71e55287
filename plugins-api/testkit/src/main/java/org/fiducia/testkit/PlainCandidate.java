package org.fiducia.testkit;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/**
 * A candidate of no channel in particular.
 *
 * @param p4 four-momentum of the measured system
 * @param jets by falling transverse momentum
 */
public record PlainCandidate(FourMomentum p4, List<FourMomentum> jets) implements Candidate {
    public PlainCandidate {
        jets = List.copyOf(jets);
    }

    /** One of which only the mass matters, GeV: at rest, without jets. */
    public static PlainCandidate atRest(double mass) {
        return new PlainCandidate(new FourMomentum(0, 0, 0, mass), List.of());
    }
}
