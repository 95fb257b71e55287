package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.ExponentialPolynomial;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.Uniform;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.junit.jupiter.api.Test;

/**
 * A peak on a background that is flat, or the exponential of a straight line or a parabola. The strength of the peak depends
 * on which: its profile is the lower envelope of three curves.
 */
class ChoiceInferenceTest {
    private static final int FUNCTIONS = 3;
    private static final String STRENGTH = "mu";

    private static StatisticalModel model() {
        var functions = new LinkedHashMap<String, Shape>();
        var parameters = new ArrayList<>(List.of(
                Parameter.interest(STRENGTH, 1, -10, 10, 0.3),
                Parameter.nuisance("eff", "efficiency"),
                Parameter.normalisation("N", 400)));
        functions.put("flat", new Shape("uniform", Map.of()));
        for (int order = 1; order < FUNCTIONS; order++) {
            var of = new LinkedHashMap<String, Expression>();
            for (int k = 1; k <= order; k++) {
                String name = "p" + order + k;
                parameters.add(new Parameter(name, 0, -20, 20, 0.1, Parameter.Role.NUISANCE, "", false));
                of.put("p" + k, ref(name));
            }
            functions.put("order " + order, new Shape("exponential-polynomial", of));
        }
        parameters.add(Shape.chooser("which", 0, FUNCTIONS));
        var category = new ModelCategory(
                "c",
                0,
                10,
                List.of(
                        new Component(
                                "signal",
                                product(constant(60), ref(STRENGTH), Expression.logNormal("eff", 0.1, 1 / 1.1 - 1)),
                                new Shape("gaussian", Map.of("mean", constant(4), "sigma", constant(1)))),
                        new Component("background", ref("N"), Shape.choice("which", functions))),
                Map.of());
        return new StatisticalModel(
                parameters, List.of(org.fiducia.api.model.Constraint.gaussian("eff", 0, 1)), List.of(category));
    }

    /** Data for which no function wins by much. */
    private static Likelihood likelihood() {
        StatisticalModel model = model();
        double[] truth = model.initial();
        truth[model.indexOf("which")] = 2;
        truth[model.indexOf("p21")] = -0.13;
        truth[model.indexOf("p22")] = -0.13;
        return new UnbinnedCompiler(List.of(new Gaussian(), new ExponentialPolynomial(), new Uniform()))
                .compile(model, Dataset.unweighted(List.of(new double[0])))
                .toy(truth, 12, 3);
    }

    private static Conclusions conclude(Likelihood likelihood, int threads) {
        var tools = new Tools(
                Models.FITTER,
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest(), new ToyTest()),
                List.of(),
                threads);
        var questions = new Questions(
                true,
                false,
                List.of(STRENGTH),
                List.of(STRENGTH),
                new Profiles(List.of(List.of(STRENGTH)), 31, Map.of(), List.of()),
                new Tests(List.of(STRENGTH), 0.95, List.of(), List.of(STRENGTH), 0),
                0,
                1);
        var subject = new Subject("it", likelihood, likelihood.model().initial(), false, "try again");
        var quantity = Quantity.of(likelihood.model().parameters().get(0), "");
        return new ProfileInference().conclude(subject, List.of(quantity), questions, tools, Progress.NONE);
    }

    private static double single(Likelihood likelihood, int function, double strength) {
        StatisticalModel model = likelihood.model();
        var parameters = new ArrayList<>(model.parameters());
        parameters.set(0, parameters.get(0).fixedAt(strength));
        double[] start = model.initial();
        start[0] = strength;
        start[model.indexOf("which")] = function;
        FitResult fit =
                Models.FITTER.fit(likelihood.with(model.withParameters(parameters)), start, false, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        return fit.nll();
    }

    @Test
    void everythingIsConcludedFromTheEnvelope() {
        Likelihood likelihood = likelihood();
        Conclusions conclusions = conclude(likelihood, 1);
        assertTrue(
                conclusions.failures().isEmpty(), () -> conclusions.failures().toString());
        double lowest = conclusions.fit().best().nll();
        Scan scan = conclusions.answers().scans().get(0);
        int winners = 0;
        for (int i = 0; i < scan.points().length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < FUNCTIONS; k++) {
                double nll = single(likelihood, k, scan.points()[i]);
                winners |= nll < least ? 1 << k : 0;
                least = Math.min(least, nll);
            }
            assertEquals(2 * (least - lowest), scan.rises()[i], 1e-4);
        }
        assertNotEquals(0, winners & (winners - 1), "more than one function is the best somewhere");
        Interval total = conclusions.quantities().get(0).total().orElseThrow();
        for (double end : new double[] {total.value() + total.up(), total.value() - total.down()}) {
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < FUNCTIONS; k++) {
                least = Math.min(least, single(likelihood, k, end));
            }
            assertEquals(0.5, least - lowest, 1e-3);
        }
    }

    /** Without choice, and without systematic uncertainties, the curve is that of the function of the best fit alone. */
    @Test
    void aScanWithoutChoiceIsThatOfTheBestFunction() {
        Likelihood likelihood = likelihood();
        Conclusions conclusions = conclude(likelihood, 1);
        double[] best = conclusions.fit().best().parameters();
        StatisticalModel model = likelihood.model();
        var parameters = new ArrayList<>(model.parameters());
        int eff = model.indexOf("eff");
        parameters.set(eff, parameters.get(eff).fixedAt(best[eff]));
        Likelihood frozen = likelihood.with(model.withParameters(parameters).held(likelihood.choices(), best));
        Scan scan = conclusions.answers().scans().get(0);
        assertEquals(scan.points().length, scan.frozen().length);
        double above = 0;
        for (int i = 0; i < scan.points().length; i++) {
            var held = new ArrayList<>(frozen.model().parameters());
            held.set(0, held.get(0).fixedAt(scan.points()[i]));
            double[] start = best.clone();
            start[0] = scan.points()[i];
            FitResult fit =
                    Models.FITTER.fit(frozen.with(frozen.model().withParameters(held)), start, false, Progress.NONE);
            double rise = 2 * (fit.nll() - conclusions.fit().best().nll());
            assertEquals(rise, scan.frozen()[i], 1e-4);
            assertTrue(scan.frozen()[i] > scan.statistical()[i] - 1e-4, "what is held can only raise the curve");
            above = Math.max(above, scan.frozen()[i] - scan.statistical()[i]);
        }
        assertTrue(above > 0.1, "another function is better somewhere, by " + above);
    }

    /** The choice is what is left of the total when the functions are held, and a part of the statistical uncertainty. */
    @Test
    void choiceIsALineOfTheBreakdown() {
        Likelihood likelihood = likelihood();
        Conclusions conclusions = conclude(likelihood, 1);
        List<String> groups =
                conclusions.breakdown().stream().map(Contribution::group).toList();
        assertEquals(List.of("statistical", "efficiency", Shape.CHOICE, "correlation"), groups);
        FitResult best = conclusions.fit().best();
        Likelihood frozen = likelihood.with(likelihood.model().held(likelihood.choices(), best.parameters()));
        Interval one = new ProfileLikelihood().interval(frozen, Models.FITTER, best, 0, Progress.NONE);
        Interval total = conclusions.quantities().get(0).total().orElseThrow();
        Contribution choice = conclusions.breakdown().get(2);
        assertEquals(total.up() * total.up(), one.up() * one.up() + choice.up()[0] * choice.up()[0], 1e-5);
        assertEquals(total.down() * total.down(), one.down() * one.down() + choice.down()[0] * choice.down()[0], 1e-5);
    }

    @Test
    void threadsDoNotMatter() {
        Conclusions one = conclude(likelihood(), 1);
        Conclusions three = conclude(likelihood(), 3);
        assertEquals(one.fit().best().nll(), three.fit().best().nll());
        for (int i = 0; i < 31; i++) {
            assertEquals(
                    one.answers().scans().get(0).rises()[i],
                    three.answers().scans().get(0).rises()[i]);
        }
        assertEquals(one.quantities().get(0).total(), three.quantities().get(0).total());
    }
}
