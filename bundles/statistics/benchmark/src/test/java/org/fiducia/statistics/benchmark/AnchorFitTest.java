package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.reader.root.RootReader;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

/** Numbers of other programs with the same data and model. */
class AnchorFitTest {
    private static final Fitter FITTER = new NewtonFitter();
    private static final Fitter ENVELOPE = DiscreteProfiling.over(FITTER);

    private static Dataset data() throws Exception {
        return AnchorData.read(SharedFolder.require("data/hgg"), List.of(new RootReader()));
    }

    private static Likelihood compile(StatisticalModel model, Dataset data) {
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, data);
    }

    @Test
    void minimumIsThatOfTheReference() throws Exception {
        Dataset data = data();
        assertArrayEquals(
                new int[] {1235, 33235, 32451, 16630, 2501},
                data.values().stream().mapToInt(values -> values.length).toArray());
        StatisticalModel model = AnchorModel.model();
        Likelihood likelihood = compile(model, data);
        FitResult fit = FITTER.fit(likelihood, model.initial(), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        assertEquals(-430071.9299, fit.nll(), 1e-4);
        assertEquals(125.5030, fit.parameters()[0], 1e-4);
        assertEquals(0.9050, fit.parameters()[1], 1e-4);
        assertEquals(-2.06e-5, Objects.requireNonNull(fit.covariance())[0][1], 3e-7);
        double[] events = {1108.1, 31708, 31251, 16126, 2423.7};
        for (int c = 0; c < events.length; c++) {
            assertEquals(events[c], fit.parameters()[model.indexOf("N" + c)], c == 0 || c == 4 ? 0.06 : 0.6);
        }
        Interval mass = new ProfileLikelihood().interval(likelihood, FITTER, fit, 0, Progress.NONE);
        assertEquals(0.0456, mass.down(), 1e-4);
        assertEquals(0.0457, mass.up(), 1e-4);
        Interval strength = new ProfileLikelihood().interval(likelihood, FITTER, fit, 1, Progress.NONE);
        assertEquals(0.0277, strength.down(), 1e-4);
        assertEquals(0.0279, strength.up(), 1e-4);
    }

    /** No function of a category is better than the one that is taken, with everything fitted anew; from any start. */
    @Test
    void envelopeIsTheLowestWhereverItBegins() throws Exception {
        StatisticalModel model = AnchorModel.envelope();
        Likelihood likelihood = compile(model, AnchorData.binned(data(), 800));
        FitResult best = ENVELOPE.fit(likelihood, model.initial(), true, Progress.NONE);
        assertTrue(best.converged(), best::message);
        for (Choice choice : likelihood.choices()) {
            for (int a = 0; a < choice.alternatives().size(); a++) {
                var parameters = new ArrayList<Parameter>(model.parameters());
                double[] start = best.parameters().clone();
                for (Choice other : likelihood.choices()) {
                    start[other.index()] = other == choice ? a : other.taken(best.parameters());
                }
                FitResult one =
                        FITTER.fit(likelihood.with(model.withParameters(parameters)), start, false, Progress.NONE);
                assertTrue(
                        !one.converged() || one.nll() >= best.nll() - 1e-6, () -> choice.index() + ": " + best.nll());
            }
        }
        for (int a = 0; a < 11; a += 2) {
            double[] start = model.initial();
            for (Choice choice : likelihood.choices()) {
                start[choice.index()] = a;
            }
            FitResult other = ENVELOPE.fit(likelihood, start, true, Progress.NONE);
            assertEquals(best.nll(), other.nll(), 1e-5, "from function " + a);
            assertEquals(best.parameters()[0], other.parameters()[0], 1e-5);
        }
    }
}
