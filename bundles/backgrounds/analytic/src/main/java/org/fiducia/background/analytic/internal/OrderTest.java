package org.fiducia.background.analytic.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.background.analytic.BackgroundFunction;

/**
 * Chooses orders of functions by the data of a category beside the peak of the signal, which is one interval with a free
 * number of events more, so that nothing there speaks for or against a function. Data of more events than narrow intervals
 * are fitted as a histogram of these. From the lowest order that describes the data
 * with a p-value above {@value #GOOD}, the order rises as long as twice the gain in log-likelihood has a p-value below {@value
 * #BETTER} for the parameters that are added; all orders on the way are taken.
 */
final class OrderTest {
    /** Of χ². */
    static final double GOOD = 0.01;

    /** Of 2ΔNLL, which follows χ² of as many degrees of freedom as there are further parameters. */
    static final double BETTER = 0.05;

    private static final double LEAST_EXPECTED = 5;
    private static final String EVENTS = "events";
    private static final String MORE = "peak";

    /** Intervals of a histogram of the window: so narrow that they tell functions apart as events do. */
    private static final int INTERVALS = 160;

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final double lo;
    private final double hi;
    private final double[] values;
    private final double[] peak;
    private final Dataset data;
    private final String prefix;
    private final Progress progress;

    /**
     * @param values of the fitted variable in the window
     * @param peak edges of the interval in which there may be signal; empty for none
     * @param prefix of the names of parameters
     */
    OrderTest(
            LikelihoodCompiler compiler,
            Fitter fitter,
            double lo,
            double hi,
            double[] values,
            double[] peak,
            String prefix,
            Progress progress) {
        this.compiler = compiler;
        this.fitter = fitter;
        this.lo = lo;
        this.hi = hi;
        this.values = values.clone();
        this.peak = peak.clone();
        data = peak.length > 0 || values.length > INTERVALS ? histogram() : Dataset.unweighted(List.of(this.values));
        this.prefix = prefix;
        this.progress = progress;
    }

    /**
     * A function that was tried.
     *
     * @param gain probability that the gain over the order taken before it is chance; NaN where none was taken
     * @param taken whether it is
     */
    record Tested(Trial trial, double gain, boolean taken) {}

    /** Functions of a family that are tried, of rising order: none after one that gains too little. */
    List<Tested> tested(BackgroundFamily family, int most) {
        var tested = new ArrayList<Tested>();
        Trial before = null;
        for (int order : family.orders(most)) {
            Optional<Trial> next = fit(family, order);
            if (next.isEmpty()) {
                break;
            }
            Trial trial = next.get();
            double gain = before == null ? Double.NaN : gainIsChance(before, trial);
            boolean taken = before == null ? !(trial.goodness() <= GOOD) : gain < BETTER;
            tested.add(new Tested(trial, gain, taken));
            if (before != null && !taken) {
                break;
            }
            before = taken ? trial : before;
        }
        return tested;
    }

    /** Functions of a family that are taken, of rising order; none when none describes the data. */
    List<Trial> taken(BackgroundFamily family, int most) {
        return tested(family, most).stream()
                .filter(Tested::taken)
                .map(Tested::trial)
                .toList();
    }

    /** Probability of such a gain, or more, by chance. */
    static double gainIsChance(Trial lower, Trial higher) {
        double gain = Math.max(0, 2 * (lower.nll() - higher.nll()));
        return RegularizedGamma.Q.value(0.5 * (higher.order() - lower.order()), 0.5 * gain);
    }

    /** One function; empty when its fit does not converge. */
    Optional<Trial> fit(BackgroundFamily family, int order) {
        progress.checkCancelled();
        String name = family.id() + " " + order;
        BackgroundFunction function = family.function(order, prefix + name.replace(' ', '_') + "_", lo, hi);
        var parameters = new ArrayList<Parameter>();
        parameters.add(Parameter.normalisation(EVENTS, values.length));
        parameters.addAll(function.parameters());
        var components = new ArrayList<Component>();
        components.add(new Component("background", Expression.ref(EVENTS), function.shape()));
        int own = parameters.size();
        if (peak.length > 0) {
            parameters.add(Parameter.normalisation(MORE, 1));
            components.add(new Component(MORE, Expression.ref(MORE), interval()));
        }
        var model = new StatisticalModel(
                parameters, List.of(), List.of(new ModelCategory("all", lo, hi, components, Map.of())));
        Likelihood likelihood = compiler.compile(model, data);
        FitResult fit = fitter.fit(likelihood, model.initial(), false, progress);
        if (!fit.converged()) {
            return Optional.empty();
        }
        var fitted = new ArrayList<Parameter>();
        for (int k = 1; k < own; k++) {
            fitted.add(parameters.get(k).startingAt(fit.parameters()[k]));
        }
        double[] expected = likelihood.expected(0, 0, fit.parameters(), units(lo, hi));
        return Optional.of(
                new Trial(name, order, fitted, function.shape(), fit.nll(), goodness(expected, order), expected));
    }

    /** Uniform in the interval of the peak. */
    private Shape interval() {
        double[] edges = DoubleStream.of(lo, peak[0], peak[1], hi).distinct().toArray();
        double[] inside = new double[edges.length - 1];
        inside[Arrays.binarySearch(edges, peak[0])] = 1;
        return Shape.histogram(edges, inside);
    }

    private Dataset histogram() {
        var edges = new ArrayList<Double>();
        for (int k = 0; k <= INTERVALS; k++) {
            double edge = lo + (hi - lo) * k / INTERVALS;
            if (peak.length == 0 || edge < peak[0] || edge > peak[1]) {
                edges.add(edge);
            }
        }
        for (double edge : peak) {
            edges.add(edge);
        }
        double[] rising =
                edges.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] entries = new double[rising.length - 1];
        int beside = 0;
        for (double value : values) {
            int k = Arrays.binarySearch(rising, value);
            k = Math.min(entries.length - 1, k < 0 ? -k - 2 : k);
            boolean within = peak.length > 0 && rising[k] == peak[0];
            entries[k] += within ? 0 : 1;
            beside += within ? 0 : 1;
        }
        if (peak.length > 0) {
            // any number: with one that is not 0 the free number of events is at no limit
            entries[Arrays.binarySearch(rising, peak[0])] = beside + 1;
        }
        return Dataset.histograms(List.of(rising), List.of(entries));
    }

    /** Edges of intervals of about a unit. */
    static double[] units(double lo, double hi) {
        int intervals = Math.max(1, (int) Math.round(hi - lo));
        double[] edges = new double[intervals + 1];
        for (int k = 0; k <= intervals; k++) {
            edges[k] = lo + (hi - lo) * k / intervals;
        }
        return edges;
    }

    /** Numbers of values in them. */
    static double[] counted(double[] values, double lo, double hi) {
        double[] counts = new double[units(lo, hi).length - 1];
        for (double value : values) {
            counts[Math.min(counts.length - 1, (int) ((value - lo) / (hi - lo) * counts.length))]++;
        }
        return counts;
    }

    private double goodness(double[] fitted, int order) {
        double[] edges = units(lo, hi);
        int intervals = fitted.length;
        double[] expected = fitted.clone();
        double[] observed = counted(values, lo, hi);
        for (int k = 0; k < intervals && peak.length > 0; k++) {
            if (edges[k + 1] > peak[0] && edges[k] < peak[1]) {
                expected[k] = 0;
                observed[k] = 0;
            }
        }
        var merged = merged(expected, observed);
        double chi2 = 0;
        for (double[] pair : merged) {
            chi2 += (pair[1] - pair[0]) * (pair[1] - pair[0]) / pair[0];
        }
        int freedom = merged.size() - order - 1;
        return freedom > 0 ? RegularizedGamma.Q.value(0.5 * freedom, 0.5 * chi2) : Double.NaN;
    }

    /** Neighbours together until enough are expected; what is left at the end goes to the last. */
    private static List<double[]> merged(double[] expected, double[] observed) {
        var merged = new ArrayList<double[]>();
        double[] open = new double[2];
        for (int k = 0; k < expected.length; k++) {
            open[0] += expected[k];
            open[1] += observed[k];
            if (open[0] >= LEAST_EXPECTED) {
                merged.add(open);
                open = new double[2];
            }
        }
        if (open[0] > 0 && !merged.isEmpty()) {
            double[] last = merged.get(merged.size() - 1);
            last[0] += open[0];
            last[1] += open[1];
        }
        return merged;
    }
}
