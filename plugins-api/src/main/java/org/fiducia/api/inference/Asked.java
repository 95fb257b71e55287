package org.fiducia.api.inference;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.inference.Questions.Value;

/**
 * Questions in the words of a command line. The same as text are the same questions.
 *
 * @param breakdown contribution of each group of nuisances
 * @param impacts impact of each nuisance
 * @param scans of the profile likelihood: a parameter, two with a comma between, or {@link #ALL}
 * @param points of a scan in each direction
 * @param ranges of scans, {@code NAME=LO:HI} each
 * @param contours two parameters with a comma between, each
 * @param limits parameters of which upper limits are wanted, or {@link #ALL}
 * @param level confidence level of limits
 * @param tests values of which CLs is wanted, {@code [NAME=]VALUE} each
 * @param significances parameters of which the significance above 0 is wanted
 * @param goodness number of toys of the goodness of fit; 0 for none
 * @param toys number of toys of limits, tests and significances; 0 for asymptotic formulae
 * @param seed of all toys
 * @param intervals which intervals are calibrated by toys: {@code auto}, {@code profile} for none, {@code calibrated} for all
 */
public record Asked(
        boolean breakdown,
        boolean impacts,
        List<String> scans,
        int points,
        List<String> ranges,
        List<String> contours,
        List<String> limits,
        double level,
        List<String> tests,
        List<String> significances,
        int goodness,
        int toys,
        long seed,
        String intervals) {
    /** In the place of a name: every parameter of the kind. */
    public static final String ALL = "all";

    /** Intervals are calibrated where that is needed. */
    public static final String AUTO = "auto";

    public Asked {
        scans = List.copyOf(scans);
        ranges = List.copyOf(ranges);
        contours = List.copyOf(contours);
        limits = List.copyOf(limits);
        tests = List.copyOf(tests);
        significances = List.copyOf(significances);
    }

    /** Intervals are calibrated where that is needed. */
    public Asked(
            boolean breakdown,
            boolean impacts,
            List<String> scans,
            int points,
            List<String> ranges,
            List<String> contours,
            List<String> limits,
            double level,
            List<String> tests,
            List<String> significances,
            int goodness,
            int toys,
            long seed) {
        this(
                breakdown,
                impacts,
                scans,
                points,
                ranges,
                contours,
                limits,
                level,
                tests,
                significances,
                goodness,
                toys,
                seed,
                AUTO);
    }

    /**
     * The questions.
     *
     * @param statistical whether intervals and scans with all constrained nuisances held are wanted, too
     * @param compatibility whether the p-value of the predicted values is
     * @param quantities names of the quantities of interest
     * @param reported parameters that scans of {@link #ALL} mean
     * @param signals parameters that limits of {@link #ALL} mean
     * @throws FiduciaException for what cannot be asked
     */
    public Questions questions(
            boolean statistical,
            boolean compatibility,
            List<String> quantities,
            List<String> reported,
            List<String> signals) {
        var profiles = new Profiles(
                scans.stream()
                        .flatMap(scan -> scan.equals(ALL)
                                ? reported.stream().map(List::of)
                                : List.of(Profiles.names(scan, "--scan", 1)).stream())
                        .distinct()
                        .toList(),
                Questions.atLeast(2, points, "--points"),
                Profiles.ranges(ranges, "--range"),
                contours.stream()
                        .map(both -> Profiles.names(both, "--contour", 2))
                        .toList());
        if (!(level > 0 && level < 1)) {
            throw new FiduciaException(Kind.USAGE, "--level " + level, "give a number between 0 and 1, as 0.95");
        }
        var tested = new Tests(
                limits.stream()
                        .flatMap(limit -> limit.equals(ALL) ? signals.stream() : List.of(limit).stream())
                        .distinct()
                        .toList(),
                level,
                tests.stream().map(test -> Value.of(test, "--test")).toList(),
                significances,
                Questions.atLeast(0, toys, "--toys"));
        return new Questions(
                statistical,
                compatibility,
                breakdown ? quantities : List.of(),
                impacts ? quantities : List.of(),
                profiles,
                tested,
                Questions.atLeast(0, goodness, "--goodness"),
                seed,
                Questions.Intervals.of(intervals, "--intervals"));
    }

    /**
     * The same, when all of it can be asked.
     *
     * @throws FiduciaException when not
     */
    public Asked checked() {
        questions(false, false, List.of(), List.of(), List.of());
        return this;
    }
}
