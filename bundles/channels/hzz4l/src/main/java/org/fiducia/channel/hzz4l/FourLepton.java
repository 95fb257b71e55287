package org.fiducia.channel.hzz4l;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/**
 * A H → ZZ → 4ℓ candidate: reconstructed, fiducial, or one of the control regions with relaxed leptons in Z2.
 *
 * @param z1 pair of which the mass is closest to that of the Z boson
 * @param z2 the other pair
 * @param jets selected jets, by falling transverse momentum
 */
public record FourLepton(Z z1, Z z2, List<FourMomentum> jets) implements Candidate {
    public FourLepton {
        jets = List.copyOf(jets);
    }

    @Override
    public FourMomentum p4() {
        return z1.p4().plus(z2.p4());
    }

    /** The five angles of its decay. */
    public DecayAngles angles() {
        return DecayAngles.of(
                z1.minus().p4(), z1.plus().p4(), z2.minus().p4(), z2.plus().p4());
    }
}
