package org.fiducia.api.measurement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody predicts for the bins of a measurement, and how well it agrees.
 *
 * @param name short name, unique in a measurement, e.g. of a generator
 * @param title for people, LaTeX between dollar signs
 * @param sigma cross section of each bin, fb
 * @param uncertainties of each bin, fb, by source: fully correlated between bins, those of a source whose name begins with
 *     {@code stat} uncorrelated
 * @param agreement with the measured cross sections
 */
public record PredictedSpectrum(
        String name, String title, double[] sigma, Map<String, List<Uncertainty>> uncertainties, Agreement agreement) {
    /** Sources of names that begin so are uncorrelated between bins. */
    public static final String UNCORRELATED = "stat";

    public PredictedSpectrum {
        uncertainties = Collections.unmodifiableMap(new LinkedHashMap<>(uncertainties));
    }

    /** All uncertainties of a bin in quadrature, fb. */
    public Uncertainty total(int bin) {
        double down = 0;
        double up = 0;
        for (List<Uncertainty> source : uncertainties.values()) {
            down = Math.hypot(down, source.get(bin).down());
            up = Math.hypot(up, source.get(bin).up());
        }
        return new Uncertainty(down, up);
    }

    /**
     * Agreement of a prediction with what is measured, by the covariance of both: χ² = Δᵀ V⁻¹ Δ.
     *
     * @param chi2 χ²
     * @param degrees number of degrees of freedom: the rank of the covariance
     * @param pValue probability of a larger χ²
     * @param contributions of the bins to χ², Δᵢ (V⁻¹ Δ)ᵢ; they add up to it
     */
    public record Agreement(double chi2, int degrees, double pValue, double[] contributions) {}
}
