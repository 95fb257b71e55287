package org.fiducia.testkit;

import java.util.List;
import org.fiducia.api.channel.FourMomentum;

/**
 * An event of four massless leptons and two jets for which observables have been calculated elsewhere: m_4ℓ
 * 132.0416789699, pT 11.9045454930, m_jj 442.5570972817 and so on.
 */
public final class ReferenceEvent {
    private static final List<FourMomentum> LEPTONS = List.of(
            FourMomentum.ofPtEtaPhiM(45, 0.3, 0.5, 0),
            FourMomentum.ofPtEtaPhiM(38, -0.4, -2.2, 0),
            FourMomentum.ofPtEtaPhiM(18, 1.1, 1.9, 0),
            FourMomentum.ofPtEtaPhiM(12, -0.7, 2.8, 0));
    private static final List<FourMomentum> JETS =
            List.of(FourMomentum.ofPtEtaPhiM(52, 1.7, -0.6, 8), FourMomentum.ofPtEtaPhiM(41, -2.8, 2.0, 6));

    private ReferenceEvent() {}

    /** The negative and the positive lepton of Z1, then those of Z2. */
    public static List<FourMomentum> leptons() {
        return LEPTONS;
    }

    /**
     * The leading jets.
     *
     * @param number 0 to 2
     */
    public static List<FourMomentum> jets(int number) {
        return JETS.subList(0, number);
    }

    /**
     * The system of the four leptons with the leading jets.
     *
     * @param jets their number, 0 to 2
     */
    public static PlainCandidate candidate(int jets) {
        return new PlainCandidate(LEPTONS.stream().reduce(FourMomentum.ZERO, FourMomentum::plus), jets(jets));
    }
}
