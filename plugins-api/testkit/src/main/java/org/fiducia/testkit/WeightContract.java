package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.channel.EventWeight.Weight;
import org.junit.jupiter.api.Test;

/** What every weight of simulated events keeps. The test of one extends it. */
public abstract class WeightContract {
    private static final int CANDIDATES = 500;

    private final EventWeight weight;

    /** @param weight the weight under test */
    protected WeightContract(EventWeight weight) {
        this.weight = weight;
    }

    /** Settings of a card with which it does something. */
    protected Settings settings() throws Exception {
        return Settings.none();
    }

    /** Candidates that it has something to say of. */
    protected Class<? extends Candidate> candidateType() {
        return Candidate.class;
    }

    private List<? extends Candidate> candidates() {
        return ObservableContract.candidates(candidateType(), CANDIDATES);
    }

    @Test
    void isANumberAndNoneBelowZero() throws Exception {
        Weight of = weight.weight(settings());
        for (Candidate candidate : candidates()) {
            double found = of.of(candidate);
            assertTrue(found >= 0 && Double.isFinite(found), () -> found + " for " + candidate);
        }
    }

    @Test
    void doesSomething() throws Exception {
        Weight of = weight.weight(settings());
        assertTrue(candidates().stream().anyMatch(candidate -> of.of(candidate) != 1), "a weight that is not 1");
    }

    /** One thread after the other or many at a time, and again from the same settings. */
    @Test
    void isAFunctionOfTheCandidateAlone() throws Exception {
        List<? extends Candidate> candidates = candidates();
        Weight of = weight.weight(settings());
        double[] once = candidates.stream().mapToDouble(of::of).toArray();
        double[] parallel = candidates.parallelStream().mapToDouble(of::of).toArray();
        Weight again = weight.weight(settings());
        IntStream.range(0, once.length).forEach(i -> {
            assertEquals(once[i], parallel[i], 0, () -> "by many threads for " + candidates.get(i));
            assertEquals(once[i], again.of(candidates.get(i)), 0, () -> "made again for " + candidates.get(i));
        });
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() throws Exception {
        Refusals.ofUnknown(settings(), weight::weight);
    }
}
