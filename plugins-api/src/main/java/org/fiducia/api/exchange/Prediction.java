package org.fiducia.api.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Binning;

/**
 * Predicted cross sections in the bins of observables.
 *
 * @param name short name, e.g. of a generator
 * @param title for people, LaTeX between dollar signs
 * @param spectra one per observable
 */
public record Prediction(String name, String title, List<Spectrum> spectra) {
    public Prediction {
        spectra = List.copyOf(spectra);
    }

    /** The same under another name. */
    public Prediction named(String other) {
        return new Prediction(other, other, spectra);
    }

    /** The spectrum of an observable. */
    public Optional<Spectrum> spectrum(String observable) {
        return spectra.stream().filter(s -> s.observable().equals(observable)).findFirst();
    }

    /**
     * The cross sections of one observable.
     *
     * @param observable its id, or what else the file calls it
     * @param binning the bins
     * @param sigma cross section of each bin, fb
     * @param uncertainties of each bin, fb, by source: fully correlated between bins, those of a source whose name begins
     *     with {@code stat} uncorrelated
     * @param covariance of all uncertainties together, fb², a row for each bin; empty where the file has none and the sources
     *     tell it
     */
    public record Spectrum(
            String observable,
            Binning binning,
            double[] sigma,
            Map<String, List<Uncertainty>> uncertainties,
            List<double[]> covariance) {
        /** One of which the sources of uncertainty tell the covariance. */
        public Spectrum(
                String observable, Binning binning, double[] sigma, Map<String, List<Uncertainty>> uncertainties) {
            this(observable, binning, sigma, uncertainties, List.of());
        }

        public Spectrum {
            int bins = binning.size();
            covariance = List.copyOf(covariance);
            if (!covariance.isEmpty()
                    && (covariance.size() != bins || covariance.stream().anyMatch(row -> row.length != bins))) {
                throw new IllegalArgumentException(observable + ": a covariance of " + bins + " bins");
            }
            if (sigma.length != bins || uncertainties.values().stream().anyMatch(source -> source.size() != bins)) {
                throw new IllegalArgumentException(observable + ": one number for each of " + bins + " bins");
            }
            uncertainties = Collections.unmodifiableMap(new LinkedHashMap<>(uncertainties));
        }

        /** The same with a covariance. */
        public Spectrum withCovariance(List<double[]> all) {
            return new Spectrum(observable, binning, sigma, uncertainties, all);
        }
    }
}
