package org.fiducia.signal.dscb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/**
 * Simultaneous fit of the double-sided Crystal Ball to the spectra of all generated masses of a category. Each of its six
 * parameters is p + p′ (m_H − reference mass): twelve numbers.
 */
final class PeakFit {
    private static final String SLOPE = "Slope";

    /** Starts of alphaL, nL, alphaR, nR, tried in turn. */
    private static final double[][] TAILS = {{1.2, 3, 1.7, 4}, {0.9, 2, 1.3, 2}, {1.8, 5, 2.2, 8}};

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final FitSettings settings;
    private final double lo;
    private final double hi;

    PeakFit(LikelihoodCompiler compiler, Fitter fitter, FitSettings settings, double lo, double hi) {
        this.compiler = compiler;
        this.fitter = fitter;
        this.settings = settings;
        this.lo = lo;
        this.hi = hi;
    }

    /**
     * Fits.
     *
     * @param category for messages
     * @param spectra by generated mass
     */
    Peak fit(String category, Map<Double, MassSpectrum> spectra, Progress progress) {
        double events =
                spectra.values().stream().mapToDouble(MassSpectrum::events).sum();
        if (!(events >= settings.minimumEvents())) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "signal shape of category " + category + ": only " + Math.round(events)
                            + " effective events of resonant signal in the window [" + lo + ", " + hi + "]",
                    "add simulated signal, or lower minimumEvents of the signal model in the card");
        }
        FitResult best = attempt(spectra, TAILS[0], progress);
        for (int k = 1; k < TAILS.length && !best.converged(); k++) {
            best = attempt(spectra, TAILS[k], progress);
        }
        if (!best.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "signal shape of category " + category + ": the fit did not converge (" + best.status() + ")",
                    best.message());
        }
        if (!best.atLimit().isEmpty()) {
            progress.warn(
                    "signal shape of category " + category + ": at a limit: " + String.join(", ", best.atLimit()));
        }
        return new Peak(category, settings.referenceMass(), best.parameters(), best.error(0), best.error(2));
    }

    private FitResult attempt(Map<Double, MassSpectrum> spectra, double[] tails, Progress progress) {
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        var categories = new ArrayList<ModelCategory>();
        spectra.forEach((generated, spectrum) -> {
            values.add(spectrum.mass());
            weights.add(spectrum.weight());
            categories.add(category(generated, spectrum));
        });
        var model = new StatisticalModel(parameters(spectra, tails), List.of(), categories);
        Likelihood likelihood = compiler.compile(model, new Dataset(values, weights));
        return fitter.fit(likelihood, model.initial(), true, progress);
    }

    private ModelCategory category(double generated, MassSpectrum spectrum) {
        var shape = new LinkedHashMap<String, Expression>();
        for (String name : Peak.PARAMETERS) {
            shape.put(
                    name,
                    Expression.sum(
                            Expression.ref(name),
                            Expression.product(
                                    Expression.constant(generated - settings.referenceMass()),
                                    Expression.ref(name + SLOPE))));
        }
        // The shape alone is fitted: the number of events is what it is.
        var component = new Component("signal", Expression.constant(spectrum.events()), new Shape(Peak.KIND, shape));
        return new ModelCategory("m" + generated, lo, hi, List.of(component), Map.of());
    }

    private List<Parameter> parameters(Map<Double, MassSpectrum> spectra, double[] tails) {
        double median = 0;
        double width = 0;
        double total = 0;
        for (var point : spectra.entrySet()) {
            MassSpectrum spectrum = point.getValue();
            double events = spectrum.events();
            median += events * (spectrum.quantile(0.5) - point.getKey());
            width += events * 0.4 * (spectrum.quantile(0.84) - spectrum.quantile(0.16));
            total += events;
        }
        double mean = settings.referenceMass() + median / total;
        double sigma = Math.max(0.05, width / total);
        double none = Double.POSITIVE_INFINITY;
        var parameters = new ArrayList<Parameter>();
        boolean slopes = spectra.size() > 1;
        add(
                parameters,
                "mean",
                mean,
                lo,
                hi,
                0.1,
                1,
                slopes && settings.linear().contains("mean"));
        add(
                parameters,
                "sigma",
                sigma,
                1e-3,
                none,
                0.1 * sigma,
                0,
                slopes && settings.linear().contains("sigma"));
        double[] alpha = settings.alpha();
        double[] n = settings.exponent();
        add(
                parameters,
                "alphaL",
                clip(tails[0], alpha),
                alpha[0],
                alpha[1],
                0.1,
                0,
                slopes && settings.linear().contains("alphaL"));
        add(
                parameters,
                "nL",
                clip(tails[1], n),
                n[0],
                n[1],
                0.5,
                0,
                slopes && settings.linear().contains("nL"));
        add(
                parameters,
                "alphaR",
                clip(tails[2], alpha),
                alpha[0],
                alpha[1],
                0.1,
                0,
                slopes && settings.linear().contains("alphaR"));
        add(
                parameters,
                "nR",
                clip(tails[3], n),
                n[0],
                n[1],
                0.5,
                0,
                slopes && settings.linear().contains("nR"));
        return parameters;
    }

    private static double clip(double value, double[] limits) {
        return Math.max(limits[0], Math.min(limits[1], value));
    }

    /** A parameter and its slope; with one generated mass the slope is what it must be: fixed. */
    private static void add(
            List<Parameter> parameters,
            String name,
            double start,
            double lower,
            double upper,
            double step,
            double slope,
            boolean free) {
        double within = Math.max(lower, Math.min(upper, start));
        parameters.add(Parameter.interest(name, within, lower, upper, step));
        Parameter linear =
                Parameter.interest(name + SLOPE, slope, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.1 * step);
        parameters.add(free ? linear : linear.fixedAt(slope));
    }
}
