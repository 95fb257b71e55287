package org.fiducia.api.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.Interval;

/**
 * An interval of which the threshold was found by toys, because 2ΔNLL = 1 would not cover (G. J. Feldman, R. D. Cousins,
 * arXiv:physics/9711021). A value of the parameter belongs to the interval of a confidence level when less than that share of
 * the toys of the value, drawn with the other parameters at their best fit for it, has a smaller 2ΔNLL there than the data.
 * The limits of the parameter stay in force in the fits of the toys.
 *
 * @param coverage expected coverage of the profile interval where it is farthest from 68.3 %, among the values within it
 * @param reason why it was calibrated, for people
 * @param profile the interval that 2ΔNLL = 1 gives
 * @param levels calibrated intervals, at 68.27 and at 95 %
 * @param toys what they are made of
 */
public record Calibration(double coverage, String reason, Interval profile, List<Level> levels, Toys toys) {
    /** Confidence levels of the intervals. */
    public static final double[] LEVELS = {0.6826894921370859, 0.95};

    /** Nothing was calibrated. */
    public static final Calibration NONE = none("");

    public Calibration {
        levels = List.copyOf(levels);
    }

    /** There is none, for a reason. */
    public static Calibration none(String reason) {
        var nowhere = new Interval(Double.NaN, Double.NaN, Double.NaN, false, false);
        return new Calibration(Double.NaN, reason, nowhere, List.of(), new Toys(0, 0, "", 0));
    }

    /**
     * An interval.
     *
     * @param level confidence level
     * @param lower its lower end
     * @param upper its upper end
     */
    public record Level(double level, End lower, End upper) {}

    /**
     * An end of an interval.
     *
     * @param at value of the parameter
     * @param error of it, standard deviation from the number of toys
     * @param limit whether it is the limit of the parameter or the edge of positive expectation
     * @param threshold smallest 2ΔNLL that as many toys as the confidence level asks for do not exceed there
     * @param coverage share of the toys there of which 2ΔNLL does not exceed the threshold of the asymptotic formula, which is
     *     the coverage of the profile interval of the same level; NaN without toys
     * @param toys number of toys there
     */
    public record End(double at, double error, boolean limit, double threshold, double coverage, int toys) {}

    /**
     * Toys of all ends.
     *
     * @param used with a minimum
     * @param failed without: counted as if the error of the ends were so much larger
     * @param failure why the first of them failed; empty when none did
     * @param seed of the series
     */
    public record Toys(int used, int failed, String failure, long seed) {}

    /** Upper limit of the parameter: the upper end of the 95 % interval. */
    public double upperLimit() {
        return levels.isEmpty()
                ? Double.NaN
                : levels.get(levels.size() - 1).upper().at();
    }

    /** What was calibrated and why, in a line. */
    public String line() {
        String failed = toys.failed == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %d of %d toys have no minimum (%s)",
                        toys.failed,
                        toys.used + toys.failed,
                        toys.failure);
        return reason + "; thresholds from " + (toys.used + toys.failed) + " toys" + failed;
    }

    /** The same as JSON values; a number that does not exist is null. */
    Map<String, Object> values() {
        var root = new LinkedHashMap<String, Object>();
        root.put("reason", reason);
        root.put("expectedCoverage", number(coverage));
        var ends = new LinkedHashMap<String, Object>();
        ends.put("down", number(profile.down()));
        ends.put("up", number(profile.up()));
        ends.put("lowerIsLimit", profile.lowerIsLimit());
        ends.put("upperIsLimit", profile.upperIsLimit());
        root.put("uncalibrated", ends);
        var intervals = new ArrayList<Object>();
        for (Level level : levels) {
            var node = new LinkedHashMap<String, Object>();
            node.put("level", level.level());
            node.put("lower", values(level.lower()));
            node.put("upper", values(level.upper()));
            intervals.add(node);
        }
        root.put("intervals", intervals);
        var limit = new LinkedHashMap<String, Object>();
        limit.put("method", Ends.FELDMAN_COUSINS);
        limit.put("level", LEVELS[1]);
        limit.put("observed", number(upperLimit()));
        root.put("upperLimit", limit);
        var of = new LinkedHashMap<String, Object>();
        of.put("used", toys.used());
        of.put("failed", toys.failed());
        if (toys.failed() > 0) {
            of.put("failure", toys.failure());
        }
        of.put("seed", toys.seed());
        root.put("toys", of);
        return root;
    }

    private static Map<String, Object> values(End end) {
        var node = new LinkedHashMap<String, Object>();
        node.put("at", number(end.at()));
        node.put("error", number(end.error()));
        node.put("limit", end.limit());
        node.put("threshold", number(end.threshold()));
        node.put("coverageOfProfile", number(end.coverage()));
        node.put("toys", end.toys());
        return node;
    }

    private static @Nullable Double number(double x) {
        return Double.isFinite(x) ? x : null;
    }
}
