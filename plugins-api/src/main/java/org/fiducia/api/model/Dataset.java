package org.fiducia.api.model;

import java.util.List;

/**
 * What was observed: for each category of a model, in its order, the values of the fit variable and their weights.
 *
 * @param values one array per category; not written to after construction
 * @param weights one array per category of the same lengths; null for unit weights
 */
public record Dataset(List<double[]> values, List<double[]> weights) {
    public Dataset {
        values = List.copyOf(values);
        weights = weights == null ? null : List.copyOf(weights);
    }

    /** Events of unit weight. */
    public static Dataset unweighted(List<double[]> values) {
        return new Dataset(values, null);
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
