package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;

/**
 * Data as the likelihood wants them: checked, and sorted within each category. An interval of a histogram is an event
 * with its entries as weight; one without entries is none.
 *
 * @param values rising, one array per category: value of each event, or middle of each interval with entries
 * @param weights of the same lengths: weight of each event, or entries of each interval; a null row for unit weights
 * @param edges of all intervals, one array per category; a null row for a category with events
 * @param filled which intervals have entries, rising, one array per category; a null row for a category with events
 */
record Events(double[][] values, double[][] weights, double[][] edges, int[][] filled) {
    /** Ends of a histogram may miss the ends of the window by rounding, in units of its width. */
    private static final double ROUNDING = 1e-9;

    static Events of(List<ModelCategory> categories, Dataset data) {
        int n = categories.size();
        requireAll(n, data.values(), "values");
        requireAll(n, data.weights(), "weights");
        requireAll(n, data.edges(), "edges of histograms");
        List<double[]> weights = data.weights();
        List<double[]> edges = data.edges();
        var events = new Events(new double[n][], new double[n][], new double[n][], new int[n][]);
        for (int c = 0; c < n; c++) {
            if (edges != null && weights != null && data.binned(c)) {
                events.takeHistogram(categories.get(c), c, edges.get(c).clone(), weights.get(c));
            } else {
                events.takeEvents(categories.get(c), c, data.values().get(c), weights == null ? null : weights.get(c));
            }
        }
        return events;
    }

    private static void requireAll(int categories, @Nullable List<double[]> arrays, String what) {
        if (arrays != null && arrays.size() != categories) {
            throw wrong("there are " + what + " for " + arrays.size() + " categories, the model has " + categories);
        }
    }

    private void takeEvents(ModelCategory category, int c, double[] x, @Nullable double[] w) {
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= category.lo() && x[i] <= category.hi())) {
                throw wrong("event " + i + " of category " + category.name() + " has the value " + x[i]
                        + ", outside the window [" + category.lo() + ", " + category.hi() + "]");
            }
        }
        if (w != null) {
            checkWeights(category, "event", x.length, w);
        }
        if (w == null || Arrays.stream(w).allMatch(weight -> weight == 1)) {
            values[c] = x.clone();
            Arrays.sort(values[c]);
            return;
        }
        int[] order = IntStream.range(0, x.length)
                .filter(i -> w[i] != 0)
                .boxed()
                .sorted((i, j) -> Double.compare(x[i], x[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        values[c] = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
        weights[c] = Arrays.stream(order).mapToDouble(i -> w[i]).toArray();
    }

    private void takeHistogram(ModelCategory category, int c, double[] ends, double[] entries) {
        int intervals = ends.length - 1;
        double rounding = ROUNDING * (category.hi() - category.lo());
        if (intervals < 1
                || !(Math.abs(ends[0] - category.lo()) <= rounding)
                || !(Math.abs(ends[intervals] - category.hi()) <= rounding)) {
            throw wrong("the histogram of category " + category.name() + " reaches from " + ends[0] + " to "
                    + ends[intervals] + ", the window from " + category.lo() + " to " + category.hi());
        }
        ends[0] = category.lo();
        ends[intervals] = category.hi();
        for (int b = 0; b < intervals; b++) {
            if (!(ends[b] < ends[b + 1])) {
                throw wrong("edges " + ends[b] + ", " + ends[b + 1] + " of the histogram of category " + category.name()
                        + " do not rise");
            }
        }
        checkWeights(category, "interval", intervals, entries);
        for (int b = 0; b < intervals; b++) {
            if (entries[b] < 0) {
                throw wrong("the histogram of category " + category.name() + " has " + entries[b] + " entries between "
                        + ends[b] + " and " + ends[b + 1]);
            }
        }
        filled[c] = IntStream.range(0, intervals).filter(b -> entries[b] != 0).toArray();
        edges[c] = ends;
        double[] middles = middles(ends);
        values[c] = Arrays.stream(filled[c]).mapToDouble(b -> middles[b]).toArray();
        weights[c] = Arrays.stream(filled[c]).mapToDouble(b -> entries[b]).toArray();
    }

    private static void checkWeights(ModelCategory category, String of, int n, double[] w) {
        if (w.length != n) {
            throw wrong("category " + category.name() + " has " + n + " " + of + "s and " + w.length
                    + (of.equals("event") ? " weights" : " entries"));
        }
        for (int i = 0; i < w.length; i++) {
            if (!Double.isFinite(w[i])) {
                throw wrong(of + " " + i + " of category " + category.name() + " has the weight " + w[i]);
            }
        }
    }

    private static FiduciaException wrong(String what) {
        return new FiduciaException(
                Kind.INPUT,
                what,
                "give each category of the model its events, finite numbers within its window, or a histogram that"
                        + " covers the window, with entries that are not negative");
    }

    /** Middle of each interval. */
    static double[] middles(double[] edges) {
        return IntStream.range(1, edges.length)
                .mapToDouble(i -> 0.5 * (edges[i - 1] + edges[i]))
                .toArray();
    }

    boolean binned(int category) {
        return edges[category] != null;
    }

    /** Number of events or of intervals with entries. */
    int count(int category) {
        return values[category].length;
    }

    int total() {
        return Arrays.stream(values).mapToInt(x -> x.length).sum();
    }

    /** Σ log n! over categories with events and over intervals of histograms. */
    double logFactorials() {
        double sum = 0;
        for (int c = 0; c < values.length; c++) {
            if (binned(c)) {
                for (double entries : weights[c]) {
                    sum += LogGamma.value(entries + 1);
                }
            } else {
                double n = weights[c] == null
                        ? values[c].length
                        : Arrays.stream(weights[c]).sum();
                sum += LogGamma.value(n + 1);
            }
        }
        return sum;
    }
}
