package org.fiducia.channel.higgs;

import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.JetChange;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.production.Produced;

/**
 * A Higgs boson, reconstructed or generated, with what was produced beside it.
 *
 * @param mass GeV
 * @param pt transverse momentum, GeV
 * @param rapidity of it
 * @param phi azimuth, rad
 * @param associated its jets
 * @param besides what else there is
 */
public record HiggsCandidate(
        double mass, double pt, double rapidity, double phi, CandidateJets associated, Besides besides)
        implements Candidate, Produced {
    /**
     * What else there is in the event.
     *
     * @param leptons number of reconstructed charged leptons that are not of the Higgs boson
     * @param bJets number of jets with a b tag
     * @param vectorPt transverse momentum of a vector boson, of generated particles or of leptons, GeV; NaN for none
     * @param missingPt missing transverse momentum, GeV
     * @param vectorDecay of a generated vector boson
     */
    public record Besides(int leptons, int bJets, double vectorPt, double missingPt, VectorDecay vectorDecay) {}

    @Override
    public FourMomentum p4() {
        double transverse = Math.sqrt(mass * mass + pt * pt);
        return new FourMomentum(
                pt * Math.cos(phi),
                pt * Math.sin(phi),
                transverse * Math.sinh(rapidity),
                transverse * Math.cosh(rapidity));
    }

    @Override
    public List<FourMomentum> jets() {
        return associated.selected();
    }

    @Override
    public VectorDecay vectorDecay() {
        return besides.vectorDecay();
    }

    @Override
    public double vectorPt() {
        return besides.vectorPt();
    }

    @Override
    public List<FourMomentum> generatedJets(double minPt) {
        return associated.selected().stream().filter(jet -> jet.pt() > minPt).toList();
    }

    @Override
    public HiggsCandidate withJets(UnaryOperator<FourMomentum> change) {
        return withMatchedJets((jet, generatedPt) -> change.apply(jet));
    }

    @Override
    public HiggsCandidate withMatchedJets(JetChange change) {
        CandidateJets changed = associated.changed(change);
        return changed == associated ? this : new HiggsCandidate(mass, pt, rapidity, phi, changed, besides);
    }
}
