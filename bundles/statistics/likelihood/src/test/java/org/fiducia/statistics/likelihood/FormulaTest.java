package org.fiducia.statistics.likelihood;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.internal.shape.BreitWigner;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.junit.jupiter.api.Test;

class FormulaTest {
    private static final double LO = 105;
    private static final double HI = 160;
    private static final double[] X = new Random(4).doubles(50, LO, HI).sorted().toArray();

    private static Expression distance() {
        return sum(ref("x"), product(constant(-1), ref("mean")));
    }

    /** The same density as another shape, given by its formula. */
    private static void assertSame(ShapeFunction other, Shape formula, double... at) {
        double[] expected = new double[X.length];
        double[][] expectedSlopes = new double[at.length][X.length];
        other.bind(new Shape(other.id(), Map.of()), LO, HI, X).evaluate(at, expected, expectedSlopes);
        double[] density = new double[X.length];
        double[][] slopes = new double[at.length][X.length];
        var kernel = new Formula().bind(formula, LO, HI, X);
        kernel.evaluate(at, density, slopes);
        double largest = Arrays.stream(expected).max().orElseThrow();
        for (int i = 0; i < X.length; i++) {
            assertEquals(expected[i], density[i], 1e-12 * expected[i] + 1e-15 * largest);
            for (int k = 0; k < at.length; k++) {
                assertEquals(expectedSlopes[k][i], slopes[k][i], 1e-10 * (Math.abs(expectedSlopes[k][i]) + largest));
            }
        }
        double[] alone = new double[X.length];
        kernel.evaluate(at, alone, null);
        assertArrayEquals(density, alone);
    }

    @Test
    void gaussian() {
        Shape shape = Shape.formula(call(
                Function.EXP,
                product(
                        constant(-0.5),
                        call(Function.POW, call(Function.DIVIDE, distance(), ref("sigma")), constant(2)))));
        assertEquals(List.of("mean", "sigma"), new Formula().parameters(shape));
        assertSame(new Gaussian(), shape, 124, 2.2);
        assertSame(new Gaussian(), shape, 90, 30);
        assertSame(new Gaussian(), shape, 133.3, 0.05);
    }

    @Test
    void exponentialAndBreitWigner() {
        assertSame(new Exponential(), Shape.formula(call(Function.EXP, product(ref("slope"), ref("x")))), -0.03);
        assertSame(
                new BreitWigner(),
                Shape.formula(call(
                        Function.DIVIDE,
                        constant(1),
                        sum(product(distance(), distance()), product(constant(0.25), ref("width"), ref("width"))))),
                124,
                0.9);
    }

    private static Likelihood likelihood(Shape shape, Dataset data) {
        var model = new StatisticalModel(
                List.of(Parameter.interest("a", 0.02, -1, 1, 0.01), Parameter.interest("b", 1, 0, 5, 1)),
                List.of(),
                List.of(new ModelCategory(
                        "only", LO, HI, List.of(new Component("all", constant(5), shape)), Map.of())));
        return new UnbinnedCompiler(List.of(new Formula(), new Exponential())).compile(model, data);
    }

    /** exp(−a b x): an exponential of which the slope is an expression of the model. */
    @Test
    void formulasAreShapesOfModels() {
        Dataset data = Dataset.unweighted(List.of(new double[] {106, 111, 140}));
        Expression slope = product(constant(-1), ref("a"), ref("b"));
        Shape formula = Shape.formula(call(Function.EXP, product(slope, ref("x"))));
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put("slope", slope);
        double[] at = {0.03, 1.3};
        Likelihood first = likelihood(formula, data);
        Likelihood second = likelihood(new Shape("exponential", parameters), data);
        double[] gradient = new double[2];
        double[] expected = new double[2];
        assertEquals(second.gradient(at, expected), first.gradient(at, gradient), 1e-12);
        assertArrayEquals(expected, gradient, 1e-9);
        assertArrayEquals(second.hessian(at)[0], first.hessian(at)[0], 1e-5);
    }

    @Test
    void formulasWithKinksAreIntegrated() {
        // max(x, b) − 100 between 105 and 160 with b = 120.
        Shape shape = Shape.formula(sum(call(Function.MAX, ref("x"), ref("b")), constant(-100)));
        double[] density = new double[1];
        new Formula().bind(shape, LO, HI, new double[] {150}).evaluate(new double[] {120}, density, null);
        assertEquals(50 / (15 * 20 + (60 * 60 - 20 * 20) / 2.0), density[0], 1e-12);
    }

    /** They say so, and do not hang. */
    @Test
    void formulasWithoutIntegralAreUndefined() {
        Expression root = call(Function.SQRT, sum(ref("x"), product(constant(-1), ref("b"))));
        Expression pole = call(Function.DIVIDE, constant(1), sum(ref("x"), product(constant(-1), ref("b"))));
        for (Expression formula : List.of(
                root,
                pole,
                product(pole, pole, pole),
                product(constant(0), ref("b")),
                sum(product(constant(-1), ref("b")), constant(1)),
                call(Function.EXP, product(ref("x"), ref("x"), ref("b"))))) {
            Likelihood likelihood =
                    likelihood(Shape.formula(formula), Dataset.unweighted(List.of(new double[] {112, 120.5})));
            double value = likelihood.value(new double[] {1, 133.003});
            assertTrue(value == Double.POSITIVE_INFINITY || formula == pole && value > 0, value + " of " + formula);
        }
    }

    @Test
    void formulasThatAreNoneAreRefused() {
        var named = new LinkedHashMap<String, Expression>();
        named.put("x", constant(1));
        assertThrows(
                FiduciaException.class,
                () -> new Formula().bind(new Shape("formula", Map.of()), LO, HI, new double[0]));
        assertThrows(
                FiduciaException.class,
                () -> new Formula().bind(new Shape("formula", named, Map.of(), ref("x")), LO, HI, new double[0]));
        assertThrows(
                FiduciaException.class,
                () -> new Formula()
                        .bind(new Shape("formula", Map.of(), Map.of(), ref("unknown")), LO, HI, new double[0]));
    }
}
