package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

class SpectrumLikelihoodTest {
    @Test
    void valueAtTheStartIsThatOfTheReference() throws Exception {
        assertStart(1, "x1", 2058.7238190019);
        assertStart(100, "x100", -318466.1588634594);
    }

    private static void assertStart(double times, String size, double expected) throws Exception {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        Likelihood likelihood = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(w2.model(times), w2.data(size));
        assertEquals(expected, likelihood.value(likelihood.model().initial()), 1e-9 * Math.abs(expected));
    }

    @Test
    void gradientAndHessianAgreeWithFiniteDifferences() throws Exception {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(w2.model(1), w2.data("x1"));
        var random = new Random(7);
        for (int trial = 0; trial < 3; trial++) {
            double[] at = likelihood.model().initial();
            for (int i = 0; i < at.length; i++) {
                at[i] += (i < SpectrumModel.CROSS_SECTIONS ? 0.05 : 0.7) * random.nextGaussian();
            }
            int n = at.length;
            double[] gradient = new double[n];
            likelihood.gradient(at, gradient);
            double[][] hessian = likelihood.hessian(at);
            double[] scratch = new double[n];
            for (int i = 0; i < n; i++) {
                double h = 1e-5;
                double[] up = at.clone();
                up[i] += h;
                double[] down = at.clone();
                down[i] -= h;
                double difference = likelihood.difference(down, up) / (2 * h);
                assertEquals(difference, gradient[i], 1e-6 * (1 + Math.abs(difference)), "gradient " + i);
                double[] gradientUp = new double[n];
                likelihood.gradient(up, gradientUp);
                likelihood.gradient(down, scratch);
                for (int j = 0; j < n; j++) {
                    double expected = (gradientUp[j] - scratch[j]) / (2 * h);
                    double scale = Math.sqrt(hessian[i][i] * hessian[j][j]);
                    assertEquals(expected, hessian[i][j], 2e-7 * (1 + scale), "Hessian " + i + ", " + j);
                }
            }
        }
    }
}
