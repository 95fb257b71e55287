package org.fiducia.publisher.hepdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.ExampleMeasurements;
import org.fiducia.testkit.ExampleSamples;

/**
 * Cross sections that are numbers of events over a factor: each bin is fitted with a flat density and a nuisance on the
 * efficiency that is held, so that everything is known in closed form. The bins are numbers of jets, the last one of all that
 * are more.
 */
final class CountedModel {
    /** Events per fb. */
    static final double EVENTS = 40;

    private static final Analysis ANALYSIS = ExampleMeasurements.ANALYSIS;

    final List<BinnedSample> samples;
    final CardModel.Model model;
    final Measurement measurement;

    CountedModel(String id, int bins) {
        samples = ExampleSamples.binned(bins);
        double[] edges = new double[bins + 1];
        Arrays.setAll(edges, i -> i);
        edges[bins] = Double.POSITIVE_INFINITY;
        var info = ObservableInfo.production(id, id, "", edges);
        Likelihood likelihood = likelihood(bins);
        var quantities = new ArrayList<Quantity>();
        var results = new ArrayList<BinResult>();
        var fitted = new ArrayList<Fitted>();
        for (int j = 0; j < bins; j++) {
            double sigma = events(j) / EVENTS;
            double error = Math.sqrt(events(j)) / EVENTS;
            var both = new Uncertainty(error, error);
            quantities.add(new Quantity("sigma" + j, "", "fb", Expression.ref("sigma" + j), 1));
            results.add(new BinResult(
                    info.binning().bins().get(j), sigma, both, new Uncertainty(0.1 * sigma, 0.1 * sigma), both, 1));
            fitted.add(new Fitted("sigma" + j, "", true, sigma, error, Double.NaN, false));
        }
        fitted.add(new Fitted("theta", "efficiency", false, 0, 1, 0, false));
        Measurement plain = ExampleMeasurements.oneBin();
        measurement = new Measurement(
                ANALYSIS,
                info,
                "observed",
                results,
                plain.inclusive(),
                identity(bins),
                fitted,
                0,
                "converged",
                0.5,
                samples.size(),
                List.of(),
                plain.response(),
                plain.spectrum(),
                plain.quality(),
                List.of(),
                List.of(),
                List.of(),
                plain.joint(),
                plain.answers(),
                Map.of("card", "a.json", "seconds", 1, "command", "fiducia measure --out /home/somebody"));
        model = new CardModel.Model(
                ANALYSIS,
                info,
                plain.response(),
                new Quality(1, 1, new double[0], new double[0], new double[0]),
                quantities,
                likelihood,
                List.of(),
                new NewtonFitter(),
                new ProfileLikelihood(),
                samples);
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /** Data events in a bin and in the fit. */
    int events(int bin) {
        int sum = 0;
        for (BinnedSample sample : samples) {
            for (int e = 0; sample.sample().role() == Role.DATA && e < sample.recoBin().length; e++) {
                sum += sample.recoBin()[e] == bin && sample.fitted()[e] ? 1 : 0;
            }
        }
        return sum;
    }

    /** Data events in a bin here and in a bin there. */
    int events(int bin, CountedModel other, int there) {
        int sum = 0;
        for (int s = 0; s < samples.size(); s++) {
            BinnedSample a = samples.get(s);
            for (int e = 0; a.sample().role() == Role.DATA && e < a.recoBin().length; e++) {
                boolean both = a.recoBin()[e] == bin && other.samples.get(s).recoBin()[e] == there;
                sum += both && a.fitted()[e] ? 1 : 0;
            }
        }
        return sum;
    }

    private Likelihood likelihood(int bins) {
        int cells = ANALYSIS.eras().size() * ANALYSIS.categories().size();
        var parameters = new ArrayList<Parameter>();
        for (int j = 0; j < bins; j++) {
            parameters.add(Parameter.interest("sigma" + j, 1, -100, 100, 1));
        }
        parameters.add(Parameter.nuisance("theta", "efficiency"));
        var of = new LinkedHashMap<String, Expression>();
        of.put("mean", Expression.ref("theta"));
        of.put("sigma", Expression.constant(1));
        var categories = new ArrayList<ModelCategory>();
        Shape flat = Shape.histogram(new double[] {105, 160}, new double[] {1});
        for (int c = 0; c < cells; c++) {
            for (int j = 0; j < bins; j++) {
                Expression efficiency = Expression.sum(
                        Expression.constant(EVENTS / cells),
                        Expression.product(Expression.constant(0.1 * EVENTS / cells), Expression.ref("theta")));
                Expression yield = Expression.product(efficiency, Expression.ref("sigma" + j));
                categories.add(new ModelCategory(
                        "c" + c + "_" + j, 105, 160, List.of(new Component("all", yield, flat)), Map.of()));
            }
        }
        return new UnbinnedCompiler(List.of(new Histogram()))
                .compile(
                        new StatisticalModel(
                                parameters, List.of(new Constraint(Constraint.GAUSSIAN, 0, of)), categories),
                        data(bins));
    }

    /** Sorted by value, as the kernel has them. */
    private Dataset data(int bins) {
        var lists = new ArrayList<List<Double>>();
        int categories = ANALYSIS.categories().size();
        for (int c = 0; c < ANALYSIS.eras().size() * categories * bins; c++) {
            lists.add(new ArrayList<>());
        }
        for (BinnedSample sample : samples) {
            for (int e = 0; sample.sample().role() == Role.DATA && e < sample.recoBin().length; e++) {
                if (sample.recoBin()[e] >= 0 && sample.fitted()[e]) {
                    int cell = ANALYSIS.era(sample.sample().era()) * categories
                            + sample.events().get(e).category();
                    lists.get(cell * bins + sample.recoBin()[e]).add(sample.value()[e]);
                }
            }
        }
        lists.forEach(list -> list.sort(Comparator.naturalOrder()));
        return Dataset.unweighted(lists.stream()
                .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
                .toList());
    }
}
