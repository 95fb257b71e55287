package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

class ToysTest {
    private static final long SEED = 20240607;

    private static Likelihood example() {
        return ExampleModel.compiler().compile(ExampleModel.model(), ExampleModel.data(false));
    }

    /** What one component takes away another may give. */
    @Test
    void aDensityThatIsNegativeInOneComponentIsDrawnFromTheSum() {
        Shape morphed = Shape.morphing(
                new double[] {0, 1, 2},
                new double[] {1, 1},
                Map.of("t", Expression.ref("t")),
                Map.of("t", new double[] {1, -1}));
        var model = new StatisticalModel(
                List.of(Parameter.nuisance("t", "")),
                List.of(),
                List.of(new ModelCategory(
                        "only",
                        0,
                        2,
                        List.of(
                                new Component("all", Expression.constant(30), morphed),
                                new Component(
                                        "more",
                                        Expression.constant(50),
                                        Shape.histogram(new double[] {0, 1, 2}, new double[] {10, 40}))),
                        Map.of())));
        Likelihood likelihood = ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(new double[] {0.5})));
        // 30 · (1.25, −.25) + (10, 40)
        double[] at = {1.5};
        double below = 0;
        double above = 0;
        for (int toy = 0; toy < 200; toy++) {
            for (double x : likelihood.toy(at, SEED, toy).data().values().get(0)) {
                below += x < 1 ? 1 : 0;
                above += x < 1 ? 0 : 1;
            }
        }
        assertEquals(47.5, below / 200, 4 * Math.sqrt(47.5 / 200));
        assertEquals(32.5, above / 200, 4 * Math.sqrt(32.5 / 200));
    }

    /** The likelihood looks at points; a little less than nothing between them is nothing. */
    @Test
    void whatTheLikelihoodTakesForPossibleCanBeDrawn() {
        double sigma = 4;
        double width = Math.sqrt(2 * Math.PI) * sigma;
        var model = new StatisticalModel(
                List.of(Parameter.interest("s", 0, -1000, 1000, 1)),
                List.of(),
                List.of(new ModelCategory(
                        "only",
                        0,
                        256,
                        List.of(
                                new Component(
                                        "flat",
                                        Expression.constant(256),
                                        Shape.histogram(new double[] {0, 256}, new double[] {256})),
                                new Component(
                                        "peak",
                                        Expression.ref("s"),
                                        new Shape(
                                                "gaussian",
                                                Map.of(
                                                        "mean",
                                                        Expression.constant(100.5),
                                                        "sigma",
                                                        Expression.constant(sigma))))),
                        Map.of())));
        Likelihood likelihood = ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(new double[] {30})));
        double atPoints = Math.exp(-.5 * .25 / (sigma * sigma)) / width;
        double[] edge = {-(1 - 1e-9) / atPoints};
        assertTrue(Double.isFinite(likelihood.value(edge)), "nothing negative is seen");
        assertTrue(1 + edge[0] / width < 0, "though it is");
        double events = 256 + edge[0];
        assertEquals(
                events,
                Arrays.stream(likelihood.asimov(edge).data().weights().get(0)).sum(),
                1e-2);
        double sum = 0;
        for (int toy = 0; toy < 100; toy++) {
            sum += likelihood.toy(edge, SEED, toy).data().values().get(0).length;
        }
        assertEquals(events, sum / 100, 4 * Math.sqrt(events / 100));
        double[] beyond = {1.1 * edge[0]};
        assertThrows(FiduciaException.class, () -> likelihood.asimov(beyond));
        assertThrows(FiduciaException.class, () -> likelihood.toy(beyond, SEED, 1));
    }

    @Test
    void toyDependsOnSeedAndNumberOnly() {
        Likelihood first = example();
        double[] at = first.model().initial();
        Likelihood toy = first.toy(at, SEED, 7);
        first.toy(at, SEED, 8);
        Likelihood second = example().copy();
        second.toy(at, SEED, 3);
        second.toy(new double[] {2, 120, 2, 1, 2, 1, 2, 0, 0, 0, 130, 8, 120}, SEED, 7);
        Likelihood again = second.toy(at, SEED, 7);
        for (int c = 0; c < 2; c++) {
            assertArrayEquals(toy.data().values().get(c), again.data().values().get(c));
            assertFalse(Arrays.equals(
                    toy.data().values().get(c),
                    first.toy(at, SEED, 8).data().values().get(c)));
            assertFalse(Arrays.equals(
                    toy.data().values().get(c),
                    first.toy(at, SEED + 1, 7).data().values().get(c)));
        }
        assertEquals(toy.model().constraints(), again.model().constraints());
        assertEquals(toy.value(at), again.value(at));
        assertNull(toy.data().weights());
    }

    /** Known answers, so that a series never changes: made with an independent program of the same definition. */
    @Test
    void randomNumbersAreTheSameEverywhere() {
        var random = new CounterRandom(42, 5);
        long[] expected = {-5763497325259936420L, 3380471678342354936L, 1092988284903700227L, -2571222453071467198L};
        for (long number : expected) {
            assertEquals(number, random.nextLong());
        }
    }

    @Test
    void randomNumbersOfNeighbouringSeriesShareNothing() {
        var seen = new HashSet<Long>();
        for (long seed = 0; seed < 30; seed++) {
            for (long series = 0; series < 30; series++) {
                var random = new CounterRandom(seed, series);
                for (int i = 0; i < 30; i++) {
                    assertTrue(seen.add(random.nextLong()));
                }
            }
        }
    }

    @Test
    void numbersOfEventsAndAuxiliaryResultsHaveTheirMoments() {
        Likelihood likelihood = example();
        double[] at = likelihood.model().initial();
        at[7] = 0.6;
        double[] expected = new double[2];
        for (int c = 0; c < 2; c++) {
            for (int k = 0; k < 3; k++) {
                expected[c] += likelihood.expected(c, k, at, new double[] {105, 160})[0];
            }
        }
        int toys = 4000;
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (int t = 0; t < toys; t++) {
            Likelihood toy = likelihood.toy(at, SEED, t);
            double[] pulls = {
                (toy.data().values().get(0).length - expected[0]) / Math.sqrt(expected[0]),
                (toy.data().values().get(1).length - expected[1]) / Math.sqrt(expected[1]),
                toy.model().constraints().get(0).observed() - 0.6
            };
            for (int i = 0; i < 3; i++) {
                sum[i] += pulls[i];
                squares[i] += pulls[i] * pulls[i];
            }
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(0, sum[i] / Math.sqrt(toys), 4, "mean " + i);
            assertEquals(0, (squares[i] / toys - 1) * Math.sqrt(toys / 2.0), 4, "variance " + i);
        }
    }

    /** Kolmogorov's distance to the distribution function from {@code expected}; 1.95 is exceeded once in a thousand. */
    @Test
    void valuesFollowTheirShapes() {
        StatisticalModel example = ExampleModel.model();
        for (int c = 0; c < 2; c++) {
            for (int k = 0; k < 3; k++) {
                ModelCategory category = example.categories().get(c);
                Component component = category.components().get(k);
                var model = new StatisticalModel(
                        example.parameters(),
                        List.of(),
                        List.of(new ModelCategory(
                                "one",
                                category.lo(),
                                category.hi(),
                                List.of(new Component("all", Expression.constant(40000), component.shape())),
                                Map.of())));
                Likelihood likelihood =
                        ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(new double[0])));
                double[] x = likelihood
                        .toy(model.initial(), SEED, c)
                        .data()
                        .values()
                        .get(0)
                        .clone();
                Arrays.sort(x);
                assertTrue(x[0] >= category.lo() && x[x.length - 1] <= category.hi());
                double[] edges = new double[501];
                for (int i = 0; i < edges.length; i++) {
                    edges[i] = category.lo() + (category.hi() - category.lo()) * i / 500;
                }
                double[] between = likelihood.expected(0, 0, model.initial(), edges);
                double cumulated = 0;
                double distance = 0;
                for (int i = 0; i < between.length; i++) {
                    cumulated += between[i] / 40000;
                    int below = Arrays.binarySearch(x, edges[i + 1]);
                    below = below < 0 ? -below - 1 : below;
                    distance = Math.max(distance, Math.abs(cumulated - below / (double) x.length));
                }
                assertTrue(distance * Math.sqrt(x.length) < 1.95, component.name() + " " + distance);
            }
        }
    }

    @Test
    void histogramsGiveHistograms() {
        double[] edges = {105, 120, 123, 126, 140, 160};
        var data = new Dataset(
                List.of(new double[] {120, 130}, new double[5]),
                List.of(new double[] {1, 1}, new double[5]),
                List.of(new double[0], edges));
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), data);
        double[] at = likelihood.model().initial();
        double[] expected = likelihood.asimov(at).data().weights().get(1);
        double[] sum = new double[5];
        double[] squares = new double[5];
        int toys = 3000;
        for (int t = 0; t < toys; t++) {
            Dataset toy = likelihood.toy(at, SEED, t).data();
            assertFalse(toy.binned(0));
            assertArrayEquals(edges, toy.edges().get(1));
            for (int b = 0; b < 5; b++) {
                double pull = (toy.weights().get(1)[b] - expected[b]) / Math.sqrt(expected[b]);
                sum[b] += pull;
                squares[b] += pull * pull;
            }
        }
        for (int b = 0; b < 5; b++) {
            assertEquals(0, sum[b] / Math.sqrt(toys), 4);
            double spread = Math.sqrt((2 + 1 / expected[b]) / toys);
            assertEquals(0, (squares[b] / toys - 1) / spread, 4);
        }
    }

    @Test
    void poissonNumbersHaveTheirProbabilities() {
        for (double mean : new double[] {0.3, 4, 29.9, 30.1, 250, 1e7}) {
            var random = new CounterRandom(SEED, (long) mean);
            int n = 200_000;
            double sum = 0;
            double squares = 0;
            double cubes = 0;
            for (int i = 0; i < n; i++) {
                double number = PoissonNumber.draw(mean, random);
                assertEquals(Math.rint(number), number);
                double pull = (number - mean) / Math.sqrt(mean);
                sum += pull;
                squares += pull * pull;
                cubes += pull * pull * pull;
            }
            assertEquals(0, sum / Math.sqrt(n), 4, "mean " + mean);
            assertEquals(0, (squares / n - 1) / Math.sqrt((2 + 1 / mean) / n), 4, "variance " + mean);
            double skewness = 1 / Math.sqrt(mean);
            assertEquals(skewness, cubes / n, 4 * Math.sqrt((15 + 25 / mean + 31 / (mean * mean)) / n) + 1e-3);
        }
        assertEquals(0, PoissonNumber.draw(0, new CounterRandom(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> PoissonNumber.draw(-1, new CounterRandom(1, 1)));
    }

    @Test
    void modelsThatExpectNothingOrTooMuchAreRefused() {
        Shape shape = Shape.morphing(
                new double[] {0, 1, 2},
                new double[] {1, 1},
                Map.of("t", Expression.ref("t")),
                Map.of("t", new double[] {1, -1}));
        var model = new StatisticalModel(
                List.of(Parameter.nuisance("t", ""), Parameter.interest("n", 3, -1e20, 1e20, 1)),
                List.of(),
                List.of(new ModelCategory(
                        "only", 0, 2, List.of(new Component("all", Expression.ref("n"), shape)), Map.of())));
        Likelihood likelihood = ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(new double[] {0.5})));
        assertEquals(
                0, likelihood.toy(new double[] {0, 0}, SEED, 0).data().values().get(0).length);
        for (double[] at : new double[][] {{2, 3}, {0, -1}, {0, Double.NaN}, {0, 1e12}, {Double.NaN, 3}}) {
            assertThrows(FiduciaException.class, () -> likelihood.toy(at, SEED, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> likelihood.toy(new double[] {0, 1}, SEED, -1));
    }
}
