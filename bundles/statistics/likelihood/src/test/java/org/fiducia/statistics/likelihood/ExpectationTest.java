package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    /**
     * In units of the uncertainties; constraints pull elsewhere, so their part of the gradient is taken off. The
     * approximation of the Landau density has steps of 1e-8 between its pieces.
     */
    @Test
    void gradientVanishesOnAsimovData() {
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), ExampleModel.data(false));
        for (int seed = 0; seed < 5; seed++) {
            double[] at = ExampleModel.point(new Random(seed));
            Likelihood asimov = likelihood.asimov(at);
            double[] gradient = new double[at.length];
            asimov.gradient(at, gradient);
            double[][] hessian = asimov.hessian(at);
            for (int i = 0; i < at.length; i++) {
                assertEquals(0, gradient[i] / Math.sqrt(hessian[i][i]), 3e-8, "seed " + seed + ", parameter " + i);
            }
        }
    }

    @Test
    void asimovDataHaveTheExpectedNumberOfEvents() {
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), ExampleModel.data(false));
        double[] at = ExampleModel.model().initial();
        Dataset asimov = likelihood.asimov(at).data();
        for (int c = 0; c < 2; c++) {
            double expected = 0;
            for (int k = 0; k < 3; k++) {
                expected += likelihood.expected(c, k, at, new double[] {105, 160})[0];
            }
            assertEquals(expected, Arrays.stream(asimov.weights().get(c)).sum(), 1e-9);
        }
        assertEquals(40, likelihood.expected(0, 0, at, new double[] {105, 160})[0], 1e-9);
    }

    @Test
    void followsParametersThatChangeInPlace() {
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), ExampleModel.data(false));
        double[] window = {105, 160};
        double[] at = ExampleModel.model().initial();
        double before = likelihood.expected(0, 0, at, window)[0];
        double[] elsewhere = ExampleModel.point(new Random(3));
        double there = likelihood.copy().expected(0, 0, elsewhere, window)[0];
        System.arraycopy(elsewhere, 0, at, 0, at.length);
        assertEquals(there, likelihood.expected(0, 0, at, window)[0]);
        assertEquals(before, likelihood.expected(0, 0, ExampleModel.model().initial(), window)[0]);
        assertEquals(40, before, 1e-9);
        assertTrue(Math.abs(there - before) > 1e-3);
    }

    @Test
    void expectedEventsBetweenEdgesAreIntegrals() {
        Likelihood likelihood = ExampleModel.compiler().compile(ExampleModel.model(), ExampleModel.data(false));
        double[] at = ExampleModel.model().initial();
        double[] edges = {107, 112.5, 119, 124.3, 124.9, 150};
        double[] falling = likelihood.expected(0, 2, at, edges);
        double[] flat = likelihood.expected(0, 1, at, edges);
        double norm = Math.exp(-0.02 * 105) - Math.exp(-0.02 * 160);
        double[] heights = {1, 1.2, 0.9, 8 / 15.0, 0.35};
        double[] binEdges = {105, 110, 120, 130, 145, 160};
        double window = 0;
        for (int b = 0; b < 5; b++) {
            window += heights[b] * (binEdges[b + 1] - binEdges[b]);
        }
        for (int i = 0; i < falling.length; i++) {
            double expected = 30 * (Math.exp(-0.02 * edges[i]) - Math.exp(-0.02 * edges[i + 1])) / norm;
            assertEquals(expected, falling[i], 1e-10);
            double inside = 0;
            for (int b = 0; b < 5; b++) {
                double overlap = Math.min(binEdges[b + 1], edges[i + 1]) - Math.max(binEdges[b], edges[i]);
                inside += Math.max(0, overlap) * heights[b];
            }
            assertEquals(60 * inside / window, flat[i], 1e-10);
        }
    }

    @Test
    void densityThatIsNegativeSomewhereHasNoAsimovData() {
        Shape shape = Shape.morphing(
                new double[] {0, 1, 2},
                new double[] {1, 1},
                Map.of("t", Expression.ref("t")),
                Map.of("t", new double[] {1, -1}));
        var model = new StatisticalModel(
                List.of(Parameter.nuisance("t", "")),
                List.of(),
                List.of(new ModelCategory(
                        "only", 0, 2, List.of(new Component("all", Expression.constant(3), shape)), Map.of())));
        Likelihood likelihood = ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(new double[] {0.5})));
        assertEquals(
                3,
                Arrays.stream(likelihood
                                .asimov(new double[] {1})
                                .data()
                                .weights()
                                .get(0))
                        .sum(),
                1e-12);
        assertThrows(FiduciaException.class, () -> likelihood.asimov(new double[] {2}));
    }
}
