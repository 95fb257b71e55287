package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;

/**
 * Takes the events of an interval together in its middle. The intervals are {@value #NUMBER} equal ones of the window, much
 * narrower than what is looked for: a width σ becomes √(σ² + h²/12), h that of an interval. A category of fewer events than
 * intervals stays as it is, and so does a histogram.
 *
 * @param model with the windows of the categories
 */
record NarrowIntervals(StatisticalModel model) {
    private static final int NUMBER = 800;

    /** Data of the model. */
    Dataset of(Dataset data) {
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        for (int c = 0; c < data.values().size(); c++) {
            double[] value = data.values().get(c);
            double[] weight = weights(data, c);
            if (data.binned(c) || value.length <= NUMBER) {
                values.add(value);
                weights.add(weight);
            } else {
                ModelCategory window = model.categories().get(c);
                double[] sums = sums(value, weight, window.lo(), window.hi());
                double width = (window.hi() - window.lo()) / NUMBER;
                int[] filled = filled(sums);
                values.add(Arrays.stream(filled)
                        .mapToDouble(k -> window.lo() + (k + 0.5) * width)
                        .toArray());
                weights.add(Arrays.stream(filled).mapToDouble(k -> sums[k]).toArray());
            }
        }
        return new Dataset(values, weights, data.edges());
    }

    private static double[] weights(Dataset data, int category) {
        List<double[]> weights = data.weights();
        if (weights != null) {
            return weights.get(category);
        }
        double[] ones = new double[data.values().get(category).length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] sums(double[] value, double[] weight, double lo, double hi) {
        double[] sums = new double[NUMBER];
        for (int e = 0; e < value.length; e++) {
            int k = (int) ((value[e] - lo) / (hi - lo) * NUMBER);
            sums[Math.max(0, Math.min(NUMBER - 1, k))] += weight[e];
        }
        return sums;
    }

    private static int[] filled(double[] sums) {
        int[] filled = new int[NUMBER];
        int n = 0;
        for (int k = 0; k < NUMBER; k++) {
            filled[n] = k;
            n += sums[k] != 0 ? 1 : 0;
        }
        return Arrays.copyOf(filled, n);
    }
}
