package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinnedLikelihoodTest {
    private static final double H = 1e-5;

    private static double[] edges(int n) {
        return IntStream.rangeClosed(0, n).mapToDouble(i -> 105 + 55.0 * i / n).toArray();
    }

    private static double[] entries(int n, long seed) {
        var random = new Random(seed);
        // Some intervals stay empty.
        return random.ints(n, 0, 6).mapToDouble(i -> i).toArray();
    }

    /** The first category of the example with events or a histogram, the second with a histogram of uneven intervals. */
    private static Dataset data(boolean both) {
        Dataset events = ExampleModel.data(false);
        double[] uneven = {105, 111, 118, 119.5, 121, 122, 123, 123.7, 124.4, 125, 127, 133, 150, 160};
        double[] first = events.values().get(0);
        double[] ones = new double[first.length];
        java.util.Arrays.fill(ones, 1);
        return both
                ? Dataset.histograms(List.of(edges(40), uneven), List.of(entries(40, 1), entries(13, 2)))
                : new Dataset(List.of(first, uneven), List.of(ones, entries(13, 2)), List.of(new double[0], uneven));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientAndHessianAgreeWithDifferences(boolean both) {
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), data(both));
        var random = new Random(17);
        for (int trial = 0; trial < 3; trial++) {
            double[] at = ExampleModel.point(random);
            int n = at.length;
            double[] gradient = new double[n];
            assertEquals(likelihood.value(at), likelihood.gradient(at, gradient), 0);
            double[][] hessian = likelihood.hessian(at);
            for (int i = 0; i < n; i++) {
                double[] up = at.clone();
                up[i] += H;
                double[] down = at.clone();
                down[i] -= H;
                double slope = likelihood.difference(down, up) / (2 * H);
                assertEquals(slope, gradient[i], 1e-6 * (1 + Math.abs(slope)), "parameter " + i);
                double[] gradientUp = new double[n];
                double[] gradientDown = new double[n];
                likelihood.gradient(up, gradientUp);
                likelihood.gradient(down, gradientDown);
                for (int j = 0; j < n; j++) {
                    double curvature = (gradientUp[j] - gradientDown[j]) / (2 * H);
                    double size = 1 + Math.abs(curvature) + Math.sqrt(Math.abs(hessian[i][i] * hessian[j][j]));
                    assertEquals(curvature, hessian[i][j], 1e-6 * size, i + ", " + j);
                }
            }
        }
    }

    /** Also far from the start values, where peaks are elsewhere and narrower. */
    @Test
    void valueIsThatOfExpectedEntries() {
        StatisticalModel model = ExampleModel.model();
        Dataset data = data(true);
        Likelihood likelihood = ExampleModel.compiler().compile(model, data);
        double[][] points = {
            model.initial(),
            ExampleModel.point(new Random(1)),
            ExampleModel.point(new Random(2)),
            {2, 131.3, 0.4, 0.7, 1.2, 2.5, 9, 1, -0.4, 0.03, 118, 3, 127}
        };
        for (double[] at : points) {
            double value = 0;
            for (int c = 0; c < 2; c++) {
                double[] sum = new double[data.values().get(c).length];
                for (int k = 0; k < 3; k++) {
                    double[] of = likelihood.expected(c, k, at, data.edges().get(c));
                    for (int b = 0; b < sum.length; b++) {
                        sum[b] += of[b];
                    }
                }
                for (int b = 0; b < sum.length; b++) {
                    double n = data.weights().get(c)[b];
                    value += sum[b] - (n == 0 ? 0 : n * Math.log(sum[b]));
                }
            }
            for (Constraint constraint : model.constraints()) {
                double theta = at[model.indexOf(constraint.gaussianParameter().orElseThrow())];
                value += 0.5 * Math.pow((theta - constraint.observed()) / constraint.gaussianWidth(), 2);
            }
            assertEquals(value, likelihood.value(at), 2e-9);
        }
    }

    private static StatisticalModel one(Shape shape) {
        return new StatisticalModel(
                List.of(Parameter.interest("n", 50, 0, 1e6, 7), Parameter.interest("s", 2, 0.01, 50, 0.1)),
                List.of(),
                List.of(new ModelCategory(
                        "only", 0, 20, List.of(new Component("all", Expression.ref("n"), shape)), Map.of())));
    }

    /** Numbers from scipy.stats.norm.cdf: a Gaussian of mean 9 and sigma 2 on [0, 20], between 0, 6, 8, 9.5, 12, 20. */
    @Test
    void entriesOfAGaussianAreDifferencesOfItsDistributionFunction() {
        double[] edges = {0, 6, 8, 9.5, 12, 20};
        double[] fractions = GAUSSIAN_FRACTIONS;
        double[] entries = {3, 0, 21, 17, 8};
        Shape gaussian = new Shape("gaussian", Map.of("mean", Expression.constant(9), "sigma", Expression.ref("s")));
        Likelihood likelihood =
                ExampleModel.compiler().compile(one(gaussian), Dataset.histograms(List.of(edges), List.of(entries)));
        double expected = 40;
        for (int b = 0; b < 5; b++) {
            expected -= entries[b] * Math.log(40 * fractions[b]);
        }
        double[] at = {40, 2};
        assertEquals(expected, likelihood.value(at), 1e-11);
        double[] asimov = likelihood.asimov(at).data().weights().get(0);
        for (int b = 0; b < 5; b++) {
            assertEquals(40 * fractions[b], asimov[b], 1e-12);
        }
    }

    private static final double[] GAUSSIAN_FRACTIONS = {
        0.0668040318425763, 0.24173116337097503, 0.29016977836919156, 0.3344876158795747, 0.06680741053768242
    };

    @Test
    void templatesAreIntegratedExactly() {
        Shape template = Shape.histogram(new double[] {-1, 3, 10, 21}, new double[] {4, 14, 33});
        double[] edges = {0, 2, 4, 13, 20};
        // Heights 1, 2, 3 over 3, 7 and 10 in the window: 47.
        double[] fractions = {2 / 47.0, 3 / 47.0, 21 / 47.0, 21 / 47.0};
        Likelihood likelihood = ExampleModel.compiler()
                .compile(one(template), Dataset.histograms(List.of(edges), List.of(new double[] {1, 2, 3, 4})));
        double expected = 10;
        for (int b = 0; b < 4; b++) {
            expected -= (b + 1) * Math.log(10 * fractions[b]);
        }
        assertEquals(expected, likelihood.value(new double[] {10, 1}), 1e-13);
    }

    /** In units of the uncertainties; the approximation of the Landau density has steps of 1e-8. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asimovDataAreHistogramsThatGiveBackTheirParameters(boolean both) {
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), data(both));
        double[] at = ExampleModel.point(new Random(6));
        Likelihood asimov = likelihood.asimov(at);
        assertEquals(both, asimov.data().binned(0));
        assertTrue(asimov.data().binned(1));
        assertArrayEquals(
                likelihood.data().edges().get(1), asimov.data().edges().get(1));
        double[] gradient = new double[at.length];
        asimov.gradient(at, gradient);
        double[][] hessian = asimov.hessian(at);
        for (int i = 0; i < at.length; i++) {
            assertEquals(0, gradient[i] / Math.sqrt(hessian[i][i]), 3e-8, "parameter " + i);
        }
        for (int i = 0; i < 2; i++) {
            Constraint constraint = asimov.model().constraints().get(i);
            assertEquals(
                    at[likelihood.model().indexOf(constraint.gaussianParameter().orElseThrow())],
                    constraint.observed());
        }
    }

    /** Unit weights beside a histogram are summed like events without weights. */
    @Test
    void unitWeightsAreNoWeights() {
        Events events = Events.of(ExampleModel.model().categories(), data(false));
        assertNull(events.weights()[0]);
        assertEquals(137, events.count(0));
        assertTrue(events.binned(1));
    }

    /** log Γ(n + 1) over intervals; and of the number of events. */
    @Test
    void constantIsThatOfThePoissonProbabilities() {
        Shape template = Shape.histogram(new double[] {0, 20}, new double[] {1});
        Likelihood likelihood = ExampleModel.compiler()
                .compile(
                        one(template),
                        Dataset.histograms(List.of(new double[] {0, 5, 10, 20}), List.of(new double[] {4, 0, 2.5})));
        assertEquals(Math.log(24) + 1.2009736023470743, likelihood.constant(), 1e-13);
        assertEquals(
                Math.log(720),
                likelihood
                        .with(Dataset.unweighted(List.of(new double[] {1, 2, 3, 4, 5, 6})))
                        .constant(),
                1e-13);
    }

    @Test
    void intervalWithEntriesButNoExpectationIsImpossible() {
        Shape template = Shape.histogram(new double[] {0, 10, 20}, new double[] {1, 0});
        Likelihood likelihood = ExampleModel.compiler()
                .compile(one(template), Dataset.histograms(List.of(new double[] {0, 10, 20}), List.of(new double[] {4, 1
                })));
        assertEquals(Double.POSITIVE_INFINITY, likelihood.value(new double[] {5, 1}));
        Likelihood possible =
                likelihood.with(Dataset.histograms(List.of(new double[] {0, 10, 20}), List.of(new double[] {4, 0})));
        assertEquals(5 - 4 * Math.log(5), possible.value(new double[] {5, 1}), 1e-13);
    }

    /** One category without entries, one component without yield, a single entry. */
    @Test
    void nearlyEmptyHistogramsHaveFiniteDerivatives() {
        Shape gaussian = new Shape("gaussian", Map.of("mean", Expression.constant(9), "sigma", Expression.ref("s")));
        var model = new StatisticalModel(
                List.of(Parameter.interest("n", 50, 0, 1e6, 7), Parameter.interest("s", 2, 0.01, 50, 0.1)),
                List.of(),
                List.of(
                        new ModelCategory(
                                "none", 0, 20, List.of(new Component("a", Expression.ref("n"), gaussian)), Map.of()),
                        new ModelCategory(
                                "one",
                                0,
                                20,
                                List.of(
                                        new Component("a", Expression.ref("n"), gaussian),
                                        new Component("b", Expression.constant(0), gaussian)),
                                Map.of()),
                        new ModelCategory("without components", 0, 20, List.of(), Map.of())));
        double[] edges = {0, 7, 20};
        Likelihood likelihood = ExampleModel.compiler()
                .compile(
                        model,
                        Dataset.histograms(
                                List.of(edges, edges, edges),
                                List.of(new double[2], new double[] {0, 1}, new double[2])));
        double[] at = {3, 2};
        double[] gradient = new double[2];
        assertTrue(Double.isFinite(likelihood.gradient(at, gradient)));
        assertEquals(2 - 1 / 3.0, gradient[0], 1e-13);
        assertEquals(1 / 9.0, likelihood.hessian(at)[0][0], 1e-13);
        Dataset asimov = likelihood.asimov(at).data();
        assertEquals(3, asimov.weights().get(1)[0] + asimov.weights().get(1)[1], 1e-12);
        assertArrayEquals(new double[2], asimov.weights().get(2));
        assertArrayEquals(
                new double[2], likelihood.toy(at, 1, 1).data().weights().get(2));
        assertEquals(Double.POSITIVE_INFINITY, likelihood.value(new double[] {3, -1}));
        assertThrows(FiduciaException.class, () -> likelihood.asimov(new double[] {3, -1}));
        assertThrows(FiduciaException.class, () -> likelihood.toy(new double[] {3, -1}, 1, 1));
    }

    @Test
    void histogramsThatDoNotFitAreRefused() {
        assertRefused("reaches from", new double[] {0, 10}, new double[] {1});
        assertRefused("reaches from", new double[] {1, 20}, new double[] {1});
        assertRefused("do not rise", new double[] {0, 10, 10, 20}, new double[] {1, 1, 1});
        assertRefused("do not rise", new double[] {0, Double.NaN, 20}, new double[] {1, 1});
        assertRefused("entries", new double[] {0, 10, 20}, new double[] {1});
        assertRefused("NaN", new double[] {0, 10, 20}, new double[] {1, Double.NaN});
    }

    private static void assertRefused(String what, double[] edges, double[] entries) {
        var data = Dataset.histograms(List.of(edges), List.of(entries));
        var error = assertThrows(
                FiduciaException.class,
                () -> ExampleModel.compiler()
                        .compile(one(Shape.histogram(new double[] {0, 20}, new double[] {1})), data));
        assertEquals(FiduciaException.Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(what), error.getMessage());
    }
}
