package org.fiducia.classifiers.onnx;

import java.util.List;

/**
 * What a network computes, step by step.
 *
 * @param steps in their order
 * @param widths numbers of columns of the fields; the first is that of the features
 * @param result number of the field with the scores, of which the last column counts
 */
record Program(List<Step> steps, int[] widths, int result) {
    /** Rows that are computed together: as many as fit near the processor. */
    private static final int BLOCK = 128;

    Program {
        steps = List.copyOf(steps);
    }

    void score(double[] features, int rows, double[] scores) {
        int block = Math.min(rows, BLOCK);
        var values = new float[widths.length][];
        for (int f = 0; f < values.length; f++) {
            values[f] = new float[widths[f] * block];
        }
        int width = widths[0];
        for (int first = 0; first < rows; first += block) {
            int n = Math.min(block, rows - first);
            for (int r = 0; r < n; r++) {
                int at = (first + r) * width;
                for (int k = 0; k < width; k++) {
                    values[0][k * n + r] = (float) features[at + k];
                }
            }
            for (Step step : steps) {
                step.run(values, n);
            }
            int last = (widths[result] - 1) * n;
            for (int r = 0; r < n; r++) {
                scores[first + r] = values[result][last + r];
            }
        }
    }
}
