package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fiducia.api.fit.ConstraintFunction;
import org.junit.jupiter.api.Test;

/**
 * What every kind of auxiliary measurement keeps: its derivatives are those of its values, and the results that it draws are
 * distributed as it says. The test of one extends it.
 */
public abstract class ConstraintContract {
    private static final int SAMPLES = 40_000;
    private static final int SIGMAS = 5;

    /**
     * A result at a point of the parameters.
     *
     * @param at values in the order of the function
     */
    public record Case(ConstraintFunction function, double observed, double... at) {
        private double value(double... p) {
            return function.evaluate(observed, p, null, null);
        }

        private double[] gradient(double result, double... p) {
            double[] gradient = new double[p.length];
            function.evaluate(result, p, gradient, null);
            return gradient;
        }

        private double[] moved(int parameter, double by) {
            double[] moved = at.clone();
            moved[parameter] += by;
            return moved;
        }

        @Override
        public String toString() {
            return function.id() + " " + observed + " at " + Arrays.toString(at);
        }
    }

    /** Results that are possible, each with parameters other than 0. */
    protected abstract List<Case> cases();

    @Test
    void derivativesAgreeWithDifferences() {
        for (Case of : cases()) {
            int n = of.at().length;
            assertEquals(of.function().parameters().size(), n);
            double[] gradient = new double[n];
            double[][] hessian = new double[n][n];
            double value = of.function().evaluate(of.observed(), of.at(), gradient, hessian);
            assertEquals(of.value(of.at()), value, 0, of::toString);
            for (int i = 0; i < n; i++) {
                double h = 1e-5 * Math.abs(of.at()[i]);
                double scale = 1 + Math.abs(gradient[i]) + Math.abs(value / of.at()[i]);
                double slope = (of.value(of.moved(i, h)) - of.value(of.moved(i, -h))) / (2 * h);
                assertEquals(slope, gradient[i], 2e-6 * scale * scale, of::toString);
                double[] up = of.gradient(of.observed(), of.moved(i, h));
                double[] down = of.gradient(of.observed(), of.moved(i, -h));
                for (int j = 0; j < n; j++) {
                    double expected = (up[j] - down[j]) / (2 * h);
                    assertEquals(expected, hessian[i][j], 1e-5 * (1 + Math.abs(expected)), of + ": " + i + ", " + j);
                }
            }
        }
    }

    /** The Asimov data set, of which the first parameter is the best fit. */
    @Test
    void theExpectedResultHasItsParametersAsBestFit() {
        for (Case of : cases()) {
            assertEquals(0, of.gradient(of.function().expected(of.at()), of.at())[0], 1e-12, of::toString);
        }
    }

    /** Of what is drawn the mean of a derivative of −log p is 0, and its variance is the mean of the second derivative. */
    @Test
    void whatIsDrawnIsDistributedAsSaid() {
        for (Case of : cases()) {
            var random = new Random(12);
            double sum = 0;
            double squares = 0;
            double fourth = 0;
            double bend = 0;
            double[] gradient = new double[of.at().length];
            double[][] hessian = new double[of.at().length][of.at().length];
            for (int i = 0; i < SAMPLES; i++) {
                double drawn = of.function().sample(of.at(), random);
                of.function().evaluate(drawn, of.at(), gradient, hessian);
                double square = gradient[0] * gradient[0];
                sum += gradient[0];
                squares += square;
                fourth += square * square;
                bend += hessian[0][0];
            }
            double variance = squares / SAMPLES;
            double spread = Math.sqrt(Math.max(0, fourth / SAMPLES - variance * variance) / SAMPLES);
            assertEquals(0, sum / SAMPLES, SIGMAS * Math.sqrt(variance / SAMPLES), of::toString);
            assertEquals(bend / SAMPLES, variance, SIGMAS * 2 * spread, of::toString);
        }
    }

    /** What is left out is a number, and that of parameters that float does not change it. */
    @Test
    void whatIsLeftOutIsConstant() {
        for (Case of : cases()) {
            double constant = of.function().constant(of.observed(), of.at());
            assertTrue(Double.isFinite(constant), of::toString);
            List<String> names = of.function().parameters();
            for (int i = 0; i < names.size(); i++) {
                if (!of.function().constants().contains(names.get(i))) {
                    double[] moved = of.moved(i, 0.1 * Math.abs(of.at()[i]));
                    assertEquals(constant, of.function().constant(of.observed(), moved), 0, names.get(i));
                }
            }
        }
    }
}
