package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.StackFigure;
import org.fiducia.drawing.StackFigure.Part;

/**
 * What a file calls one channel: a category of the model, or several that follow each other, of an interval each.
 *
 * @param name of the channel
 * @param categories indices of its categories
 * @param edges rising: of the histogram, or of intervals into which events are sorted
 */
record ModelChannel(String name, List<Integer> categories, double[] edges) {
    private static final String LABEL = "channel";

    /** Components with a colour of their own; the smaller ones are drawn as one. */
    private static final int MOST = 8;

    /** Intervals into which events are sorted. */
    private static final int INTERVALS = 25;

    /** The channels of a model with its data. */
    static List<ModelChannel> of(Likelihood likelihood) {
        List<ModelCategory> categories = likelihood.model().categories();
        Dataset data = likelihood.data();
        var channels = new ArrayList<ModelChannel>();
        int first = 0;
        for (int c = 1; c <= categories.size(); c++) {
            if (c == categories.size() || !belongs(categories, data, c)) {
                channels.add(of(categories, data, first, c));
                first = c;
            }
        }
        return channels;
    }

    private static ModelChannel of(List<ModelCategory> categories, Dataset data, int first, int end) {
        ModelCategory category = categories.get(first);
        if (end == first + 1) {
            return new ModelChannel(category.name(), List.of(first), edges(category, data, first));
        }
        double[] edges = new double[end - first + 1];
        for (int c = first; c < end; c++) {
            edges[c - first] = categories.get(c).lo();
        }
        edges[end - first] = categories.get(end - 1).hi();
        return new ModelChannel(
                Objects.requireNonNull(
                        category.labels().get(LABEL), "several intervals have the label of their channel"),
                IntStream.range(first, end).boxed().toList(),
                edges);
    }

    /** Whether a category is the next interval of the channel of the one before it. */
    private static boolean belongs(List<ModelCategory> categories, Dataset data, int c) {
        ModelCategory before = categories.get(c - 1);
        ModelCategory next = categories.get(c);
        String channel = next.labels().get(LABEL);
        return channel != null
                && channel.equals(before.labels().get(LABEL))
                && data.binned(c - 1)
                && data.binned(c)
                && before.hi() == next.lo();
    }

    private static double[] edges(ModelCategory category, Dataset data, int c) {
        List<double[]> edges = data.edges();
        return edges != null && data.binned(c)
                ? edges.get(c)
                : IntStream.rangeClosed(0, INTERVALS)
                        .mapToDouble(i -> i == INTERVALS
                                ? category.hi()
                                : category.lo() + (category.hi() - category.lo()) * i / INTERVALS)
                        .toArray();
    }

    /** Events observed in each interval. */
    double[] observed(Dataset data) {
        var sums = new double[edges.length - 1];
        for (int c : categories) {
            double[] values = data.values().get(c);
            for (int e = 0; e < values.length; e++) {
                int at = Arrays.binarySearch(edges, values[e]);
                int interval = Math.max(0, Math.min(sums.length - 1, at >= 0 ? at : -at - 2));
                sums[interval] += data.weights() == null ? 1 : data.weights().get(c)[e];
            }
        }
        return sums;
    }

    /** Expected events of each component in each interval, by its name. */
    Map<String, double[]> expected(Likelihood likelihood, double[] parameters) {
        var all = new LinkedHashMap<String, double[]>();
        boolean one = categories.size() == 1;
        for (int i = 0; i < categories.size(); i++) {
            int c = categories.get(i);
            ModelCategory category = likelihood.model().categories().get(c);
            double[] of = one ? edges : new double[] {category.lo(), category.hi()};
            for (int k = 0; k < category.components().size(); k++) {
                double[] events = likelihood.expected(c, k, parameters, of);
                double[] sums =
                        all.computeIfAbsent(category.components().get(k).name(), name -> new double[edges.length - 1]);
                for (int b = 0; b < events.length; b++) {
                    sums[i + b] += events[b];
                }
            }
        }
        return all;
    }

    /** Its fitted components on top of each other with the data, and dashed what was expected before the fit. */
    Figure figure(Outcome outcome, String title, String data) {
        Likelihood likelihood = outcome.likelihood();
        int intervals = edges.length - 1;
        var before = new double[intervals];
        expected(likelihood, likelihood.model().initial()).values().forEach(events -> add(before, events));
        Map<String, double[]> after = expected(likelihood, outcome.fit().parameters());
        List<String> large = after.keySet().stream()
                .sorted(Comparator.comparingDouble(
                                (String name) -> Arrays.stream(after.get(name)).sum())
                        .reversed())
                .limit(after.size() > MOST ? MOST - 1 : MOST)
                .toList();
        var parts = new ArrayList<Part>();
        if (large.size() < after.size()) {
            var rest = new double[intervals];
            after.forEach((name, events) -> add(rest, large.contains(name) ? new double[intervals] : events));
            parts.add(new Part(after.size() - large.size() + " others", 0, rest));
        }
        after.forEach((name, events) -> {
            if (large.contains(name)) {
                parts.add(new Part(name.replace("$", ""), parts.size(), events));
            }
        });
        return new StackFigure(edges, parts, observed(likelihood.data()), data)
                .compared("before the fit", before)
                .figure(
                        Picture.name("channel", name),
                        title,
                        data,
                        Axis.linear(name.replace("$", ""), "", edges[0], edges[intervals]));
    }

    private static void add(double[] to, double[] events) {
        for (int i = 0; i < to.length; i++) {
            to[i] += events[i];
        }
    }
}
