package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.osgi.service.component.annotations.Component;

/**
 * Anderson and Darling's distance between the data of each category and their density, A² = N ∫ (S − F)²/(F (1 − F)) dF
 * with S the fraction of the data and F that of the density below x (J. Amer. Statist. Assoc. 49 (1954) 765), added up over
 * the categories. It looks at shapes only, without intervals, and most closely at the ends of the window. In a histogram S
 * and F are compared at the inner edges, each with the mean of the shares of its two neighbours as dF. Categories that are
 * one bin each are taken together as the histogram they are the bins of: those of which all labels agree but {@value #BIN},
 * in the order of its numbers. Where there is no shape to look at, it does not apply.
 */
@Component(service = GoodnessOfFit.class)
public final class AndersonDarling implements GoodnessOfFit {
    /** Keeps the logarithms finite at the ends of the window. */
    private static final double LEAST = 1e-12;

    /** Label of a category that is a single bin: its number. */
    private static final String BIN = "bin";

    @Override
    public boolean applies(Likelihood likelihood) {
        return likelihood.data().values().size() > 0
                && histograms(likelihood).values().stream()
                        .anyMatch(of -> of.size() > 1 || inner(likelihood.data(), of.get(0)));
    }

    /** Whether a category has a shape: events, or more intervals than one. */
    private static boolean inner(Dataset data, int c) {
        List<double[]> edges = data.edges();
        return edges == null || !data.binned(c) || edges.get(c).length > 2;
    }

    /** Categories that belong together: single bins of the same histogram, others by themselves. */
    private static Map<Object, List<Integer>> histograms(Likelihood likelihood) {
        var all = new LinkedHashMap<Object, List<Integer>>();
        for (int c = 0; c < likelihood.data().values().size(); c++) {
            Map<String, String> labels =
                    new HashMap<>(likelihood.model().categories().get(c).labels());
            boolean bin = labels.getOrDefault(BIN, "").matches("\\d{1,9}") && !inner(likelihood.data(), c);
            labels.remove(BIN);
            all.computeIfAbsent(bin ? labels : (Object) c, key -> new ArrayList<>())
                    .add(c);
        }
        all.values()
                .forEach(of -> of.sort(Comparator.comparingInt(c -> of.size() == 1
                        ? c
                        : Integer.parseInt(
                                likelihood.model().categories().get(c).labels().get(BIN)))));
        return all;
    }

    @Override
    public String id() {
        return "anderson-darling";
    }

    @Override
    public String title() {
        return "Anderson–Darling distance of the shapes, by toys";
    }

    @Override
    public Outcome test(
            Likelihood likelihood, Fitter fitter, FitResult best, int toys, long seed, int threads, Progress progress) {
        return ToyDistribution.of(likelihood, fitter, best, toys, seed, threads, progress, new Distance());
    }

    private record Distance() implements ToyDistribution.Statistic {
        private static final long serialVersionUID = 1;

        @Override
        public double of(Likelihood likelihood, double[] parameters) {
            return statistic(likelihood, parameters);
        }
    }

    private static double statistic(Likelihood likelihood, double[] parameters) {
        double sum = 0;
        for (List<Integer> of : histograms(likelihood).values()) {
            sum += likelihood.data().binned(of.get(0))
                    ? histogram(likelihood, of, parameters)
                    : events(likelihood, of.get(0), parameters);
        }
        return sum;
    }

    private static double histogram(Likelihood likelihood, List<Integer> of, double[] parameters) {
        Dataset data = likelihood.data();
        List<double[]> entries = Objects.requireNonNull(data.weights(), "a histogram has entries");
        List<double[]> edges = Objects.requireNonNull(data.edges(), "a histogram has edges");
        double[] n =
                of.stream().flatMapToDouble(c -> Arrays.stream(entries.get(c))).toArray();
        double[] nu = of.stream()
                .flatMapToDouble(c -> Arrays.stream(Saturated.expected(likelihood, c, parameters, edges.get(c))))
                .toArray();
        double observed = Arrays.stream(n).sum();
        double expected = Arrays.stream(nu).sum();
        if (!(observed > 0) || !(expected > 0)) {
            return 0;
        }
        double s = 0;
        double f = 0;
        double sum = 0;
        for (int b = 0; b < n.length - 1; b++) {
            s += n[b] / observed;
            f += nu[b] / expected;
            if (f > LEAST && f < 1 - LEAST) {
                sum += (s - f) * (s - f) / (f * (1 - f)) * 0.5 * (nu[b] + nu[b + 1]) / expected;
            }
        }
        return observed * sum;
    }

    private static double events(Likelihood likelihood, int c, double[] parameters) {
        double[] values = likelihood.data().values().get(c);
        if (values.length == 0) {
            return 0;
        }
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] x = new double[order.length];
        double[] weight = new double[order.length];
        for (int k = 0; k < order.length; k++) {
            x[k] = values[order[k]];
            weight[k] = likelihood.data().weights() == null
                    ? 1
                    : likelihood.data().weights().get(c)[order[k]];
        }
        return distance(fractions(likelihood, c, parameters, x), weight);
    }

    /** Share of the density below each of rising points. */
    private static double[] fractions(Likelihood likelihood, int c, double[] parameters, double[] x) {
        var category = likelihood.model().categories().get(c);
        double[] edges = new double[x.length + 2];
        int size = 0;
        edges[size++] = category.lo();
        int[] place = new int[x.length];
        for (int k = 0; k < x.length; k++) {
            if (x[k] > edges[size - 1] && x[k] < category.hi()) {
                edges[size++] = x[k];
            }
            place[k] = x[k] >= category.hi() ? -1 : size - 1;
        }
        edges[size++] = category.hi();
        double[] nu = Saturated.expected(likelihood, c, parameters, Arrays.copyOf(edges, size));
        double[] below = new double[size];
        for (int b = 0; b < nu.length; b++) {
            below[b + 1] = below[b] + nu[b];
        }
        double total = below[size - 1];
        double[] fractions = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            fractions[k] = place[k] < 0 ? 1 : below[place[k]] / total;
        }
        return fractions;
    }

    /**
     * A² of weighted data. Between two values S is constant, and ∫ (S − F)²/(F (1 − F)) dF = S² log F − (1 − S)² log(1 − F)
     * − F.
     *
     * @param f rising
     */
    static double distance(double[] f, double[] weight) {
        double total = Arrays.stream(weight).sum();
        if (!(total > 0)) {
            return 0;
        }
        double sum = 0;
        double s = 0;
        double from = 0;
        for (int k = 0; k <= f.length; k++) {
            double to = k < f.length ? Math.max(LEAST, Math.min(1 - LEAST, f[k])) : 1;
            sum += primitive(s, to) - primitive(s, from);
            s = k < f.length ? s + weight[k] / total : s;
            from = to;
        }
        return total * sum;
    }

    private static double primitive(double s, double f) {
        double left = f > 0 && s > 0 ? s * s * Math.log(f) : 0;
        double rest = 1 - s > 1e-15 && f < 1 ? (1 - s) * (1 - s) * Math.log1p(-f) : 0;
        return left - rest - f;
    }
}
