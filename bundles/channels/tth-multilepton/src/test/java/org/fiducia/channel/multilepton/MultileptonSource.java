package org.fiducia.channel.multilepton;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.testkit.ObservableContract;

/** Random candidates of the signal regions for the contract of observables. */
public final class MultileptonSource implements ObservableContract.CandidateSource {
    @Override
    public Class<? extends Candidate> type() {
        return MultileptonCandidate.class;
    }

    @Override
    public Candidate next(RandomGenerator random, int jets) {
        boolean two = random.nextBoolean();
        var leptons = new ArrayList<Lepton>();
        for (int i = 0; i < (two ? 2 : 1); i++) {
            leptons.add(new Lepton(
                    26 + random.nextExponential() * 30,
                    random.nextDouble(-2.5, 2.5),
                    random.nextDouble(-3.1, 3.1),
                    1,
                    random.nextBoolean(),
                    true,
                    false,
                    Lepton.Truth.REAL));
        }
        var taus = new ArrayList<Tau>();
        for (int i = 0; i < (two ? 1 : 2); i++) {
            taus.add(new Tau(
                    20 + random.nextExponential() * 20,
                    random.nextDouble(-2.5, 2.5),
                    random.nextDouble(-3.1, 3.1),
                    i == 0 ? -1 : 1,
                    1,
                    true,
                    Tau.Truth.REAL));
        }
        var list = new ArrayList<Jet>();
        for (int i = 0; i < jets; i++) {
            list.add(new Jet(
                    25 + random.nextExponential() * 40,
                    random.nextDouble(-4.5, 4.5),
                    random.nextDouble(-3.1, 3.1),
                    i == 0));
        }
        leptons.sort(Comparator.comparingDouble(Lepton::pt).reversed());
        taus.sort(Comparator.comparingDouble(Tau::pt).reversed());
        list.sort(Comparator.comparingDouble(Jet::pt).reversed());
        // networks are for candidates with jets
        String scoredAs = jets < 2 ? "" : two ? MultileptonCandidate.TWO_LEPTONS : MultileptonCandidate.ONE_LEPTON;
        return new MultileptonCandidate(
                random.nextInt(1 << 20), leptons, taus, list, random.nextExponential() * 50, scoredAs);
    }
}
