package org.fiducia.scalefactors.tagandprobe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;

/**
 * A fitted spectrum of one side.
 *
 * @param model the model
 * @param values best-fit values of the model's parameters
 * @param expected events of each interval, [0] signal, [1] background
 * @param goodness how well it describes the spectrum
 * @param nll negative log-likelihood
 * @param atLimit parameters at a limit where the model is not what it should be
 * @param converged whether the fit ended in a minimum
 * @param message why not
 */
record SideFit(
        SideModel model,
        double[] values,
        double[][] expected,
        Goodness goodness,
        double nll,
        List<String> atLimit,
        boolean converged,
        String message) {

    /**
     * Part of a fit that belongs to a side.
     *
     * @param category number of the side's category in the model
     * @param offset number of its first parameter
     * @param template simulated signal, null for none
     */
    static SideFit of(
            SideModel model,
            Likelihood likelihood,
            FitResult fit,
            int category,
            int offset,
            @Nullable Spectrum template) {
        double[] values = Arrays.copyOfRange(
                fit.parameters(), offset, offset + model.parameters().size());
        Spectrum spectrum = model.spectrum();
        double[][] expected = expected(likelihood, fit.parameters(), category, offset);
        var atLimit = fit.atLimit().stream()
                .filter(name -> name.endsWith("_" + model.side()))
                .toList();
        Goodness goodness = Goodness.of(
                spectrum.entries(),
                sum(expected),
                variance(expected[0], template),
                model.parameters().size() - atLimit.size());
        return new SideFit(
                model,
                values,
                expected,
                goodness,
                fit.nll(),
                atLimit.stream().filter(name -> !model.natural().contains(name)).toList(),
                fit.converged(),
                fit.message());
    }

    /**
     * Events of each interval, [0] signal, [1] background: Asimov data of all, and of the model without signal.
     *
     * @param signal number of the parameter that counts signal events
     */
    private static double[][] expected(Likelihood likelihood, double[] parameters, int category, int signal) {
        double[] all = entries(likelihood.asimov(parameters), category);
        var without = parameters.clone();
        without[signal] = 0;
        double[] background = entries(likelihood.asimov(without), category);
        var events = new double[all.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = Math.max(0, all[i] - background[i]);
        }
        return new double[][] {events, background};
    }

    private static double[] entries(Likelihood likelihood, int category) {
        return Objects.requireNonNull(likelihood.data().weights(), "spectra are histograms")
                .get(category);
    }

    private static double[] sum(double[][] expected) {
        double[] sum = expected[0].clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += expected[1][i];
        }
        return sum;
    }

    /** Variance of the expected signal from the number of simulated events, as if nothing were smeared. */
    private static double[] variance(double[] signal, @Nullable Spectrum template) {
        var variance = new double[signal.length];
        if (template != null && template.size() == signal.length) {
            double scale = 0;
            for (double s : signal) {
                scale += s;
            }
            scale /= Math.max(template.sum(), 1);
            for (int i = 0; i < variance.length; i++) {
                variance[i] = scale * signal[i];
            }
        }
        return variance;
    }

    /** Value of a parameter by its name without the side; otherwise where the model has none. */
    double value(String parameter, double otherwise) {
        String name = ParameterList.name(parameter, model.side());
        for (int i = 0; i < values.length; i++) {
            if (model.parameters().get(i).name().equals(name)) {
                return values[i];
            }
        }
        return otherwise;
    }

    /** Values of its parameters by full name. */
    Map<String, Double> byName() {
        var byName = new HashMap<String, Double>();
        for (int i = 0; i < values.length; i++) {
            byName.put(model.parameters().get(i).name(), values[i]);
        }
        return byName;
    }

    /** Whether it can be used. */
    boolean good(Setting setting) {
        return converged && atLimit.isEmpty() && goodness.good(setting);
    }
}
