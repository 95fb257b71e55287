package org.fiducia.api.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * What is asked of a likelihood beyond its minimum, the intervals of the quantities and their correlation, which come
 * always.
 *
 * @param statistical whether the intervals and scans with all constrained nuisances held at the best fit are asked for, too
 * @param compatibility whether the p-value of the predicted values is
 * @param breakdown names of the quantities of which the uncertainty is to be broken down by groups of nuisances
 * @param impacts names of the quantities on which the impacts of the nuisances are to be found
 * @param profiles scans and contours
 * @param tests of values of parameters
 * @param goodness number of toys of the goodness of fit; 0 for none
 * @param seed of all toys
 * @param intervals which of the intervals are to be calibrated by toys
 */
public record Questions(
        boolean statistical,
        boolean compatibility,
        List<String> breakdown,
        List<String> impacts,
        Profiles profiles,
        Tests tests,
        int goodness,
        long seed,
        Intervals intervals) {
    /** Nothing is asked. */
    public static final Questions NONE =
            new Questions(false, false, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, 1);

    public Questions {
        breakdown = List.copyOf(breakdown);
        impacts = List.copyOf(impacts);
    }

    /** Intervals are calibrated where that is needed. */
    public Questions(
            boolean statistical,
            boolean compatibility,
            List<String> breakdown,
            List<String> impacts,
            Profiles profiles,
            Tests tests,
            int goodness,
            long seed) {
        this(statistical, compatibility, breakdown, impacts, profiles, tests, goodness, seed, Intervals.AUTO);
    }

    /** Which intervals of parameters of interest are calibrated by toys, see {@link Calibration}. */
    public enum Intervals {
        /** Those that would not cover. */
        AUTO,
        /** None: all are as the interval estimator gives them. */
        PROFILE,
        /** All. */
        CALIBRATED;

        /**
         * As a command line gives it, in lower case.
         *
         * @throws FiduciaException of kind {@link Kind#USAGE} for anything else
         */
        public static Intervals of(String text, String option) {
            for (Intervals each : values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return each;
                }
            }
            throw new FiduciaException(Kind.USAGE, option + " " + text, "choose auto, profile or calibrated");
        }
    }

    /**
     * Scans and contours of the profile likelihood.
     *
     * @param scans names of one parameter or two each
     * @param points of a scan in each direction, at least 2
     * @param ranges lower and upper end of scans by parameter; three standard deviations to both sides where nothing is said
     * @param contours names of two parameters each
     */
    public record Profiles(
            List<List<String>> scans, int points, Map<String, double[]> ranges, List<List<String>> contours) {
        /** Points of a scan where nothing is said. */
        public static final int POINTS = 31;

        /** None. */
        public static final Profiles NONE = new Profiles(List.of(), POINTS, Map.of(), List.of());

        public Profiles {
            scans = List.copyOf(scans);
            ranges = Map.copyOf(ranges);
            contours = List.copyOf(contours);
        }

        /**
         * Parameters as a command line names them, with commas between.
         *
         * @param option for messages
         * @param least number of parameters, 1 or 2; at most there are 2
         * @throws FiduciaException of kind {@link Kind#USAGE} when there are more or fewer
         */
        public static List<String> names(String text, String option, int least) {
            var names = List.of(text.split(",", -1));
            if (names.size() < least || names.size() > 2 || names.stream().anyMatch(String::isBlank)) {
                throw new FiduciaException(
                        Kind.USAGE,
                        option + " " + text + " names " + names.size() + " parameters",
                        "give " + (least == 2 ? "two" : "one or two") + " with a comma between, for example " + option
                                + " a,b");
            }
            return names.stream().map(String::strip).toList();
        }

        /**
         * Ranges as a command line gives them, {@code NAME=LO:HI} each.
         *
         * @throws FiduciaException of kind {@link Kind#USAGE} for another form
         */
        public static Map<String, double[]> ranges(List<String> texts, String option) {
            var ranges = new LinkedHashMap<String, double[]>();
            for (String text : texts) {
                int equals = text.lastIndexOf('=');
                String[] ends = text.substring(equals + 1).split(":", -1);
                try {
                    double[] values = {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])};
                    if (equals < 1 || ends.length != 2 || !(values[0] < values[1])) {
                        throw new NumberFormatException();
                    }
                    ranges.put(text.substring(0, equals), values);
                } catch (NumberFormatException | IndexOutOfBoundsException e) {
                    throw new FiduciaException(
                            Kind.USAGE, "'" + text + "' is no range", "for example " + option + " mu=0:3", e);
                }
            }
            return ranges;
        }
    }

    /**
     * Tests of values of parameters.
     *
     * @param limits parameters of which upper limits are asked for, 0 being no signal
     * @param level confidence level of limits
     * @param values of which CLs is asked for
     * @param significances parameters of which the significance above 0 is asked for
     * @param toys number of toys of each hypothesis; 0 for asymptotic formulae
     */
    public record Tests(List<String> limits, double level, List<Value> values, List<String> significances, int toys) {
        /** Confidence level where nothing is said. */
        public static final double LEVEL = 0.95;

        /** None. */
        public static final Tests NONE = new Tests(List.of(), LEVEL, List.of(), List.of(), 0);

        public Tests {
            limits = List.copyOf(limits);
            values = List.copyOf(values);
            significances = List.copyOf(significances);
        }
    }

    /**
     * A value to test.
     *
     * @param parameter its name; empty for the only one of interest
     */
    public record Value(String parameter, double value) {
        /**
         * As a command line gives it, {@code NAME=VALUE} or {@code VALUE}.
         *
         * @throws FiduciaException of kind {@link Kind#USAGE} for another form
         */
        public static Value of(String text, String option) {
            int equals = text.lastIndexOf('=');
            try {
                double value = Double.parseDouble(text.substring(equals + 1));
                if (!Double.isFinite(value)) {
                    throw new NumberFormatException();
                }
                return new Value(text.substring(0, Math.max(0, equals)), value);
            } catch (NumberFormatException e) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "'" + text + "' is no value to test",
                        "for example " + option + " 1 or " + option + " mu=1",
                        e);
            }
        }
    }

    /**
     * A number as a command line gives it.
     *
     * @throws FiduciaException of kind {@link Kind#USAGE} when it is smaller
     */
    public static int atLeast(int least, int value, String option) {
        if (value < least) {
            throw new FiduciaException(Kind.USAGE, option + " " + value, "give a number, at least " + least);
        }
        return value;
    }
}
