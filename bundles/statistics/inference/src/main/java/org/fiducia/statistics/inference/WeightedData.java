package org.fiducia.statistics.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;

/**
 * Uncertainties of a fit to weighted events. The inverse V of the Hessian takes a weight w for w events; the gradient of the
 * likelihood, however, has the variance W of a sum over events with weights w², and the covariance of the parameters is V W
 * V (F. James, Statistical Methods in Experimental Physics (2006), section 8.5). W is the Hessian with squared weights, in
 * which numbers of expected events count by Σw²/Σw, so that events of one weight w have the uncertainties of as many events
 * without, times w for yields. Constraints count once.
 */
final class WeightedData {
    private final Likelihood likelihood;

    WeightedData(Likelihood likelihood) {
        this.likelihood = likelihood;
    }

    /** Whether there are events of which the weight is not 1; histograms are counts. */
    boolean present() {
        Dataset data = likelihood.data();
        for (int c = 0; data.weights() != null && c < data.values().size(); c++) {
            if (!data.binned(c) && Arrays.stream(data.weights().get(c)).anyMatch(w -> w != 1)) {
                return true;
            }
        }
        return false;
    }

    private Dataset with(double[][] weights) {
        Dataset data = likelihood.data();
        return new Dataset(data.values(), Arrays.asList(weights), data.edges());
    }

    private static List<double[]> weights(Dataset data) {
        return Objects.requireNonNull(data.weights(), "corrected where there are weights");
    }

    private double[][] squares() {
        Dataset data = likelihood.data();
        double[][] squares = new double[data.values().size()][];
        for (int c = 0; c < squares.length; c++) {
            double[] w = weights(data).get(c);
            squares[c] = data.binned(c) ? w : Arrays.stream(w).map(x -> x * x).toArray();
        }
        return squares;
    }

    /** The same fit with the covariance V W V. */
    FitResult corrected(FitResult fit) {
        double[] at = fit.parameters();
        int n = at.length;
        double[][] squares = squares();
        Likelihood squared = likelihood.with(with(squares));
        Likelihood none = likelihood.with(
                with(Arrays.stream(squares).map(w -> new double[w.length]).toArray(double[][]::new)));
        double[][] yields = none.hessian(at);
        double[][] constraints = new double[n][n];
        none.information(at, new double[n], constraints);
        double excess = excess(squares);
        double[][] variance = squared.hessian(at);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                variance[i][j] += excess * (yields[i][j] - constraints[i][j]);
            }
        }
        double[][] covariance = Fits.covariance(fit);
        double[][] corrected = product(product(covariance, variance), covariance);
        for (int i = 0; i < n; i++) {
            if (!(corrected[i][i] > 0) && covariance[i][i] > 0) {
                // Far from a parabola: sums of squares of slopes instead, which cannot be negative.
                squared.information(at, new double[n], variance);
                corrected = product(product(covariance, variance), covariance);
                break;
            }
        }
        return new FitResult(
                fit.status(),
                fit.message(),
                fit.parameters(),
                fit.nll(),
                fit.edm(),
                fit.calls(),
                corrected,
                fit.conditionNumber(),
                fit.atLimit(),
                fit.edges());
    }

    /** Σw²/Σw − 1 of the events. */
    private double excess(double[][] squares) {
        double sum = 0;
        double sumOfSquares = 0;
        for (int c = 0; c < squares.length; c++) {
            if (!likelihood.data().binned(c)) {
                sum += Arrays.stream(weights(likelihood.data()).get(c)).sum();
                sumOfSquares += Arrays.stream(squares[c]).sum();
            }
        }
        return sum == 0 ? 0 : sumOfSquares / sum - 1;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int n = a.length;
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    /** An interval as long as the corrected uncertainty says, with the asymmetry of the likelihood. */
    static Interval scaled(Interval interval, double uncorrected, double corrected) {
        double factor = uncorrected > 0 ? corrected / uncorrected : 1;
        return new Interval(
                interval.value(),
                interval.lowerIsLimit() ? interval.down() : factor * interval.down(),
                interval.upperIsLimit() ? interval.up() : factor * interval.up(),
                interval.lowerIsLimit(),
                interval.upperIsLimit(),
                interval.remark());
    }
}
