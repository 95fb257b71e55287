package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.model.Parameter;
import org.osgi.service.component.annotations.Component;

/**
 * Scans and contours of the profile likelihood, point by point from each to its neighbour. Points are divided into fixed
 * blocks, each of which begins at the best fit, so that a result does not depend on the number of threads.
 */
@Component(service = ProfileScanner.class)
public final class ProfileScan implements ProfileScanner {
    /** Points of a line that follow each other from one to the next. */
    private static final int BLOCK = 8;

    @Override
    public String id() {
        return "profile";
    }

    @Override
    public String title() {
        return "profile-likelihood scans and contours, each point from its neighbour";
    }

    /** Some points of a parameter, from near the best fit to far. */
    private record Piece(int parameter, int[] points) {}

    @Override
    public double[][] scan(Profile profile, int[] parameters, double[][] points, Progress progress) {
        var blocks = new ArrayList<Piece>();
        double[][] rises = new double[parameters.length][];
        for (int p = 0; p < parameters.length; p++) {
            require(profile, parameters[p], points[p]);
            rises[p] = new double[points[p].length];
            for (int[] piece : lines(points[p], profile.best().parameters()[parameters[p]])) {
                blocks.add(new Piece(p, piece));
            }
        }
        Blocks.run(profile.likelihoods(), blocks.size(), progress, (own, b) -> {
            int p = blocks.get(b).parameter();
            int[] of = {parameters[p]};
            var line = new Line(new HeldMinimum(own, profile.fitter(), profile.best(), of, progress));
            for (int i : blocks.get(b).points()) {
                rises[p][i] = rise(line, new double[] {points[p][i]}, progress);
                progress.advance(1);
            }
            return null;
        });
        return rises;
    }

    /** From the best fit outwards to both sides, in pieces. */
    private static List<int[]> lines(double[] points, double best) {
        int right = 0;
        while (right < points.length && points[right] < best) {
            right++;
        }
        var blocks = new ArrayList<int[]>();
        for (int first = right; first < points.length; first += BLOCK) {
            int[] block = new int[Math.min(BLOCK, points.length - first)];
            for (int k = 0; k < block.length; k++) {
                block[k] = first + k;
            }
            blocks.add(block);
        }
        for (int first = right - 1; first >= 0; first -= BLOCK) {
            int[] block = new int[Math.min(BLOCK, first + 1)];
            for (int k = 0; k < block.length; k++) {
                block[k] = first - k;
            }
            blocks.add(block);
        }
        return blocks;
    }

    @Override
    public double[][] scan(
            Profile profile, int first, int second, double[] firstPoints, double[] secondPoints, Progress progress) {
        require(profile, first, firstPoints);
        require(profile, second, secondPoints);
        requireTwo(profile, first, second);
        double[][] rises = new double[firstPoints.length][secondPoints.length];
        int[] both = {first, second};
        // A block is one line of the grid from the middle to an end: short steps, and lines enough for many threads.
        List<int[]> pieces = lines(secondPoints, profile.best().parameters()[second]);
        int blocks = firstPoints.length * pieces.size();
        Blocks.run(profile.likelihoods(), blocks, progress, (own, b) -> {
            var line = new Line(new HeldMinimum(own, profile.fitter(), profile.best(), both, progress));
            int i = b / pieces.size();
            for (int j : pieces.get(b % pieces.size())) {
                rises[i][j] = rise(line, new double[] {firstPoints[i], secondPoints[j]}, progress);
                progress.advance(1);
            }
            return null;
        });
        return rises;
    }

    private static double rise(Line line, double[] values, Progress progress) {
        try {
            return Math.max(0, 2 * line.at(values).rise());
        } catch (FiduciaException failure) {
            if (failure.kind() != Kind.FIT) {
                throw failure;
            }
            progress.warn(failure.getMessage() + "; " + failure.remedy());
            return Double.NaN;
        }
    }

    @Override
    public List<Point> contour(Profile profile, int first, int second, double level, int points, Progress progress) {
        require(profile, first);
        require(profile, second);
        requireTwo(profile, first, second);
        if (!(level > 0) || points < 3) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "a contour of " + points + " points at 2ΔNLL = " + level,
                    "ask for at least 3 points and a rise above 0");
        }
        return new Contour(profile, first, second, level, points, progress).trace();
    }

    private static void requireTwo(Profile profile, int first, int second) {
        if (first == second) {
            throw new FiduciaException(
                    Kind.USAGE, "two scanned parameters are both " + name(profile, first), "name two different ones");
        }
    }

    private static void require(Profile profile, int parameter, double[] points) {
        require(profile, parameter);
        Parameter of = profile.likelihood().model().parameters().get(parameter);
        if (!Arrays.stream(points).allMatch(x -> x >= of.lower() && x <= of.upper())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "a scan of " + of.name() + " beyond its limits " + of.lower() + " and " + of.upper(),
                    "choose points between them");
        }
        for (int i = 1; i < points.length; i++) {
            if (!(points[i] > points[i - 1])) {
                throw new FiduciaException(
                        Kind.USAGE, "the points of the scan of " + of.name() + " do not rise", "put them in order");
            }
        }
    }

    private static void require(Profile profile, int parameter) {
        FitResult best = profile.best();
        if (!best.converged() || best.covariance() == null) {
            throw new FiduciaException(
                    Kind.FIT,
                    "no profile of " + name(profile, parameter)
                            + ": the best fit has not converged or has no covariance",
                    best.message().isEmpty() ? "fit with covariance first" : best.message());
        }
        if (profile.likelihood().model().parameters().get(parameter).fixed()) {
            throw new FiduciaException(
                    Kind.FIT, "no profile of " + name(profile, parameter) + ": it is fixed", "free it before the fit");
        }
    }

    private static String name(Profile profile, int parameter) {
        return profile.likelihood().model().parameters().get(parameter).name();
    }
}
