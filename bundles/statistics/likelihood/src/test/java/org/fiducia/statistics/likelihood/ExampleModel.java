package org.fiducia.statistics.likelihood;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.logNormal;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.likelihood.internal.shape.Landau;

/** A model of two categories with every built-in shape, for tests. */
final class ExampleModel {
    private static final double LO = 105;
    private static final double HI = 160;

    private ExampleModel() {}

    static UnbinnedCompiler compiler() {
        List<ShapeFunction> shapes =
                List.of(new DoubleSidedCrystalBall(), new Histogram(), new Landau(), new Gaussian(), new Exponential());
        return new UnbinnedCompiler(shapes);
    }

    static StatisticalModel model() {
        List<Parameter> parameters = List.of(
                free("mu", 1, 0.2),
                free("mean", 124.9, 0.2),
                free("sigma", 1.5, 0.1),
                free("alphaL", 1.1, 0.1),
                free("nL", 2.5, 0.5),
                free("alphaR", 1.6, 0.1),
                free("nR", 4, 0.5),
                Parameter.nuisance("lumi", "luminosity"),
                Parameter.nuisance("tilt", "background"),
                free("slope", -0.02, 0.01),
                free("location", 130, 2),
                free("width", 9, 1),
                free("peak", 110, 1));
        List<Constraint> constraints =
                List.of(Constraint.gaussian("lumi", 0.1, 1), Constraint.gaussian("tilt", 0, 0.7));
        var dscb = new LinkedHashMap<String, Expression>();
        for (String name : List.of("mean", "sigma", "alphaL", "nL", "alphaR", "nR")) {
            dscb.put(name, ref(name));
        }
        var signal = new Shape("dscb", dscb);
        double[] edges = {100, 110, 120, 130, 145, 165};
        Shape morphed = Shape.morphing(
                edges, new double[] {10, 12, 9, 8, 7}, Map.of("t", ref("tilt")), Map.of("t", new double[] {
                    1, 0.5, 0.2, -0.4, -0.8
                }));
        var exponential = new Shape("exponential", Map.of("slope", ref("slope")));
        var landau = new Shape("landau", Map.of("location", ref("location"), "width", ref("width")));
        var gaussian = new Shape(
                "gaussian",
                Map.of("mean", ref("peak"), "sigma", sum(constant(2), product(constant(0.5), ref("sigma")))));
        Expression luminosity = logNormal("lumi", 0.05, -0.03);
        return new StatisticalModel(
                parameters,
                constraints,
                List.of(
                        new ModelCategory(
                                "first",
                                LO,
                                HI,
                                List.of(
                                        new Component("signal", product(constant(40), ref("mu"), luminosity), signal),
                                        new Component("flat", product(constant(60), luminosity), morphed),
                                        new Component("falling", constant(30), exponential)),
                                Map.of()),
                        new ModelCategory(
                                "second",
                                LO,
                                HI,
                                List.of(
                                        new Component("signal", product(constant(25), ref("mu"), luminosity), signal),
                                        new Component("fakes", constant(50), landau),
                                        new Component("bump", product(constant(12), luminosity), gaussian)),
                                Map.of())));
    }

    private static Parameter free(String name, double start, double step) {
        return Parameter.interest(name, start, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, step);
    }

    /** Events all over the window, more of them near the peak. */
    static Dataset data(boolean weighted) {
        return data(weighted, 137, 90);
    }

    /** So many events in the first and second category. */
    static Dataset data(boolean weighted, int... numbers) {
        var random = new Random(5);
        List<double[]> values = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (int events : numbers) {
            values.add(random.doubles(events, 0, 1)
                    .map(u -> u < 0.6 ? LO + (HI - LO) * u / 0.6 : 120 + 8 * (u - 0.6) / 0.4)
                    .toArray());
            weights.add(random.doubles(events, -0.2, 2).toArray());
        }
        return new Dataset(values, weighted ? weights : null);
    }

    /** A random point near the start values. */
    static double[] point(Random random) {
        StatisticalModel model = model();
        double[] at = model.initial();
        for (int i = 0; i < at.length; i++) {
            at[i] += 0.5 * model.parameters().get(i).step() * random.nextGaussian();
        }
        return at;
    }
}
