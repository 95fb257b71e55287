package org.fiducia.channel.hbb;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/**
 * A jet that holds the whole decay of a boosted resonance.
 *
 * @param pt transverse momentum, GeV, &gt; 0
 * @param mass GeV, &gt; 0
 * @param tagger score of the b b tagger, in [0, 1]
 */
public record MergedJet(double pt, double mass, double tagger) implements Candidate {
    /** In the transverse plane along x: the direction of the jet is not read. */
    @Override
    public FourMomentum p4() {
        return new FourMomentum(pt, 0, 0, Math.sqrt(pt * pt + mass * mass));
    }

    @Override
    public List<FourMomentum> jets() {
        return List.of();
    }

    /** The same with another mass. */
    public MergedJet withMass(double other) {
        return new MergedJet(pt, other, tagger);
    }
}
