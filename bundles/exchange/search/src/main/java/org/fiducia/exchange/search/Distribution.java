package org.fiducia.exchange.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.drawing.StackFigure;

/**
 * Categories of a part that are the bins of one distribution: those of one region and category, or of one channel of a file.
 *
 * @param name for people
 * @param bins each an interval of a category
 */
record Distribution(String name, List<Bin> bins) {
    /** More bins have no names on the axis. */
    private static final int MOST_NAMES = 12;

    /** Components with less of the events than this are drawn together. */
    private static final double LEAST = 0.01;

    /** An interval of a category. */
    record Bin(int category, int interval, String label) {}

    /** Those of a part, in the order of its categories; categories with single events are left out. */
    static List<Distribution> of(Part part) {
        Map<String, List<Bin>> bins = new LinkedHashMap<>();
        for (int c = 0; c < part.model().categories().size(); c++) {
            if (!part.data().binned(c)) {
                continue;
            }
            ModelCategory category = part.model().categories().get(c);
            List<Bin> own = bins.computeIfAbsent(name(category), key -> new ArrayList<>());
            int intervals = part.edges(c).length - 1;
            for (int i = 0; i < intervals; i++) {
                String label = category.labels().getOrDefault("bin", "");
                boolean named =
                        intervals == 1 && !label.isEmpty() && !category.labels().containsKey("channel");
                own.add(new Bin(c, i, named ? label : Integer.toString(own.size() + 1)));
            }
        }
        return bins.entrySet().stream()
                .map(entry -> new Distribution(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static String name(ModelCategory category) {
        Map<String, String> labels = category.labels();
        String words = Stream.of("region", "era", "category", "channel")
                .map(label -> labels.getOrDefault(label, ""))
                .filter(word -> !word.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        return words.isEmpty() ? category.name() : words;
    }

    /** Observed events of each bin. */
    double[] observed(Part part) {
        return bins.stream()
                .mapToDouble(bin -> part.entries(bin.category())[bin.interval()])
                .toArray();
    }

    /** Expected events of each bin. */
    List<Expected.Events> events(Part part, Expected expected) {
        return bins.stream()
                .map(bin -> expected.all(bin.category(), bin.interval(), part.edges(bin.category())))
                .toList();
    }

    /**
     * Events of each process per bin: components whose names begin alike, up to the first {@code _}, are one.
     */
    Map<String, double[]> processes(Part part, Expected expected) {
        var processes = new LinkedHashMap<String, double[]>();
        for (int b = 0; b < bins.size(); b++) {
            Bin bin = bins.get(b);
            List<String> components = expected.components(bin.category());
            for (int k = 0; k < components.size(); k++) {
                double events = expected.component(bin.category(), k, part.edges(bin.category()))[bin.interval()];
                processes.computeIfAbsent(process(components.get(k)), key -> new double[bins.size()])[b] += events;
            }
        }
        return processes;
    }

    static String process(String component) {
        int end = component.indexOf('_', 1);
        return end < 0 ? component : component.substring(0, end);
    }

    /**
     * The figure: processes on top of each other with their uncertainty, and data.
     *
     * @param strength parameter whose processes are the signal, which is uppermost
     * @param id name of its files
     * @param when words such as {@code after the fit}
     * @param data what the data are called
     */
    Figure figure(Part part, String strength, Expected expected, String id, String when, String data) {
        int n = bins.size();
        List<Expected.Events> events = events(part, expected);
        double[] lo = new double[n];
        double[] hi = new double[n];
        for (int b = 0; b < n; b++) {
            double error = expected.error(events.get(b));
            lo[b] = Math.max(0, events.get(b).number() - error);
            hi[b] = events.get(b).number() + error;
        }
        double[] edges = IntStream.rangeClosed(0, n).mapToDouble(i -> i).toArray();
        var stack = new StackFigure(edges, parts(part, strength, expected), observed(part), data);
        stack.uncertain("Uncertainty", lo, hi);
        Axis axis = n > MOST_NAMES
                ? Axis.linear("interval", "", 0, n)
                : Axis.of("interval", bins.stream().map(Bin::label).toList());
        return stack.figure(id, name, when, axis, "Data / exp.");
    }

    private List<StackFigure.Part> parts(Part part, String strength, Expected expected) {
        Map<String, double[]> processes = processes(part, expected);
        Set<String> signal = bins.stream()
                .flatMap(bin -> part.model().categories().get(bin.category()).components().stream())
                .filter(component -> component.yield().references().contains(strength))
                .map(component -> process(component.name()))
                .collect(Collectors.toSet());
        double all = processes.values().stream().mapToDouble(Distribution::sum).sum();
        var below = new ArrayList<StackFigure.Part>();
        var above = new ArrayList<StackFigure.Part>();
        double[] other = new double[bins.size()];
        int colour = 0;
        for (Map.Entry<String, double[]> process : processes.entrySet()) {
            if (signal.contains(process.getKey())) {
                above.add(new StackFigure.Part(process.getKey(), colour, process.getValue()));
            } else if (sum(process.getValue()) > LEAST * all) {
                below.add(new StackFigure.Part(process.getKey(), colour, process.getValue()));
            } else {
                for (int b = 0; b < other.length; b++) {
                    other[b] += process.getValue()[b];
                }
            }
            colour++;
        }
        var parts = new ArrayList<StackFigure.Part>();
        if (sum(other) > 0) {
            parts.add(new StackFigure.Part("Others", colour, other));
        }
        parts.addAll(below);
        parts.addAll(above);
        return parts;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
