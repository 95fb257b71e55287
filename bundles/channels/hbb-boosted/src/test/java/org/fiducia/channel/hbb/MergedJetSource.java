package org.fiducia.channel.hbb;

import java.util.random.RandomGenerator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;

/** Random merged jets for the contract of observables. */
public final class MergedJetSource implements ObservableContract.CandidateSource {
    @Override
    public Class<? extends Candidate> type() {
        return MergedJet.class;
    }

    @Override
    public Candidate next(RandomGenerator random, int jets) {
        return new MergedJet(450 + 80 * random.nextExponential(), 40 + 161 * random.nextDouble(), random.nextDouble());
    }
}
