package org.fiducia.testkit;

import static org.fiducia.testkit.FunctionLikelihood.free;
import static org.fiducia.testkit.FunctionLikelihood.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.junit.jupiter.api.Test;

/** What every scanner of profiles keeps, where profiles are known in closed form. The test of one extends it. */
public abstract class ScannerContract {
    private final ProfileScanner scanner;
    private final Fitter fitter;

    /** @param fitter one that keeps {@link FitterContract} */
    protected ScannerContract(ProfileScanner scanner, Fitter fitter) {
        this.scanner = scanner;
        this.fitter = fitter;
    }

    private Profile profile(Likelihood likelihood, int threads) {
        FitResult best = fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertTrue(best.converged(), best.message());
        return new Profile(likelihood, fitter, best, threads);
    }

    private static double[] points(double lo, double hi, int n) {
        return IntStream.range(0, n)
                .mapToDouble(i -> lo + (hi - lo) * i / (n - 1))
                .toArray();
    }

    /** Covariance (2 −1; −1 4)/7 around (5/7, 1/7). */
    private static Likelihood parabola() {
        return new FunctionLikelihood(free(2), x -> 2 * x[0] * x[0] + x[0] * x[1] + x[1] * x[1] - 3 * x[0] - x[1]);
    }

    private static double rise(double x, double y) {
        double u = x - 5 / 7.0;
        double v = y - 1 / 7.0;
        return 2 * (2 * u * u + u * v + v * v);
    }

    /** n_on of s + b, n_off of 3 b: for given s the best b solves a quadratic equation. */
    private static Likelihood sideband() {
        return new CountingLikelihood(
                List.of(within("s", 5, 0, 1e3), within("b", 5, 1e-6, 1e3)),
                new double[][] {{0, 1, 1}, {0, 0, 3}},
                14,
                21);
    }

    private static double sideband(double s) {
        double p = 35 - 4 * s;
        double b = (p + Math.sqrt(p * p + 16 * 21 * s)) / 8;
        return s + b - 14 * Math.log(s + b) + 3 * b - 21 * Math.log(3 * b);
    }

    @Test
    void profilesHaveTheirClosedForms() {
        double[] x = points(-0.5, 2, 11);
        double[] parabola = scanner.scan(profile(parabola(), 1), 0, x, Progress.NONE);
        double[] s = points(0, 25, 11);
        double[] counts = scanner.scan(profile(sideband(), 2), 0, s, Progress.NONE);
        for (int i = 0; i < x.length; i++) {
            double u = x[i] - 5 / 7.0;
            assertEquals(u * u * 7 / 2, parabola[i], 1e-5);
            assertEquals(2 * (sideband(s[i]) - sideband(7)), counts[i], 1e-5, "s = " + s[i]);
        }
    }

    @Test
    void aGridIsTheFunctionItself() {
        double[] x = points(0, 1.5, 5);
        double[] y = points(-1, 1, 4);
        double[][] grid = scanner.scan(profile(parabola(), 2), 0, 1, x, y, Progress.NONE);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                assertEquals(rise(x[i], y[j]), grid[i][j], 1e-5);
            }
        }
    }

    @Test
    void aContourLiesAtItsLevel() {
        List<Point> contour = scanner.contour(profile(parabola(), 2), 0, 1, 2.296, 24, Progress.NONE);
        assertEquals(24, contour.size());
        for (Point point : contour) {
            assertEquals(2.296, rise(point.first(), point.second()), 5e-3);
            assertFalse(point.atLimit());
        }
        double most = contour.stream().mapToDouble(Point::first).max().orElseThrow() - 5 / 7.0;
        assertEquals(Math.sqrt(2.296 * 2 / 7), most, 0.03, "it goes all the way round");
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        double[] s = points(0, 30, 17);
        double[] b = points(1, 15, 4);
        Profile one = profile(sideband(), 1);
        double[] scan = scanner.scan(one, 0, s, Progress.NONE);
        double[][] grid = scanner.scan(one, 0, 1, s, b, Progress.NONE);
        List<Point> contour = scanner.contour(one, 0, 1, 2.296, 20, Progress.NONE);
        for (int threads : new int[] {2, 5}) {
            Profile many = profile(sideband(), threads);
            assertArrayEquals(scan, scanner.scan(many, 0, s, Progress.NONE), 0);
            double[][] again = scanner.scan(many, 0, 1, s, b, Progress.NONE);
            for (int i = 0; i < s.length; i++) {
                assertArrayEquals(grid[i], again[i], 0);
            }
            assertEquals(contour, scanner.contour(many, 0, 1, 2.296, 20, Progress.NONE));
        }
        assertTrue(DoubleStream.of(scan).allMatch(rise -> rise >= 0), "nothing is better than the best fit");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Profile profile = profile(sideband(), 1);
        assertThrows(
                FiduciaException.class, () -> scanner.scan(profile, 0, new double[] {-1, 2}, Progress.NONE), "a limit");
        assertThrows(FiduciaException.class, () -> scanner.contour(profile, 0, 0, 1, 10, Progress.NONE), "one twice");
    }

    @Test
    void cancellationEndsTheScan() {
        Profile profile = profile(sideband(), 2);
        assertThrows(CancellationException.class, () -> scanner.scan(profile, 0, points(0, 20, 40), new Cancelled()));
    }
}
