package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;

/**
 * Data as the likelihood wants them: checked, and sorted within each category.
 *
 * @param values rising, one array per category
 * @param weights of the same lengths; null for unit weights
 */
record Events(double[][] values, double[][] weights) {
    static Events of(List<ModelCategory> categories, Dataset data) {
        int n = categories.size();
        if (data.values().size() != n) {
            throw wrong("the data have " + data.values().size() + " categories, the model " + n);
        }
        if (data.weights() != null && data.weights().size() != n) {
            throw wrong("there are weights for " + data.weights().size() + " categories, the model has " + n);
        }
        double[][] values = new double[n][];
        double[][] weights = data.weights() == null ? null : new double[n][];
        for (int c = 0; c < n; c++) {
            double[] x = data.values().get(c);
            check(categories.get(c), x);
            if (weights == null) {
                values[c] = x.clone();
                Arrays.sort(values[c]);
            } else {
                double[] w = data.weights().get(c);
                checkWeights(categories.get(c), x, w);
                int[] order = IntStream.range(0, x.length)
                        .filter(i -> w[i] != 0)
                        .boxed()
                        .sorted((i, j) -> Double.compare(x[i], x[j]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                values[c] = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
                weights[c] = Arrays.stream(order).mapToDouble(i -> w[i]).toArray();
            }
        }
        return new Events(values, weights);
    }

    private static void check(ModelCategory category, double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= category.lo() && x[i] <= category.hi())) {
                throw wrong("event " + i + " of category " + category.name() + " has the value " + x[i]
                        + ", outside the window [" + category.lo() + ", " + category.hi() + "]");
            }
        }
    }

    private static void checkWeights(ModelCategory category, double[] x, double[] w) {
        if (w.length != x.length) {
            throw wrong("category " + category.name() + " has " + x.length + " events and " + w.length + " weights");
        }
        for (int i = 0; i < w.length; i++) {
            if (!Double.isFinite(w[i])) {
                throw wrong("event " + i + " of category " + category.name() + " has the weight " + w[i]);
            }
        }
    }

    private static FiduciaException wrong(String what) {
        return new FiduciaException(
                Kind.INPUT, what, "give each category of the model its events, finite numbers within its window");
    }

    int count(int category) {
        return values[category].length;
    }

    int total() {
        return Arrays.stream(values).mapToInt(x -> x.length).sum();
    }
}
