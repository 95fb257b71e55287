package org.fiducia.exchange.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;

/** Counts 10 μ + 100 (1 + .1 θ) in one category, and a histogram of two intervals of 30 and 60 NF events. */
class ExpectedTest {
    private static Likelihood likelihood() {
        var parameters = List.of(
                Parameter.interest("mu", 1, 0, 10, .1),
                Parameter.nuisance("theta", "g"),
                new Parameter("NF", 1, 0, 10, .1, Parameter.Role.NUISANCE, "", false));
        Shape flat = Shape.histogram(new double[] {0, 1}, new double[] {1});
        Expression slope = Expression.sum(
                Expression.constant(100), Expression.product(Expression.constant(10), Expression.ref("theta")));
        var count = new ModelCategory(
                "count",
                0,
                1,
                List.of(
                        new Component(
                                "signal", Expression.product(Expression.constant(10), Expression.ref("mu")), flat),
                        new Component("b", slope, flat)),
                Map.of());
        var histogram = new ModelCategory(
                "histogram",
                0,
                2,
                List.of(new Component(
                        "b",
                        Expression.product(Expression.constant(90), Expression.ref("NF")),
                        Shape.histogram(new double[] {0, 1, 2}, new double[] {1, 2}))),
                Map.of());
        var model = new StatisticalModel(
                parameters, List.of(Constraint.gaussian("theta", 0, 1)), List.of(count, histogram));
        var data = Dataset.histograms(
                List.of(new double[] {0, 1}, new double[] {0, 1, 2}),
                List.of(new double[] {110}, new double[] {30, 60}));
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, data);
    }

    @Test
    void beforeTheFitConstraintsAreWhatIsUncertain() {
        Expected before = Expected.before(likelihood());
        Expected.Events count = before.all(0, 0, new double[] {0, 1});
        assertEquals(110, count.number(), 1e-9);
        assertEquals(10, before.error(count), 1e-9);
        List<Expected.Events> histogram = before.intervals(1, new double[] {0, 1, 2});
        assertEquals(30, histogram.get(0).number(), 1e-9);
        assertEquals(0, before.error(histogram.get(1)), 1e-9, "a free factor is where it starts");
    }

    /** ∂N = (10, 10, 0) with σ(μ) = .5, σ(θ) = .8 and ρ = −.5; of both intervals together 90 σ(NF). */
    @Test
    void afterTheFitItIsTheCovariance() {
        double[][] covariance = {{.25, -.2, 0}, {-.2, .64, 0}, {0, 0, .01}};
        Expected after = Expected.after(likelihood(), new double[] {2, .5, 1.1}, covariance);
        Expected.Events count = after.all(0, 0, new double[] {0, 1});
        assertEquals(20 + 105, count.number(), 1e-9);
        assertEquals(10 * Math.sqrt(.25 + .64 - .4), after.error(count), 1e-9);
        List<Expected.Events> histogram = after.intervals(1, new double[] {0, 1, 2});
        assertEquals(33, histogram.get(0).number(), 1e-9);
        assertEquals(3, after.error(histogram.get(0)), 1e-6);
        assertEquals(9, after.error(Expected.Events.sum(histogram)), 1e-6, "fully correlated");
    }
}
