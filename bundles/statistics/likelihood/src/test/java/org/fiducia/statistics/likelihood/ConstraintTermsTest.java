package org.fiducia.statistics.likelihood;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

class ConstraintTermsTest {
    private static Constraint of(String kind, double observed, Object... parameters) {
        var map = new LinkedHashMap<String, Expression>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], (Expression) parameters[i + 1]);
        }
        return new Constraint(kind, observed, map);
    }

    private static StatisticalModel model(List<Constraint> constraints) {
        List<Parameter> parameters = List.of(
                Parameter.interest("n", 6, 0.1, 100, 2),
                Parameter.interest("tau", 3, 0.1, 100, 1),
                Parameter.interest("theta", 0.4, -5, 5, 1),
                Parameter.interest("held", 1.5, 0, 5, 1).fixedAt(1.5));
        Shape flat = Shape.histogram(new double[] {0, 1}, new double[] {1});
        return new StatisticalModel(
                parameters,
                constraints,
                List.of(new ModelCategory("only", 0, 1, List.of(new Component("all", ref("n"), flat)), Map.of())));
    }

    private static final List<Constraint> ALL = List.of(
            Constraint.gaussian("theta", 0.3, 0.5),
            of("gaussian", 12, "mean", product(ref("n"), ref("tau")), "sigma", constant(3)),
            of("poisson", 9, "mean", sum(product(ref("tau"), ref("n")), product(constant(0.5), ref("tau")))),
            of("log-normal", 1.4, "m0", ref("tau"), "k", sum(constant(1.2), product(ref("theta"), ref("theta")))),
            of("gaussian", 0, "mean", ref("theta"), "sigma", ref("held")));

    private static Likelihood likelihood(List<Constraint> constraints) {
        return ExampleModel.compiler()
                .compile(model(constraints), Dataset.unweighted(List.of(new double[] {0.2, 0.4, 0.9})));
    }

    @Test
    void valueIsTheSumOfTheDefinitions() {
        double[] at = {5, 2.5, 0.7, 1.5};
        double expected = 5 - 3 * Math.log(5);
        expected += 0.5 * Math.pow((0.7 - 0.3) / 0.5, 2) + 0.5 * Math.pow((12 - 12.5) / 3, 2);
        expected += 13.75 - 9 * Math.log(13.75);
        double k = Math.log(1.2 + 0.49);
        expected += 0.5 * Math.pow(Math.log(1.4 / 2.5) / k, 2) + Math.log(k);
        expected += 0.5 * Math.pow(0.7 / 1.5, 2);
        assertEquals(expected, likelihood(ALL).value(at), 1e-12);
    }

    @Test
    void constantIsWhatTheValueLeavesOut() {
        double log = 0.5 * Math.log(2 * Math.PI);
        double expected = Math.log(6) + Math.log(362880) + Math.log(1.4) + 4 * log + Math.log(0.5 * 3 * 1.5);
        assertEquals(expected, likelihood(ALL).constant(), 1e-12);
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Likelihood likelihood = likelihood(ALL);
        var random = new Random(3);
        for (int trial = 0; trial < 10; trial++) {
            double[] at = {random.nextDouble(2, 9), random.nextDouble(1, 5), random.nextDouble(-1, 1), 1.5};
            double[] gradient = new double[4];
            likelihood.gradient(at, gradient);
            double[][] hessian = likelihood.hessian(at);
            for (int i = 0; i < 3; i++) {
                double[] up = at.clone();
                up[i] += 1e-5;
                double[] down = at.clone();
                down[i] -= 1e-5;
                double slope = likelihood.difference(down, up) / 2e-5;
                assertEquals(slope, gradient[i], 1e-7 * (1 + Math.abs(slope)));
                double[] gradientUp = new double[4];
                double[] gradientDown = new double[4];
                likelihood.gradient(up, gradientUp);
                likelihood.gradient(down, gradientDown);
                for (int j = 0; j < 3; j++) {
                    double curvature = (gradientUp[j] - gradientDown[j]) / 2e-5;
                    assertEquals(curvature, hessian[i][j], 1e-7 * (1 + Math.abs(curvature)) * 10, i + ", " + j);
                }
            }
            assertEquals(0, gradient[3]);
        }
    }

    /** A log-normal far from its median curves downwards; what the fitter is given instead does not. */
    @Test
    void informationIsNeverIndefinite() {
        Likelihood likelihood = likelihood(List.of(of("log-normal", 0.01, "m0", ref("tau"), "k", constant(1.2))));
        double[] at = {3, 5, 0, 1.5};
        assertTrue(likelihood.hessian(at)[1][1] < 0);
        double[][] information = new double[4][4];
        likelihood.information(at, new double[4], information);
        assertEquals(0, information[1][1]);
    }

    @Test
    void asimovDataObserveTheParameters() {
        Likelihood likelihood = likelihood(ALL.subList(0, 3));
        double[] at = {5, 2.5, 0.7, 1.5};
        Likelihood asimov = likelihood.asimov(at);
        assertEquals(0.7, asimov.model().constraints().get(0).observed());
        assertEquals(12.5, asimov.model().constraints().get(1).observed(), 1e-15);
        assertEquals(13.75, asimov.model().constraints().get(2).observed(), 1e-15);
        double[] gradient = new double[4];
        asimov.gradient(at, gradient);
        for (double slope : gradient) {
            assertEquals(0, slope, 1e-12);
        }
    }

    @Test
    void otherObservationsAreTakenOtherExpressionsAreNot() {
        Likelihood likelihood = likelihood(ALL);
        double[] at = {5, 2.5, 0.7, 1.5};
        var moved = new ArrayList<>(ALL);
        moved.set(2, ALL.get(2).observing(11));
        moved.set(0, Constraint.gaussian("theta", 0.1, 0.25));
        Likelihood other = likelihood.with(likelihood.model().withConstraints(moved));
        double difference = -2 * Math.log(13.75) + 0.5 * Math.pow(0.6 / 0.25, 2) - 0.5 * Math.pow(0.4 / 0.5, 2);
        assertEquals(likelihood.value(at) + difference, other.value(at), 1e-12);
        moved.set(2, of("poisson", 9, "mean", ref("tau")));
        assertThrows(
                IllegalArgumentException.class,
                () -> likelihood.with(likelihood.model().withConstraints(moved)));
    }

    @Test
    void impossibleConstraintsAreRefused() {
        assertRefused("depends on theta", of("gaussian", 0, "mean", ref("n"), "sigma", ref("theta")));
        assertRefused("observes 0.0", of("gaussian", 0, "mean", ref("n"), "sigma", constant(0)));
        assertRefused("observes -1.0", of("poisson", -1, "mean", ref("n")));
        assertRefused("observes 0.0", of("log-normal", 0, "m0", ref("n"), "k", constant(1.1)));
        assertRefused("'cauchy'", of("cauchy", 0, "mean", ref("n")));
        assertRefused("given the parameters [rate]", of("poisson", 1, "rate", ref("n")));
    }

    private static void assertRefused(String what, Constraint constraint) {
        var error = assertThrows(FiduciaException.class, () -> likelihood(List.of(constraint)));
        assertTrue(error.getMessage().contains(what), error.getMessage());
    }

    @Test
    void meanWithoutProbabilityIsInfinite() {
        Likelihood likelihood = likelihood(List.of(of("poisson", 2, "mean", ref("theta"))));
        double[] gradient = new double[4];
        assertEquals(Double.POSITIVE_INFINITY, likelihood.gradient(new double[] {3, 1, -0.1, 1.5}, gradient));
        assertTrue(Double.isNaN(gradient[0]));
    }
}
