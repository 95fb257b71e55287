package org.fiducia.exchange.published;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Small symmetric matrices. */
final class Matrices {
    /** Eigenvalues of a correlation matrix that are rounding. */
    private static final double ROUNDING = 1e-9;

    private Matrices() {}

    /** 1 on the diagonal, ρ elsewhere. */
    static double[][] uniform(int n, double rho) {
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = i == j ? 1 : rho;
            }
        }
        return matrix;
    }

    private static EigenDecomposition decomposed(double[][] symmetric) {
        return new EigenDecomposition(new Array2DRowRealMatrix(symmetric));
    }

    /** The least eigenvalue. */
    static double least(double[][] symmetric) {
        return IntStream.range(0, symmetric.length)
                .mapToDouble(decomposed(symmetric)::getRealEigenvalue)
                .min()
                .orElse(0);
    }

    /** Columns c_k with Σ_k c_k c_kᵀ the matrix, which is positive semi-definite; none for eigenvalues of 0. */
    static double[][] columns(double[][] symmetric) {
        EigenDecomposition eigen = decomposed(symmetric);
        return IntStream.range(0, symmetric.length)
                .filter(k -> eigen.getRealEigenvalue(k) > ROUNDING)
                .mapToObj(k -> eigen.getEigenvector(k)
                        .mapMultiply(Math.sqrt(eigen.getRealEigenvalue(k)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Rows r_k with Σ_k (r_k · z)² = zᵀ M⁻¹ z, M positive definite. */
    static double[][] whitening(double[][] symmetric) {
        EigenDecomposition eigen = decomposed(symmetric);
        return IntStream.range(0, symmetric.length)
                .mapToObj(k -> eigen.getEigenvector(k)
                        .mapMultiply(1 / Math.sqrt(eigen.getRealEigenvalue(k)))
                        .toArray())
                .toArray(double[][]::new);
    }
}
