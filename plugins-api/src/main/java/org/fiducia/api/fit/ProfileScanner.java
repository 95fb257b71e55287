package org.fiducia.api.fit;

import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/**
 * The profile likelihood as a function of one or two parameters. Stateless and thread-safe; results do not depend on the
 * number of threads.
 */
@PluginKind(plural = "scanners", singular = "profile scanner", order = 170)
public interface ProfileScanner extends Plugin {
    /**
     * What scans work on, one after another.
     *
     * @param likelihoods equal ones, one per thread, at least one
     * @param fitter minimises over the other parameters
     * @param best converged result with covariance
     */
    record Profile(List<Likelihood> likelihoods, Fitter fitter, FitResult best) {
        public Profile {
            likelihoods = List.copyOf(likelihoods);
        }

        /** Copies the likelihood for every thread but the calling one. */
        public Profile(Likelihood likelihood, Fitter fitter, FitResult best, int threads) {
            this(
                    Stream.concat(
                                    Stream.of(likelihood),
                                    Stream.generate(likelihood::copy).limit(Math.max(0, threads - 1)))
                            .toList(),
                    fitter,
                    best);
        }

        /** That of the calling thread. */
        public Likelihood likelihood() {
            return likelihoods.get(0);
        }
    }

    /**
     * 2ΔNLL with respect to the best fit along one parameter.
     *
     * @param parameter index of the parameter
     * @param points values of the parameter, rising
     * @return one value per point, ≥ 0; NaN where the fit fails
     */
    default double[] scan(Profile profile, int parameter, double[] points, Progress progress) {
        return scan(profile, new int[] {parameter}, new double[][] {points}, progress)[0];
    }

    /**
     * The same along each of several parameters, the others left free: so that all threads have work enough.
     *
     * @param parameters index of each
     * @param points values of each, rising
     * @return [parameter][point]
     */
    double[][] scan(Profile profile, int[] parameters, double[][] points, Progress progress);

    /**
     * 2ΔNLL on a grid of two parameters.
     *
     * @return [point of the first][point of the second]
     */
    double[][] scan(
            Profile profile, int first, int second, double[] firstPoints, double[] secondPoints, Progress progress);

    /**
     * The closed curve on which 2ΔNLL of two parameters has a value.
     *
     * @param level 2ΔNLL, e.g. 2.296 for 68.3 % and 5.991 for 95 %
     * @param points number of points on the curve
     * @throws org.fiducia.api.FiduciaException when the curve is not closed: why, and what to try
     */
    List<Point> contour(Profile profile, int first, int second, double level, int points, Progress progress);

    /**
     * A point of a contour.
     *
     * @param first value of the first parameter
     * @param second value of the second parameter
     * @param atLimit the curve meets the limit of a parameter here
     */
    record Point(double first, double second, boolean atLimit) {}
}
