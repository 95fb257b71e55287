package org.fiducia.api.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Nullable;

/**
 * What was observed: for each category of a model, in its order, either events, i.e. the values of the fit variable and
 * their weights, or a histogram.
 *
 * @param values one array per category: value of each event, or middle of each interval; not written to after construction
 * @param weights one array per category of the same lengths: weight of each event, or entries of each interval; null for
 *     unit weights everywhere
 * @param edges one array per category: rising, from one end of the window to the other, one more than there are intervals;
 *     empty for a category with events; null when all have events
 */
public record Dataset(
        List<double[]> values,
        @Nullable List<double[]> weights,
        @Nullable List<double[]> edges) implements Serializable {
    public Dataset {
        values = List.copyOf(values);
        weights = weights == null ? null : List.copyOf(weights);
        edges = edges == null ? null : List.copyOf(edges);
        if (edges != null && weights == null) {
            throw new IllegalArgumentException("a histogram needs its entries");
        }
    }

    /** Events with weights, null for unit weights. */
    public Dataset(List<double[]> values, @Nullable List<double[]> weights) {
        this(values, weights, null);
    }

    /** Events of unit weight. */
    public static Dataset unweighted(List<double[]> values) {
        return new Dataset(values, null, null);
    }

    /**
     * Histograms in every category.
     *
     * @param edges rising, one array per category
     * @param entries one less per category
     */
    public static Dataset histograms(List<double[]> edges, List<double[]> entries) {
        return new Dataset(edges.stream().map(Dataset::middles).toList(), entries, edges);
    }

    /** The data of several measurements together: the categories of one after those of the other. */
    public static Dataset join(List<Dataset> parts) {
        boolean weighted = parts.stream().anyMatch(part -> part.weights != null);
        boolean histograms = parts.stream().anyMatch(part -> part.edges != null);
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        var edges = new ArrayList<double[]>();
        for (Dataset part : parts) {
            values.addAll(part.values);
            for (int c = 0; c < part.values.size(); c++) {
                weights.add(part.weights == null ? ones(part.values.get(c).length) : part.weights.get(c));
                edges.add(part.edges == null ? new double[0] : part.edges.get(c));
            }
        }
        return new Dataset(values, weighted ? weights : null, histograms ? edges : null);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] middles(double[] edges) {
        double[] middles = new double[edges.length - 1];
        for (int i = 0; i < middles.length; i++) {
            middles[i] = 0.5 * (edges[i] + edges[i + 1]);
        }
        return middles;
    }

    /** Whether the data of a category are a histogram. */
    public boolean binned(int category) {
        return edges != null && edges.get(category).length > 0;
    }

    /** Number of events or, for a weighted set, sum of weights. */
    public double sumOfWeights() {
        if (weights == null) {
            return values.stream().mapToInt(v -> v.length).sum();
        }
        double sum = 0;
        for (double[] w : weights) {
            for (double x : w) {
                sum += x;
            }
        }
        return sum;
    }
}
