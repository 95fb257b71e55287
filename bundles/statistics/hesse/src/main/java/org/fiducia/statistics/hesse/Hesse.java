package org.fiducia.statistics.hesse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Likelihood;

/**
 * The exact Hessian at the end of a fit, by the eigenvalues of the matrix scaled to unit diagonal: covariance, condition,
 * estimated distance to the minimum, and the names of what is not determined. Parameters that a limit holds take part as
 * long as the likelihood bends up along them.
 */
public final class Hesse {
    /** Of a matrix of unit diagonal; smaller eigenvalues count as 0. */
    private static final double FLAT = 1e-10;

    private static final double ILL_CONDITIONED = 1e10;

    /** Share of the largest entry from which a parameter belongs to a direction. */
    private static final double PART = 0.3;

    private final Region region;
    private final double[] at;
    private final double nll;
    private final double[] gradient;
    private final double[][] hessian;
    private int[] rows = {};
    private double[] unit = {};
    private double[] values = {};
    private double[][] vectors = {};

    /** Evaluates gradient and Hessian. */
    public Hesse(Likelihood likelihood, Region region, double[] at) {
        this.region = region;
        this.at = at.clone();
        gradient = new double[at.length];
        nll = likelihood.gradient(at, gradient);
        hessian = likelihood.hessian(at);
        decompose();
    }

    /** With what was evaluated before, or with a matrix in the place of the Hessian. */
    public Hesse(Region region, double[] at, double nll, double[] gradient, double[][] hessian) {
        this.region = region;
        this.at = at.clone();
        this.nll = nll;
        this.gradient = gradient;
        this.hessian = hessian;
        decompose();
    }

    private void decompose() {
        int[] free = IntStream.range(0, at.length).filter(region::free).toArray();
        int[] moving =
                IntStream.of(free).filter(i -> region.mayMove(i, at, gradient)).toArray();
        decompose(free);
        if (!positive() && moving.length < free.length) {
            decompose(moving);
        }
    }

    private void decompose(int[] wanted) {
        rows = wanted;
        int m = rows.length;
        unit = new double[m];
        values = new double[m];
        vectors = new double[m][];
        double[][] scaled = new double[m][m];
        for (int a = 0; a < m; a++) {
            double diagonal = hessian[rows[a]][rows[a]];
            unit[a] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : region.step(rows[a]);
        }
        boolean finite = true;
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
                scaled[a][b] = hessian[rows[a]][rows[b]] * unit[a] * unit[b];
                finite &= Double.isFinite(scaled[a][b]);
            }
        }
        if (!finite) {
            java.util.Arrays.fill(values, Double.NaN);
            return;
        }
        if (m > 0) {
            var eigen = new EigenDecomposition(new Array2DRowRealMatrix(scaled, false));
            values = eigen.getRealEigenvalues();
            for (int k = 0; k < m; k++) {
                vectors[k] = eigen.getEigenvector(k).toArray();
            }
        }
    }

    /** Whether the likelihood bends up in every direction. */
    public boolean positive() {
        for (double value : values) {
            if (!(value > FLAT)) {
                return false;
            }
        }
        return true;
    }

    /** Inverse of the Hessian, rows of parameters that take no part 0. Of a positive one only. */
    public double[][] covariance() {
        int n = at.length;
        double[][] covariance = new double[n][n];
        for (int a = 0; a < rows.length; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int k = 0; k < rows.length; k++) {
                    sum += vectors[k][a] * vectors[k][b] / values[k];
                }
                covariance[rows[a]][rows[b]] = sum * unit[a] * unit[b];
                covariance[rows[b]][rows[a]] = covariance[rows[a]][rows[b]];
            }
        }
        return covariance;
    }

    /** Condition number in the 1-norm of the scaled matrix. */
    public double condition() {
        double[][] covariance = covariance();
        double largest = 0;
        double largestInverse = 0;
        for (int a = 0; a < rows.length; a++) {
            double sum = 0;
            double inverse = 0;
            for (int b = 0; b < rows.length; b++) {
                double product = unit[a] * unit[b];
                sum += Math.abs(hessian[rows[a]][rows[b]]) * product;
                inverse += Math.abs(covariance[rows[a]][rows[b]]) / product;
            }
            largest = Math.max(largest, sum);
            largestInverse = Math.max(largestInverse, inverse);
        }
        return largest * largestInverse;
    }

    /** ½ gᵀ H⁻¹ g over the parameters that may move. Of a positive Hessian only. */
    public double edm() {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            double along = 0;
            for (int a = 0; a < rows.length; a++) {
                along += region.mayMove(rows[a], at, gradient) ? vectors[k][a] * gradient[rows[a]] * unit[a] : 0;
            }
            sum += 0.5 * along * along / values[k];
        }
        return sum;
    }

    /** Direction in which the likelihood bends down most, one scaled unit long; null when it bends down nowhere. */
    public @Nullable double[] descent() {
        int least = least();
        if (least < 0 || !(values[least] < -FLAT)) {
            return null;
        }
        double[] direction = new double[at.length];
        for (int a = 0; a < rows.length; a++) {
            direction[rows[a]] = vectors[least][a] * unit[a];
        }
        return direction;
    }

    private int least() {
        int least = -1;
        for (int k = 0; k < values.length; k++) {
            if (least < 0 || values[k] < values[least]) {
                least = k;
            }
        }
        return least;
    }

    /** What is wrong with a Hessian that is not positive, and what to try. */
    public String complaint() {
        if (values.length > 0 && Double.isNaN(values[0])) {
            return "the second derivatives are not finite at the end of the fit; start elsewhere";
        }
        boolean down = descent() != null;
        var directions = new ArrayList<String>();
        for (int k = 0; k < values.length; k++) {
            if (down ? k == least() : !(values[k] > FLAT)) {
                directions.add(String.join(", ", names(k)));
            }
        }
        return (down ? "the likelihood bends down along " : "the data do not determine ")
                + String.join("; nor ", new LinkedHashSet<>(directions))
                + "; fix or constrain them, or merge bins that the data do not tell apart";
    }

    private Set<String> names(int k) {
        double largest = 0;
        for (double x : vectors[k]) {
            largest = Math.max(largest, Math.abs(x));
        }
        var names = new LinkedHashSet<String>();
        for (int a = 0; a < rows.length; a++) {
            if (Math.abs(vectors[k][a]) > PART * largest) {
                names.add(region.name(rows[a]));
            }
        }
        return names;
    }

    /** What to say of a positive Hessian: mostly nothing. */
    public static String remark(double condition) {
        return condition > ILL_CONDITIONED
                ? "the condition number of the Hessian is " + condition
                        + ": the data hardly determine some combination of parameters"
                : "";
    }

    /** The result of a fit that ended here. */
    public FitResult result(int calls) {
        List<String> reached = region.reached(at);
        if (!positive()) {
            return region.failed(Status.HESSIAN_NOT_POSITIVE, complaint(), at, nll, Double.NaN, calls);
        }
        double condition = condition();
        return new FitResult(
                Status.CONVERGED, remark(condition), at, nll, edm(), calls, covariance(), condition, reached);
    }
}
