package org.fiducia.statistics.discrete;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.junit.jupiter.api.Test;

class DiscreteProfilingTest {
    private static final Fitter NEWTON = new NewtonFitter();
    private static final Fitter FITTER = DiscreteProfiling.over(NEWTON);
    private static final StatisticalModel MODEL = Functions.model(2);

    private static double[] with(double[] start, int first, int second) {
        double[] at = start.clone();
        at[MODEL.indexOf("index0")] = first;
        at[MODEL.indexOf("index1")] = second;
        return at;
    }

    private static Likelihood toy(int first, int second, long number) {
        return Functions.COMPILER
                .compile(MODEL, Functions.nothing(2))
                .toy(with(MODEL.initial(), first, second), 4711, number);
    }

    private static FitResult fit(Likelihood likelihood, double... start) {
        FitResult fit = FITTER.fit(likelihood, start, true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        return fit;
    }

    /** The likelihood of a choice is that of a model with this function alone, and half a unit per parameter. */
    @Test
    void penaltyIsHalfAUnitPerFloatingParameter() {
        Likelihood likelihood = toy(0, 1, 0);
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double[] at = with(MODEL.initial(), a, b);
                StatisticalModel alone = Functions.held(MODEL, a, b).chosen();
                assertEquals(
                        5 - 1 + Functions.FLOATING.get(a) + Functions.FLOATING.get(b),
                        alone.parameters().size());
                double expected =
                        Functions.COMPILER.compile(alone, likelihood.data()).value(alone.initial());
                double penalty = 0.5 * (Functions.FLOATING.get(a) + Functions.FLOATING.get(b));
                assertEquals(expected + penalty, likelihood.value(at), 1e-9 * Math.abs(expected));
            }
        }
    }

    /** Held parameters count no more, when they were held from the beginning. */
    @Test
    void whatIsFixedHasNoPenalty() {
        var parameters = new ArrayList<>(MODEL.parameters());
        int b = MODEL.indexOf("b0");
        parameters.set(b, parameters.get(b).fixedAt(0));
        Choice choice = MODEL.withParameters(parameters).choices().get(0);
        assertEquals(0.5, choice.penalty(2));
        assertEquals(1, MODEL.choices().get(0).penalty(2));
    }

    /** All nine combinations, fitted one by one. */
    @Test
    void roundsFindTheLowestOfAllCombinations() {
        var winners = new HashSet<String>();
        for (long number = 0; number < 12; number++) {
            Likelihood likelihood = toy((int) (number % 3), (int) (number / 3 % 3), number);
            double lowest = Double.POSITIVE_INFINITY;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    Likelihood held = likelihood.with(Functions.held(likelihood.model(), a, b));
                    FitResult one = NEWTON.fit(held, with(MODEL.initial(), a, b), false, Progress.NONE);
                    assertTrue(one.converged(), one::message);
                    lowest = Math.min(lowest, one.nll());
                }
            }
            FitResult found = fit(likelihood, MODEL.initial());
            assertEquals(lowest, found.nll(), 1e-6, "toy " + number);
            winners.add(likelihood.choices().get(0).taken(found.parameters()) + " "
                    + likelihood.choices().get(1).taken(found.parameters()));
        }
        assertTrue(winners.size() > 2, "different functions win: " + winners);
    }

    @Test
    void endDoesNotDependOnTheStart() {
        Likelihood likelihood = toy(2, 1, 77);
        FitResult first = fit(likelihood, MODEL.initial());
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                FitResult other = fit(likelihood, with(MODEL.initial(), a, b));
                assertEquals(first.nll(), other.nll(), 1e-8);
                for (Choice choice : likelihood.choices()) {
                    assertEquals(choice.taken(first.parameters()), choice.taken(other.parameters()));
                }
                assertEquals(first.parameters()[0], other.parameters()[0], 1e-5);
            }
        }
    }

    /** As in a fit of a model that has no other functions. */
    @Test
    void otherFunctionsDoNotTouchTheCovariance() {
        Likelihood likelihood = toy(0, 0, 5);
        FitResult fit = fit(likelihood, MODEL.initial());
        var parameters = new ArrayList<Parameter>();
        for (int k = 0; k < fit.parameters().length; k++) {
            parameters.add(MODEL.parameters().get(k).startingAt(fit.parameters()[k]));
        }
        StatisticalModel alone = MODEL.withParameters(parameters).chosen();
        FitResult expected =
                NEWTON.fit(Functions.COMPILER.compile(alone, likelihood.data()), alone.initial(), true, Progress.NONE);
        double[][] all = Objects.requireNonNull(fit.covariance());
        double[][] some = Objects.requireNonNull(expected.covariance());
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all.length; j++) {
                int a = alone.indexOf(MODEL.parameters().get(i).name());
                int b = alone.indexOf(MODEL.parameters().get(j).name());
                double value = a < 0 || b < 0 ? 0 : some[a][b];
                assertEquals(value, all[i][j], 1e-6 * Math.sqrt(all[i][i] * all[j][j]));
            }
        }
    }

    @Test
    void asimovDataGiveTheirParametersBack() {
        double[] truth = with(MODEL.initial(), 1, 2);
        truth[MODEL.indexOf("b1")] = 0.3;
        Likelihood asimov =
                Functions.COMPILER.compile(MODEL, Functions.nothing(2)).asimov(truth);
        FitResult fit = fit(asimov, MODEL.initial());
        assertEquals(1, asimov.choices().get(0).taken(fit.parameters()));
        assertEquals(2, asimov.choices().get(1).taken(fit.parameters()));
        for (String name : new String[] {"m", "mu", "N0", "N1", "p0", "a1", "b1"}) {
            int k = MODEL.indexOf(name);
            assertEquals(truth[k], fit.parameters()[k], 1e-4 * fit.error(k), name);
        }
    }

    /** At 31 points the profile is the lowest of the curves of all combinations, and the interval ends where it crosses. */
    @Test
    void profileIsTheLowerEnvelope() {
        Likelihood likelihood = toy(1, 2, 3);
        FitResult best = fit(likelihood, MODEL.initial());
        Interval interval = new ProfileLikelihood().interval(likelihood, FITTER, best, 0, Progress.NONE);
        assertEquals(0.5, rise(likelihood, best, interval.value() + interval.up()), 1e-3);
        assertEquals(0.5, rise(likelihood, best, interval.value() - interval.down()), 1e-3);
        Likelihood frozen = likelihood.with(MODEL.held(likelihood.choices(), best.parameters()));
        Interval one = new ProfileLikelihood().interval(frozen, NEWTON, best, 0, Progress.NONE);
        assertTrue(interval.up() >= one.up() - 1e-4 && interval.down() >= one.down() - 1e-4);
        double[] start = best.parameters();
        for (int point = 0; point < 31; point++) {
            double m = best.parameters()[0] + (point - 15) * 0.2 * best.error(0);
            double[] at = start.clone();
            at[0] = m;
            var parameters = new ArrayList<>(MODEL.parameters());
            parameters.set(0, parameters.get(0).fixedAt(m));
            StatisticalModel here = MODEL.withParameters(parameters);
            FitResult envelope = FITTER.fit(likelihood.with(here), at, false, Progress.NONE);
            assertTrue(envelope.converged(), envelope::message);
            start = envelope.parameters();
            double lowest = Double.POSITIVE_INFINITY;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    FitResult single = NEWTON.fit(
                            likelihood.with(Functions.held(here, a, b)), with(at, a, b), false, Progress.NONE);
                    assertTrue(single.converged(), single::message);
                    lowest = Math.min(lowest, single.nll());
                }
            }
            assertEquals(lowest, envelope.nll(), 1e-6, "at " + m);
        }
    }

    private static double rise(Likelihood likelihood, FitResult best, double m) {
        var parameters = new ArrayList<>(MODEL.parameters());
        parameters.set(0, parameters.get(0).fixedAt(m));
        double[] at = best.parameters().clone();
        at[0] = m;
        FitResult fit = FITTER.fit(likelihood.with(MODEL.withParameters(parameters)), at, false, Progress.NONE);
        return fit.nll() - best.nll();
    }

    /** A fitter by itself keeps the functions of its start. */
    @Test
    void fitterAloneKeepsTheFunctions() {
        Likelihood likelihood = toy(0, 0, 9);
        FitResult fit = NEWTON.fit(likelihood, with(MODEL.initial(), 2, 1), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        assertEquals(2, likelihood.choices().get(0).taken(fit.parameters()));
        assertEquals(MODEL.initial()[MODEL.indexOf("k0")], fit.parameters()[MODEL.indexOf("k0")]);
        assertNotEquals(MODEL.initial()[MODEL.indexOf("a0")], fit.parameters()[MODEL.indexOf("a0")]);
    }

    @Test
    void heldChoicesStay() {
        Likelihood likelihood = toy(2, 2, 1);
        Likelihood held = likelihood.with(Functions.held(MODEL, 1, 0));
        FitResult fit = fit(held, with(MODEL.initial(), 1, 0));
        assertArrayEquals(
                new int[] {1, 0},
                held.choices().stream().mapToInt(c -> c.taken(fit.parameters())).toArray());
        assertSame(FITTER, DiscreteProfiling.over(FITTER));
    }
}
