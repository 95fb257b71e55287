package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.FitDetails;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.FitDetails.FitClass;
import org.fiducia.api.measurement.FitDetails.WeightedSpectrum;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.api.model.StatisticalModel;

/**
 * What the categories of a fit know of the signal. It is looked at where the data themselves give the shape of a background: a
 * parameter of it floats without constraint. Signal are the components whose yield follows a parameter of interest.
 */
final class FitClasses {
    /** Steps of the grid on which densities are looked at. */
    private static final int GRID = 2000;

    /** Steps of the grid that a point of a curve has. */
    private static final int STRIDE = 4;

    /** Of a signal that is in an interval, as in ±1 σ of a Gaussian. */
    private static final double SHARE = 0.6826894921370859;

    private static final int MOST_INTERVALS = 400;
    private static final int LEAST_INTERVALS = 10;

    private final FitRegion fit;
    private final Likelihood likelihood;
    private final StatisticalModel model;
    private final double[] best;
    private final boolean asimov;

    /** Indices of the categories in which the signal is fitted. */
    private final int[] fitted;

    private final Set<String> interest;
    private final double[] grid;

    private FitClasses(FitRegion fit, Likelihood likelihood, FitResult best, boolean asimov) {
        this.fit = fit;
        this.likelihood = likelihood;
        this.model = likelihood.model();
        this.best = best.parameters();
        this.asimov = asimov;
        fitted = IntStream.range(0, model.categories().size())
                .filter(c -> fit.id().equals(model.categories().get(c).labels().get("region")))
                .toArray();
        interest = model.parameters().stream()
                .filter(p -> p.role() == Role.INTEREST)
                .map(Parameter::name)
                .collect(Collectors.toSet());
        grid = edges(GRID);
    }

    /**
     * The details of a fit.
     *
     * @param asimov whether the data are what the start values expect
     */
    static FitDetails details(
            Analysis analysis, Likelihood likelihood, FitResult best, boolean asimov, Coordinates coordinates) {
        var classes = new FitClasses(analysis.fit(), likelihood, best, asimov);
        List<List<Integer>> groups = classes.groups();
        if (groups.size() < 2 || !classes.smooth()) {
            return new FitDetails(coordinates, List.of(), List.of());
        }
        Map<Integer, Densities> densities = new LinkedHashMap<>();
        for (int c : classes.fitted) {
            densities.put(c, classes.densities(c));
        }
        List<FitClass> rows =
                groups.stream().map(group -> classes.row(group, densities)).toList();
        return new FitDetails(coordinates, rows, classes.weighted(densities, rows));
    }

    /** Categories of the fit by those of the analysis, in the order of the model. */
    private List<List<Integer>> groups() {
        var groups = new LinkedHashMap<String, List<Integer>>();
        for (int c : fitted) {
            groups.computeIfAbsent(category(c), id -> new ArrayList<>()).add(c);
        }
        return List.copyOf(groups.values());
    }

    private String category(int c) {
        return Objects.requireNonNull(
                model.categories().get(c).labels().get("category"), "every category has its place");
    }

    /** Whether the shape of a background is found in the fit. */
    private boolean smooth() {
        Set<String> constrained = model.constraints().stream()
                .flatMap(constraint -> constraint.references().stream())
                .collect(Collectors.toSet());
        Set<String> free = model.parameters().stream()
                .filter(p -> p.role() == Role.NUISANCE && !p.fixed() && !constrained.contains(p.name()))
                .map(Parameter::name)
                .collect(Collectors.toSet());
        return Arrays.stream(fitted)
                .mapToObj(c -> model.categories().get(c))
                .flatMap(category -> category.components().stream())
                .filter(component -> !isSignal(component))
                .flatMap(component -> component.shape().parameters().values().stream())
                .map(Expression::references)
                .anyMatch(names -> names.stream().anyMatch(free::contains));
    }

    private boolean isSignal(Component component) {
        return component.yield().references().stream().anyMatch(interest::contains);
    }

    private double[] edges(int intervals) {
        return IntStream.rangeClosed(0, intervals)
                .mapToDouble(i -> i == intervals ? fit.hi() : fit.lo() + i * (fit.hi() - fit.lo()) / intervals)
                .toArray();
    }

    /** Fitted events of signal and background in the steps of the grid. */
    private record Densities(double[] signal, double[] background) {
        static Densities sum(List<Densities> all) {
            var sum = new Densities(new double[GRID], new double[GRID]);
            all.forEach(d -> {
                add(sum.signal, d.signal, 1);
                add(sum.background, d.background, 1);
            });
            return sum;
        }
    }

    private Densities densities(int c) {
        var densities = new Densities(new double[GRID], new double[GRID]);
        List<Component> components = model.categories().get(c).components();
        for (int k = 0; k < components.size(); k++) {
            double[] events = likelihood.expected(c, k, best, grid);
            add(isSignal(components.get(k)) ? densities.signal : densities.background, events, 1);
        }
        return densities;
    }

    private static void add(double[] to, double[] events, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * events[i];
        }
    }

    private FitClass row(List<Integer> group, Map<Integer, Densities> densities) {
        Densities sum = Densities.sum(group.stream()
                .map(c -> Objects.requireNonNull(densities.get(c), "every category has its densities"))
                .toList());
        double observed = group.stream()
                .mapToDouble(c -> Arrays.stream(observed(c, grid)).sum())
                .sum();
        double signal = Arrays.stream(sum.signal).sum();
        double[] interval = narrowest(sum.signal);
        double peak = 0.5 * (interval[0] + interval[1]);
        double step = (fit.hi() - fit.lo()) / GRID;
        double background = Double.isNaN(peak) ? peak : sum.background[cell(peak)] / step;
        return new FitClass(
                category(group.get(0)),
                observed,
                signal,
                peak,
                0.5 * (interval[1] - interval[0]),
                background,
                purity(sum, interval));
    }

    /** The narrowest interval with {@link #SHARE} of the events of a signal; NaN where there are none. */
    private double[] narrowest(double[] signal) {
        var sums = new double[GRID + 1];
        for (int i = 0; i < GRID; i++) {
            sums[i + 1] = sums[i] + signal[i];
        }
        double[] narrowest = {Double.NaN, Double.NaN};
        if (!(sums[GRID] > 0)) {
            return narrowest;
        }
        int to = 0;
        for (int from = 0; from < GRID; from++) {
            double wanted = sums[from] + SHARE * sums[GRID];
            while (to < GRID && sums[to] < wanted) {
                to++;
            }
            if (sums[to] < wanted) {
                break;
            }
            double end = grid[to] - (sums[to] - wanted) / (sums[to] - sums[to - 1]) * (grid[to] - grid[to - 1]);
            if (!(end - grid[from] >= narrowest[1] - narrowest[0])) {
                narrowest = new double[] {grid[from], end};
            }
        }
        return narrowest;
    }

    private int cell(double value) {
        double share = (value - fit.lo()) / (fit.hi() - fit.lo());
        return Math.max(0, Math.min(GRID - 1, (int) (share * GRID)));
    }

    /** Share of the signal in an interval; NaN where there is none. */
    private double purity(Densities densities, double[] interval) {
        double signal = within(densities.signal, interval);
        return signal / (signal + within(densities.background, interval));
    }

    /** Events in an interval, with the parts of steps at its ends. */
    private double within(double[] events, double[] interval) {
        double sum = Double.isNaN(interval[0]) ? Double.NaN : 0;
        for (int i = 0; i < GRID; i++) {
            double covered = Math.min(grid[i + 1], interval[1]) - Math.max(grid[i], interval[0]);
            sum += covered > 0 ? events[i] * covered / (grid[i + 1] - grid[i]) : 0;
        }
        return sum;
    }

    /** Events between edges, or what the start values expect. */
    private double[] observed(int c, double[] edges) {
        var observed = new double[edges.length - 1];
        if (asimov) {
            ModelCategory category = model.categories().get(c);
            for (int k = 0; k < category.components().size(); k++) {
                add(observed, likelihood.expected(c, k, model.initial(), edges), 1);
            }
            return observed;
        }
        Dataset data = likelihood.data();
        double[] values = data.values().get(c);
        for (int e = 0; e < values.length; e++) {
            int at = Arrays.binarySearch(edges, values[e]);
            int interval = Math.max(0, Math.min(observed.length - 1, at >= 0 ? at : -at - 2));
            observed[interval] += data.weights() == null ? 1 : data.weights().get(c)[e];
        }
        return observed;
    }

    /** The distribution with weights; nothing without any signal. */
    private List<WeightedSpectrum> weighted(Map<Integer, Densities> densities, List<FitClass> rows) {
        double narrowest = rows.stream()
                .mapToDouble(FitClass::width)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        if (Double.isNaN(narrowest)) {
            return List.of();
        }
        double[] edges = edges(intervals(narrowest));
        int n = edges.length - 1;
        var observed = new double[n];
        var squares = new double[n];
        var sum = new Densities(new double[GRID], new double[GRID]);
        densities.forEach((c, d) -> {
            double share = purity(d, narrowest(d.signal));
            double weight = Double.isNaN(share) ? 0 : share;
            double[] events = observed(c, edges);
            add(observed, events, weight);
            add(squares, events, weight * weight);
            add(sum.signal, d.signal, weight);
            add(sum.background, d.background, weight);
        });
        double scale = (double) GRID / STRIDE / n;
        double[] at = IntStream.range(0, GRID / STRIDE)
                .mapToDouble(i -> 0.5 * (grid[STRIDE * i] + grid[STRIDE * (i + 1)]))
                .toArray();
        return List.of(new WeightedSpectrum(
                edges,
                observed,
                Arrays.stream(squares).map(Math::sqrt).toArray(),
                at,
                curve(sum.signal, scale),
                curve(sum.background, scale)));
    }

    private static double[] curve(double[] events, double scale) {
        return IntStream.range(0, GRID / STRIDE)
                .mapToDouble(i -> scale
                        * Arrays.stream(events, STRIDE * i, STRIDE * (i + 1)).sum())
                .toArray();
    }

    /** Intervals of 1, 2 or 5 times a power of ten that resolve the signal; those of the fit, or several of them, if it has any. */
    private int intervals(double resolution) {
        double range = fit.hi() - fit.lo();
        if (fit.intervals() > 0) {
            int joined = IntStream.rangeClosed(1, fit.intervals())
                    .filter(k -> fit.intervals() % k == 0 && k * range / fit.intervals() <= resolution)
                    .max()
                    .orElse(1);
            return fit.intervals() / joined;
        }
        double power = Math.pow(10, Math.floor(Math.log10(resolution)));
        double width = resolution >= 5 * power ? 5 * power : resolution >= 2 * power ? 2 * power : power;
        return (int) Math.max(LEAST_INTERVALS, Math.min(MOST_INTERVALS, Math.round(range / width)));
    }
}
