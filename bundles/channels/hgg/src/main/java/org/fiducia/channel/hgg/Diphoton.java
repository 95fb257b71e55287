package org.fiducia.channel.hgg;

import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.JetChange;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.photon.PhotonPair;

/**
 * A H → γγ candidate, reconstructed or fiducial. When its jets change it stays in its category: classes that ask for jets do
 * not follow, only its observables do.
 *
 * @param leading photon of the higher corrected transverse momentum
 * @param subleading the other
 * @param associated its jets
 */
public record Diphoton(Photon leading, Photon subleading, CandidateJets associated) implements Candidate, PhotonPair {
    @Override
    public FourMomentum p4() {
        return leading.p4().plus(subleading.p4());
    }

    @Override
    public List<org.fiducia.objects.photon.Photon> photons() {
        return List.of(leading.corrected(), subleading.corrected());
    }

    @Override
    public List<FourMomentum> jets() {
        return associated.selected();
    }

    @Override
    public Diphoton withJets(UnaryOperator<FourMomentum> change) {
        return withMatchedJets((jet, generatedPt) -> change.apply(jet));
    }

    @Override
    public Diphoton withMatchedJets(JetChange change) {
        CandidateJets changed = associated.changed(change);
        return changed == associated ? this : new Diphoton(leading, subleading, changed);
    }

    /** Mass, GeV: m² = 2 pT1 pT2 (cosh Δη − cos Δφ). */
    public double mass() {
        return mass(leading.pt(), leading.eta(), leading.phi(), subleading.pt(), subleading.eta(), subleading.phi());
    }

    /** Mass of two massless particles, GeV. */
    public static double mass(double pt1, double eta1, double phi1, double pt2, double eta2, double phi2) {
        return Math.sqrt(2 * pt1 * pt2 * (Math.cosh(eta1 - eta2) - Math.cos(phi1 - phi2)));
    }

    /** Relative resolution of the mass: ½ √(Σ (σ_E/E)²); NaN where a photon has no estimate. */
    public double sigmaMOverM() {
        return 0.5 * Math.sqrt(leading.relativeVariance() + subleading.relativeVariance());
    }

    /** Absolute cosine of the polar angle of a photon in the Collins–Soper frame: |sinh Δη| 2 pT1 pT2 / (m √(m² + pT²)). */
    public double absCosThetaStarCS() {
        return Math.abs(Math.sinh(leading.eta() - subleading.eta()))
                * 2
                * leading.pt()
                * subleading.pt()
                / (mass() * Math.hypot(mass(), p4().pt()));
    }
}
