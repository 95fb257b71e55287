package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.report.Figure;
import org.fiducia.drawing.FigurePicture;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.BackwardScheduler;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

class ClosureTestTest {
    private static Closure closure(int toys, int threads) {
        var model = Counting.model(
                Counting.bins(40, 90, 60), List.of(Counting.bins(44, 110, 81), Counting.bins(48, 108, 72)), 3);
        return new ClosureTest(model, Truth.ALL).run(toys, 5, threads, Progress.NONE);
    }

    @Test
    void countsClose() {
        Closure closure = closure(1000, 2);
        assertTrue(closure.closes(), () -> text(closure));
        assertEquals(27, closure.checks());
        assertEquals(108, closure.truths().get(2).bins().get(1).sigma());
        for (Closure.OfTruth of : closure.truths()) {
            for (BinClosure bin : of.bins()) {
                // the best fit is the count: its mean is the truth, its standard deviation the root
                assertEquals(0, bin.bias(), 4 * bin.biasError());
                assertEquals(Math.sqrt(bin.sigma() / 1000), bin.biasError(), 0.1 * bin.biasError());
                assertEquals(Math.sqrt(bin.sigma()), bin.expected(), 1e-4 * bin.expected());
                // the signed root of a count has the mean -1/(6 sqrt(mean))
                double skew = -1 / (6 * Math.sqrt(bin.sigma()));
                assertEquals(skew, bin.root().mean(), 4 * bin.root().meanError());
                assertEquals(exactCoverage(bin.sigma()), bin.coverage(), 3.5 * bin.coverageError());
            }
        }
    }

    /** Probability that the deviance of a count is at most 1. */
    private static double exactCoverage(double mean) {
        double p = Math.exp(-mean);
        double sum = 0;
        for (int n = 1; n < 10 * mean; n++) {
            p *= mean / n;
            sum += 2 * (mean - n + n * Math.log(n / mean)) <= 1 ? p : 0;
        }
        return sum;
    }

    @Test
    void aModelThatIsWrongDoesNotClose() {
        var model = Counting.model(Counting.bins(40), List.of(Counting.bins(40)), 1);
        List<Truth> truths = List.of(new Truth("other", "other", candidate -> 1));
        Closure good = new ClosureTest(model, truths).run(300, 1, 1, Progress.NONE);
        assertTrue(good.closes());
        double[] values = new double[300];
        java.util.Arrays.setAll(values, k -> 41 + k % 2);
        double[] roots = new double[300];
        java.util.Arrays.setAll(roots, k -> 0.3 + 0.2 * (k % 2));
        BinClosure biased = BinClosure.of("x", 40, 3, values, roots);
        assertEquals(List.of("mean", "width", "coverage"), biased.failed());
        assertEquals(1.5, biased.bias(), 1e-12);
        assertEquals(0.5, biased.pull().mean(), 1e-12);
        assertEquals(0.5 / 3, biased.pull().width(), 1e-3);
        assertEquals(0.4, biased.root().mean(), 1e-12);
    }

    @Test
    void failedFitsAreLeftOutAndCounted() {
        double nan = Double.NaN;
        BinClosure bin = BinClosure.of("x", 1, 2, new double[] {1, 2, nan, 3}, new double[] {-1, 0, nan, 4});
        assertEquals(3, bin.toys());
        assertEquals(1, bin.bias(), 1e-12);
        assertEquals(2.0 / 3, bin.coverage(), 1e-12);
        assertEquals(0.5, bin.pull().mean(), 1e-12);
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        assertEquals(
                ClosureReport.of(closure(40, 1)).data(),
                ClosureReport.of(closure(40, 3)).data());
    }

    @Test
    void canBeCancelled() {
        var calls = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void checkCancelled() {
                if (calls.incrementAndGet() > 20) {
                    throw new CancellationException("cancelled");
                }
            }
        };
        var model = Counting.model(Counting.bins(40), List.of(), 1);
        var test = new ClosureTest(model, Truth.ALL.subList(0, 1));
        assertThrows(CancellationException.class, () -> test.run(1_000_000, 1, 2, impatient));
    }

    /** The compiler of the models that count. */
    private static final LikelihoodCompiler COMPILER = new UnbinnedCompiler(List.of(new Histogram()));

    private static CardModel.Model constrained() {
        var parameters = new ArrayList<Parameter>();
        var yields = new Expression[3];
        for (int j = 0; j < yields.length; j++) {
            parameters.add(Counting.sigma(j, 30 + 20 * j));
            yields[j] = Expression.product(Expression.ref("sigma" + j), Expression.ref("scale"));
        }
        parameters.add(new Parameter("scale", 1, 0, 2, 0.1, Parameter.Role.NUISANCE, "scale", false));
        Likelihood likelihood = Counting.of(parameters, List.of(Constraint.gaussian("scale", 1, 0.1)), yields);
        return Counting.model(likelihood, List.of(likelihood.copy(), likelihood.copy()), yields.length);
    }

    @Test
    void toysElsewhereAreTheSame() {
        CardModel.Model model = constrained();
        var task = new ToyTask(COMPILER, List.of(new NewtonFitter()));
        Closure here = new ClosureTest(model, Truth.ALL).run(70, 5, 2, Progress.NONE);
        Closure there =
                new ClosureTest(model, Truth.ALL).run(70, 5, new BackwardScheduler(task), COMPILER, 1, Progress.NONE);
        assertEquals(ClosureReport.of(here).data(), ClosureReport.of(there).data());
        Closure other =
                new ClosureTest(model, Truth.ALL).run(70, 6, new BackwardScheduler(task), COMPILER, 1, Progress.NONE);
        assertNotEquals(ClosureReport.of(here).data(), ClosureReport.of(other).data());
    }

    @Test
    void aLikelihoodThatIsMadeOtherwiseStaysHere() {
        LikelihoodCompiler other = new LikelihoodCompiler() {
            @Override
            public String id() {
                return "other";
            }

            @Override
            public String title() {
                return "half the data";
            }

            @Override
            public Likelihood compile(StatisticalModel model, Dataset data) {
                return COMPILER.compile(
                        model, Dataset.unweighted(List.of(new double[0], new double[0], new double[0])));
            }
        };
        var told = new ArrayList<String>();
        Progress progress = new Progress() {
            @Override
            public void warn(String message) {
                told.add(message);
            }
        };
        CardModel.Model model = constrained();
        Closure closure = new ClosureTest(model, Truth.ALL).run(20, 5, new BackwardScheduler(), other, 1, progress);
        assertEquals(
                ClosureReport.of(new ClosureTest(model, Truth.ALL).run(20, 5, 1, Progress.NONE))
                        .data(),
                ClosureReport.of(closure).data());
        assertEquals(
                List.of("the likelihood of this card is not that of other, which elsewhere there would be: toys are"
                        + " thrown here"),
                told);
    }

    @Test
    void truthsWeighAsTheySay() {
        var candidate = new PlainCandidate(FourMomentum.ofPtEtaPhiM(150, 0.3, 1, 125), List.of());
        var hard = new PlainCandidate(FourMomentum.ofPtEtaPhiM(900, 0.3, 1, 125), List.of());
        assertEquals(1.45, Truth.ALL.get(1).weight().applyAsDouble(candidate), 1e-12);
        assertEquals(1.9, Truth.ALL.get(1).weight().applyAsDouble(hard), 1e-12);
        assertEquals(1.2, Truth.ALL.get(2).weight().applyAsDouble(candidate));
    }

    @Test
    void isWrittenInEveryForm() throws Exception {
        Closure closure = closure(10, 1);
        String text = text(closure);
        assertTrue(text.contains("truth: 1.2 × rate"), text);
        assertTrue(text.contains("condition number 1.500, migration score 0.900"), text);
        assertTrue(text.matches("(?s).*1–2 +0\\.920 +0\\.820 +0\\.500\\R.*"), text);
        JsonNode json = new JsonMapper().valueToTree(ClosureReport.of(closure).data());
        assertEquals(3, json.path("truths").size());
        assertEquals(0.83, json.path("quality").path("stability").path(2).asDouble());
        Figure figure = ClosureReport.of(closure).all(Figure.class).get(0);
        assertEquals("closure", figure.id());
        assertTrue(figure.remark().endsWith(closure.toys() + " toys"), figure.remark());
        String svg = new String(FigurePicture.of(figure).svg(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(svg.contains("Coverage"));
        assertFalse(svg.contains("NaN"));
    }

    private static String text(Closure closure) {
        return String.join("\n", ClosureReport.of(closure).lines());
    }
}
