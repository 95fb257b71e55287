package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Calibration.Level;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.inference.Inference.Membership;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Intervals;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/**
 * Puts calibrated intervals in the place of those with 2ΔNLL = 1 that would not cover ({@link ExpectedCoverage}). Statistical
 * intervals and contributions of groups keep their share of the total on their side.
 */
final class Calibrations {
    /** Id of the estimator of which the coverage is known. */
    private static final String PROFILE = "profile";

    /** With more free parameters thousands of fits take long, and are to be asked for. */
    private static final int LARGE = 400;

    private final Fits fits;
    private final Tools tools;
    private final Questions questions;
    private final Map<String, FiduciaException> failures;
    private final Progress progress;

    /** @param failures out, what could not be calibrated */
    Calibrations(
            Fits fits, Tools tools, Questions questions, Map<String, FiduciaException> failures, Progress progress) {
        this.fits = fits;
        this.tools = tools;
        this.questions = questions;
        this.failures = failures;
        this.progress = progress;
    }

    /** The same results, calibrated where that is needed and possible. */
    List<Result> of(List<Result> results) {
        var calibrated = new HashMap<String, Result>();
        for (Result result : results) {
            if (result.quantity().value() instanceof Expression.Ref ref) {
                calibrated.computeIfAbsent(ref.parameter(), name -> of(result));
            }
        }
        return results.stream().map(result -> of(result, calibrated)).toList();
    }

    /** One result, of a multiple of a parameter from that of the parameter. */
    private Result of(Result result, Map<String, Result> calibrated) {
        if (result.quantity().value() instanceof Expression.Ref ref) {
            Result base = Objects.requireNonNull(calibrated.get(ref.parameter()), "each parameter has its own");
            return new Result(result.quantity(), base.value(), base.total(), base.statistical(), base.ends());
        }
        return Multiple.of(result.quantity(), fits.model())
                .flatMap(multiple -> Optional.ofNullable(
                                calibrated.get(multiple.parameter().name()))
                        .filter(base -> base.total().isPresent())
                        .map(base -> multiple.result(result.quantity(), base)))
                .orElse(result);
    }

    /** Why a result is calibrated: coverage of its profile interval, and in words. */
    private record Need(int index, Interval profile, double coverage, String why) {}

    /** Why a result is to be calibrated; empty when it is not, as it would cover, or was not asked for. */
    private Optional<Need> need(Result result) {
        Quantity quantity = result.quantity();
        boolean all = questions.intervals() == Intervals.CALIBRATED;
        boolean asked = all
                || questions.intervals() == Intervals.AUTO
                        && tools.intervals().id().equals(PROFILE)
                        && !fits.weighted();
        if (!asked || !quantity.isParameter() || result.total().isEmpty()) {
            return Optional.empty();
        }
        int index = fits.parameter(quantity);
        if (fits.systematic(index) || fits.model().parameters().get(index).fixed()) {
            return Optional.empty();
        }
        Interval profile = result.total().get();
        double coverage = coverage(profile, index);
        boolean off = Math.abs(coverage - ExpectedCoverage.NOMINAL) > ExpectedCoverage.TOLERANCE;
        return off || all
                ? Optional.of(new Need(index, profile, coverage, reason(profile, coverage, off)))
                : Optional.empty();
    }

    private FeldmanCousins toys(Need need) {
        return new FeldmanCousins(
                fits.likelihood(),
                tools.fitter(),
                fits.best(),
                need.index(),
                questions.seed(),
                tools.threads(),
                progress);
    }

    /** Whether a value belongs to the interval of a result, and to the calibrated one if there would be one. */
    Membership membership(Result result, double value) {
        boolean plain = result.total().orElseThrow().contains(value);
        Optional<Need> need = need(result);
        return new Membership(
                plain, need.map(why -> toys(why).contains(value, why.profile())).orElse(plain), need.isPresent());
    }

    private Result of(Result result) {
        Optional<Need> needed = need(result);
        if (needed.isEmpty()) {
            return result;
        }
        Need need = needed.get();
        Quantity quantity = result.quantity();
        boolean all = questions.intervals() == Intervals.CALIBRATED;
        long free = fits.model().parameters().stream().filter(p -> !p.fixed()).count();
        if (free > LARGE && !all) {
            return without(
                    result,
                    need.why() + ", but toys of " + free
                            + " free parameters take long; --intervals calibrated draws them");
        }
        try {
            if (fits.weighted()) {
                throw new FiduciaException(
                        Kind.FIT,
                        "events have weights, which toys do not have",
                        "take the corrected uncertainties, or fit events without weights");
            }
            Calibration found = toys(need).calibrate(need.profile(), need.coverage(), need.why());
            return calibrated(result, found);
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            if (all) {
                failures.put(Result.calibratedQuestion(quantity), e);
            } else {
                progress.warn("no " + Result.calibratedQuestion(quantity) + ": " + e.getMessage() + "; " + e.remedy());
            }
            return without(result, e.getMessage() + "; " + e.remedy());
        }
    }

    private static Result without(Result result, String why) {
        Ends ends = result.ends();
        return new Result(
                result.quantity(),
                result.value(),
                result.total(),
                result.statistical(),
                new Ends(ends.method(), ends.lowerIsLimit(), ends.upperIsLimit(), Calibration.none(why)));
    }

    private double coverage(Interval profile, int index) {
        Parameter parameter = fits.model().parameters().get(index);
        return ExpectedCoverage.of(profile, parameter, () -> Lattice.height(fits.likelihood(), fits.best(), index));
    }

    private static String reason(Interval profile, double coverage, boolean off) {
        if (!off) {
            return "asked for";
        }
        return profile.lowerIsLimit() || profile.upperIsLimit()
                ? "2ΔNLL = 1 ends at a limit, where it covers 84 % or more"
                : String.format(Locale.ROOT, "2ΔNLL = 1 is expected to cover %.0f %% there", 100 * coverage);
    }

    private static Result calibrated(Result result, Calibration found) {
        Level level = found.levels().get(0);
        double value = result.value();
        var total = new Interval(
                value,
                Math.max(0, value - level.lower().at()),
                Math.max(0, level.upper().at() - value),
                level.lower().limit(),
                level.upper().limit(),
                "Feldman–Cousins: " + found.reason());
        Optional<Interval> statistical = result.statistical()
                .map(part -> new Interval(
                        value,
                        share(part.down(), found.profile().down(), total.down()),
                        share(part.up(), found.profile().up(), total.up()),
                        false,
                        false));
        return new Result(
                result.quantity(),
                value,
                Optional.of(total),
                statistical,
                new Ends(Ends.FELDMAN_COUSINS, total.lowerIsLimit(), total.upperIsLimit(), found));
    }

    /** A part of the total, which has another size now. */
    private static double share(double part, double before, double now) {
        return before > 0 ? part / before * now : now;
    }

    /**
     * Contributions to results that have been calibrated since.
     *
     * @param names of the quantities they are to
     */
    static List<Contribution> scaled(List<Contribution> contributions, List<String> names, List<Result> results) {
        var scaled = new ArrayList<Contribution>();
        for (Contribution c : contributions) {
            double[] down = c.down().clone();
            double[] up = c.up().clone();
            for (int j = 0; j < names.size(); j++) {
                String name = names.get(j);
                Result result = results.stream()
                        .filter(r -> r.quantity().name().equals(name))
                        .findFirst()
                        .orElseThrow();
                if (result.ends().calibrated()) {
                    Interval before = result.ends().calibration().profile();
                    Interval now = result.total().orElseThrow();
                    down[j] *= before.down() > 0 ? now.down() / before.down() : 1;
                    up[j] *= before.up() > 0 ? now.up() / before.up() : 1;
                }
            }
            scaled.add(new Contribution(c.group(), down, up));
        }
        return scaled;
    }
}
