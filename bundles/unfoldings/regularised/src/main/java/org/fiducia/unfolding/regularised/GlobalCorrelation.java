package org.fiducia.unfolding.regularised;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Global correlation coefficients ρ_j² = 1 − 1/(V_jj (V⁻¹)_jj): how well each of several quantities is determined by all
 * others.
 */
final class GlobalCorrelation {
    /** Range of the search: from no effect to bins that move as one. */
    private static final double DECADES = 6;

    private static final int POINTS = 49;

    private GlobalCorrelation() {}

    /**
     * Strength of a quadratic penalty that minimises the mean squared global correlation.
     *
     * @param covariance without penalty, [n][n]
     * @param curvature rows of which the squared products with the quantities are penalised, [m][n]
     */
    static double bestStrength(double[][] covariance, double[][] curvature) {
        RealMatrix information = new Array2DRowRealMatrix(inverse(covariance));
        RealMatrix rows = new Array2DRowRealMatrix(curvature);
        RealMatrix penalty = rows.transpose().multiply(rows);
        double middle = Math.log10(information.getTrace() / penalty.getTrace());
        UnivariateFunction mean = decade -> meanSquare(information.add(penalty.scalarMultiply(Math.pow(10, decade))));
        double best = middle - DECADES;
        double least = mean.value(best);
        double step = 2 * DECADES / (POINTS - 1);
        for (int k = 1; k < POINTS; k++) {
            double decade = middle - DECADES + k * step;
            double value = mean.value(decade);
            if (value < least) {
                least = value;
                best = decade;
            }
        }
        double refined = new BrentOptimizer(1e-6, 1e-8)
                .optimize(
                        new MaxEval(200),
                        new UnivariateObjectiveFunction(mean),
                        GoalType.MINIMIZE,
                        new SearchInterval(best - step, best + step, best))
                .getPoint();
        return Math.pow(10, refined);
    }

    /** Mean ρ² of quantities with an inverse covariance. */
    static double meanSquare(RealMatrix information) {
        double[][] covariance = inverse(information.getData());
        double sum = 0;
        for (int j = 0; j < covariance.length; j++) {
            sum += 1 - 1 / (covariance[j][j] * information.getEntry(j, j));
        }
        return sum / covariance.length;
    }

    /** Inverse; the pseudo-inverse of a singular matrix, so that fixed parameters have no variance. */
    static double[][] inverse(double[][] matrix) {
        return new SingularValueDecomposition(new Array2DRowRealMatrix(matrix))
                .getSolver()
                .getInverse()
                .getData();
    }
}
