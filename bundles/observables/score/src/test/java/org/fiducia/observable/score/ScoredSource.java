package org.fiducia.observable.score;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.classifiers.ExampleScored;
import org.fiducia.testkit.ObservableContract;

/** Candidates of two sets with two features. */
public final class ScoredSource implements ObservableContract.CandidateSource {
    @Override
    public Class<? extends Candidate> type() {
        return ExampleScored.class;
    }

    @Override
    public Candidate next(RandomGenerator random, int jets) {
        return new ExampleScored(
                random.nextBoolean() ? "a" : "b",
                List.of("x", "y"),
                new double[] {random.nextGaussian(), random.nextGaussian()},
                random.nextInt(1000));
    }
}
