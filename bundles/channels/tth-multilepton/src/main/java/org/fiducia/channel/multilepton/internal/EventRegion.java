package org.fiducia.channel.multilepton.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.Region;
import org.fiducia.channel.multilepton.Lepton;
import org.fiducia.channel.multilepton.MultileptonCandidate;
import org.fiducia.channel.multilepton.Tau;

/** Regions of the selection; no event is in two of them. */
enum EventRegion {
    SR("signal region"),
    AR("signal region with an object that fails the tight identification"),
    CR_TAUTAU_SS("CR_tautauSS", "a lepton and two τ of the same sign"),
    CR_TAU1P("CR_tau1p", "e, μ and τ with one prong"),
    CR_TAU3P("CR_tau3p", "e, μ and τ with three prongs"),
    AR_TAU1P("AR_tau1p", "e, μ and τ with one prong that fails the tight identification"),
    AR_TAU3P("AR_tau3p", "e, μ and τ with three prongs that fails the tight identification"),
    CR_CONV("CR_conv", "two leptons of the same sign, one from a conversion"),
    CR_EE("CR_ee", "two electrons of the same sign"),
    CR_EM("CR_em", "an electron and a muon of the same sign"),
    CR_MM("CR_mm", "two muons of the same sign");

    /** All, in the order of this enumeration. */
    static final List<Region> ALL =
            Arrays.stream(values()).map(one -> one.region).toList();

    private final Region region;

    EventRegion(String title) {
        region = new Region(name(), title, ordinal() == 0);
    }

    EventRegion(String id, String title) {
        region = new Region(id, title, false);
    }

    /** Index of the category: 0 for two leptons, 1 for one. */
    static int category(List<Lepton> leptons) {
        return leptons.size() == 2 ? 0 : 1;
    }

    /** Whether events are scored in it. */
    boolean scored() {
        return this == SR || this == AR;
    }

    /** Which networks are for a category. */
    static String scoredAs(int category) {
        return category == 0 ? MultileptonCandidate.TWO_LEPTONS : MultileptonCandidate.ONE_LEPTON;
    }

    /** The region of an event with good jets and leptons above their thresholds; nothing where it is in none. */
    static Optional<EventRegion> of(List<Lepton> leptons, List<Tau> taus, int jets, int mostJets) {
        if (leptons.size() == 1 && taus.size() == 2) {
            return oneLepton(leptons, taus);
        }
        if (leptons.size() != 2 || taus.size() > 1) {
            return Optional.empty();
        }
        int charge = leptons.get(0).charge();
        boolean sameSign = charge == leptons.get(1).charge();
        boolean tight = leptons.stream().allMatch(Lepton::tight);
        if (taus.isEmpty()) {
            return sameSign && tight && jets <= mostJets ? Optional.of(withoutTau(leptons)) : Optional.empty();
        }
        Tau tau = taus.get(0);
        if (sameSign) {
            return tau.charge() == -charge ? Optional.of(tight && tau.tight() ? SR : AR) : Optional.empty();
        }
        return tight && leptons.get(0).electron() != leptons.get(1).electron()
                ? Optional.of(withTau(tau))
                : Optional.empty();
    }

    private static Optional<EventRegion> oneLepton(List<Lepton> leptons, List<Tau> taus) {
        boolean tight = leptons.get(0).tight() && taus.stream().allMatch(Tau::tight);
        if (taus.get(0).charge() != taus.get(1).charge()) {
            return Optional.of(tight ? SR : AR);
        }
        return tight ? Optional.of(CR_TAUTAU_SS) : Optional.empty();
    }

    private static EventRegion withTau(Tau tau) {
        if (tau.prongs() == 1) {
            return tau.tight() ? CR_TAU1P : AR_TAU1P;
        }
        return tau.tight() ? CR_TAU3P : AR_TAU3P;
    }

    private static EventRegion withoutTau(List<Lepton> leptons) {
        if (leptons.stream().anyMatch(lepton -> lepton.electron() && lepton.conversion())) {
            return CR_CONV;
        }
        long electrons = leptons.stream().filter(Lepton::electron).count();
        return electrons == 2 ? CR_EE : electrons == 1 ? CR_EM : CR_MM;
    }
}
