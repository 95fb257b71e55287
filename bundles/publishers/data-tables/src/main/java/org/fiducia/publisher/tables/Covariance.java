package org.fiducia.publisher.tables;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** A covariance that may be published: symmetric, with no negative eigenvalue, and that of the errors beside it. */
public final class Covariance {
    /** Relative difference of elements on both sides of the diagonal, in units of the errors. */
    private static final double ASYMMETRY = 1e-9;

    /** How negative an eigenvalue of the correlation may be by rounding. */
    private static final double NEGATIVE = 1e-9;

    /** Relative difference of the diagonal from the squares of the errors. */
    private static final double DIAGONAL = 1e-3;

    private Covariance() {}

    /**
     * A covariance with the correlation of another.
     *
     * @param covariance or correlation, [n][n]
     * @param errors n errors
     */
    public static double[][] of(double[][] covariance, double[] errors) {
        int n = errors.length;
        var scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double size = Math.sqrt(covariance[i][i]) * Math.sqrt(covariance[j][j]);
                scaled[i][j] =
                        i == j ? errors[i] * errors[i] : size > 0 ? covariance[i][j] / size * errors[i] * errors[j] : 0;
            }
        }
        return scaled;
    }

    /**
     * Refuses what is none.
     *
     * @param name of the matrix, for messages
     * @param errors whose squares are on the diagonal
     * @throws FiduciaException of kind {@link Kind#FIT}, which says what is wrong
     */
    public static void check(String name, double[][] covariance, double[] errors) {
        int n = covariance.length;
        var correlation = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (covariance[i].length != n) {
                throw wrong(name, "row " + (i + 1) + " has " + covariance[i].length + " of " + n + " elements");
            }
            for (int j = 0; j < n; j++) {
                if (!Double.isFinite(covariance[i][j])) {
                    throw wrong(name, "element " + (i + 1) + ", " + (j + 1) + " is no number");
                }
            }
            if (covariance[i][i] < 0) {
                throw wrong(name, "element " + (i + 1) + " of the diagonal is negative");
            }
        }
        if (errors.length != n) {
            throw wrong(name, "there are " + errors.length + " errors for " + n + " rows");
        }
        for (int i = 0; i < n; i++) {
            double square = errors[i] * errors[i];
            if (Math.abs(covariance[i][i] - square) > DIAGONAL * square) {
                throw wrong(name, "element " + (i + 1) + " of the diagonal is not the square of the error");
            }
            for (int j = 0; j < n; j++) {
                double size = Math.sqrt(covariance[i][i]) * Math.sqrt(covariance[j][j]);
                if (Math.abs(covariance[i][j] - covariance[j][i]) > ASYMMETRY * size) {
                    throw wrong(name, "elements " + (i + 1) + ", " + (j + 1) + " are not symmetric");
                }
                correlation[i][j] = size > 0 ? 0.5 * (covariance[i][j] + covariance[j][i]) / size : 0;
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (double eigenvalue : new EigenDecomposition(new Array2DRowRealMatrix(correlation)).getRealEigenvalues()) {
            least = Math.min(least, eigenvalue);
        }
        if (least < -NEGATIVE * n) {
            throw wrong(name, "an eigenvalue of the correlation is " + least);
        }
    }

    private static FiduciaException wrong(String name, String what) {
        return new FiduciaException(
                Kind.FIT,
                name + " is no covariance: " + what,
                "look at the fit, and leave the observable out of the publication until it is sound");
    }
}
