package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.Uniform;
import org.junit.jupiter.api.Test;

class FunctionBiasTest {
    /** A peak on a flat or an exponential background. */
    private static Likelihood likelihood() {
        var functions = new LinkedHashMap<String, Shape>();
        functions.put("flat", new Shape("uniform", Map.of()));
        functions.put("exponential", new Shape("exponential", Map.of("slope", Expression.ref("slope"))));
        var model = new StatisticalModel(
                List.of(
                        Parameter.interest("sigma0", 80, -1000, 1000, 20),
                        Parameter.normalisation("N", 500),
                        new Parameter("slope", -0.1, -3, 3, 0.02, Parameter.Role.NUISANCE, "", false),
                        Shape.chooser("which", 0, 2)),
                List.of(),
                List.of(new ModelCategory(
                        "c",
                        0,
                        10,
                        List.of(
                                new Component(
                                        "signal",
                                        Expression.ref("sigma0"),
                                        new Shape(
                                                "gaussian",
                                                Map.of(
                                                        "mean",
                                                        Expression.constant(4),
                                                        "sigma",
                                                        Expression.constant(0.7)))),
                                new Component("background", Expression.ref("N"), Shape.choice("which", functions))),
                        Map.of())));
        double[] truth = model.initial();
        truth[3] = 1;
        return new UnbinnedCompiler(List.of(new Gaussian(), new Exponential(), new Uniform()))
                .compile(model, Dataset.unweighted(List.of(new double[0])))
                .toy(truth, 8, 1);
    }

    /** A peak that hardly correlates with the slope has no bias by which background it has. */
    @Test
    void bothFunctionsClose() {
        var model = Counting.model(likelihood(), List.of(), 1);
        FunctionBias bias = FunctionBias.run(model, 150, 3, 2, Progress.NONE);
        Closure closure = bias.closure();
        assertEquals(
                List.of("flat", "exponential"),
                closure.truths().stream().map(of -> of.truth().id()).toList());
        for (Closure.OfTruth of : closure.truths()) {
            BinClosure one = of.bins().get(0);
            assertEquals(80, one.sigma());
            assertTrue(one.expected() > Math.sqrt(80), "more than of the signal alone");
            assertTrue(Math.abs(one.pull().mean()) < 0.4, () -> "bias " + one.pull());
            assertEquals(0.683, one.coverage(), 0.15);
        }
        assertEquals(closure, FunctionBias.run(model, 150, 3, 1, Progress.NONE).closure());
    }

    @Test
    void aModelWithoutChoicesIsRefused() {
        var model = Counting.model(Counting.bins(40), List.of(), 1);
        var refused = assertThrows(FiduciaException.class, () -> FunctionBias.run(model, 20, 1, 1, Progress.NONE));
        assertTrue(refused.getMessage().contains("no choice"), refused::getMessage);
    }
}
