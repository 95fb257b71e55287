package org.fiducia.statistics.benchmark;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
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
import org.fiducia.statistics.bobyqa.BobyqaFitter;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.metric.VariableMetricFitter;
import org.fiducia.statistics.multistart.MultiStartFitter;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits of which the minimum lies where a bin or a density would become negative, by every fitter. */
class EdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<Fitter> fitters() {
        return Stream.of(
                new NewtonFitter(),
                new VariableMetricFitter(),
                new BobyqaFitter(),
                new MultiStartFitter(new NewtonFitter()));
    }

    private static Likelihood compile(List<Parameter> parameters, Dataset data, Component... components) {
        return compile(parameters, List.of(), data, components);
    }

    private static Likelihood compile(
            List<Parameter> parameters, List<Constraint> constraints, Dataset data, Component... components) {
        var category = new ModelCategory("c", 0, 1, List.of(components), Map.of());
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(new StatisticalModel(parameters, constraints, List.of(category)), data);
    }

    private static Parameter free(String name, double start) {
        return Parameter.interest(name, start, -INFINITY, INFINITY, 1);
    }

    private static Dataset histogram(double... entries) {
        double[] edges = new double[entries.length + 1];
        for (int b = 0; b < edges.length; b++) {
            edges[b] = (double) b / entries.length;
        }
        return Dataset.histograms(List.of(edges), List.of(entries));
    }

    private static FitResult fit(Fitter fitter, Likelihood likelihood, String edge) {
        FitResult fit = fitter.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertEquals(Status.CONVERGED, fit.status(), fit.message());
        assertEquals(List.of(edge), fit.edges());
        assertTrue(fit.message().contains("edge of positive expectation"), fit.message());
        assertTrue(Double.isFinite(likelihood.value(fit.parameters())));
        return fit;
    }

    /** ν = 1 + 2μ without an event. */
    @ParameterizedTest
    @MethodSource("fitters")
    void emptyBin(Fitter fitter) {
        Shape flat = new Shape("uniform", Map.of());
        Likelihood likelihood = compile(
                List.of(Parameter.interest("mu", 1, -10, 10, 1)),
                histogram(0),
                new Component("s", product(constant(2), ref("mu")), flat),
                new Component("b", constant(1), flat));
        FitResult fit = fit(fitter, likelihood, "category c");
        assertEquals(-0.5, fit.parameters()[0], 1e-4);
        assertEquals(0, fit.nll() + likelihood.constant(), 1e-4);
        Interval interval = new ProfileLikelihood().interval(likelihood, fitter, fit, 0, Progress.NONE);
        assertEquals(0, interval.down(), 2e-4);
        assertEquals(0.25, interval.up(), 2e-4);
        assertTrue(interval.lowerIsLimit());
        assertTrue(interval.remark().contains("edge of positive expectation"), interval.remark());
    }

    /** 7 entries in the first of two bins with 5 + c and 1 − c of them: c = 1 is the largest possible. */
    @ParameterizedTest
    @MethodSource("fitters")
    void templateWithNegativeContent(Fitter fitter) {
        Shape template = Shape.morphing(
                new double[] {0, 0.5, 1}, new double[] {5, 1}, Map.of("c", ref("c")), Map.of("c", new double[] {1, -1
                }));
        Likelihood binned =
                compile(List.of(free("c", 0)), histogram(7, 0), new Component("all", constant(6), template));
        FitResult fit = fit(fitter, binned, "category c between 0.5 and 1");
        assertEquals(1, fit.parameters()[0], 1e-3);
        Likelihood unbinned = compile(
                List.of(free("c", 0)),
                Dataset.unweighted(List.of(new double[] {.1, .2, .2, .3, .4, .4, .41})),
                new Component("all", constant(6), template));
        FitResult events = fitter.fit(unbinned, new double[] {0}, true, Progress.NONE);
        assertEquals(Status.CONVERGED, events.status(), events.message());
        assertEquals(1, events.parameters()[0], 1e-3);
        assertEquals(1, events.edges().size());
    }

    /** Density (1 + a x)/(1 + a/2) on [0, 1] with all events near 0: positive at 1 for a ≥ −1. */
    @ParameterizedTest
    @MethodSource("fitters")
    void polynomial(Fitter fitter) {
        Likelihood likelihood = compile(
                List.of(free("a", 0)),
                Dataset.unweighted(List.of(new double[] {.01, .02, .05, .08, .1, .12})),
                new Component("all", constant(6), new Shape("polynomial", Map.of("a0", constant(1), "a1", ref("a")))));
        FitResult fit = fit(fitter, likelihood, "category c at 1");
        assertEquals(-1, fit.parameters()[0], 1e-3);
    }

    /** (1 − t)² + 2 b t (1 − t) + t² with all events near the ends: ½ + ½ b ≥ 0 in the middle. */
    @ParameterizedTest
    @MethodSource("fitters")
    void bernsteinWithNegativeCoefficient(Fitter fitter) {
        Likelihood likelihood = compile(
                List.of(free("b", 1)),
                Dataset.unweighted(List.of(new double[] {.01, .02, .03, .97, .98, .99})),
                new Component(
                        "all",
                        constant(6),
                        new Shape("bernstein", Map.of("b0", constant(1), "b1", ref("b"), "b2", constant(1)))));
        FitResult fit = fit(fitter, likelihood, "category c at 0.5");
        assertEquals(-1, fit.parameters()[0], 1e-3);
    }

    /** A density 1 + s·peak of which the peak takes away: s ≥ −1/peak(centre), and √2π σ erf(…) is its height. */
    @ParameterizedTest
    @MethodSource("fitters")
    void negativeYield(Fitter fitter) {
        var events = new ArrayList<Double>();
        for (int i = 0; i < 40; i++) {
            double x = (i + 0.5) / 40;
            if (Math.abs(x - 0.5) > 0.12) {
                events.add(x);
            }
        }
        Likelihood likelihood = compile(
                List.of(free("s", 1)),
                Dataset.unweighted(List.of(events.stream().mapToDouble(x -> x).toArray())),
                new Component(
                        "s", ref("s"), new Shape("gaussian", Map.of("mean", constant(0.5), "sigma", constant(0.05)))),
                new Component("b", constant(40), new Shape("uniform", Map.of())));
        FitResult fit = fit(fitter, likelihood, "category c at 0.5");
        // the Gaussian is whole within ±10 σ
        assertEquals(-40 * 0.05 * Math.sqrt(2 * Math.PI), fit.parameters()[0], 1e-3);
    }

    /** ν = 1 + μ + θ with θ = 0 ± 1 and no event: held at μ = −1.5 it needs θ ≥ ½, which costs ½ θ² + ν. */
    @Test
    void profileGoesOnWhereOthersMakeRoom() {
        Likelihood likelihood = compile(
                List.of(free("mu", 1), Parameter.nuisance("theta", "")),
                List.of(Constraint.gaussian("theta", 0, 1)),
                histogram(0),
                new Component(
                        "all", Expression.sum(constant(1), ref("mu"), ref("theta")), new Shape("uniform", Map.of())));
        FitResult fit = fit(new NewtonFitter(), likelihood, "category c");
        assertEquals(-1, fit.parameters()[0], 1e-3);
        assertEquals(0, fit.parameters()[1], 1e-3);
        Interval interval = new ProfileLikelihood().interval(likelihood, new NewtonFitter(), fit, 0, Progress.NONE);
        // below: ½ θ² = ½ at θ = 1 = −1 − μ; above: ν + ½ θ² with θ = −1 where ν allows it, −ν₀ before
        assertEquals(1, interval.down(), 1e-3);
        assertEquals(1, interval.up(), 1e-3);
        assertEquals("", interval.remark());
    }

    @Test
    void toysOfNegativeYieldsAreThoseOfTheSum() {
        Likelihood likelihood = compile(
                List.of(free("s", -3)),
                Dataset.unweighted(List.of(new double[] {0.5})),
                new Component(
                        "s", ref("s"), new Shape("gaussian", Map.of("mean", constant(0.5), "sigma", constant(0.05)))),
                new Component("b", constant(40), new Shape("uniform", Map.of())));
        double inside = 0;
        double all = 0;
        for (int k = 0; k < 500; k++) {
            for (double x :
                    likelihood.toy(new double[] {-3}, 1, k).data().values().get(0)) {
                inside += Math.abs(x - 0.5) < 0.1 ? 1 : 0;
                all++;
            }
        }
        assertEquals(37 * 500, all, 4 * Math.sqrt(37 * 500));
        // 8 of the flat ones less 3 · erf(√2)
        double expected = 500 * (8 - 3 * 0.9544997);
        assertEquals(expected, inside, 4 * Math.sqrt(expected));
    }

    @Test
    void whatIsWrongAtTheStartIsNamed() {
        Likelihood likelihood = compile(
                List.of(free("s", 0)), histogram(3), new Component("s", ref("s"), new Shape("uniform", Map.of())));
        assertEquals("category c expects 0 events, where 3 were observed", likelihood.trouble(new double[1]));
        Likelihood root = compile(
                List.of(free("s", 0)),
                histogram(3),
                new Component(
                        "s",
                        Expression.sum(constant(1), Expression.call(Expression.Function.SQRT, ref("s"))),
                        new Shape("uniform", Map.of())));
        assertEquals("the yield of component s of category c has no finite slope by s", root.trouble(new double[1]));
        assertEquals("the yield of component s of category c is NaN", root.trouble(new double[] {-1}));
        assertEquals("parameter s is NaN", root.trouble(new double[] {Double.NaN}));
        FitResult fit = new NewtonFitter().fit(root, new double[] {-1}, true, Progress.NONE);
        assertTrue(fit.message().contains("component s of category c is NaN"), fit.message());
    }
}
