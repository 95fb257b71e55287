package org.fiducia.api.measurement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;

/**
 * A measured cross section with everything a reader needs to trust it.
 *
 * @param analysis energy, luminosity, categories
 * @param observable what was measured, with the bins used
 * @param data {@code observed} or {@code asimov}
 * @param bins one per fiducial bin
 * @param inclusive sum over the bins, with Hesse uncertainties
 * @param correlation of the cross sections of the bins
 * @param parameters all parameters of the fit
 * @param nll negative log-likelihood at the best fit
 * @param status how the fit went
 * @param pValueSm probability of a worse agreement with the Standard Model
 * @param events observed events in the fit (sum of weights for Asimov)
 * @param yields fitted and expected events per category of the fit and component
 * @param response what simulation says of the signal
 * @param spectrum mass distribution of data and fitted components, all categories together
 * @param provenance what it was made from, as JSON values
 */
public record Measurement(
        Analysis analysis,
        ObservableInfo observable,
        String data,
        List<BinResult> bins,
        BinResult inclusive,
        double[][] correlation,
        List<ParameterResult> parameters,
        double nll,
        String status,
        double pValueSm,
        double events,
        List<Yield> yields,
        Response response,
        Spectrum spectrum,
        Map<String, Object> provenance) {
    public Measurement {
        bins = List.copyOf(bins);
        parameters = List.copyOf(parameters);
        yields = List.copyOf(yields);
        provenance = new LinkedHashMap<>(provenance);
    }

    /** The same with what it was made from. */
    public Measurement withProvenance(Map<String, Object> made) {
        return new Measurement(
                analysis,
                observable,
                data,
                bins,
                inclusive,
                correlation,
                parameters,
                nll,
                status,
                pValueSm,
                events,
                yields,
                response,
                spectrum,
                made);
    }

    /**
     * The cross section of a bin.
     *
     * @param bin the bin
     * @param sigma cross section, fb
     * @param stat statistical uncertainty, fb
     * @param syst systematic uncertainty, fb
     * @param total total uncertainty, fb
     * @param sm prediction, fb
     */
    public record BinResult(Bin bin, double sigma, Uncertainty stat, Uncertainty syst, Uncertainty total, double sm) {}

    /**
     * A parameter after the fit.
     *
     * @param name its name
     * @param group group of the breakdown; empty for none
     * @param interest whether it is a parameter of interest
     * @param value best fit
     * @param error Hesse uncertainty
     * @param pull (value − centre of its constraint) / width; NaN without constraint
     * @param atLimit ended at a limit
     */
    public record ParameterResult(
            String name, String group, boolean interest, double value, double error, double pull, boolean atLimit) {}

    /**
     * Events of a component in a category of the fit.
     *
     * @param era name of the era
     * @param category id of the category
     * @param bin label of the reco bin
     * @param component process
     * @param expected before the fit
     * @param fitted after the fit
     */
    public record Yield(String era, String category, String bin, String component, double expected, double fitted) {}

    /**
     * The mass distribution.
     *
     * @param edges rising, GeV
     * @param observed events per interval
     * @param components fitted events per interval of each component, to be stacked in this order
     */
    public record Spectrum(double[] edges, double[] observed, Map<String, double[]> components) {
        public Spectrum {
            components = new LinkedHashMap<>(components);
        }
    }
}
