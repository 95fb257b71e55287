package org.fiducia.channel.multilepton;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.channel.FourMomentum;

/**
 * What networks that tell tH from its backgrounds look at, in their order. The forward jet is that of the largest |η|, b the
 * leading jet that is tagged; objects are massless, ΔR is √(Δη² + Δφ²).
 */
final class Features {
    private static final List<String> TWO_LEPTONS = List.of(
            "fwdJet_absEta",
            "fwdJet_pt",
            "nJets",
            "nBJets",
            "lep1_pt",
            "lep2_pt",
            "tau1_pt",
            "met_pt",
            "dR_tau_lep",
            "m_tau_lep",
            "dEta_fwd_b",
            "m_lep_b",
            "ht",
            "qlep");

    private static final List<String> ONE_LEPTON = List.of(
            "fwdJet_absEta",
            "fwdJet_pt",
            "nJets",
            "nBJets",
            "lep1_pt",
            "tau1_pt",
            "tau2_pt",
            "met_pt",
            "dR_tau_tau",
            "m_tau_tau",
            "dEta_fwd_b",
            "m_lep_b",
            "ht",
            "qlep");

    private Features() {}

    /** Their names; none for a candidate that is not scored. */
    static List<String> names(String scoredAs) {
        return switch (scoredAs) {
            case MultileptonCandidate.TWO_LEPTONS -> TWO_LEPTONS;
            case MultileptonCandidate.ONE_LEPTON -> ONE_LEPTON;
            default -> List.of();
        };
    }

    /** Their values. */
    static double[] of(MultileptonCandidate candidate) {
        boolean two = candidate.scoredAs().equals(MultileptonCandidate.TWO_LEPTONS);
        if (!two && !candidate.scoredAs().equals(MultileptonCandidate.ONE_LEPTON)) {
            return new double[0];
        }
        List<Jet> jets = candidate.allJets();
        Jet forward = jets.stream()
                .max(Comparator.comparingDouble(jet -> Math.abs(jet.eta())))
                .orElseThrow();
        Jet b = jets.stream().filter(Jet::btag).findFirst().orElseThrow();
        Lepton lepton = candidate.leptons().get(0);
        Tau tau = candidate.taus().get(0);
        FourMomentum visible = tau.p4();
        FourMomentum partner = two
                ? candidate.leptons().stream()
                        .map(Lepton::p4)
                        .min(Comparator.comparingDouble(visible::deltaR))
                        .orElseThrow()
                : candidate.taus().get(1).p4();
        var values = new ArrayList<Double>();
        values.add(Math.abs(forward.eta()));
        values.add(forward.pt());
        values.add((double) jets.size());
        values.add((double) jets.stream().filter(Jet::btag).count());
        values.add(lepton.pt());
        values.add(two ? candidate.leptons().get(1).pt() : tau.pt());
        values.add(two ? tau.pt() : candidate.taus().get(1).pt());
        values.add(candidate.met());
        values.add(visible.deltaR(partner));
        values.add(visible.plus(partner).mass());
        values.add(Math.abs(forward.eta() - b.eta()));
        values.add(candidate.leptons().stream()
                .mapToDouble(each -> each.p4().plus(b.p4()).mass())
                .min()
                .orElseThrow());
        values.add(jets.stream().mapToDouble(Jet::pt).sum()
                + candidate.leptons().stream().mapToDouble(Lepton::pt).sum()
                + candidate.taus().stream().mapToDouble(Tau::pt).sum());
        values.add((double) lepton.charge());
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
