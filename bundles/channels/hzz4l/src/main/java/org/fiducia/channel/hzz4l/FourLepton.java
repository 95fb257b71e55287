package org.fiducia.channel.hzz4l;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/**
 * A H → ZZ → 4ℓ candidate: reconstructed, fiducial, or one of the control regions with relaxed leptons in Z2.
 *
 * @param z1 pair of which the mass is closest to that of the Z boson
 * @param z2 the other pair
 * @param jets selected jets, by falling transverse momentum
 * @param softJets jets that pass the selection but for their transverse momentum, which is not far below the threshold, by
 *     falling transverse momentum
 * @param minJetPt the threshold, GeV
 */
public record FourLepton(Z z1, Z z2, List<FourMomentum> jets, List<FourMomentum> softJets, double minJetPt)
        implements Candidate {
    public FourLepton {
        jets = List.copyOf(jets);
        softJets = List.copyOf(softJets);
    }

    /** A candidate of which the jets do not change. */
    public FourLepton(Z z1, Z z2, List<FourMomentum> jets) {
        this(z1, z2, jets, List.of(), 0);
    }

    @Override
    public FourLepton withJets(UnaryOperator<FourMomentum> change) {
        if (jets.isEmpty() && softJets.isEmpty()) {
            return this;
        }
        var selected = new ArrayList<FourMomentum>();
        var soft = new ArrayList<FourMomentum>();
        for (List<FourMomentum> list : List.of(jets, softJets)) {
            for (FourMomentum jet : list) {
                FourMomentum changed = change.apply(jet);
                (changed.pt() > minJetPt ? selected : soft).add(changed);
            }
        }
        Comparator<FourMomentum> hardestFirst =
                Comparator.comparingDouble(FourMomentum::pt).reversed();
        selected.sort(hardestFirst);
        soft.sort(hardestFirst);
        return new FourLepton(z1, z2, selected, soft, minJetPt);
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
