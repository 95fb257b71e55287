package org.fiducia.channel.multilepton;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.classifiers.Scored;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;

/**
 * Leptons, τ and jets of an event. Of a generated event nothing is known but that there was one: its candidate has no
 * objects.
 *
 * @param event number of the event, ≥ 0
 * @param leptons by falling transverse momentum
 * @param taus by falling transverse momentum
 * @param allJets by falling transverse momentum
 * @param met missing transverse momentum, GeV
 * @param scoredAs which networks are for it, {@code 2l1tau} or {@code 1l2tau}; empty outside of the signal regions and those
 *     in which their fakes are loose
 */
public record MultileptonCandidate(
        long event, List<Lepton> leptons, List<Tau> taus, List<Jet> allJets, double met, String scoredAs)
        implements Scored, Misidentified {
    /** Two leptons of one sign and a τ. */
    public static final String TWO_LEPTONS = "2l1tau";

    /** A lepton and two τ. */
    public static final String ONE_LEPTON = "1l2tau";

    /** Type of genuine objects. */
    public static final String LEPTON = "lepton";

    /** Type of genuine objects. */
    public static final String TAU = "tau";

    private static final Comparator<Jet> HARDEST_FIRST =
            Comparator.comparingDouble(Jet::pt).reversed();

    public MultileptonCandidate {
        leptons = List.copyOf(leptons);
        taus = List.copyOf(taus);
        allJets = List.copyOf(allJets);
    }

    /** The candidate of a generated event. */
    public static MultileptonCandidate generated(long event) {
        return new MultileptonCandidate(event, List.of(), List.of(), List.of(), 0, "");
    }

    /** Leptons and τ together. */
    @Override
    public FourMomentum p4() {
        return Stream.concat(leptons.stream().map(Lepton::p4), taus.stream().map(Tau::p4))
                .reduce(FourMomentum.ZERO, FourMomentum::plus);
    }

    @Override
    public List<FourMomentum> jets() {
        return allJets.stream().map(Jet::p4).toList();
    }

    /** It keeps its region and the number of its jets: the selection does not follow, its features do. */
    @Override
    public MultileptonCandidate withJets(UnaryOperator<FourMomentum> change) {
        boolean same = true;
        var changed = new ArrayList<Jet>();
        for (Jet jet : allJets) {
            FourMomentum before = jet.p4();
            FourMomentum after = change.apply(before);
            same &= after == before;
            changed.add(after == before ? jet : new Jet(after.pt(), after.eta(), after.phi(), jet.btag()));
        }
        if (same) {
            return this;
        }
        changed.sort(HARDEST_FIRST);
        return new MultileptonCandidate(event, leptons, taus, changed, met, scoredAs);
    }

    @Override
    public List<String> featureNames() {
        return Features.names(scoredAs);
    }

    @Override
    public double[] features() {
        return Features.of(this);
    }

    @Override
    public FakeContent fakes() {
        return FakeContent.of(Stream.concat(
                        leptons.stream().flatMap(lepton -> lepton.fake().stream()),
                        taus.stream().flatMap(tau -> tau.fake().stream()))
                .toList());
    }

    @Override
    public int genuine(String type) {
        return switch (type) {
            case LEPTON ->
                (int) leptons.stream()
                        .filter(lepton -> lepton.truth() == Lepton.Truth.REAL)
                        .count();
            case TAU ->
                (int) taus.stream().filter(tau -> tau.truth() == Tau.Truth.REAL).count();
            default -> 0;
        };
    }

    @Override
    public List<Loose> loose() {
        return Stream.concat(
                        leptons.stream()
                                .filter(lepton -> !lepton.tight())
                                .map(lepton -> new Loose(lepton.kind(), lepton.pt())),
                        taus.stream().filter(tau -> !tau.tight()).map(tau -> new Loose(tau.kind(), tau.pt())))
                .toList();
    }

    @Override
    public List<Loose> candidates() {
        return taus.stream().map(tau -> new Loose(tau.kind(), tau.pt())).toList();
    }
}
