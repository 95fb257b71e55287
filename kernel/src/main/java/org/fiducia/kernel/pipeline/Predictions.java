package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/** What a fitted model expects: events of every component, and the mass distribution. */
final class Predictions {
    /** Intervals of the spectrum of a variable that is fitted without. */
    private static final int SPECTRUM_INTERVALS = 22;

    private final Analysis analysis;
    private final Likelihood likelihood;
    private final StatisticalModel model;
    private final FitResult best;

    /** Values of expressions after the fit: many densities share theirs. */
    private final Map<Expression, Double> known = new HashMap<>();

    Predictions(Analysis analysis, Likelihood likelihood, FitResult best) {
        this.analysis = analysis;
        this.likelihood = likelihood;
        this.model = likelihood.model();
        this.best = best;
    }

    List<Yield> yields() {
        var yields = new ArrayList<Yield>();
        for (int c = 0; c < model.categories().size(); c++) {
            ModelCategory category = model.categories().get(c);
            double[] window = {category.lo(), category.hi()};
            String bin = isFit(category) ? label(category, "bin") : label(category, "region");
            for (int k = 0; k < category.components().size(); k++) {
                yields.add(new Yield(
                        label(category, "era"),
                        label(category, "category"),
                        bin,
                        category.components().get(k).name(),
                        likelihood.expected(c, k, model.initial(), window)[0],
                        likelihood.expected(c, k, best.parameters(), window)[0],
                        parameters(category.components().get(k).shape())));
            }
        }
        return yields;
    }

    /** Parameters of a density after the fit; what moves the intervals of a template is none. */
    private Map<String, Double> parameters(Shape shape) {
        var values = new LinkedHashMap<String, Double>();
        if (shape.tables().isEmpty()) {
            shape.parameters()
                    .forEach((name, value) -> values.put(
                            name, known.computeIfAbsent(value, v -> likelihood.evaluate(v, best.parameters(), null))));
        }
        return values;
    }

    /** Whether a category belongs to the region in which the signal is fitted. */
    private boolean isFit(ModelCategory category) {
        return analysis.fit().id().equals(category.labels().get("region"));
    }

    /** Mass distribution; the Asimov data set is drawn as what it stands for, the expectation. */
    Spectrum spectrum(boolean asimov) {
        FitRegion fit = analysis.fit();
        int intervals = fit.intervals() > 0 ? fit.intervals() : SPECTRUM_INTERVALS;
        double[] edges =
                new FitRegion(fit.id(), fit.use(), fit.variable(), fit.axis(), fit.lo(), fit.hi(), intervals).edges();
        var observed = new double[intervals];
        var components = new LinkedHashMap<String, double[]>();
        Dataset data = likelihood.data();
        for (int c = 0; c < model.categories().size(); c++) {
            if (!isFit(model.categories().get(c))) {
                continue;
            }
            double[] values = asimov ? new double[0] : data.values().get(c);
            for (int e = 0; e < values.length; e++) {
                int at = Arrays.binarySearch(edges, values[e]);
                int interval = Math.min(intervals - 1, at >= 0 ? at : -at - 2);
                observed[interval] +=
                        data.weights() == null ? 1 : data.weights().get(c)[e];
            }
            ModelCategory category = model.categories().get(c);
            for (int k = 0; k < category.components().size(); k++) {
                double[] expected = likelihood.expected(c, k, best.parameters(), edges);
                double[] sum =
                        components.computeIfAbsent(category.components().get(k).name(), name -> new double[intervals]);
                double[] initial = asimov ? likelihood.expected(c, k, model.initial(), edges) : new double[intervals];
                for (int i = 0; i < intervals; i++) {
                    sum[i] += expected[i];
                    observed[i] += initial[i];
                }
            }
        }
        return new Spectrum(edges, observed, components);
    }

    private static String label(ModelCategory category, String name) {
        return Objects.requireNonNull(category.labels().get(name), "every category has its place");
    }
}
