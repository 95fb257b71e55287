package org.fiducia.statistics.likelihood;

import java.util.LinkedHashMap;
import java.util.Map;

/** Products V∇node of a symmetric matrix with the gradients of nodes, the last of them kept. */
final class Images {
    private static final int KEPT = 64;

    private final Program program;
    private final double[] gradient;
    private final double[][] matrix;
    private final Map<Integer, double[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, double[]> eldest) {
            return size() > KEPT;
        }
    };

    Images(Program program, double[] gradient, double[][] matrix) {
        this.program = program;
        this.gradient = gradient;
        this.matrix = matrix;
    }

    int size() {
        return matrix.length;
    }

    double[] of(int node) {
        return kept.computeIfAbsent(node, key -> {
            double[] row = new double[matrix.length];
            program.addTo(1, key, gradient, row);
            return times(row);
        });
    }

    double[] times(double[] vector) {
        double[] image = new double[matrix.length];
        for (int j = 0; j < vector.length; j++) {
            double x = vector[j];
            double[] column = matrix[j]; // symmetric
            for (int i = 0; x != 0 && i < image.length; i++) {
                image[i] += x * column[i];
            }
        }
        return image;
    }
}
