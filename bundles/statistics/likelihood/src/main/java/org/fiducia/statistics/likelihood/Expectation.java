package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.Panels.Panel;

/**
 * What a model expects at given parameters: numbers of events between edges, and the Asimov data set.
 *
 * <p>Where data are a histogram, the Asimov data are one. Elsewhere they are the nodes of a quadrature of the density f of each category, with weights w_i = q_i f(x_i). The
 * gradient of the NLL at the parameters that made them is then ∂ν − Σ_i q_i ∂f(x_i): zero as exactly as the quadrature
 * integrates ∂f, which is made sure of for every component and every derivative.
 */
final class Expectation {
    /** Panels end at the breaks of the shapes, and at least here. */
    private static final int COARSE_PANELS = 8;

    /** How much less than nothing is nothing, in units of the sum of the sizes of what makes it. */
    private static final double LITTLE = 0.02;

    private final Layout layout;
    private final StatisticalModel model;
    private final double[] value;

    /** Of the yield of each component; null for 1. */
    private @Nullable double[] factor;

    Expectation(Layout layout, StatisticalModel model, double[] parameters) {
        this(model, layout, new double[layout.program().nodes()]);
        layout.program().evaluate(parameters, value, null);
    }

    /** Multiplies the yields of a bin that have its factor. */
    void scale(BinStatistic statistic, double gamma) {
        if (factor == null) {
            factor = new double[layout.components()];
            Arrays.fill(factor, 1);
        }
        for (int k = 0; k < statistic.scaled().length; k++) {
            factor[layout.first(statistic.category()) + k] = statistic.scaled()[k] ? gamma : 1;
        }
    }

    private double yieldOf(int k) {
        double yield = value[layout.yield(k)];
        return factor == null ? yield : factor[k] * yield;
    }

    /** @param value of all nodes */
    Expectation(StatisticalModel model, Layout layout, double[] value) {
        this.layout = layout;
        this.model = model;
        this.value = value;
    }

    Dataset asimov(Workspace work) {
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        var edges = new ArrayList<double[]>();
        for (int c = 0; c < layout.categories(); c++) {
            if (work.events.binned(c)) {
                double[] ends = work.events.edges()[c];
                values.add(Events.middles(ends));
                weights.add(entries(c, work));
                edges.add(ends);
            } else {
                addAsimov(c, values, weights);
                edges.add(new double[0]);
            }
        }
        return new Dataset(values, weights, edges.stream().allMatch(e -> e.length == 0) ? null : edges);
    }

    /** Expected entries of a histogram. */
    double[] entries(int c, Workspace work) {
        double[] edges = work.events.edges()[c];
        double[] entries = new double[edges.length - 1];
        double[] size = new double[entries.length];
        for (int k = layout.first(c); k < layout.first(c + 1); k++) {
            double yield = yieldOf(k);
            if (yield != 0) {
                ShapeGroup group = layout.groups().get(layout.group(k));
                double[] integrals = new double[entries.length];
                Intervals.between(group, edges, work.rule(layout.group(k)))
                        .evaluate(parameters(group), integrals, null);
                for (int b = 0; b < entries.length; b++) {
                    entries[b] += yield * integrals[b];
                    size[b] += Math.abs(yield * integrals[b]);
                }
            }
        }
        for (int b = 0; b < entries.length; b++) {
            entries[b] = positive(entries[b], size[b]);
            if (!(entries[b] >= 0 && entries[b] < Double.POSITIVE_INFINITY)) {
                throw noData(c, entries[b] + " entries between " + edges[b] + " and " + edges[b + 1]);
            }
        }
        return entries;
    }

    /** At the edge of positive expectation rounding may leave a little less than nothing. */
    private static double positive(double expected, double size) {
        return expected < 0 && expected >= -Positivity.ROUNDING * size ? 0 : expected;
    }

    /** The same where that is a little. */
    private static double nothing(double expected, double size) {
        return expected < 0 && expected >= -LITTLE * size ? 0 : expected;
    }

    /** Expected events of a component, which may be negative as long as their sum is not. */
    double events(int k) {
        double events = yieldOf(k);
        if (!Double.isFinite(events)) {
            throw noData(layout.categoryOf(k), "yield " + events + " of component " + component(k));
        }
        return events;
    }

    /** Expected events of a category. */
    double total(int c) {
        double events = 0;
        double size = 0;
        for (int k = layout.first(c); k < layout.first(c + 1); k++) {
            events += events(k);
            size += Math.abs(events(k));
        }
        events = nothing(events, size);
        if (!(events >= 0)) {
            throw noData(c, events + " expected events");
        }
        return events;
    }

    /** Draws values from the density of a category. */
    DensitySampler totalSampler(int c) {
        int[] all = new int[layout.first(c + 1) - layout.first(c)];
        Arrays.setAll(all, i -> layout.first(c) + i);
        List<Panel> panels = Panels.of(ends(c, all, new double[0]), x -> new double[][] {sum(all, x)});
        try {
            return new DensitySampler(panels, x -> sum(all, x));
        } catch (IllegalArgumentException e) {
            throw noData(c, "density " + e.getMessage());
        }
    }

    /**
     * Density of some components together. At the edge of positive expectation, where a minimum may lie, it may be a little less
     * than nothing: by rounding, and between the points that the likelihood looks at. That is nothing.
     */
    private double[] sum(int[] components, double[] x) {
        double[] sum = new double[x.length];
        double[] size = new double[x.length];
        for (int k : components) {
            double yield = yieldOf(k);
            if (yield != 0) {
                double[] p = density(k, x);
                for (int i = 0; i < x.length; i++) {
                    sum[i] += yield * p[i];
                    size[i] += Math.abs(yield * p[i]);
                }
            }
        }
        for (int i = 0; i < x.length; i++) {
            sum[i] = nothing(sum[i], size[i]);
        }
        return sum;
    }

    /** Draws values from the shape of a component. */
    DensitySampler sampler(int k) {
        int c = layout.categoryOf(k);
        List<Panel> panels = Panels.of(ends(c, new int[] {k}, new double[0]), x -> new double[][] {density(k, x)});
        try {
            return new DensitySampler(panels, x -> density(k, x));
        } catch (IllegalArgumentException e) {
            throw noData(c, "density " + e.getMessage() + " of component " + component(k));
        }
    }

    private String component(int k) {
        int c = layout.categoryOf(k);
        return model.categories().get(c).components().get(k - layout.first(c)).name();
    }

    private FiduciaException noData(int c, String what) {
        return new FiduciaException(
                Kind.FIT,
                "no data can be made from category " + model.categories().get(c).name() + ": " + what,
                "make the data at parameters for which every yield, density and template bin is positive");
    }

    private void addAsimov(int c, List<double[]> values, List<double[]> weights) {
        int[] components = new int[layout.first(c + 1) - layout.first(c)];
        int count = 0;
        for (int k = layout.first(c); k < layout.first(c + 1); k++) {
            if (yieldOf(k) != 0) {
                components[count++] = k;
            }
        }
        int[] present = Arrays.copyOf(components, count);
        List<Panel> panels = count == 0
                ? List.of()
                : Panels.of(ends(c, present, new double[0]), x -> densitiesAndDerivatives(present, x));
        int points = panels.stream().mapToInt(Panel::order).sum();
        double[] x = new double[points];
        double[] w = new double[points];
        int next = 0;
        for (Panel panel : panels) {
            for (int i = 0; i < panel.order(); i++) {
                x[next] = panel.node(i);
                w[next++] = panel.weight(i);
            }
        }
        double[] f = sum(present, x);
        for (int i = 0; i < points; i++) {
            w[i] *= f[i];
            if (!(w[i] >= 0 && w[i] < Double.POSITIVE_INFINITY)) {
                throw noData(c, "density " + f[i] + " at " + x[i]);
            }
        }
        values.add(x);
        weights.add(w);
    }

    double[] expected(int c, int component, double[] edges) {
        double[] result = new double[edges.length - 1];
        int k = layout.first(c) + component;
        double yield = yieldOf(k);
        if (yield == 0) {
            return result;
        }
        ModelCategory category = model.categories().get(c);
        if (edges.length == 2 && edges[0] <= category.lo() && edges[1] >= category.hi()) {
            return new double[] {yield}; // a density is normalised on the window
        }
        for (Panel panel : Panels.of(ends(c, new int[] {k}, edges), x -> new double[][] {density(k, x)})) {
            double middle = panel.node(0);
            int bin = Arrays.binarySearch(edges, middle);
            bin = bin < 0 ? -bin - 2 : bin;
            if (bin >= 0 && bin < result.length) {
                double[] x = new double[panel.order()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = panel.node(i);
                }
                double[] p = density(k, x);
                for (int i = 0; i < x.length; i++) {
                    result[bin] += yield * panel.weight(i) * p[i];
                }
            }
        }
        return result;
    }

    /** Window, given edges, and the breaks of the shapes. */
    private double[] ends(int c, int[] components, double[] edges) {
        ModelCategory category = model.categories().get(c);
        var ends = new TreeSet<Double>();
        for (int i = 0; i <= COARSE_PANELS; i++) {
            ends.add(category.lo() + (category.hi() - category.lo()) * i / COARSE_PANELS);
        }
        for (double edge : edges) {
            ends.add(edge);
        }
        for (int k : components) {
            ShapeGroup group = layout.groups().get(layout.group(k));
            for (double point : group.function().breaks(group.shape(), parameters(group))) {
                ends.add(point);
            }
        }
        ends.removeIf(end -> !(end >= category.lo() && end <= category.hi()));
        return ends.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double[] parameters(ShapeGroup group) {
        return Arrays.stream(group.nodes()).mapToDouble(node -> value[node]).toArray();
    }

    private double[] density(int k, double[] x) {
        ShapeGroup group = layout.groups().get(layout.group(k));
        double[] density = new double[x.length];
        group.function().bind(group.shape(), group.lo(), group.hi(), x).evaluate(parameters(group), density, null);
        return density;
    }

    private double[][] densitiesAndDerivatives(int[] components, double[] x) {
        var rows = new ArrayList<double[]>();
        for (int k : components) {
            ShapeGroup group = layout.groups().get(layout.group(k));
            double[] density = new double[x.length];
            double[][] derivatives = new double[group.nodes().length][];
            rows.add(density);
            for (int s = 0; s < derivatives.length; s++) {
                if (!layout.program().isConstant(group.nodes()[s])) {
                    derivatives[s] = new double[x.length];
                    rows.add(derivatives[s]);
                }
            }
            group.function()
                    .bind(group.shape(), group.lo(), group.hi(), x)
                    .evaluate(parameters(group), density, derivatives);
        }
        return rows.toArray(double[][]::new);
    }
}
