package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.model.Parameter;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;

class ProfileScanTest {
    private static final double INFINITY = Models.INFINITY;
    private static final double[][] A = {{2, 0.5, 0.3}, {0.2, 1, 0.7}, {0.4, 0.1, 1.5}, {1, 1, 1}};
    private static final double[] OBSERVED = {3, 2, 1, 4};

    private final ProfileScan scanner = new ProfileScan();

    private static Likelihood gaussian() {
        return Models.gaussian(
                List.of(Models.free("x", 0, -INFINITY), Models.free("y", 0, -INFINITY), Models.free("z", 0, -INFINITY)),
                A,
                OBSERVED);
    }

    /** n_on of s + b, n_off of τ b: for given s the best b solves a quadratic equation. */
    private static Likelihood sideband(double lower) {
        return Models.counting(
                List.of(Models.free("s", 5, lower), Models.free("b", 5, 1e-6)),
                List.of(),
                new double[] {14, 21},
                sum(ref("s"), ref("b")),
                product(constant(3), ref("b")));
    }

    private static double sidebandProfile(double s) {
        double p = 35 - 4 * s;
        double b = (p + Math.sqrt(p * p + 16 * 21 * s)) / 8;
        return s + b - 14 * Math.log(s + b) + 3 * b - 21 * Math.log(3 * b);
    }

    @Test
    void gaussianContourIsTheHesseEllipse() {
        Profile profile = Models.profile(gaussian(), 2);
        FitResult best = profile.best();
        double[][] c = best.covariance();
        double determinant = c[0][0] * c[1][1] - c[0][1] * c[0][1];
        for (double level : new double[] {2.296, 5.991}) {
            List<Point> contour = scanner.contour(profile, 0, 1, level, 40, Progress.NONE);
            assertEquals(40, contour.size());
            double least = INFINITY;
            double most = -INFINITY;
            for (Point point : contour) {
                double u = point.first() - best.parameters()[0];
                double v = point.second() - best.parameters()[1];
                double rise = (c[1][1] * u * u - 2 * c[0][1] * u * v + c[0][0] * v * v) / determinant;
                assertEquals(Math.sqrt(level), Math.sqrt(rise), 1e-3);
                assertFalse(point.atLimit());
                least = Math.min(least, u);
                most = Math.max(most, u);
            }
            assertEquals(Math.sqrt(level * c[0][0]), most, 0.02 * most);
            assertEquals(-most, least, 0.02 * most);
        }
    }

    /** Two independent counts: 2ΔNLL of a point is a sum of known functions. */
    @Test
    void contourOfCountsLiesWhereItShould() {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("a", 3, -INFINITY), Models.free("b", 3, -INFINITY)),
                List.of(),
                new double[] {4, 9},
                ref("a"),
                ref("b"));
        List<Point> contour = scanner.contour(Models.profile(likelihood, 2), 0, 1, 5.991, 60, Progress.NONE);
        for (Point point : contour) {
            assertEquals(5.991, 2 * (rise(point.first(), 4) + rise(point.second(), 9)), 2e-3);
        }
        // its extremes are the ends of intervals at the same level
        DoubleUnaryOperator end = x -> 2 * rise(x, 4) - 5.991;
        double right = contour.stream().mapToDouble(Point::first).max().orElseThrow();
        assertEquals(Models.root(end, 4, 40), right, 0.03);
    }

    private static double rise(double nu, double n) {
        return nu - n - n * Math.log(nu / n);
    }

    @Test
    void contourEndsAtLimits() {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("a", 3, 0), Models.free("b", 3, 0)),
                List.of(),
                new double[] {4, 9},
                sum(ref("a"), constant(3)),
                sum(ref("b"), constant(1)));
        List<Point> contour = scanner.contour(Models.profile(likelihood, 2), 0, 1, 2.296, 48, Progress.NONE);
        assertContour(contour, 3, 1, 2.296);
        assertTrue(contour.stream().anyMatch(Point::atLimit));
        // the corners where the curve meets the limit a = 0
        double left = 2 * rise(3, 4);
        DoubleUnaryOperator up = b -> 2 * rise(b + 1, 9) + left - 2.296;
        assertCorner(contour, Models.root(up, 8, 30));
        assertCorner(contour, Models.root(b -> -up.applyAsDouble(b), 0.1, 8));
    }

    /** The best value of a is 0: half of the plane is closed. */
    @Test
    void contourAroundABestFitAtALimit() {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("a", 3, 0), Models.free("b", 3, 0)),
                List.of(),
                new double[] {2, 9},
                sum(ref("a"), constant(3)),
                sum(ref("b"), constant(1)));
        Profile profile = Models.profile(likelihood, 1);
        assertEquals(List.of("a"), profile.best().atLimit());
        List<Point> contour = scanner.contour(profile, 0, 1, 2.296, 40, Progress.NONE);
        assertTrue(contour.size() >= 40);
        for (Point point : contour) {
            double height = 2 * (rise(point.first() + 3, 2) - rise(3, 2) + rise(point.second() + 1, 9));
            if (!point.atLimit()) {
                assertEquals(2.296, height, 2e-3);
            }
        }
        DoubleUnaryOperator up = b -> 2 * rise(b + 1, 9) - 2.296;
        assertCorner(contour, Models.root(up, 8, 30));
        assertCorner(contour, Models.root(b -> -up.applyAsDouble(b), 0.1, 8));
    }

    private static void assertContour(List<Point> contour, double a0, double b0, double level) {
        for (Point point : contour) {
            double height = 2 * (rise(point.first() + a0, 4) + rise(point.second() + b0, 9));
            if (point.atLimit()) {
                assertTrue(point.first() == 0 || point.second() == 0);
                assertTrue(height < level + 2e-3, "at a limit " + height);
            } else {
                assertEquals(level, height, 2e-3);
            }
        }
    }

    private static void assertCorner(List<Point> contour, double b) {
        double nearest = contour.stream()
                .filter(point -> point.first() == 0)
                .mapToDouble(point -> Math.abs(point.second() - b))
                .min()
                .orElseThrow();
        assertEquals(0, nearest, 2e-3);
    }

    @Test
    void otherParametersMayReachTheirLimits() {
        Likelihood likelihood = Models.counting(
                List.of(Models.free("s", 5, 0), Models.free("b", 8, 6)),
                List.of(),
                new double[] {14, 21},
                sum(ref("s"), ref("b")),
                product(constant(3), ref("b")));
        double[] points = Models.points(0, 25, 26);
        double[] scan = scanner.scan(Models.profile(likelihood, 1), 0, points, Progress.NONE);
        for (int i = 0; i < points.length; i++) {
            double s = points[i];
            double p = 35 - 4 * s;
            double b = Math.max(6, (p + Math.sqrt(p * p + 16 * 21 * s)) / 8);
            double nll = s + b - 14 * Math.log(s + b) + 3 * b - 21 * Math.log(3 * b);
            assertEquals(2 * (nll - sidebandProfile(7)), scan[i], 1e-7, "s = " + s);
        }
    }

    @Test
    void contourThatIsNotClosedIsRefused() {
        // a + b is known, a − b hardly
        Likelihood likelihood = Models.gaussian(
                List.of(Models.free("a", 0, -INFINITY), Models.free("b", 0, -INFINITY)),
                new double[][] {{1, 1}, {1e-2, -1e-2}},
                new double[] {1, 0});
        var best = Models.fit(likelihood);
        double[][] wrong = {{1e-6, 0}, {0, 1e-6}};
        var small = new FitResult(best.status(), "", best.parameters(), best.nll(), best.edm(), 1, wrong, 1, List.of());
        var error = assertThrows(
                FiduciaException.class,
                () -> scanner.contour(
                        new Profile(likelihood, Models.FITTER, small, 1), 0, 1, 5.991, 16, Progress.NONE));
        assertTrue(error.getMessage().contains("a and b is not closed"), error.getMessage());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Profile profile = Models.profile(sideband(0), 1);
        refused("beyond its limits", () -> scanner.scan(profile, 0, new double[] {-1, 2}, Progress.NONE));
        refused("do not rise", () -> scanner.scan(profile, 0, new double[] {3, 2}, Progress.NONE));
        refused("both s", () -> scanner.contour(profile, 0, 0, 1, 10, Progress.NONE));
        refused("2 points", () -> scanner.contour(profile, 0, 1, 1, 2, Progress.NONE));
        List<Parameter> fixed = new ArrayList<>(profile.likelihood().model().parameters());
        fixed.set(0, fixed.get(0).fixedAt(3));
        Likelihood held = profile.likelihood().with(profile.likelihood().model().withParameters(fixed));
        refused(
                "it is fixed",
                () -> scanner.scan(
                        new Profile(held, Models.FITTER, profile.best(), 1), 0, new double[] {3}, Progress.NONE));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable executable) {
        var error = assertThrows(FiduciaException.class, executable);
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void aBestFitThatIsNoneIsReportedAndLeavesGaps() {
        Likelihood likelihood = gaussian();
        FitResult best = Models.fit(likelihood);
        double[] away = best.parameters().clone();
        away[0] += 2;
        var false_ =
                new FitResult(best.status(), "", away, likelihood.value(away), 0, 1, best.covariance(), 1, List.of());
        var said = new Warnings();
        double[] scan = scanner.scan(
                new Profile(likelihood, Models.FITTER, false_, 1), 0, new double[] {best.parameters()[0]}, said);
        assertTrue(Double.isNaN(scan[0]));
        assertTrue(said.said().get(0).contains("not the global minimum"), said.said()::toString);
    }
}
