package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
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
    private record Piece(int parameter, int[] points) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Points along each of several parameters; a block is a piece of one. */
    private record Along(FitResult best, int[] parameters, double[][] points, ArrayList<Piece> pieces)
            implements Blocks.Portable<double[]> {
        private static final long serialVersionUID = 1;

        @Override
        public double[] run(Likelihood own, Fitter fitter, int block, Progress progress) {
            Piece piece = pieces.get(block);
            int[] of = {parameters[piece.parameter()]};
            var line = new Line(new HeldMinimum(own, fitter, best, of, progress));
            double[] rises = new double[piece.points().length];
            for (int k = 0; k < rises.length; k++) {
                double at = points[piece.parameter()][piece.points()[k]];
                rises[k] = rise(line, new double[] {at}, progress);
                progress.advance(1);
            }
            return rises;
        }
    }

    /** A grid of two parameters; a block is a line of it from the middle to an end, in pieces. */
    private record Grid(FitResult best, int[] both, double[] first, double[] second, ArrayList<int[]> pieces)
            implements Blocks.Portable<double[]> {
        private static final long serialVersionUID = 1;

        @Override
        public double[] run(Likelihood own, Fitter fitter, int block, Progress progress) {
            var line = new Line(new HeldMinimum(own, fitter, best, both, progress));
            int[] piece = pieces.get(block % pieces.size());
            double[] rises = new double[piece.length];
            for (int k = 0; k < rises.length; k++) {
                rises[k] = rise(line, new double[] {first[block / pieces.size()], second[piece[k]]}, progress);
                progress.advance(1);
            }
            return rises;
        }
    }

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
        List<double[]> found = Blocks.run(
                profile.likelihoods(),
                profile.fitter(),
                blocks.size(),
                progress,
                new Along(profile.best(), parameters, points, blocks));
        for (int b = 0; b < found.size(); b++) {
            Piece piece = blocks.get(b);
            for (int k = 0; k < piece.points().length; k++) {
                rises[piece.parameter()][piece.points()[k]] = found.get(b)[k];
            }
        }
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
        // short steps, and lines enough for many threads
        var pieces = new ArrayList<>(lines(secondPoints, profile.best().parameters()[second]));
        List<double[]> found = Blocks.run(
                profile.likelihoods(),
                profile.fitter(),
                firstPoints.length * pieces.size(),
                progress,
                new Grid(profile.best(), both, firstPoints, secondPoints, pieces));
        for (int b = 0; b < found.size(); b++) {
            int[] piece = pieces.get(b % pieces.size());
            for (int k = 0; k < piece.length; k++) {
                rises[b / pieces.size()][piece[k]] = found.get(b)[k];
            }
        }
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
