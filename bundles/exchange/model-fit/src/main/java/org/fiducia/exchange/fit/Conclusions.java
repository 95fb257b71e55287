package org.fiducia.exchange.fit;

import java.util.List;
import java.util.Map;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.ProfileScanner.Point;

/**
 * What was concluded from a likelihood beyond its minimum.
 *
 * @param scans of one parameter
 * @param grids scans of two
 * @param contours of two parameters
 * @param limits upper limits
 * @param tests CLs of single values
 * @param discoveries significances
 * @param goodness of the fit, by id of the statistic
 * @param test id of the hypothesis test behind limits and significances
 * @param failures what has no answer, and why
 */
record Conclusions(
        List<Scan> scans,
        List<Grid> grids,
        List<Contours> contours,
        List<Limit> limits,
        List<Test> tests,
        List<Discovery> discoveries,
        Map<String, GoodnessOfFit.Outcome> goodness,
        String test,
        Map<String, String> failures) {
    /** 2ΔNLL of one parameter at 68.3 and 95 %. */
    static final double[] ONE = {1, 3.841};

    /** 2ΔNLL of two parameters at 68.3 and 95 %. */
    static final double[] TWO = {2.296, 5.991};

    /** Nothing was asked. */
    static final Conclusions NONE =
            new Conclusions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), "", Map.of());

    /** Nothing can be said, and why. */
    static Conclusions none(Map<String, String> failures) {
        return new Conclusions(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), "", failures);
    }

    /**
     * A scan of one parameter.
     *
     * @param rises 2ΔNLL at the points; NaN for none
     */
    record Scan(String parameter, double best, double[] points, double[] rises) {
        /**
         * Where the curve crosses a level, between points by the root of the rise, which is nearly straight there.
         *
         * @return left and right of the best fit; NaN where it does not within the range
         */
        double[] crossings(double level) {
            double[] ends = {Double.NaN, Double.NaN};
            double target = Math.sqrt(level);
            for (int i = 1; i < points.length; i++) {
                double a = height(i - 1);
                double b = height(i);
                if (a <= -target && b > -target) {
                    ends[0] = points[i - 1] + (-target - a) / (b - a) * (points[i] - points[i - 1]);
                }
                if (a < target && b >= target && Double.isNaN(ends[1])) {
                    ends[1] = points[i - 1] + (target - a) / (b - a) * (points[i] - points[i - 1]);
                }
            }
            return ends;
        }

        /**
         * 2ΔNLL between two points: the root of the rise is nearly straight there, and a cubic through the neighbours
         * bends it.
         *
         * @param i number of the point on the left
         * @param share of the way to the next, 0 to 1
         */
        double between(int i, double share) {
            double a = height(i);
            double b = height(i + 1);
            double width = points[i + 1] - points[i];
            double left = slope(i) * width;
            double right = slope(i + 1) * width;
            double rest = 1 - share;
            double height = a + share * (b - a) + share * rest * (rest * (left - (b - a)) + share * (b - a - right));
            return height * height;
        }

        /** Slope of the root at a point, from its neighbours. */
        private double slope(int i) {
            int from = i > 0 && !Double.isNaN(rises[i - 1]) ? i - 1 : i;
            int to = i < points.length - 1 && !Double.isNaN(rises[i + 1]) ? i + 1 : i;
            return from == to ? 0 : (height(to) - height(from)) / (points[to] - points[from]);
        }

        /** Root of the rise, negative to the left of the best fit. */
        private double height(int i) {
            return Math.copySign(Math.sqrt(rises[i]), points[i] - best);
        }
    }

    /**
     * A scan of two parameters.
     *
     * @param rises 2ΔNLL, [point of the first][point of the second]; NaN for none
     */
    record Grid(
            String first,
            String second,
            double[] best,
            double[] firstPoints,
            double[] secondPoints,
            double[][] rises) {}

    /**
     * Contours of two parameters.
     *
     * @param curves one for each of {@link #TWO}; null for one that is not closed
     */
    record Contours(String first, String second, double[] best, List<List<Point>> curves) {}

    /** An upper limit at a confidence level. */
    record Limit(String parameter, double level, HypothesisTest.Limit value) {}

    /** CLs of a value of a parameter. */
    record Test(String parameter, double value, HypothesisTest.Cls cls) {}

    /** A significance. */
    record Discovery(String parameter, HypothesisTest.Discovery value) {}
}
