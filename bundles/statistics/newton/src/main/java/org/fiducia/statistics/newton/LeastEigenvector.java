package org.fiducia.statistics.newton;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** The eigenvector of the least eigenvalue of some rows of a symmetric matrix, in scaled units. */
final class LeastEigenvector {
    /** Of a matrix of unit diagonal; smaller eigenvalues count as 0. */
    private static final double FLAT = 1e-10;

    private final double[] direction;
    private final double value;
    private final List<double[]> flat = new ArrayList<>();

    /**
     * @param wanted rows to take
     * @param units one per row: the matrix is multiplied by them from both sides
     */
    LeastEigenvector(double[][] matrix, boolean[] wanted, double[] units) {
        int[] rows = IntStream.range(0, wanted.length).filter(i -> wanted[i]).toArray();
        direction = new double[wanted.length];
        double[][] scaled = new double[rows.length][rows.length];
        boolean finite = rows.length > 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                scaled[i][j] = matrix[rows[i]][rows[j]] * units[rows[i]] * units[rows[j]];
                finite &= Double.isFinite(scaled[i][j]);
            }
        }
        if (!finite) {
            value = Double.NaN;
            return;
        }
        var eigen = new EigenDecomposition(new Array2DRowRealMatrix(scaled, false));
        double[] values = eigen.getRealEigenvalues();
        int least = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] < values[least]) {
                least = k;
            }
        }
        value = values[least];
        fill(direction, rows, eigen.getEigenvector(least).toArray(), units);
        for (int k = 0; k < values.length; k++) {
            if (Math.abs(values[k]) <= FLAT) {
                flat.add(fill(
                        new double[wanted.length], rows, eigen.getEigenvector(k).toArray(), units));
            }
        }
    }

    private static double[] fill(double[] direction, int[] rows, double[] vector, double[] units) {
        for (int i = 0; i < rows.length; i++) {
            direction[rows[i]] = vector[i] * units[rows[i]];
        }
        return direction;
    }

    boolean finite() {
        return Double.isFinite(value);
    }

    boolean negative() {
        return value < -FLAT;
    }

    /** Every direction in which the matrix is 0. */
    List<double[]> flat() {
        return flat;
    }

    /** Full length, 0 for rows not taken. */
    double[] direction() {
        return direction;
    }
}
