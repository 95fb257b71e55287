package org.fiducia.statistics.profile;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.BetterMinimum;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.newton.NewtonFitter;
import org.junit.jupiter.api.Test;

/** Counting experiments: their profiles are known in closed form. */
class ProfileLikelihoodTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Shape FLAT = Shape.histogram(new double[] {0, 1}, new double[] {1});

    private static Likelihood counting(
            List<Parameter> parameters, List<Constraint> constraints, int[] counts, Expression... yields) {
        var categories = new ArrayList<ModelCategory>();
        var values = new ArrayList<double[]>();
        for (int c = 0; c < counts.length; c++) {
            categories.add(new ModelCategory("c" + c, 0, 1, List.of(new Component("all", yields[c], FLAT)), Map.of()));
            double[] x = new double[counts[c]];
            java.util.Arrays.fill(x, 0.5);
            values.add(x);
        }
        return new UnbinnedCompiler(List.of(new Histogram()))
                .compile(new StatisticalModel(parameters, constraints, categories), Dataset.unweighted(values));
    }

    private static Interval interval(Likelihood likelihood) {
        FitResult best = new NewtonFitter().fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        assertTrue(best.converged(), best.message());
        return new ProfileLikelihood().interval(likelihood, new NewtonFitter(), best, 0, Progress.NONE);
    }

    private static Parameter free(String name, double start, double lower) {
        return Parameter.interest(name, start, lower, INFINITY, 1);
    }

    /** Where a function crosses 0, by bisection. */
    private static double root(DoubleUnaryOperator f, double a, double b) {
        double lo = a;
        double hi = b;
        for (int i = 0; i < 200; i++) {
            double middle = 0.5 * (lo + hi);
            if (f.applyAsDouble(lo) < 0 == f.applyAsDouble(middle) < 0) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    /** n_on of s + b, n_off of τ b: for given s the best b solves a quadratic equation. */
    @Test
    void backgroundFromASidebandIsProfiled() {
        int on = 14;
        int off = 21;
        double tau = 3;
        Likelihood likelihood = counting(
                List.of(free("s", 5, -INFINITY), free("b", 5, -INFINITY)),
                List.of(),
                new int[] {on, off},
                sum(ref("s"), ref("b")),
                product(constant(tau), ref("b")));
        Interval interval = interval(likelihood);
        DoubleUnaryOperator profile = s -> {
            double p = on + off - (1 + tau) * s;
            double b = (p + Math.sqrt(p * p + 4 * (1 + tau) * off * s)) / (2 * (1 + tau));
            return s + b - on * Math.log(s + b) + tau * b - off * Math.log(tau * b);
        };
        double best = on - off / tau;
        DoubleUnaryOperator rise = s -> profile.applyAsDouble(s) - profile.applyAsDouble(best) - 0.5;
        assertEquals(best, interval.value(), 1e-5);
        assertEquals(best - root(rise, best - 12, best), interval.down(), 4e-4);
        assertEquals(root(rise, best, best + 15) - best, interval.up(), 4e-4);
    }

    /** A background known within its constraint, log-normal: against a scan of a grid in both parameters. */
    @Test
    void constrainedNuisanceIsProfiled() {
        int n = 4;
        Likelihood likelihood = counting(
                List.of(free("s", 3, -INFINITY), Parameter.nuisance("t", "")),
                List.of(Constraint.gaussian("t", 0, 1)),
                new int[] {n},
                sum(ref("s"), product(constant(2), call(Function.EXP, product(constant(0.5), ref("t"))))));
        Interval interval = interval(likelihood);
        DoubleUnaryOperator profile = s -> {
            double least = INFINITY;
            for (int i = 0; i <= 100000; i++) {
                double t = -4 + 8e-5 * i;
                double nu = s + 2 * Math.exp(0.5 * t);
                if (nu > 0) {
                    least = Math.min(least, nu - n * Math.log(nu) + 0.5 * t * t);
                }
            }
            return least;
        };
        double minimum = n - n * Math.log(n);
        double sigma = interval.up();
        assertEquals(0.5, profile.applyAsDouble(2 - interval.down()) - minimum, 1e-3 * sigma);
        assertEquals(0.5, profile.applyAsDouble(2 + interval.up()) - minimum, 1e-3 * sigma);
    }

    @Test
    void bestFitMayBeAtTheLimit() {
        Likelihood likelihood =
                counting(List.of(free("s", 1, 0)), List.of(), new int[] {1}, sum(ref("s"), constant(2.5)));
        Interval interval = interval(likelihood);
        assertTrue(interval.lowerIsLimit());
        assertEquals(0, interval.value(), 0);
        assertEquals(0, interval.down(), 0);
        DoubleUnaryOperator rise = s -> s - Math.log((s + 2.5) / 2.5) - 0.5;
        assertEquals(root(rise, 0, 20), interval.up(), 2e-4);
    }

    /** Another parameter at its limit: the profile runs along it. */
    @Test
    void limitsOfOtherParametersAreRespected() {
        Likelihood likelihood = counting(
                List.of(free("s", 1, -INFINITY), free("b", 1, 0.5)),
                List.of(),
                new int[] {9, 2},
                sum(ref("s"), ref("b")),
                product(constant(10), ref("b")));
        Interval interval = interval(likelihood);
        assertEquals(8.5, interval.value(), 1e-5);
        DoubleUnaryOperator rise = s -> s + 0.5 - 9 - 9 * Math.log((s + 0.5) / 9) - 0.5;
        assertEquals(root(rise, 8.5, 30) - 8.5, interval.up(), 4e-4);
        assertEquals(8.5 - root(rise, 1, 8.5), interval.down(), 4e-4);
    }

    /** ν = 2 + ½/(1 + x²) stays between 2 and 2.5: with 3 events the NLL changes by .17 at most. */
    @Test
    void noCrossingIsAnErrorThatSaysSo() {
        Expression yield =
                sum(constant(2), call(Function.DIVIDE, constant(0.5), sum(constant(1), product(ref("x"), ref("x")))));
        Likelihood likelihood = counting(List.of(free("x", 0.3, -INFINITY)), List.of(), new int[] {3}, yield);
        FitResult best = new FitResult(
                FitResult.Status.CONVERGED,
                "",
                new double[] {0},
                likelihood.value(new double[] {0}),
                0,
                1,
                new double[][] {{5}},
                1,
                List.of());
        var error = assertThrows(
                FiduciaException.class,
                () -> new ProfileLikelihood().interval(likelihood, new NewtonFitter(), best, 0, Progress.NONE));
        assertEquals(FiduciaException.Kind.FIT, error.kind());
        assertTrue(error.getMessage().contains("of x"), error.getMessage());
        assertTrue(error.getMessage().contains("no lower end"), error.getMessage());
    }

    @Test
    void aBetterMinimumOnTheWayIsReported() {
        // ν = 4 + x² − x⁴/40: minima of the NLL near x = ±2.7 for 8 events; from a false minimum at 0 the profile
        // falls.
        Expression square = product(ref("x"), ref("x"));
        Likelihood likelihood = counting(
                List.of(free("x", 0.3, -INFINITY)),
                List.of(),
                new int[] {8},
                sum(constant(4), square, product(constant(-0.025), square, square)));
        var best = new FitResult(
                FitResult.Status.CONVERGED,
                "",
                new double[] {0},
                likelihood.value(new double[] {0}),
                0,
                1,
                new double[][] {{1}},
                1,
                List.of());
        var error = assertThrows(
                FiduciaException.class,
                () -> new ProfileLikelihood().interval(likelihood, new NewtonFitter(), best, 0, Progress.NONE));
        assertTrue(error.getMessage().contains("not the global minimum"), error.getMessage());
        double[] better =
                assertInstanceOf(BetterMinimum.class, error.getCause()).parameters();
        assertTrue(likelihood.value(better) < best.nll());
    }
}
