package org.fiducia.kernel.pipeline;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.special.Gamma;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.PredictedSpectrum.Agreement;
import org.fiducia.api.measurement.Uncertainty;

/**
 * How well a prediction agrees with a measurement: χ² = Δᵀ V⁻¹ Δ with the differences Δ of the bins and the covariance V of both.
 * The measured part is the correlation times the total uncertainties on the side of the prediction; where that side is 0, at a
 * limit, the other side stands for it. Every source of the prediction adds its sizes on the side of the measurement, fully
 * correlated between bins, or not at all where its name begins with {@code stat}. A bin without any measured uncertainty is not
 * compared. Directions in which V is 0 are left out, and the number of degrees of freedom is that of the others.
 */
final class Compatibility {
    /** Eigenvalues, of the covariance in units of the uncertainties, that are rounding. */
    private static final double ROUNDING = 1e-10;

    private Compatibility() {}

    /**
     * Compares.
     *
     * @param bins what is measured
     * @param correlation of the cross sections of the bins
     * @param prediction in the same bins
     */
    static Agreement of(List<BinResult> bins, double[][] correlation, Spectrum prediction) {
        int n = bins.size();
        var difference = new double[n];
        var errors = new double[n];
        for (int i = 0; i < n; i++) {
            BinResult bin = bins.get(i);
            difference[i] = bin.sigma() - prediction.sigma()[i];
            errors[i] = side(bin.total(), difference[i] < 0);
        }
        double[][] covariance = covariance(correlation, difference, errors, prediction);
        return agreement(difference, covariance);
    }

    /** The size up or down; the other one where that is 0. */
    private static double side(Uncertainty total, boolean up) {
        double wanted = up ? total.up() : total.down();
        return wanted > 0 ? wanted : up ? total.down() : total.up();
    }

    private static double[][] covariance(
            double[][] correlation, double[] difference, double[] errors, Spectrum prediction) {
        int n = errors.length;
        var covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double rho = i == j ? 1 : correlation[i][j];
                covariance[i][j] = errors[i] * errors[j] * (Double.isFinite(rho) ? rho : 0);
            }
        }
        prediction.uncertainties().forEach((source, sizes) -> {
            boolean alone = source.startsWith(PredictedSpectrum.UNCORRELATED);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (i == j || !alone) {
                        covariance[i][j] += size(sizes.get(i), difference[i]) * size(sizes.get(j), difference[j]);
                    }
                }
            }
        });
        for (int i = 0; i < n; i++) {
            if (!(errors[i] > 0)) { // not measured
                for (int j = 0; j < n; j++) {
                    covariance[i][j] = 0;
                    covariance[j][i] = 0;
                }
            }
        }
        return covariance;
    }

    private static double size(Uncertainty uncertainty, double difference) {
        return difference > 0 ? uncertainty.up() : uncertainty.down();
    }

    private static Agreement agreement(double[] difference, double[][] covariance) {
        int n = difference.length;
        var scale = new double[n];
        var scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            scale[i] = covariance[i][i] > 0 ? Math.sqrt(covariance[i][i]) : 0;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean both = scale[i] > 0 && scale[j] > 0;
                scaled[i][j] = both ? covariance[i][j] / (scale[i] * scale[j]) : 0;
            }
        }
        var eigen = new EigenDecomposition(new Array2DRowRealMatrix(scaled, false));
        var weighted = new double[n];
        int rank = 0;
        for (int k = 0; k < n; k++) {
            if (eigen.getRealEigenvalue(k) > ROUNDING * n) {
                rank++;
                double projection = 0;
                for (int i = 0; i < n; i++) {
                    projection += scale[i] > 0 ? eigen.getEigenvector(k).getEntry(i) * difference[i] / scale[i] : 0;
                }
                for (int i = 0; i < n; i++) {
                    weighted[i] += eigen.getEigenvector(k).getEntry(i) * projection / eigen.getRealEigenvalue(k);
                }
            }
        }
        double chi2 = 0;
        var contributions = new double[n];
        for (int i = 0; i < n; i++) {
            contributions[i] = scale[i] > 0 ? difference[i] / scale[i] * weighted[i] : 0;
            chi2 += contributions[i];
        }
        chi2 = Math.max(0, chi2);
        double p = rank == 0 || chi2 == 0 ? 1 : Gamma.regularizedGammaQ(rank / 2.0, chi2 / 2);
        return new Agreement(chi2, rank, p, contributions);
    }
}
