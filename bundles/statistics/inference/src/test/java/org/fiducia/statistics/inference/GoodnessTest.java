package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.GoodnessOfFit.Outcome;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

class GoodnessTest {
    private static final int BINS = 10;

    private static Outcome test(GoodnessOfFit goodness, Likelihood likelihood, int toys, int threads) {
        FitResult best = Models.fit(likelihood);
        return goodness.test(likelihood, Models.FITTER, best, toys, 5, threads, Progress.NONE);
    }

    /** A flat density of free size. */
    static Likelihood flat(Dataset data) {
        var category = new ModelCategory(
                "c",
                0,
                1,
                List.of(new Component("all", ref("n"), Shape.histogram(new double[] {0, 1}, new double[] {1}))),
                Map.of());
        var model = new StatisticalModel(List.of(Models.free("n", 500, 0)), List.of(), List.of(category));
        return Models.compiler().compile(model, data);
    }

    static Dataset histogram(double... entries) {
        return Dataset.histograms(List.of(Models.points(0, 1, entries.length + 1)), List.of(entries));
    }

    private static Dataset events(int n, double power, long seed) {
        var random = new Random(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Math.pow(random.nextDouble(), power);
        }
        return Dataset.unweighted(List.of(x));
    }

    /** With many entries the likelihood ratio follows a χ² of one degree of freedom less than there are bins. */
    @Test
    void saturatedRatioFollowsChiSquared() {
        double[] n = {110, 95, 101, 83, 120, 99, 104, 90, 111, 87};
        double mean = Arrays.stream(n).sum() / BINS;
        double expected = 0;
        for (double x : n) {
            expected += 2 * (mean - x + x * Math.log(x / mean));
        }
        Outcome outcome = test(new Saturated(), flat(histogram(n)), 2000, 2);
        assertEquals(expected, outcome.statistic(), 1e-6);
        assertEquals(2000, outcome.toys());
        double p = 1 - new ChiSquaredDistribution(BINS - 1).cumulativeProbability(expected);
        assertEquals(p, outcome.pValue(), 4 * Math.sqrt(p * (1 - p) / 2000) + 0.01);
    }

    @Test
    void eventsAreSortedIntoIntervalsThatExpectFive() {
        Likelihood likelihood = flat(events(52, 1, 3));
        double[] edges = Saturated.edges(likelihood, new double[] {52}).get(0);
        assertEquals(0, edges[0]);
        assertEquals(1, edges[edges.length - 1]);
        for (int k = 0; k < edges.length - 1; k++) {
            double expected = 52 * (edges[k + 1] - edges[k]);
            assertTrue(expected >= 5 - 1e-9 && expected < 10.3, "interval " + k + " expects " + expected);
        }
        assertEquals(2, Saturated.edges(likelihood, new double[] {4}).get(0).length);
    }

    @Test
    void dataOfTheModelAreGoodAndOthersAreNot() {
        for (GoodnessOfFit goodness : List.of(new Saturated(), new AndersonDarling())) {
            Outcome good = test(goodness, flat(events(300, 1, 4)), 300, 2);
            assertTrue(good.pValue() > 0.02, goodness.id() + " " + good);
            Outcome bad = test(goodness, flat(events(300, 1.6, 4)), 300, 2);
            assertTrue(bad.pValue() < 0.01, goodness.id() + " " + bad);
            Outcome slope = test(goodness, flat(histogram(60, 55, 50, 45, 40, 35, 30, 25, 20, 15)), 300, 2);
            assertTrue(slope.pValue() < 0.01, goodness.id() + " " + slope);
        }
    }

    /** A² = −n − Σ (2i − 1)(log F_i + log(1 − F_{n+1−i}))/n for data of unit weight. */
    @Test
    void distanceIsAndersonAndDarlings() {
        var random = new Random(8);
        int n = 40;
        double[] f = random.doubles(n).sorted().toArray();
        double sum = 0;
        for (int i = 1; i <= n; i++) {
            sum += (2 * i - 1) * (Math.log(f[i - 1]) + Math.log(1 - f[n - i]));
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        assertEquals(-n - sum / n, AndersonDarling.distance(f, ones), 1e-9);
        // two events of weight 1 at one place are one of weight 2
        double[] twice = {0.2, 0.2, 0.7};
        assertEquals(
                AndersonDarling.distance(twice, new double[] {1, 1, 1}),
                AndersonDarling.distance(new double[] {0.2, 0.7}, new double[] {2, 1}),
                1e-12);
    }

    /** The 5 % point of A² for a known density is 2.492 (M. A. Stephens, J. Amer. Statist. Assoc. 69 (1974) 730). */
    @Test
    void distancesOfToysFollowTheKnownDistribution() {
        int above = 0;
        int trials = 2000;
        var random = new Random(17);
        double[] ones = new double[50];
        Arrays.fill(ones, 1);
        for (int t = 0; t < trials; t++) {
            double[] f = random.doubles(50).sorted().toArray();
            above += AndersonDarling.distance(f, ones) > 2.492 ? 1 : 0;
        }
        assertEquals(0.05, (double) above / trials, 4 * Math.sqrt(0.05 * 0.95 / trials));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Likelihood likelihood = flat(events(100, 1, 6));
        assertThrows(FiduciaException.class, () -> test(new Saturated(), likelihood, 0, 1));
        var failed = new FitResult(FitResult.Status.UNBOUNDED, "look", new double[] {1}, 0, 0, 1, null, 1, List.of());
        assertThrows(
                FiduciaException.class,
                () -> new Saturated().test(likelihood, Models.FITTER, failed, 10, 1, 1, Progress.NONE));
    }

    @Test
    void emptyCategoriesAddNothing() {
        var shape = Shape.histogram(new double[] {0, 1}, new double[] {1});
        var categories = List.of(
                new ModelCategory("a", 0, 1, List.of(new Component("all", ref("n"), shape)), Map.of()),
                new ModelCategory("b", 0, 1, List.of(new Component("all", ref("m"), shape)), Map.of()));
        List<Parameter> parameters = List.of(Models.free("n", 50, 0), Models.free("m", 1, 0));
        Dataset data = Dataset.unweighted(List.of(events(60, 1, 2).values().get(0), new double[0]));
        Likelihood likelihood =
                Models.compiler().compile(new StatisticalModel(parameters, List.of(), categories), data);
        Outcome outcome = test(new AndersonDarling(), likelihood, 40, 1);
        assertTrue(Double.isFinite(outcome.statistic()));
    }

    /** Categories that are a bin each say as much of a shape as the histogram that they are the bins of. */
    @Test
    void binsByThemselvesAreTakenTogether() {
        double[] entries = {55, 61, 48, 40};
        var together = flat(histogram(entries));
        double observed = test(new AndersonDarling(), together, 20, 1).statistic();
        assertTrue(observed > 0.1, "" + observed);
        var categories = new java.util.ArrayList<ModelCategory>();
        var edges = new java.util.ArrayList<double[]>();
        var each = new java.util.ArrayList<double[]>();
        for (int b : new int[] {2, 0, 3, 1}) {
            var yield = Expression.product(Expression.constant(0.25), ref("n"));
            categories.add(new ModelCategory(
                    "c" + b,
                    0.25 * b,
                    0.25 * (b + 1),
                    List.of(new Component("all", yield, new Shape("uniform", Map.of()))),
                    Map.of("channel", "c", "bin", "" + b)));
            edges.add(new double[] {0.25 * b, 0.25 * (b + 1)});
            each.add(new double[] {entries[b]});
        }
        var model = new StatisticalModel(List.of(Models.free("n", 200, 0)), List.of(), categories);
        Likelihood apart = Models.compiler().compile(model, Dataset.histograms(edges, each));
        assertTrue(new AndersonDarling().applies(apart));
        assertEquals(observed, test(new AndersonDarling(), apart, 20, 1).statistic(), 1e-9);
    }

    @Test
    void aSingleCountHasNoShapeToTest() {
        assertFalse(new AndersonDarling().applies(Models.count(3, 1, 2, 0)));
        assertTrue(new Saturated().applies(Models.count(3, 1, 2, 0)));
    }
}
