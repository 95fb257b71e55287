package org.fiducia.channel.hzz4l;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/**
 * A Z boson and one further lepton, selected without identification and isolation: where fake rates are measured.
 *
 * @param z the Z boson
 * @param lepton the further lepton; {@link Lepton#tight()} tells whether it passes
 * @param jets selected jets, by falling transverse momentum
 */
public record ZPlusLepton(Z z, Lepton lepton, List<FourMomentum> jets) implements Candidate {
    public ZPlusLepton {
        jets = List.copyOf(jets);
    }

    @Override
    public FourMomentum p4() {
        return z.p4().plus(lepton.p4());
    }
}
