package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.special.Erf;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.Cancelled;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;

/**
 * Measurements 5 = x + 0.8 a + 0.6 b ± 2 and 1 = y + 0.5 a ± 1 with a and b constrained to 0 ± 1: variances add up, and so do
 * covariances.
 */
class ProfileInferenceTest {
    private static final double X = Math.sqrt(4 + 0.64 + 0.36);
    private static final double Y = Math.sqrt(1 + 0.25);
    private static final double XY = 0.8 * 0.5;

    private final ProfileInference inference = new ProfileInference();

    private static Likelihood likelihood() {
        var parameters = List.of(
                Models.free("x", 0, -Models.INFINITY),
                Models.free("y", 0, -Models.INFINITY),
                Parameter.nuisance("a", "first"),
                Parameter.nuisance("b", "second"));
        var constraints = List.of(
                measured(5, 2, sum(ref("x"), product(constant(0.8), ref("a")), product(constant(0.6), ref("b")))),
                measured(1, 1, sum(ref("y"), product(constant(0.5), ref("a")))),
                Constraint.gaussian("a", 0, 1),
                Constraint.gaussian("b", 0, 1));
        return Models.counting(parameters, constraints, new double[] {1}, constant(1));
    }

    private static Constraint measured(double value, double width, Expression mean) {
        var of = new LinkedHashMap<String, Expression>();
        of.put("mean", mean);
        of.put("sigma", constant(width));
        return new Constraint(Constraint.GAUSSIAN, value, of);
    }

    private static List<Quantity> quantities(Likelihood likelihood) {
        var quantities = new ArrayList<Quantity>();
        likelihood.model().parameters().subList(0, 2).forEach(p -> quantities.add(Quantity.of(p, "")));
        quantities.add(new Quantity("both", "both", "", sum(ref("x"), product(constant(3), ref("y"))), 0));
        return quantities;
    }

    private static Questions everything() {
        return new Questions(
                true,
                true,
                List.of("x", "both"),
                List.of("x", "y"),
                new Profiles(
                        List.of(List.of("x"), List.of("a"), List.of("x", "y")),
                        7,
                        Map.of(),
                        List.of(List.of("x", "y"))),
                new Tests(List.of("x"), 0.95, List.of(), List.of("x"), 0),
                0,
                1);
    }

    private Conclusions conclude(Likelihood likelihood, Questions questions, int threads, Progress progress) {
        var tools = new Tools(
                Models.FITTER,
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest()),
                List.of(),
                threads);
        var subject = new Subject("it", likelihood, likelihood.model().initial(), false, "try again");
        return inference.conclude(subject, quantities(likelihood), questions, tools, progress);
    }

    private Conclusions conclude() {
        return conclude(likelihood(), everything(), 1, Progress.NONE);
    }

    /**
     * For 8 events ν = 6 + 0.1 x³ − 0.225 x² has a false minimum of the NLL at 0, where ν has a maximum of 6, and the global one
     * beyond, where ν = 8; its interval ends where 2(ν − 8 − 8 ln(ν/8)) = 1.
     */
    @Test
    void aFitGoesOnFromAPointThatTurnsOutToBeLower() {
        Expression x = ref("x");
        Expression square = product(x, x);
        Likelihood likelihood = Models.counting(
                List.of(Parameter.interest("x", 0.1, -3, 6, 1)),
                List.of(),
                new double[] {8},
                sum(constant(6), product(constant(0.1), square, x), product(constant(-0.225), square)));
        var said = new Warnings();
        Conclusions found = inference.conclude(
                new Subject("it", likelihood, likelihood.model().initial(), false, "try again"),
                List.of(Quantity.of(likelihood.model().parameters().get(0), "")),
                new Questions(
                        true,
                        false,
                        List.of(),
                        List.of(),
                        Profiles.NONE,
                        Tests.NONE,
                        0,
                        1,
                        Questions.Intervals.PROFILE),
                new Tools(Models.FITTER, new ProfileLikelihood(), List.of(), List.of(), List.of(), 2),
                said);
        assertEquals(Map.of(), found.failures());
        Result result = found.quantities().get(0);
        assertEquals(8, events(result.value()), 1e-6);
        assertEquals(result.value(), found.fit().best().parameters()[0], 0);
        Interval interval = result.total().orElseThrow();
        for (double end : new double[] {result.value() - interval.down(), result.value() + interval.up()}) {
            double nu = events(end);
            assertEquals(1, 2 * (nu - 8 - 8 * Math.log(nu / 8)), 1e-3);
        }
        assertTrue(interval.down() > 0 && interval.up() > 0);
        assertTrue(said.said().toString().contains("local minimum"), said.said()::toString);
    }

    private static double events(double x) {
        return 6 + 0.1 * x * x * x - 0.225 * x * x;
    }

    @Test
    void statisticalAndSystematicPartsAddInQuadrature() {
        Conclusions found = conclude();
        Result x = found.quantities().get(0);
        assertEquals(5, x.value(), 1e-6);
        assertInterval(X, x.total().orElseThrow());
        assertInterval(2, x.statistical().orElseThrow());
        assertInterval(1, x.systematic().orElseThrow());
        Result y = found.quantities().get(1);
        assertInterval(Y, y.total().orElseThrow());
        assertInterval(1, y.statistical().orElseThrow());
        Result both = found.quantities().get(2);
        assertEquals(8, both.value(), 1e-6);
        assertInterval(Math.sqrt(X * X + 9 * Y * Y + 6 * XY), both.total().orElseThrow());
        assertInterval(Math.sqrt(4 + 9), both.statistical().orElseThrow());
        assertTrue(found.failures().isEmpty(), found.failures()::toString);
    }

    private static void assertInterval(double expected, Interval interval) {
        assertEquals(expected, interval.down(), 1e-4 * expected);
        assertEquals(expected, interval.up(), 1e-4 * expected);
    }

    @Test
    void theCorrelationIsThatOfTheQuantities() {
        double[][] rho = conclude().correlation();
        double both = Math.sqrt(X * X + 9 * Y * Y + 6 * XY);
        assertEquals(XY / (X * Y), rho[0][1], 1e-6);
        assertEquals((X * X + 3 * XY) / (X * both), rho[0][2], 1e-6);
        assertEquals((XY + 3 * Y * Y) / (Y * both), rho[2][1], 1e-6);
        assertEquals(1, rho[2][2]);
    }

    /** −2 log of the ratio to x = y = 0 is rᵀ C⁻¹ r, and χ² of two degrees of freedom exceeds q with exp(−q/2). */
    /** Without nuisances the two measurements have nothing in common; their sum has both variances. */
    @Test
    void theStatisticalCovarianceIsThatOfTheMeasurementsAlone() {
        Conclusions found = conclude(
                likelihood(),
                new Questions(true, false, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, 1),
                1,
                Progress.NONE);
        double[][] covariance = found.statistical();
        assertEquals(found.quantities().size(), covariance.length);
        assertEquals(4, covariance[0][0], 1e-9);
        assertEquals(1, covariance[1][1], 1e-9);
        assertEquals(0, covariance[0][1], 1e-9);
        assertEquals(0, covariance[1][0], 1e-9);
        assertEquals(0, conclude(likelihood(), Questions.NONE, 1, Progress.NONE).statistical().length, "not asked for");
    }

    @Test
    void theParametersOfInterestAreComparedWithWhatIsPredicted() {
        double determinant = X * X * Y * Y - XY * XY;
        double q = (25 * Y * Y - 2 * 5 * XY + X * X) / determinant;
        assertEquals(Math.exp(-q / 2), conclude().pValue(), 1e-6);
        assertTrue(Double.isNaN(
                conclude(likelihood(), Questions.NONE, 1, Progress.NONE).pValue()));
    }

    @Test
    void groupsBreakTheUncertaintyDown() {
        List<Contribution> breakdown = conclude().breakdown();
        assertEquals(
                List.of("statistical", "first", "second", "correlation"),
                breakdown.stream().map(Contribution::group).toList());
        double[] x = {2, 0.8, 0.6, 0};
        double[] both = {Math.sqrt(13), 0.8 + 3 * 0.5, 0.6, 0};
        for (int g = 0; g < 4; g++) {
            // what is left is the root of what rounding leaves of squares
            double tolerance = g < 3 ? 1e-3 : 0.05;
            assertEquals(x[g], breakdown.get(g).up()[0], tolerance);
            assertEquals(x[g], breakdown.get(g).down()[0], tolerance);
            assertEquals(both[g], breakdown.get(g).up()[1], tolerance);
        }
    }

    /** Correlation with the nuisance times the uncertainty; neither nuisance is constrained by the data. */
    @Test
    void impactsAreCorrelationTimesError() {
        List<Impact> impacts = conclude().impacts();
        assertEquals(List.of("a", "b"), impacts.stream().map(Impact::nuisance).toList());
        assertArrayEquals(new double[] {-0.8, -0.5}, impacts.get(0).up(), 1e-5);
        assertArrayEquals(new double[] {0.8, 0.5}, impacts.get(0).down(), 1e-5);
        assertArrayEquals(new double[] {-0.6, 0}, impacts.get(1).up(), 1e-5);
        for (Impact impact : impacts) {
            assertEquals(0, impact.pull(), 1e-5);
            assertEquals(1, impact.constraint(), 1e-6);
        }
        assertEquals("second", impacts.get(1).group());
    }

    @Test
    void scansAreParabolasWithAndWithoutSystematicUncertainties() {
        List<Scan> scans = conclude().answers().scans();
        Scan x = scans.get(0);
        assertEquals(7, x.points().length);
        for (int i = 0; i < 7; i++) {
            double distance = x.points()[i] - 5;
            assertEquals((i - 3) * X, distance, 1e-3);
            assertEquals(distance * distance / (X * X), x.rises()[i], 1e-5);
            assertEquals(distance * distance / 4, x.statistical()[i], 1e-5);
        }
        assertEquals(5 + 2, x.held().orElseThrow().crossings(1)[1], 1e-3);
        // a constrained nuisance is held itself
        assertEquals("a", scans.get(1).parameter());
        assertEquals(0, scans.get(1).statistical().length);
        assertTrue(scans.get(1).held().isEmpty());
    }

    @Test
    void limitAndSignificanceAreThoseOfAGaussian() {
        Conclusions found = conclude();
        double z = found.answers().discoveries().get(0).value().significance();
        assertEquals(5 / X, z, 1e-4);
        double limit = found.answers().limits().get(0).value().observed();
        // CLs of q̃ in the bulk: Φ(−(L − x)/σ) / Φ(x/σ) = 5 %
        assertEquals(0.05, above((limit - 5) / X) / above(-5 / X), 1e-4);
        assertEquals("asymptotic", found.answers().method().test());
    }

    private static double above(double z) {
        return 0.5 * Erf.erfc(z / Math.sqrt(2));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Conclusions one = conclude();
        Conclusions three = conclude(likelihood(), everything(), 3, Progress.NONE);
        assertEquals(one.quantities(), three.quantities());
        assertEquals(one.answers().values(), three.answers().values());
        assertEquals(one.fit().parameters(), three.fit().parameters());
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(one.impacts().get(k).up(), three.impacts().get(k).up());
            assertArrayEquals(
                    one.breakdown().get(k).up(), three.breakdown().get(k).up());
        }
    }

    @Test
    void whatHasNoAnswerKeepsNothingElseFromItsOwn() {
        Likelihood likelihood = likelihood();
        var parameters = new ArrayList<>(likelihood.model().parameters());
        parameters.set(1, parameters.get(1).fixedAt(1));
        Likelihood fixed = likelihood.with(likelihood.model().withParameters(parameters));
        Conclusions found = conclude(fixed, everything(), 2, Progress.NONE);
        Quantity y = found.quantities().get(1).quantity();
        assertTrue(found.failure(y).orElseThrow().getMessage().contains("it is fixed"));
        assertTrue(found.incomplete().isPresent());
        assertEquals(5, found.quantities().get(0).value(), 1e-6);
        assertEquals(2, found.answers().scans().size());
        assertTrue(found.failures().containsKey("scan of x and y"), found.failures()::toString);
        var wrong = new Questions(
                false,
                false,
                List.of(),
                List.of(),
                new Profiles(List.of(List.of("z")), 7, Map.of(), List.of()),
                Tests.NONE,
                0,
                1);
        var error = assertThrows(FiduciaException.class, () -> conclude(likelihood(), wrong, 1, Progress.NONE));
        assertEquals(Kind.USAGE, error.kind());
        assertTrue(error.getMessage().contains("no parameter z"), error::getMessage);
    }

    @Test
    void itCanBeCancelled() {
        assertThrows(CancellationException.class, () -> conclude(likelihood(), everything(), 2, new Cancelled()));
    }
}
