package org.fiducia.statistics.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.BetterMinimum;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.StatisticalModel;

/** Intervals of quantities in variants of a model, in which some nuisances are held at the best fit. */
final class HeldIntervals {
    /** A variant that holds nothing. */
    static final IntPredicate NOTHING = k -> false;

    private final Fits fits;
    private final Tools tools;
    private final Progress progress;

    HeldIntervals(Fits fits, Tools tools, Progress progress) {
        this.fits = fits;
        this.tools = tools;
        this.progress = progress;
    }

    /** An interval, or why there is none. */
    record Attempt(Optional<Interval> interval, Optional<FiduciaException> failure) {
        /** Where the likelihood turned out to be higher than at the best fit. */
        Optional<double[]> better() {
            return failure.map(FiduciaException::getCause)
                    .filter(BetterMinimum.class::isInstance)
                    .map(cause -> ((BetterMinimum) cause).parameters());
        }

        Interval orThrow() {
            failure.ifPresent(why -> {
                throw why;
            });
            return interval.orElseThrow();
        }
    }

    /**
     * What variants say.
     *
     * @param attempts [variant][quantity]
     * @param fits of the variants, or their failures
     */
    record Found(List<List<Attempt>> attempts, List<Supplier<FitResult>> fits) {
        /** The first of the points with the lowest NLL among those that lie below what was the best fit. */
        Optional<double[]> lowest(Likelihood likelihood) {
            return attempts.stream()
                    .flatMap(List::stream)
                    .flatMap(attempt -> attempt.better().stream())
                    .reduce((a, b) -> likelihood.difference(a, b) < 0 ? b : a);
        }
    }

    /**
     * The intervals.
     *
     * @param held which parameters each variant holds
     * @return [variant][quantity]
     */
    List<List<Attempt>> of(List<IntPredicate> held, List<Quantity> quantities) {
        return found(held, quantities).attempts();
    }

    /** The same with the fits. */
    Found found(List<IntPredicate> held, List<Quantity> quantities) {
        List<StatisticalModel> variants = held.stream().map(fits::held).toList();
        List<Supplier<FitResult>> bests = fits.run(variants.size(), (own, v) -> {
            Supplier<FitResult> at = fitted(own.with(variants.get(v)), held.get(v) == NOTHING);
            progress.advance(1);
            return at;
        });
        int n = quantities.size();
        List<Attempt> all = fits.run(variants.size() * n, (own, i) -> {
            Attempt attempt = attempt(own.with(variants.get(i / n)), bests.get(i / n), quantities.get(i % n));
            progress.advance(1);
            return attempt;
        });
        return new Found(
                IntStream.range(0, variants.size())
                        .mapToObj(v -> all.subList(v * n, (v + 1) * n))
                        .toList(),
                bests);
    }

    /**
     * Covariance of quantities in a variant.
     *
     * @param held which parameters it holds
     * @param fit of it
     * @return empty where the fit failed, of which the intervals tell
     */
    double[][] covariance(IntPredicate held, Supplier<FitResult> fit, List<Quantity> quantities) {
        try {
            return fits.covariance(quantities, fits.corrected(fits.likelihood().with(fits.held(held)), fit.get()));
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            return new double[0][];
        }
    }

    /**
     * The fit of a variant, or its failure for whoever asks.
     *
     * @param known whether the best fit will do where one that begins there gets no further
     */
    private Supplier<FitResult> fitted(Likelihood variant, boolean known) {
        try {
            FitResult fit = fits.fit(variant, fits.best().parameters(), true);
            return () -> fit;
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            return () -> {
                if (known) {
                    return fits.best();
                }
                throw e;
            };
        }
    }

    private Attempt attempt(Likelihood own, Supplier<FitResult> at, Quantity quantity) {
        try {
            return new Attempt(Optional.of(interval(own, at.get(), quantity)), Optional.empty());
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            return new Attempt(Optional.empty(), Optional.of(e));
        }
    }

    private Interval interval(Likelihood own, FitResult at, Quantity quantity) {
        Optional<Multiple> multiple = Multiple.of(quantity, own.model());
        if (multiple.isPresent()) {
            return multiple.get().interval(interval(own, at, multiple.get().parameter()));
        }
        FitResult corrected = fits.corrected(own, at);
        if (!fits.weighted() && SumIntervals.isSum(quantity, own.model())) {
            Optional<Interval> found = SumIntervals.interval(own, at, quantity, tools, progress);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (!quantity.isParameter()) {
            double error = fits.error(quantity, corrected);
            return new Interval(fits.value(quantity, at.parameters()), error, error, false, false);
        }
        int parameter = fits.parameter(quantity);
        Interval interval = tools.intervals().interval(own, tools.fitter(), at, parameter, progress);
        return fits.weighted()
                ? WeightedData.scaled(interval, at.error(parameter), corrected.error(parameter))
                : interval;
    }
}
