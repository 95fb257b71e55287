package org.fiducia.exchange.published;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.special.Gamma;
import org.fiducia.exchange.published.MeasuredValues.Source;

/**
 * The best linear unbiased estimate of a quantity (L. Lyons, D. Gibaut, P. Clifford, NIM A 270 (1988) 110): weights w = C⁻¹1 /
 * (1ᵀC⁻¹1).
 *
 * @param value Σ w x
 * @param total uncertainty, 1/√(1ᵀC⁻¹1)
 * @param parts √(wᵀC_s w) of each source s, with the same weights
 * @param weights of the inputs, of sum 1; one may be negative
 * @param chi2 Σ (x − value) C⁻¹ (x − value), with one degree of freedom less than there are inputs
 */
record Blue(double value, double total, Map<String, Double> parts, double[] weights, double chi2) {
    static Blue of(MeasuredValues values) {
        int n = values.inputs().size();
        Set<String> all = values.sources().stream().map(Source::name).collect(Collectors.toSet());
        double[][] inverse = new LUDecomposition(new Array2DRowRealMatrix(values.covariance(all)))
                .getSolver()
                .getInverse()
                .getData();
        var weights = new double[n];
        double information = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                weights[i] += inverse[i][j];
            }
            information += weights[i];
        }
        double value = 0;
        for (int i = 0; i < n; i++) {
            weights[i] /= information;
            value += weights[i] * values.inputs().get(i).value();
        }
        double chi2 = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                chi2 += (values.inputs().get(i).value() - value)
                        * inverse[i][j]
                        * (values.inputs().get(j).value() - value);
            }
        }
        var parts = new LinkedHashMap<String, Double>();
        for (Source source : values.sources()) {
            parts.put(source.name(), error(weights, values.covariance(Set.of(source.name()))));
        }
        return new Blue(value, 1 / Math.sqrt(information), parts, weights, chi2);
    }

    private static double error(double[] weights, double[][] covariance) {
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                variance += weights[i] * covariance[i][j] * weights[j];
            }
        }
        return Math.sqrt(variance);
    }

    /** Uncertainty from the statistical sources, or from the others. */
    double part(MeasuredValues values, boolean statistical) {
        return Math.sqrt(values.sources().stream()
                .filter(source -> source.statistical() == statistical)
                .mapToDouble(source -> Math.pow(parts.getOrDefault(source.name(), 0.0), 2))
                .sum());
    }

    /** Probability of a larger χ². */
    double pValue() {
        return weights.length < 2 ? Double.NaN : Gamma.regularizedGammaQ(0.5 * (weights.length - 1), 0.5 * chi2);
    }
}
