package org.fiducia.validation.closure;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.junit.jupiter.api.Test;

class ToyFitTest {
    private static final Fitter FITTER = new NewtonFitter();

    /** Without nuisances 2ΔNLL = 2 (ν − n + n ln(n/ν)). */
    @Test
    void theRootOfACountIsThatOfItsDeviance() {
        double truth = 30;
        var fit = new ToyFit(Counting.bins(25), Counting.bins(truth), List.of("sigma0"), FITTER);
        for (int k = 0; k < 50; k++) {
            ToyFit.Result result = fit.fit(3, k, Progress.NONE);
            double n = Math.rint(result.value()[0]);
            assertEquals(n, result.value()[0], 1e-4);
            double deviance = 2 * (truth - n + n * Math.log(n / truth));
            double expected = Math.signum(n - truth) * Math.sqrt(Math.max(0, deviance));
            assertEquals(expected, result.root()[0], 1e-4);
        }
    }

    /** Of a count its root; of two that share a background all of the covariance. */
    @Test
    void theExpectedUncertaintyIsThatOfTheTruth() {
        var count = new ToyFit(Counting.bins(25), Counting.bins(30), List.of("sigma0"), FITTER);
        assertEquals(Math.sqrt(30), count.expected(Progress.NONE)[0], 1e-4);
        List<Parameter> parameters = List.of(Counting.sigma(0, 20), Parameter.nuisance("background", ""));
        Likelihood model = Counting.of(
                parameters,
                List.of(Constraint.gaussian("background", 0, 1)),
                sum(ref("sigma0"), constant(10), product(constant(3), ref("background"))));
        var both = new ToyFit(model, model.copy(), List.of("sigma0"), FITTER);
        assertEquals(Math.sqrt(30 + 9), both.expected(Progress.NONE)[0], 1e-4);
    }

    /** Whatever the nuisances, the root is within ±1 exactly when the profile-likelihood interval holds the truth. */
    @Test
    void theRootDecidesAsTheIntervalDoes() {
        List<Parameter> parameters =
                List.of(Counting.sigma(0, 20), Counting.sigma(1, 12), Parameter.nuisance("background", ""));
        var background = sum(constant(10), product(constant(3), ref("background")));
        Likelihood model = Counting.of(
                parameters,
                List.of(Constraint.gaussian("background", 0, 1)),
                sum(ref("sigma0"), background),
                sum(ref("sigma1"), product(constant(0.3), ref("sigma0")), background));
        var fit = new ToyFit(model, model.copy(), List.of("sigma0", "sigma1"), FITTER);
        int outside = 0;
        for (int k = 0; k < 40; k++) {
            ToyFit.Result result = fit.fit(11, k, Progress.NONE);
            Likelihood toy = model.copy().toy(model.model().initial(), 11, k);
            FitResult best = FITTER.fit(toy, toy.model().initial(), true, Progress.NONE);
            for (int j = 0; j < 2; j++) {
                Interval interval = new ProfileLikelihood().interval(toy, FITTER, best, j, Progress.NONE);
                double truth = parameters.get(j).initial();
                boolean covered =
                        truth >= interval.value() - interval.down() && truth <= interval.value() + interval.up();
                assertEquals(covered, Math.abs(result.root()[j]) <= 1, "toy " + k + ", bin " + j);
                outside += covered ? 0 : 1;
            }
        }
        assertTrue(outside > 10 && outside < 40, outside + " of 80 outside");
    }

    /** A parameter at its limit is no matter for the steps; the fit tells. */
    @Test
    void nothingObservedHasARoot() {
        List<Parameter> parameters = List.of(Counting.sigma(0, 0.4), Counting.sigma(1, 30));
        Likelihood model = Counting.of(parameters, List.of(), sum(ref("sigma0"), constant(3)), ref("sigma1"));
        var fit = new ToyFit(model, model.copy(), List.of("sigma0", "sigma1"), FITTER);
        int atLimit = 0;
        for (int k = 0; k < 40; k++) {
            ToyFit.Result result = fit.fit(7, k, Progress.NONE);
            if (result.value()[0] == 0) {
                atLimit++;
                int n = model.copy()
                        .toy(model.model().initial(), 7, k)
                        .data()
                        .values()
                        .get(0)
                        .length;
                double rise = 0.4 - n * Math.log(3.4 / 3);
                assertEquals(-Math.sqrt(2 * rise), result.root()[0], 1e-6);
            }
        }
        assertTrue(atLimit > 5, atLimit + " at the limit");
    }

    @Test
    void auxiliaryMeasurementsAreThoseOfTheToyAndPenaltiesStay() {
        List<Parameter> parameters =
                List.of(Counting.sigma(0, 20), Parameter.nuisance("common", ""), Parameter.nuisance("only here", ""));
        var penalty = Constraint.gaussian("sigma0", 17, 5);
        var yield = product(ref("sigma0"), sum(constant(1), product(constant(.1), ref("common"))));
        StatisticalModel nominal = Counting.of(
                        parameters,
                        List.of(penalty, Constraint.gaussian("only here", 0, 1), Constraint.gaussian("common", 0, 1)),
                        yield)
                .model();
        StatisticalModel toy = new StatisticalModel(
                parameters.subList(0, 2), List.of(Constraint.gaussian("common", 1.5, 1)), nominal.categories());
        var auxiliary = new AuxiliaryResults(nominal);
        assertTrue(!auxiliary.completeIn(toy) && auxiliary.completeIn(nominal));
        var spare = nominal.withConstraints(List.of(
                penalty.observing(-4), Constraint.gaussian("only here", 0.7, 1), Constraint.gaussian("common", -9, 1)));
        double[] observed = auxiliary.of(toy, spare).constraints().stream()
                .mapToDouble(Constraint::observed)
                .toArray();
        assertArrayEquals(new double[] {17, 0.7, 1.5}, observed);
    }
}
