package org.fiducia.testkit;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

/**
 * What every compiler of likelihoods keeps, for a model of events, a histogram and a constraint that is written out here. The
 * compiler knows histograms. The test of one extends it.
 */
public abstract class CompilerContract {
    private static final double[] EDGES = {0, 1, 2};
    private static final double[] EVENTS = {0.2, 0.7, 1.1, 1.3, 1.9, 1.95};
    private static final double[] ENTRIES = {7, 12};
    private static final double CENTRE = 0.3;
    private static final double[][] POINTS = {{1, 0.1, 1.5}, {0.4, -1.2, 1.5}, {2.5, 2, 1.5}};

    private final LikelihoodCompiler compiler;

    /** @param compiler the compiler under test */
    protected CompilerContract(LikelihoodCompiler compiler) {
        this.compiler = compiler;
    }

    private static StatisticalModel model() {
        Expression mu = ref("mu");
        Expression up = Expression.call(Expression.Function.EXP, product(constant(0.1), ref("theta")));
        var events = new ModelCategory(
                "events",
                0,
                2,
                List.of(
                        new Component("signal", product(constant(10), mu), Shape.histogram(EDGES, new double[] {1, 3})),
                        new Component(
                                "background",
                                product(constant(5), up, ref("scale")),
                                Shape.histogram(new double[] {0, 2}, new double[] {1}))),
                Map.of());
        var counts = new ModelCategory(
                "counts",
                0,
                2,
                List.of(
                        new Component(
                                "signal", product(constant(4), mu, up), Shape.histogram(EDGES, new double[] {3, 1})),
                        new Component("background", constant(8), Shape.histogram(EDGES, new double[] {1, 3}))),
                Map.of());
        return new StatisticalModel(
                List.of(
                        Parameter.interest("mu", 1, -10, 10, 0.3),
                        Parameter.nuisance("theta", "group"),
                        Parameter.interest("scale", 1.5, 0, 10, 0.3).fixedAt(1.5)),
                List.of(Constraint.gaussian("theta", CENTRE, 1)),
                List.of(events, counts));
    }

    private static Dataset data() {
        return new Dataset(
                List.of(EVENTS, new double[] {0.5, 1.5}),
                List.of(new double[] {1, 1, 1, 1, 1, 1}, ENTRIES),
                List.of(new double[0], EDGES));
    }

    private Likelihood likelihood() {
        return compiler.compile(model(), data());
    }

    /** Σ ν − Σ log Σ ν p + Σ (ν_b − n_b log ν_b) + ½(θ − θ₀)². */
    private static double nll(double[] p) {
        double up = Math.exp(0.1 * p[1]);
        double signal = 10 * p[0];
        double background = 5 * up * p[2];
        double sum = signal + background + 0.5 * Math.pow(p[1] - CENTRE, 2);
        for (double x : EVENTS) {
            sum -= Math.log(signal * (x < 1 ? 0.25 : 0.75) + background / 2);
        }
        for (int b = 0; b < 2; b++) {
            double nu = 4 * p[0] * up * (b == 0 ? 0.75 : 0.25) + 8 * (b == 0 ? 0.25 : 0.75);
            sum += nu - ENTRIES[b] * Math.log(nu);
        }
        return sum;
    }

    @Test
    void theValueIsThatOfTheFormula() {
        Likelihood likelihood = likelihood();
        for (double[] p : POINTS) {
            assertEquals(nll(p), likelihood.value(p), 1e-11 * (1 + Math.abs(nll(p))));
            assertEquals(nll(p) - nll(POINTS[0]), likelihood.difference(POINTS[0], p), 1e-11);
        }
        assertEquals(2, likelihood.expected(1, 0, new double[] {1, 0, 1.5}, EDGES).length);
        assertEquals(3, likelihood.expected(1, 0, new double[] {1, 0, 1.5}, EDGES)[0], 1e-12);
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Likelihood likelihood = likelihood();
        double[] gradient = new double[3];
        double[] up = new double[3];
        double[] down = new double[3];
        for (double[] p : POINTS) {
            assertEquals(likelihood.value(p), likelihood.gradient(p, gradient), 1e-12 * (1 + Math.abs(nll(p))));
            double[][] hessian = likelihood.hessian(p);
            for (int i = 0; i < 3; i++) {
                double h = 1e-5;
                double[] moved = p.clone();
                moved[i] = p[i] + h;
                double above = nll(moved);
                likelihood.gradient(moved, up);
                moved[i] = p[i] - h;
                double below = nll(moved);
                likelihood.gradient(moved, down);
                boolean fixed = i == 2;
                assertEquals(fixed ? 0 : (above - below) / (2 * h), gradient[i], 1e-7, "d/d" + i);
                for (int j = 0; j < 3; j++) {
                    double expected = fixed || j == 2 ? 0 : (up[j] - down[j]) / (2 * h);
                    assertEquals(expected, hessian[i][j], 1e-6, i + ", " + j);
                }
            }
        }
    }

    @Test
    void theInformationIsSymmetricAndPositive() {
        double[][] information = new double[3][3];
        likelihood().information(POINTS[0], new double[3], information);
        assertEquals(information[0][1], information[1][0], 0);
        assertTrue(information[0][0] > 0 && information[1][1] >= 1, "with the constraint");
        assertTrue(information[0][0] * information[1][1] > information[0][1] * information[0][1]);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, information[2][i], 0, "what is fixed");
        }
    }

    /** Its best fit is where it was made. */
    @Test
    void asimovDataAreWhatIsExpected() {
        double[] gradient = new double[3];
        double[] p = {1.3, 0.4, 1.5};
        likelihood().asimov(p).gradient(p, gradient);
        assertEquals(0, gradient[0], 1e-8);
        assertEquals(0, gradient[1], 1e-8);
    }

    @Test
    void toysDependOnSeedAndNumberAlone() {
        Likelihood likelihood = likelihood();
        String third = Contents.of(likelihood.toy(POINTS[0], 5, 3).data());
        assertNotEquals(third, Contents.of(likelihood.toy(POINTS[0], 5, 4).data()));
        assertNotEquals(third, Contents.of(likelihood.toy(POINTS[0], 6, 3).data()));
        assertEquals(third, Contents.of(likelihood().toy(POINTS[0], 5, 3).data()));
    }

    @Test
    void copiesAreTheSame() {
        Likelihood likelihood = likelihood();
        Likelihood copy = likelihood.copy();
        double value = likelihood.value(POINTS[1]);
        copy.value(POINTS[2]);
        assertEquals(value, copy.value(POINTS[1]), 0);
        assertEquals(value, likelihood.with(data()).value(POINTS[1]), 0);
        assertEquals(value, likelihood.with(likelihood.model()).value(POINTS[1]), 0);
    }

    @Test
    void lessThanNothingIsImpossible() {
        Likelihood likelihood = likelihood();
        double[] p = {-3, 0, 1.5};
        assertEquals(Double.POSITIVE_INFINITY, likelihood.value(p), 0);
        assertFalse(likelihood.forbidden(p).isEmpty(), "where it is");
        assertTrue(likelihood.forbidden(POINTS[0]).isEmpty());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        refused(component(constant(1), new Shape("a kind that nobody knows", Map.of())), data());
        refused(
                component(ref("a parameter that nobody declares"), Shape.histogram(EDGES, new double[] {1, 1})),
                data());
        refused(model(), Dataset.unweighted(List.of(EVENTS)));
    }

    private static StatisticalModel component(Expression yield, Shape shape) {
        StatisticalModel model = model();
        var categories = new ArrayList<>(model.categories());
        categories.set(0, new ModelCategory("c", 0, 2, List.of(new Component("one", yield, shape)), Map.of()));
        return new StatisticalModel(model.parameters(), model.constraints(), categories);
    }

    private void refused(StatisticalModel model, Dataset data) {
        var refused = assertThrows(FiduciaException.class, () -> compiler.compile(model, data));
        assertFalse(refused.remedy().isBlank(), "what to do");
    }
}
