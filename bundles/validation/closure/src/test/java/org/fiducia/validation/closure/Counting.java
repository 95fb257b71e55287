package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Measurement.Quality;
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

/** Counting experiments, of which everything is known in closed form. */
final class Counting {
    private static final Quality QUALITY = new Quality(
            1.5, 0.9, new double[] {0.91, 0.92, 0.93}, new double[] {0.81, 0.82, 0.83}, new double[] {0.6, 0.5, 0.4});

    static final Shape FLAT = Shape.histogram(new double[] {0, 1}, new double[] {1});

    private Counting() {}

    static Parameter sigma(int bin, double start) {
        return Parameter.interest("sigma" + bin, start, 0, Double.POSITIVE_INFINITY, Math.sqrt(start));
    }

    static Likelihood of(List<Parameter> parameters, List<Constraint> constraints, Expression... yields) {
        var categories = new ArrayList<ModelCategory>();
        var values = new ArrayList<double[]>();
        for (int c = 0; c < yields.length; c++) {
            categories.add(new ModelCategory("c" + c, 0, 1, List.of(new Component("all", yields[c], FLAT)), Map.of()));
            values.add(new double[] {0.5});
        }
        return new UnbinnedCompiler(List.of(new Histogram()))
                .compile(new StatisticalModel(parameters, constraints, categories), Dataset.unweighted(values));
    }

    /** Independent bins, one parameter each, without nuisances. */
    static Likelihood bins(double... expected) {
        var parameters = new ArrayList<Parameter>();
        var yields = new Expression[expected.length];
        for (int j = 0; j < expected.length; j++) {
            parameters.add(sigma(j, expected[j]));
            yields[j] = Expression.ref("sigma" + j);
        }
        return of(parameters, List.of(), yields);
    }

    static CardModel.Model model(Likelihood nominal, List<Likelihood> truths, int bins) {
        double[] edges = new double[bins + 1];
        Arrays.setAll(edges, i -> i);
        var sigmas = new ArrayList<Quantity>();
        for (int j = 0; j < bins; j++) {
            sigmas.add(new Quantity("sigma" + j, "", "", Expression.ref("sigma" + j), 1));
        }
        return new CardModel.Model(
                ExampleMeasurements.ANALYSIS,
                ObservableInfo.production("count", "count", "", edges),
                null,
                QUALITY,
                sigmas,
                nominal,
                truths,
                new NewtonFitter(),
                new ProfileLikelihood());
    }
}
