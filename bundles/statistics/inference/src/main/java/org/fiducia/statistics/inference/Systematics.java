package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.statistics.inference.HeldIntervals.Attempt;

/** What the constrained nuisances do to quantities, by groups and one by one. */
final class Systematics {
    private final Fits fits;
    private final List<Result> results;
    private final List<Quantity> quantities;
    private final Progress progress;

    /** @param results of the quantities in question, with their statistical intervals where those are needed */
    Systematics(Fits fits, List<Result> results, Progress progress) {
        this.fits = fits;
        this.results = results;
        this.progress = progress;
        quantities = results.stream().map(Result::quantity).toList();
    }

    /** Groups of the constrained nuisances, in the order of the model, then the choice of functions where it floats. */
    List<String> groups() {
        return Stream.concat(
                        fits.systematics().stream().map(this::group),
                        fits.choices().isEmpty() ? Stream.of() : Stream.of(Shape.CHOICE))
                .distinct()
                .toList();
    }

    private String group(int parameter) {
        return fits.model().parameters().get(parameter).group();
    }

    private IntPredicate members(String group) {
        List<Integer> choices = fits.choices();
        return group.equals(Shape.CHOICE) ? choices::contains : k -> fits.systematic(k) && group(k).equals(group);
    }

    /** What each group contributes, between the statistical part and what is left. */
    List<Contribution> breakdown(HeldIntervals intervals) {
        List<String> groups = groups();
        List<IntPredicate> held = groups.stream().map(this::members).toList();
        List<List<Attempt>> without = intervals.of(held, quantities);
        int n = results.size();
        var contributions = new ArrayList<Contribution>();
        double[][] statistical = ends(results.stream().map(Result::statistical).toList());
        contributions.add(new Contribution("statistical", statistical[0], statistical[1]));
        double[][] total = ends(results.stream().map(Result::total).toList());
        for (int g = 0; g < groups.size(); g++) {
            double[][] rest = ends(without.get(g).stream()
                    .map(attempt -> Optional.of(attempt.orThrow()))
                    .toList());
            double[][] part = new double[2][n];
            for (int side = 0; side < 2; side++) {
                for (int j = 0; j < n; j++) {
                    part[side][j] =
                            Math.sqrt(Math.max(0, total[side][j] * total[side][j] - rest[side][j] * rest[side][j]));
                }
            }
            contributions.add(new Contribution(groups.get(g), part[0], part[1]));
        }
        double[][] left = new double[2][n];
        for (int j = 0; j < n; j++) {
            double down = total[0][j] * total[0][j];
            double up = total[1][j] * total[1][j];
            for (Contribution c : contributions) {
                if (c.group().equals(Shape.CHOICE)) {
                    continue; // a part of the statistical one
                }
                down -= c.down()[j] * c.down()[j];
                up -= c.up()[j] * c.up()[j];
            }
            left[0][j] = signedRoot(down);
            left[1][j] = signedRoot(up);
        }
        contributions.add(new Contribution("correlation", left[0], left[1]));
        return contributions;
    }

    private static double[][] ends(List<Optional<Interval>> intervals) {
        return new double[][] {
            intervals.stream()
                    .mapToDouble(i -> i.map(Interval::down).orElse(Double.NaN))
                    .toArray(),
            intervals.stream()
                    .mapToDouble(i -> i.map(Interval::up).orElse(Double.NaN))
                    .toArray()
        };
    }

    private static double signedRoot(double x) {
        return Math.signum(x) * Math.sqrt(Math.abs(x));
    }

    /** The impact of every constrained nuisance, the largest in units of the total uncertainty first. */
    List<Impact> impacts() {
        List<Integer> nuisances = fits.systematics();
        return fits
                .run(nuisances.size(), (own, i) -> {
                    Impact impact = impact(own, nuisances.get(i));
                    progress.advance(1);
                    return impact;
                })
                .stream()
                .sorted((a, b) -> Double.compare(size(b), size(a)))
                .toList();
    }

    private Impact impact(Likelihood own, int nuisance) {
        double error = fits.best().error(nuisance);
        double[] up = shifted(own, nuisance, error);
        double[] down = shifted(own, nuisance, -error);
        double width = fits.gaussian(nuisance).map(Constraint::gaussianWidth).orElse(Double.NaN);
        Parameter p = fits.model().parameters().get(nuisance);
        return new Impact(p.name(), p.group(), fits.pull(nuisance), error / width, up, down);
    }

    private double size(Impact impact) {
        double largest = 0;
        for (int j = 0; j < results.size(); j++) {
            Optional<Interval> total = results.get(j).total();
            double error = total.map(t -> 0.5 * (t.down() + t.up())).orElse(0.0);
            double change = Math.max(Math.abs(impact.up()[j]), Math.abs(impact.down()[j]));
            largest = error > 0 ? Math.max(largest, change / error) : largest;
        }
        return largest;
    }

    /** Changes of the quantities when one nuisance is held beside its best fit, or at its limit where that is nearer. */
    private double[] shifted(Likelihood own, int nuisance, double by) {
        FitResult best = fits.best();
        double[] start = best.parameters().clone();
        double[][] covariance = Fits.covariance(best);
        double variance = covariance[nuisance][nuisance];
        for (int k = 0; k < start.length; k++) {
            double expected = start[k] + (variance > 0 ? by * covariance[nuisance][k] / variance : 0);
            start[k] = within(fits.model().parameters().get(k), expected);
        }
        var shifted = new ArrayList<>(fits.model().parameters());
        start[nuisance] = within(shifted.get(nuisance), best.parameters()[nuisance] + by);
        shifted.set(nuisance, shifted.get(nuisance).fixedAt(start[nuisance]));
        FitResult result = fits.fit(own.with(fits.model().withParameters(shifted)), start, false);
        return quantities.stream()
                .mapToDouble(q -> fits.value(q, result.parameters()) - fits.value(q, best.parameters()))
                .toArray();
    }

    private static double within(Parameter p, double value) {
        return Math.max(p.lower(), Math.min(p.upper(), value));
    }
}
