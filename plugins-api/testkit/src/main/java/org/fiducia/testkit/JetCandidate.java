package org.fiducia.testkit;

import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/**
 * A candidate of no channel in particular whose jets may change: those above {@value #THRESHOLD} GeV count.
 *
 * @param p4 four-momentum of the measured system
 * @param all jets, those below the threshold included, by falling transverse momentum
 */
public record JetCandidate(FourMomentum p4, List<FourMomentum> all) implements Candidate {
    /** Transverse momentum above which a jet counts, GeV. */
    public static final double THRESHOLD = 30;

    public JetCandidate {
        all = List.copyOf(all);
    }

    @Override
    public List<FourMomentum> jets() {
        return all.stream().filter(jet -> jet.pt() > THRESHOLD).toList();
    }

    @Override
    public Candidate withJets(UnaryOperator<FourMomentum> change) {
        return new JetCandidate(p4, all.stream().map(change).toList());
    }
}
