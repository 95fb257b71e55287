package org.fiducia.publisher.hepdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.publisher.tables.Covariance;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.testkit.BackwardScheduler;
import org.junit.jupiter.api.Test;

/** Counts, of which the covariance is the number of events that bins share. */
class ReplicasTest {
    private static final EventWeights DRAWN = new EventWeights(5);
    private static final int NUMBER = 1000;

    private final CountedModel coarse = new CountedModel("coarse", 2);
    private final CountedModel fine = new CountedModel("fine", 4);

    private static Replicas replicas(CountedModel counted) {
        return Replicas.of(counted.measurement, counted.model, DRAWN, NUMBER, Optional.empty(), Progress.NONE);
    }

    /** χ² of 100 000 draws. */
    @Test
    void weightsArePoissonWithMeanOne() {
        var poisson = new PoissonDistribution(1);
        int n = 100_000;
        int[] seen = new int[20];
        for (int e = 0; e < n; e++) {
            seen[DRAWN.of(e % 7, EventWeights.sample("data" + e % 3), e)]++;
        }
        double chi2 = 0;
        for (int k = 0; k < 7; k++) {
            double expected = n * (k < 6 ? poisson.probability(k) : 1 - poisson.cumulativeProbability(5));
            double found =
                    k < 6 ? seen[k] : java.util.Arrays.stream(seen, 6, 20).sum();
            chi2 += (found - expected) * (found - expected) / expected;
        }
        assertTrue(chi2 < 22.5, "6 degrees of freedom: one in a thousand is above 22.5; here " + chi2);
    }

    @Test
    void aWeightBelongsToItsEvent() {
        long sample = EventWeights.sample("data");
        boolean differs = false;
        for (int e = 0; e < 50; e++) {
            assertEquals(DRAWN.of(3, sample, e), new EventWeights(5).of(3, EventWeights.sample("data"), e));
            differs |= DRAWN.of(3, sample, e) != DRAWN.of(4, sample, e);
        }
        assertTrue(differs);
    }

    /** Every fit finds the number of events of its replica. */
    @Test
    void everyReplicaIsFittedInAllThatIsFree() {
        double[][] sigma = replicas(fine).sigma();
        var events = DataEvents.of(fine.model).orElseThrow();
        for (int r = 0; r < 20; r++) {
            double[] expected = new double[4];
            List<double[]> weights = events.replica(DRAWN, r).weights();
            for (int c = 0; c < weights.size(); c++) {
                expected[c % 4] += java.util.Arrays.stream(weights.get(c)).sum() / CountedModel.EVENTS;
            }
            assertArrayEquals(expected, sigma[r], 1e-6);
        }
    }

    /** Who fits changes no bit, and who would not be worth it is not asked. */
    @Test
    void othersFitTheSame() {
        var asked = new AtomicInteger();
        var others = new BackwardScheduler(
                new ReplicaTask(new UnbinnedCompiler(List.of(new Histogram())), List.of(fine.model.fitter())));
        Scheduler counting = new Scheduler() {
            @Override
            public String id() {
                return "counting";
            }

            @Override
            public String title() {
                return "counts units";
            }

            @Override
            public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
                asked.addAndGet(units.size());
                others.run(task, shared, units, results, progress);
            }
        };
        double[][] here = replicas(fine).sigma();
        assertArrayEquals(here, replicas(counting, 0).sigma());
        assertEquals((NUMBER - 10 + 24) / 25, asked.get());
        assertArrayEquals(here, replicas(counting, 1e9).sigma());
        assertEquals((NUMBER - 10 + 24) / 25, asked.get());
    }

    private Replicas replicas(Scheduler scheduler, double worth) {
        return Replicas.of(fine.measurement, fine.model, DRAWN, NUMBER, Optional.of(scheduler), worth, Progress.NONE);
    }

    /** The relative error of a variance is √(2/N), that of a covariance of ρ = .5 less. */
    @Test
    void theCovarianceIsThatOfTheEventsThatBinsShare() {
        SpectraCovariance spectra = SpectraCovariance.of(List.of(replicas(coarse), replicas(fine)));
        assertEquals(NUMBER, spectra.replicas());
        double[][] covariance = spectra.covariance();
        assertEquals(6, covariance.length);
        var models = new ArrayList<CountedModel>();
        var bins = new ArrayList<Integer>();
        for (CountedModel counted : List.of(coarse, fine)) {
            for (int j = 0; j < counted.measurement.bins().size(); j++) {
                models.add(counted);
                bins.add(j);
            }
        }
        double factor = CountedModel.EVENTS * CountedModel.EVENTS;
        double[] errors = new double[6];
        for (int a = 0; a < 6; a++) {
            errors[a] = Math.sqrt(covariance[a][a]);
            for (int b = 0; b < 6; b++) {
                double shared = models.get(a).events(bins.get(a), models.get(b), bins.get(b)) / factor;
                double size = Math.sqrt(models.get(a).events(bins.get(a))
                                * 1.0
                                * models.get(b).events(bins.get(b)))
                        / factor;
                assertEquals(shared, covariance[a][b], 4 * Math.sqrt(2.0 / NUMBER) * size, a + ", " + b);
            }
        }
        Covariance.check("it", covariance, errors);
        assertEquals(1, covariance[0][2] / errors[0] / errors[2], 1e-9, "bin 0 of both has the same events");
    }

    @Test
    void bytesAreReadAgain() {
        Replicas replicas = Replicas.of(coarse.measurement, coarse.model, DRAWN, 5, Optional.empty(), Progress.NONE);
        Replicas read = Replicas.read(replicas.bytes());
        assertArrayEquals(replicas.sigma(), read.sigma());
        assertEquals(2, read.bins());
    }

    @Test
    void aReplicaWithoutAMinimumIsLeftOutEverywhere() {
        var one = new Replicas(new double[][] {{1}, {2}, {Double.NaN}, {6}});
        var other = new Replicas(new double[][] {{1}, {Double.NaN}, {3}, {5}});
        assertFalse(one.fitted(2));
        SpectraCovariance spectra = SpectraCovariance.of(List.of(one, other));
        assertEquals(2, spectra.replicas());
        assertArrayEquals(new double[][] {{12.5, 10}, {10, 8}}, spectra.covariance());
    }

    @Test
    void samplesThatAreNotTheDataAreRefused() {
        CardModel.Model m = fine.model;
        var other = new CardModel.Model(
                m.analysis(),
                m.observable(),
                m.response(),
                m.quality(),
                m.quantities(),
                m.likelihood(),
                m.truths(),
                m.fitter(),
                m.intervals(),
                coarse.samples);
        var e = assertThrows(
                FiduciaException.class,
                () -> Replicas.of(fine.measurement, other, DRAWN, 1, Optional.empty(), Progress.NONE));
        assertEquals("the data that fine is fitted to are not the events of its samples", e.getMessage());
    }
}
