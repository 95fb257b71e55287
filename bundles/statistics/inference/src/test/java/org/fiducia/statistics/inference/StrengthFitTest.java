package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.junit.jupiter.api.Test;

/** Two counts n₁ = μ + b and n₂ = 2b: with both free the fit is exact, with μ held b solves a quadratic equation. */
class StrengthFitTest {
    private static final double N1 = 14;
    private static final double N2 = 10;

    private final Likelihood likelihood = Models.counting(
            List.of(Models.free("mu", 3, 0), Models.free("b", 4, 0)),
            List.of(),
            new double[] {N1, N2},
            sum(ref("mu"), ref("b")),
            product(constant(2), ref("b")));

    /** Does not converge from some values of b. */
    private static Fitter picky(Predicate<Double> bad) {
        return new Fitter() {
            @Override
            public FitResult fit(Likelihood of, double[] start, boolean covariance, Progress progress) {
                FitResult fit = Models.FITTER.fit(of, start, covariance, progress);
                return bad.test(start[1])
                        ? new FitResult(
                                Status.ITERATION_LIMIT, "picky", start, fit.nll(), 1, 1, null, Double.NaN, List.of())
                        : fit;
            }

            @Override
            public String id() {
                return "picky";
            }

            @Override
            public String title() {
                return "picky";
            }
        };
    }

    /** 2ΔNLL of a value of μ, with fits that begin at the best one. */
    private double rise(double mu, Predicate<Double> bad) {
        FitResult best = Models.fit(likelihood);
        assertEquals(N2 / 2, best.parameters()[1], 1e-6);
        var setup = new Setup(likelihood, picky(bad), best.parameters(), 0, 0, 10, 1, 1);
        var fit = new StrengthFit(likelihood, setup, best.parameters(), Progress.NONE);
        fit.free(best);
        return fit.value(mu).rise();
    }

    /** In closed form: the derivative N₁/(μ + b) + N₂/b − 3 vanishes where 3b² + (3μ − N₁ − N₂)b − N₂μ does. */
    private static double expected(double mu) {
        double p = 3 * mu - N1 - N2;
        double b = (-p + Math.sqrt(p * p + 12 * N2 * mu)) / 6;
        return 2 * (nll(mu, b) - nll(N1 - N2 / 2, N2 / 2));
    }

    private static double nll(double mu, double b) {
        return mu + b - N1 * Math.log(mu + b) + 2 * b - N2 * Math.log(2 * b);
    }

    @Test
    void theRiseIsThatOfTheClosedForm() {
        for (double mu : new double[] {1, 6, 9, 20}) {
            assertEquals(expected(mu), rise(mu, b -> false), 1e-6);
        }
    }

    @Test
    void whatFailsFromTheBestFitIsTriedFromWhatTheModelSays() {
        assertEquals(expected(2), rise(2, b -> Math.abs(b - N2 / 2) < 1e-3), 1e-6);
    }

    @Test
    void whatFailsFromEverywhereIsSaid() {
        var failure = assertThrows(FiduciaException.class, () -> rise(2, b -> true));
        assertTrue(failure.getMessage().contains("mu held at 2.0 failed (ITERATION_LIMIT)"), failure.getMessage());
    }
}
