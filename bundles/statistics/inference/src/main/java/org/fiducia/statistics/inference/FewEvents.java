package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.ModelCategory;

/**
 * Whether intervals of histograms with few expected events decide on a limit: asymptotic formulae hold for many. What an
 * interval says of a strength μ is taken as s²/(b + s), b expected events without signal and s what the signal adds at the
 * limit, nuisances where they are at the best fit.
 */
final class FewEvents {
    /** Below so many expected events a Poisson distribution is far from normal. */
    static final double FEW = 5;

    /** Part of all intervals together from which few events matter. */
    private static final double MATTERS = 0.1;

    private static final int MOST_NAMES = 3;

    private FewEvents() {}

    private record Interval(String name, double events, double says) {}

    /**
     * What to tell.
     *
     * @param best parameters of the fit
     * @param strength index of μ
     * @param background its value without signal
     * @param limit on it
     * @return empty where no interval with few events matters, or there is none
     */
    static Optional<String> warning(
            Likelihood likelihood, double[] best, int strength, double background, double limit) {
        double[] without = best.clone();
        double[] with = best.clone();
        without[strength] = background;
        with[strength] = limit;
        var few = new ArrayList<Interval>();
        double all = 0;
        for (int c = 0; c < likelihood.model().categories().size(); c++) {
            if (!likelihood.data().binned(c)) {
                continue;
            }
            double[] edges = Objects.requireNonNull(likelihood.data().edges(), "a binned category has edges")
                    .get(c);
            double[] b = expected(likelihood, c, without, edges);
            double[] total = expected(likelihood, c, with, edges);
            for (int i = 0; i < b.length; i++) {
                double s = total[i] - b[i];
                double says = total[i] > 0 ? s * s / total[i] : 0;
                all += says;
                if (b[i] < FEW) {
                    few.add(new Interval(name(likelihood, c, i, b.length), b[i], says));
                }
            }
        }
        double matters = few.stream().mapToDouble(Interval::says).sum();
        if (!(matters > MATTERS * all)) {
            return Optional.empty();
        }
        List<Interval> first = few.stream()
                .sorted(Comparator.comparingDouble(Interval::says).reversed())
                .limit(MOST_NAMES)
                .toList();
        return Optional.of(String.format(
                Locale.ROOT,
                "the limit on %s follows asymptotic formulae, but %.0f %% of what the data say of it comes from bins that"
                        + " expect fewer than %.0f events (%s%s): it may be wrong; ask for toys with --toys",
                likelihood.model().parameters().get(strength).name(),
                100 * matters / all,
                FEW,
                first.stream()
                        .map(one -> String.format(Locale.ROOT, "%s %.1f", one.name(), one.events()))
                        .collect(Collectors.joining(", ")),
                few.size() > first.size() ? ", …" : ""));
    }

    private static double[] expected(Likelihood likelihood, int category, double[] at, double[] edges) {
        double[] sum = new double[edges.length - 1];
        int components =
                likelihood.model().categories().get(category).components().size();
        for (int k = 0; k < components; k++) {
            double[] events = likelihood.expected(category, k, at, edges);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += events[i];
            }
        }
        return sum;
    }

    private static String name(Likelihood likelihood, int c, int interval, int intervals) {
        ModelCategory category = likelihood.model().categories().get(c);
        return intervals == 1 ? category.name() : category.name() + "[" + interval + "]";
    }
}
