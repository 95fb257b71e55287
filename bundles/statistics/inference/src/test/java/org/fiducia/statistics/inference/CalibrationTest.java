package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Calibration.End;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Intervals;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against published tables of Feldman and Cousins, and enumerations of all outcomes. */
class CalibrationTest {
    private static final double LEVEL = Calibration.LEVELS[0];

    private static Questions questions(Intervals intervals) {
        return new Questions(true, false, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, 7, intervals);
    }

    private static Conclusions conclude(
            Likelihood likelihood, Fitter fitter, Intervals intervals, int threads, Progress progress) {
        var tools = new Tools(fitter, new ProfileLikelihood(), List.of(), List.of(), List.of(), threads);
        var subject = new Subject("it", likelihood, likelihood.model().initial(), false, "try again");
        List<Quantity> quantities = likelihood.model().parameters().stream()
                .filter(p -> p.role() == Parameter.Role.INTEREST)
                .map(p -> Quantity.of(p, ""))
                .toList();
        return new ProfileInference().conclude(subject, quantities, questions(intervals), tools, progress);
    }

    private static Result result(Likelihood likelihood, Intervals intervals) {
        return conclude(likelihood, Models.FITTER, intervals, 2, Progress.NONE)
                .quantities()
                .get(0);
    }

    private static double[] ends(Result result) {
        Interval total = result.total().orElseThrow();
        return new double[] {result.value() - total.down(), result.value() + total.up()};
    }

    /** Two counts tell of the sum of their expectations what one count tells of its own. */
    @Test
    void profilesTheSumOfParametersAsOneOfItself() {
        double infinity = Models.INFINITY;
        Likelihood two = Models.counting(
                List.of(
                        Parameter.interest("a", 4, -infinity, infinity, 2),
                        Parameter.interest("b", 8, -infinity, infinity, 2)),
                List.of(),
                new double[] {5, 9},
                ref("a"),
                ref("b"));
        var tools = new Tools(Models.FITTER, new ProfileLikelihood(), List.of(), List.of(), List.of(), 1);
        var all = new Quantity("all", "all", "", sum(ref("a"), ref("b")), 14);
        Result found = new ProfileInference()
                .conclude(
                        new Subject("it", two, two.model().initial(), false, "try again"),
                        List.of(all),
                        questions(Intervals.PROFILE),
                        tools,
                        Progress.NONE)
                .quantities()
                .get(0);
        Interval total = found.total().orElseThrow();
        assertEquals(14, found.value(), 1e-6);
        assertEquals(ExpectedCoverage.end(14, -1), total.down(), 1e-3);
        assertEquals(ExpectedCoverage.end(14, 1), total.up(), 1e-3);
        assertEquals("profile", found.ends().method());
    }

    /** None observed where one is expected without signal: a strength at its limit, of which toys tell. */
    @ParameterizedTest
    @CsvSource({"2.5, AUTO", "-2, AUTO", "-2, PROFILE"})
    void aMultipleOfAParameterHasTheIntervalOfTheParameter(double factor, Intervals intervals) {
        Likelihood count = Models.count(0, 1, 1, 0);
        String name = count.model().parameters().get(0).name();
        Quantity plain = Quantity.of(count.model().parameters().get(0), "");
        var multiple =
                new Quantity("xs", "xs", "fb", product(constant(2), product(ref(name), constant(factor / 2))), factor);
        var tools = new Tools(Models.FITTER, new ProfileLikelihood(), List.of(), List.of(), List.of(), 1);
        var subject = new Subject("it", count, count.model().initial(), false, "try again");
        Conclusions found = new ProfileInference()
                .conclude(subject, List.of(multiple, plain), questions(intervals), tools, Progress.NONE);
        double[] of = ends(found.quantities().get(1));
        double[] scaled = ends(found.quantities().get(0));
        assertTrue(of[1] > 0.1, "an interval, though the covariance at the limit is none: " + of[1]);
        assertEquals(factor > 0 ? factor * of[0] : factor * of[1], scaled[0], 1e-12);
        assertEquals(factor > 0 ? factor * of[1] : factor * of[0], scaled[1], 1e-12);
        Ends ends = found.quantities().get(0).ends();
        assertEquals(intervals == Intervals.AUTO, ends.calibrated());
        assertEquals(factor < 0, ends.upperIsLimit());
        double inside = factor * 0.5 * of[1];
        for (double value : new double[] {inside, 3 * inside}) {
            assertEquals(
                    value == inside,
                    new ProfileInference()
                            .membership(subject, multiple, value, questions(intervals), tools, Progress.NONE)
                            .reported(),
                    "value " + value);
        }
    }

    /** A prediction of 100 with a log-normal uncertainty of 10 %, and 130 observed: the least of both terms by hand. */
    @Test
    void allowsForTheUncertaintyOfThePrediction() {
        Likelihood count = Models.counting(
                List.of(Parameter.interest("a", 100, -Models.INFINITY, Models.INFINITY, 10)),
                List.of(),
                new double[] {130},
                ref("a"));
        var tools = new Tools(Models.FITTER, new ProfileLikelihood(), List.of(), List.of(), List.of(), 1);
        var subject = new Subject("it", count, count.model().initial(), false, "try again");
        var questions =
                new Questions(false, true, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, 7, Intervals.PROFILE);
        Quantity plain = Quantity.of(count.model().parameters().get(0), "");
        Conclusions exact = new ProfileInference().conclude(subject, List.of(plain), questions, tools, Progress.NONE);
        Conclusions found = new ProfileInference()
                .conclude(subject, List.of(plain.withTheory(100 - 100 / 1.1, 10)), questions, tools, Progress.NONE);
        double least = Double.POSITIVE_INFINITY;
        for (double theta = 0; theta < 3; theta += 1e-4) {
            double mu = 100 * Math.pow(1.1, theta);
            least = Math.min(least, 2 * (mu - 130 - 130 * Math.log(mu / 130)) + theta * theta);
        }
        assertEquals(2 * Normal.above(Math.sqrt(least)), found.pValueTheory(), 1e-6);
        assertEquals(exact.pValue(), found.pValue(), 1e-12);
        assertTrue(Double.isNaN(exact.pValueTheory()));
    }

    /**
     * Two counts of 100 are predicted, one cause moves both apart by 20 %: (120, 80) is what it makes of them at one standard
     * deviation, (120, 120) it cannot make.
     */
    @Test
    void causesMoveThePredictionAsTheySay() {
        double together = theory(120, 120);
        double apart = theory(120, 80);
        double least = Double.POSITIVE_INFINITY;
        for (double theta = -3; theta < 3; theta += 1e-4) {
            double a = 100 * moved(theta);
            double b = 100 * moved(-theta);
            least = Math.min(
                    least,
                    2 * (a - 120 - 120 * Math.log(a / 120)) + 2 * (b - 80 - 80 * Math.log(b / 80)) + theta * theta);
        }
        assertEquals(Math.exp(-0.5 * least), apart, 1e-5, "of two degrees of freedom");
        assertTrue(apart > 0.4 && together < 0.05, apart + " and " + together);
    }

    /** A log-normal change of 20 % up and of 20 % down. */
    private static double moved(double theta) {
        double up = Math.log(1.2);
        double down = Math.log(0.8);
        double average = 0.5 * (up - down);
        double t = Math.max(-1, Math.min(1, 2 * theta));
        double alpha = 0.125 * t * (t * t * (3 * t * t - 10) + 15);
        return Math.exp(theta * (average + 0.5 * (up + down) * alpha));
    }

    private static double theory(double one, double other) {
        Likelihood counts = Models.counting(
                List.of(
                        Parameter.interest("a", 100, -Models.INFINITY, Models.INFINITY, 10),
                        Parameter.interest("b", 100, -Models.INFINITY, Models.INFINITY, 10)),
                List.of(),
                new double[] {one, other},
                ref("a"),
                ref("b"));
        var tools = new Tools(Models.FITTER, new ProfileLikelihood(), List.of(), List.of(), List.of(), 1);
        var subject = new Subject("it", counts, counts.model().initial(), false, "try again");
        var questions =
                new Questions(false, true, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, 7, Intervals.PROFILE);
        var quantities = List.of(
                Quantity.of(counts.model().parameters().get(0), "")
                        .withTheory(20, 20)
                        .withCauses(List.of(20.0)),
                Quantity.of(counts.model().parameters().get(1), "")
                        .withTheory(20, 20)
                        .withCauses(List.of(-20.0)));
        return new ProfileInference()
                .conclude(subject, quantities, questions, tools, Progress.NONE)
                .pValueTheory();
    }

    /** Far enough from the ends that the number of toys does not matter. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "3, 0", "4, 1", "120, 0"})
    void aValueBelongsToTheIntervalThatIsReported(int n, double b) {
        Likelihood count = Models.count(n, 1, b, 0);
        double[] exact = n < 100
                ? UnifiedIntervals.signal(n, b, LEVEL)
                : new double[] {n - ExpectedCoverage.end(n, -1), n + ExpectedCoverage.end(n, 1)};
        Result found = result(count, Intervals.AUTO);
        double[] plain = ends(result(count, Intervals.PROFILE));
        var tools = new Tools(Models.FITTER, new ProfileLikelihood(), List.of(), List.of(), List.of(), 2);
        var subject = new Subject("it", count, count.model().initial(), false, "try again");
        for (double value : new double[] {exact[0] - 0.4, exact[0] + 0.4, exact[1] - 0.4, exact[1] + 0.4}) {
            if (value < 0) {
                continue;
            }
            var membership = new ProfileInference()
                    .membership(subject, found.quantity(), value, questions(Intervals.AUTO), tools, Progress.NONE);
            assertEquals(n < 100, membership.calibrated());
            assertEquals(value > exact[0] && value < exact[1], membership.reported(), value + " of " + n);
            assertEquals(value > plain[0] && value < plain[1], membership.uncalibrated(), value + " of " + n);
        }
    }

    /** Within the error that is stated, and a little for the steps of the table. */
    private static void assertEnd(double expected, End end, double steps) {
        assertEquals(expected, end.at(), 3.5 * end.error() + steps, end.toString());
        assertTrue(end.error() < 0.25, end.toString());
    }

    /** Tables of the paper: IV (68.27 %), V (90 %) and VI (95 %), of the enumeration here. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, .6827, 0, 1.29", "1, 0, .6827, .37, 2.75", "2, 0, .6827, .74, 4.25", "3, 0, .6827, 1.10, 5.30",
        "4, 0, .6827, 2.34, 6.78", "5, 0, .6827, 2.75, 7.81", "0, 1, .6827, 0, .54", "1, 1, .6827, 0, 1.75",
        "4, 1, .6827, 1.34, 5.78", "0, 0, .90, 0, 2.44", "1, 0, .90, .11, 4.36", "3, 0, .90, 1.10, 7.42",
        "1, 3, .90, 0, 1.88", "0, 0, .95, 0, 3.09", "1, 0, .95, .05, 5.14", "3, 0, .95, .82, 8.25"
    })
    void theEnumerationHasThePublishedIntervals(int n, double b, double level, double lower, double upper) {
        double[] found = UnifiedIntervals.signal(n, b, level == .6827 ? LEVEL : level);
        assertEquals(lower, found[0], 0.011);
        assertEquals(upper, found[1], 0.011);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "3, 0", "0, 1", "2, 1", "4, 1", "1, 3", "6, 3"})
    void countsHaveTheUnifiedIntervals(int n, double b) {
        Result result = result(Models.count(n, 1, b, 0), Intervals.AUTO);
        assertEquals(Ends.FELDMAN_COUSINS, result.ends().method());
        for (Calibration.Level level : result.ends().calibration().levels()) {
            double[] exact = UnifiedIntervals.signal(n, b, level.level());
            assertEnd(exact[0], level.lower(), 0.03);
            assertEnd(exact[1], level.upper(), 0.03);
            assertEquals(exact[0] == 0, level.lower().limit());
        }
        assertEquals(0, result.ends().calibration().toys().failed());
    }

    /** Where a fit ends at an edge beyond which no data can be made, the edge is the end. */
    @Test
    void anEndIsNoFartherThanDataCanBeMade() {
        Likelihood count = Models.count(6, 1, 3, 0);
        double edge = UnifiedIntervals.signal(6, 3, LEVEL)[0] + 0.3;
        Likelihood refusing = (Likelihood) Proxy.newProxyInstance(
                Likelihood.class.getClassLoader(), new Class<?>[] {Likelihood.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("toy") && ((double[]) arguments[0])[0] < edge) {
                        throw new FiduciaException(Kind.FIT, "no data can be made", "of less than nothing");
                    }
                    try {
                        return method.invoke(count, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        FitResult best = Models.FITTER.fit(count, count.model().initial(), true, Progress.NONE);
        Calibration found = new FeldmanCousins(refusing, Models.FITTER, best, 0, 3, 1, Progress.NONE)
                .calibrate(new Interval(3, 2.1, 2.8, false, false), 0.6, "asked for");
        End lower = found.levels().get(0).lower();
        assertEquals(edge, lower.at(), 0.1);
        assertTrue(lower.limit(), lower.toString());
        assertEnd(UnifiedIntervals.signal(6, 3, LEVEL)[1], found.levels().get(0).upper(), 0.03);
    }

    /** Table X of the paper: a normal mean that is not negative, measured as x ± 1. */
    @ParameterizedTest
    @CsvSource({"-1, 0, .27, 0, 1.10", "0, 0, 1.00, 0, 1.96", "1, .24, 2.00, 0, 2.96"})
    void aBoundedNormalMeanHasThePublishedInterval(
            double x, double lower, double upper, double lower95, double upper95) {
        Likelihood likelihood =
                Models.gaussian(List.of(Models.free("x", 0.5, 0)), new double[][] {{1}}, new double[] {x});
        Calibration found = result(likelihood, Intervals.AUTO).ends().calibration();
        assertEnd(lower, found.levels().get(0).lower(), 0.02);
        assertEnd(upper, found.levels().get(0).upper(), 0.02);
        assertEnd(lower95, found.levels().get(1).lower(), 0.02);
        assertEnd(upper95, found.levels().get(1).upper(), 0.02);
        assertEquals(found.levels().get(1).upper().at(), found.upperLimit());
    }

    /**
     * Reported intervals cover, whatever is decided for the data: 68 % or more, since counts are whole numbers. With 2ΔNLL = 1
     * they would not.
     */
    @ParameterizedTest
    @CsvSource({"0", "1", "5"})
    void reportedIntervalsCover(double b) {
        double[] signals = {.3, .6, 1.3, 3};
        double[] profile = new double[signals.length];
        double[] reported = new double[signals.length];
        double[] exact = new double[signals.length];
        for (int n = 0; UnifiedIntervals.poisson(n, 3 + b) > 2e-4 || n < 3; n++) {
            double[] before = ends(result(Models.count(n, 1, b, 0), Intervals.PROFILE));
            double[] after = ends(result(Models.count(n, 1, b, 0), Intervals.AUTO));
            double[] unified = UnifiedIntervals.signal(n, b, LEVEL);
            for (int k = 0; k < signals.length; k++) {
                double p = UnifiedIntervals.poisson(n, signals[k] + b);
                profile[k] += before[0] <= signals[k] && signals[k] <= before[1] ? p : 0;
                reported[k] += after[0] <= signals[k] && signals[k] <= after[1] ? p : 0;
                exact[k] += unified[0] <= signals[k] && signals[k] <= unified[1] ? p : 0;
            }
        }
        for (int k = 0; k < signals.length; k++) {
            String what = String.format(
                    "s = %.1f over b = %.0f: 2ΔNLL = 1 covers %.3f, reported %.3f, enumeration %.3f",
                    signals[k], b, profile[k], reported[k], exact[k]);
            assertTrue(reported[k] > LEVEL - 0.02, what);
        }
        if (b == 0) {
            assertTrue(profile[1] < 0.5, "at 0.6 events");
        }
    }

    /** n₁ ~ 10 f K, n₂ ~ 10 (1 − f K) with K in [0, 1/f], as the fractions of final states are. */
    @ParameterizedTest
    @CsvSource({"0, 8", "1, 6", "3, 0", "5, 5"})
    void aFractionBetweenTwoLimitsHasTheUnifiedInterval(int n1, int n2) {
        double f = 0.25;
        Expression first = product(constant(10 * f), ref("K"));
        Expression second = sum(constant(10), product(constant(-1), first));
        Likelihood likelihood = Models.counting(
                List.of(Parameter.interest("K", 1, 0, 1 / f, 0.5)), List.of(), new double[] {n1, n2}, first, second);
        Calibration found = result(likelihood, Intervals.CALIBRATED).ends().calibration();
        double[] exact = fraction(n1, n2, 10, LEVEL);
        assertEnd(exact[0] / f, found.levels().get(0).lower(), 0.04);
        assertEnd(exact[1] / f, found.levels().get(0).upper(), 0.04);
    }

    private static double[] fraction(int n1, int n2, double all, double level) {
        double[] ends = {Double.NaN, Double.NaN};
        for (int step = 0; step <= 1000; step++) {
            double x = step / 1000.0;
            var outcomes = new ArrayList<double[]>();
            outcomes.add(outcome(n1, n2, all, x));
            for (int i = 0; i < 30; i++) {
                for (int j = 0; j < 30; j++) {
                    double[] outcome = outcome(i, j, all, x);
                    if (outcome[0] > 1e-9 && (i != n1 || j != n2)) {
                        outcomes.add(outcome);
                    }
                }
            }
            if (Double.isFinite(outcomes.get(0)[1]) && UnifiedIntervals.accepted(outcomes, level)) {
                ends[0] = Double.isNaN(ends[0]) ? x : ends[0];
                ends[1] = x;
            }
        }
        return ends;
    }

    private static double[] outcome(int n1, int n2, double all, double x) {
        double best = n1 + n2 == 0 ? x : (double) n1 / (n1 + n2);
        double rise = -2 * (log(n1, x / best) + log(n2, (1 - x) / (1 - best)));
        return new double[] {UnifiedIntervals.poisson(n1, all * x) * UnifiedIntervals.poisson(n2, all * (1 - x)), rise};
    }

    private static double log(int n, double ratio) {
        return n == 0 ? 0 : n * Math.log(ratio);
    }

    @Test
    void manyEventsNeedNoToys() {
        var stages = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void begin(String stage, long total) {
                stages.add(stage);
            }
        };
        Likelihood likelihood = Models.count(150, 1, 50, 0);
        Result auto = conclude(likelihood, Models.FITTER, Intervals.AUTO, 1, progress)
                .quantities()
                .get(0);
        assertEquals(result(likelihood, Intervals.PROFILE).total(), auto.total());
        assertEquals("profile", auto.ends().method());
        assertSame(Calibration.NONE, auto.ends().calibration());
        assertTrue(stages.stream().noneMatch(stage -> stage.startsWith("calibrating")), stages.toString());
        Result all = result(likelihood, Intervals.CALIBRATED);
        assertEquals("asked for", all.ends().calibration().reason());
        assertEquals(auto.total().orElseThrow().up(), all.total().orElseThrow().up(), 0.2 * Math.sqrt(150));
    }

    @Test
    void nothingIsCalibratedWhereThatIsSwitchedOff() {
        Result result = result(Models.count(0, 1, 1, 0), Intervals.PROFILE);
        assertEquals(0.5, result.total().orElseThrow().up(), 1e-4);
        assertEquals("(lower limit)", result.ends().mark());
        assertEquals(
                Map.of("method", "profile", "lowerIsLimit", true), result.ends().values());
    }

    @Test
    void anyNumberOfThreadsGivesTheSame() {
        Likelihood likelihood = systematic(2);
        Calibration one = conclude(likelihood, Models.FITTER, Intervals.AUTO, 1, Progress.NONE)
                .quantities()
                .get(0)
                .ends()
                .calibration();
        Calibration three = conclude(likelihood, Models.FITTER, Intervals.AUTO, 3, Progress.NONE)
                .quantities()
                .get(0)
                .ends()
                .calibration();
        assertEquals(one, three);
    }

    /** n ~ s + 1 + 0.2 a with a constrained. */
    private static Likelihood systematic(int n) {
        return Models.counting(
                List.of(Models.free("s", 1, 0), Parameter.nuisance("a", "syst")),
                List.of(Constraint.gaussian("a", 0, 1)),
                new double[] {n},
                sum(ref("s"), constant(1), product(constant(0.2), ref("a"))));
    }

    /** Of x alone: y is correlated by 1/√101, z by 0.8, and a third not at all. */
    @Test
    void whatHardlyMattersIsHeldInToys() {
        var parameters =
                List.of(Models.free("x", 0, 0), Models.free("y", 0, 0), Models.free("z", 0, 0), Models.free("u", 0, 0));
        double[][] covariance = {{1, 0.1, 0.8, 0}, {0.1, 1.01, 0, 0}, {0.8, 0, 1, 0}, {0, 0, 0, 4}};
        assertArrayEquals(new boolean[] {false, true, false, true}, Negligible.of(covariance, parameters, 0));
        // y and z take 0.81 % each off the variance, but c ᵀ C⁻¹ c = 2 · 0.09² / 0.05 = 32 % together
        double[][] both = {{1, 0.09, 0.09, 0}, {0.09, 1, -0.95, 0}, {0.09, -0.95, 1, 0}, {0, 0, 0, 0}};
        boolean[] held = Negligible.of(both, parameters, 0);
        assertArrayEquals(new boolean[] {false, true, false, false}, held);
    }

    /** With them held thresholds are those of all parameters: the cross section of a bin with nuisances and other bins. */
    @Test
    void heldParametersChangeNoEnd() {
        Calibration found = result(
                        Models.counting(
                                List.of(Models.free("s", 1, 0), Models.free("r", 5, 0), Parameter.nuisance("a", "")),
                                List.of(Constraint.gaussian("a", 0, 1)),
                                new double[] {1, 40},
                                sum(ref("s"), product(constant(0.01), ref("a"))),
                                sum(product(constant(8), ref("r")), product(constant(0.5), ref("a")))),
                        Intervals.AUTO)
                .ends()
                .calibration();
        assertEnd(.37, found.levels().get(0).lower(), 0.03);
        assertEnd(2.75, found.levels().get(0).upper(), 0.03);
    }

    /** The statistical part keeps its share of the total on both sides. */
    @Test
    void partsOfTheUncertaintyKeepTheirShares() {
        Result before = result(systematic(3), Intervals.PROFILE);
        Result after = result(systematic(3), Intervals.AUTO);
        assertTrue(after.ends().calibrated());
        double share = before.statistical().orElseThrow().up()
                / before.total().orElseThrow().up();
        assertEquals(
                share,
                after.statistical().orElseThrow().up()
                        / after.total().orElseThrow().up(),
                1e-12);
    }

    /** Fails on every so manieth data set that is not the first one. */
    private static Fitter failing(Likelihood data, int every) {
        var sets = new HashMap<Object, Boolean>();
        var count = new AtomicInteger();
        return new Fitter() {
            @Override
            public String id() {
                return "failing";
            }

            @Override
            public String title() {
                return "fails";
            }

            @Override
            public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
                boolean toy = likelihood.data() != data.data();
                boolean fails =
                        toy && sets.computeIfAbsent(likelihood.data(), set -> count.incrementAndGet() % every == 0);
                FitResult fit = Models.FITTER.fit(likelihood, start, covariance, progress);
                return fails
                        ? new FitResult(
                                Status.ITERATION_LIMIT,
                                "it is late",
                                fit.parameters(),
                                fit.nll(),
                                fit.edm(),
                                fit.calls(),
                                null,
                                Double.NaN,
                                List.of())
                        : fit;
            }
        };
    }

    @Test
    void toysWithoutMinimumAreCounted() {
        Likelihood likelihood = Models.count(2, 1, 1, 0);
        Calibration found = conclude(likelihood, failing(likelihood, 50), Intervals.AUTO, 1, Progress.NONE)
                .quantities()
                .get(0)
                .ends()
                .calibration();
        var toys = found.toys();
        assertTrue(toys.failed() > 0, toys.toString());
        assertEquals(50, (double) (toys.used() + toys.failed()) / toys.failed(), 2);
        assertTrue(toys.failure().contains("it is late") || toys.failure().contains("ITERATION_LIMIT"), toys.failure());
        assertTrue(found.line().contains(toys.failed() + " of "), found.line());
    }

    @Test
    void tooManyToysWithoutMinimumCalibrateNothing() {
        Likelihood likelihood = Models.count(2, 1, 1, 0);
        var warnings = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        };
        Conclusions auto = conclude(likelihood, failing(likelihood, 3), Intervals.AUTO, 1, progress);
        Result result = auto.quantities().get(0);
        assertFalse(result.ends().calibrated());
        assertTrue(String.valueOf(result.ends().values().get("notCalibrated")).contains("toys"));
        assertEquals(1, warnings.size(), warnings.toString());
        assertEquals(Map.of(), auto.failures());
        Conclusions asked = conclude(likelihood, failing(likelihood, 3), Intervals.CALIBRATED, 1, progress);
        assertEquals(
                List.of("calibrated interval of mu"),
                List.copyOf(asked.failures().keySet()));
    }

    @Test
    void canBeCancelled() {
        var progress = new Progress() {
            private boolean late;

            @Override
            public void begin(String stage, long total) {
                late = stage.startsWith("calibrating");
            }

            @Override
            public void checkCancelled() {
                if (late) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(
                CancellationException.class,
                () -> conclude(Models.count(2, 1, 1, 0), Models.FITTER, Intervals.AUTO, 2, progress));
    }
}
