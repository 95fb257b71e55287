package org.fiducia.channel.hzz4l;

import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.JetChange;
import org.fiducia.objects.jets.CandidateJets;

/**
 * A H → ZZ → 4ℓ candidate: reconstructed, fiducial, or one of the control regions with relaxed leptons in Z2.
 *
 * @param z1 pair of which the mass is closest to that of the Z boson
 * @param z2 the other pair
 * @param jets selected jets, by falling transverse momentum
 * @param softJets jets that pass the selection but for their transverse momentum, which is not far below the threshold, by
 *     falling transverse momentum
 * @param minJetPt the threshold, GeV
 * @param generatedJetPt of each of the jets and then of the soft ones, the transverse momentum of the generated jet it comes
 *     from, GeV, NaN for none; empty when nothing is known of generated jets
 */
public record FourLepton(
        Z z1, Z z2, List<FourMomentum> jets, List<FourMomentum> softJets, double minJetPt, List<Double> generatedJetPt)
        implements Candidate {
    public FourLepton {
        var all = new CandidateJets(jets, softJets, minJetPt, generatedJetPt);
        jets = all.selected();
        softJets = all.soft();
        generatedJetPt = all.generatedPt();
    }

    /** A candidate of whose jets no generated ones are known. */
    public FourLepton(Z z1, Z z2, List<FourMomentum> jets, List<FourMomentum> softJets, double minJetPt) {
        this(z1, z2, jets, softJets, minJetPt, List.of());
    }

    /** A candidate of which the jets do not change. */
    public FourLepton(Z z1, Z z2, List<FourMomentum> jets) {
        this(z1, z2, jets, List.of(), 0);
    }

    @Override
    public FourLepton withJets(UnaryOperator<FourMomentum> change) {
        return withMatchedJets((jet, generatedPt) -> change.apply(jet));
    }

    @Override
    public FourLepton withMatchedJets(JetChange change) {
        var all = new CandidateJets(jets, softJets, minJetPt, generatedJetPt);
        CandidateJets changed = all.changed(change);
        return changed == all
                ? this
                : new FourLepton(z1, z2, changed.selected(), changed.soft(), changed.minPt(), changed.generatedPt());
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
