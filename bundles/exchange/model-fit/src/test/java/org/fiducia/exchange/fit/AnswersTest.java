package org.fiducia.exchange.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.math3.special.Erf;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.report.Report;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.exchange.hs3.Hs3Format;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AndersonDarling;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.inference.BlockTask;
import org.fiducia.statistics.inference.ProfileInference;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.inference.Saturated;
import org.fiducia.statistics.inference.ToyTest;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.BackwardScheduler;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Edges, weights and single tests, as the verb answers them. */
class AnswersTest {
    private @Nullable Scheduler elsewhere;
    private Fitter fitter = new NewtonFitter();

    @TempDir
    Path folder;

    private int code;

    /** A count of n for 2 μ + b, μ within [−10, 10]. */
    private void writeCount(String name, double n, double b) throws Exception {
        Files.writeString(
                folder.resolve(name), """
                {"channels": [{"name": "a", "samples": [
                  {"name": "s", "data": [2], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                  {"name": "b", "data": [BACKGROUND], "modifiers": []}]}],
                 "observations": [{"name": "a", "data": [COUNT]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": [
                   {"name": "mu", "bounds": [[-10, 10]], "inits": [1]}]}}],
                 "version": "1.0.0"}
                """.replace("BACKGROUND", "" + b).replace("COUNT", "" + n));
    }

    /** A flat density of n events with weights. */
    private void writeWeighted(String name, String entries, String weights) throws Exception {
        Files.writeString(folder.resolve(name), """
                {"distributions": [
                   {"name": "m", "type": "mixture_dist", "extended": true, "summands": ["u"], "coefficients": ["n"]},
                   {"name": "u", "type": "uniform_dist", "x": "x"}],
                 "data": [{"name": "d", "type": "unbinned", "axes": [{"name": "x", "min": 0, "max": 1}],
                   "entries": ENTRIES, "weights": WEIGHTS}],
                 "likelihoods": [{"name": "L", "distributions": ["m"], "data": ["d"]}],
                 "parameter_points": [{"name": "default_values", "parameters": [{"name": "n", "value": 3}]}],
                 "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["n"]}]}
                """.replace("ENTRIES", entries).replace("WEIGHTS", weights));
    }

    /** Without an event and 1 + 2μ expected the likelihood is 1 at μ = −½, the edge. */
    @Test
    void theEdgeIsSaid() throws Exception {
        writeCount("zero.json", 0, 1);
        JsonNode json = json(
                "zero.json",
                "--scan",
                "mu",
                "--points",
                "5",
                "--limit",
                "mu",
                "--significance",
                "mu",
                "--intervals",
                "profile");
        JsonNode mu = json.get("parameters").get(0);
        assertEquals(-0.5, mu.get("value").asDouble(), 1e-6);
        JsonNode nll = json.get("nll");
        assertEquals(0, nll.get("minimum").asDouble() + nll.get("constant").asDouble(), 1e-9);
        assertEquals("category a", json.get("edges").get(0).asText());
        assertTrue(mu.get("interval").get("oneSided").asBoolean());
        assertTrue(mu.get("interval").get("remark").asText().contains("edge of positive expectation"));
        assertEquals(0.25, mu.get("interval").get("up").asDouble(), 1e-4);
        // 2ΔNLL = 4 (μ + ½)
        for (int i = 0; i < 5; i++) {
            double at = json.get("scans").get(0).get("points").get(i).asDouble();
            assertEquals(
                    4 * (at + 0.5), json.get("scans").get(0).get("rises").get(i).asDouble(), 1e-5);
        }
        assertEquals(0, json.get("significances").get(0).get("significance").asDouble(), 1e-6);
        assertTrue(json.get("limits").get(0).get("observed").asDouble() > 1);
        assertEquals(0, code);
        String text = run("zero.json", "--intervals", "profile");
        assertTrue(text.contains("stopped at the edge of positive expectation"), text);
        assertTrue(text.contains("one-sided"), text);
    }

    /** The same has the interval of Feldman and Cousins, 0 to 1.29 events at 68.27 % and to 3.09 at 95 %. */
    @Test
    void nothingObservedHasACalibratedInterval() throws Exception {
        writeCount("zero.json", 0, 1);
        JsonNode interval = json("zero.json").get("parameters").get(0).get("interval");
        assertEquals("feldman-cousins", interval.get("method").asText());
        assertTrue(interval.get("lowerIsLimit").asBoolean());
        assertEquals(0.5 * 1.29, interval.get("up").asDouble(), 0.05);
        JsonNode calibration = interval.get("calibration");
        assertEquals(0.25, calibration.get("uncalibrated").get("up").asDouble(), 1e-4);
        assertEquals(
                0.5 * 3.09, 0.5 + calibration.get("upperLimit").get("observed").asDouble(), 0.1);
        assertEquals(0, calibration.get("toys").get("failed").asInt());
        String text = run("zero.json");
        assertTrue(text.contains("Feldman–Cousins") && text.contains("95 % upper limit"), text);
        var wrong = assertThrows(FiduciaException.class, () -> run("zero.json", "--intervals", "best"));
        assertEquals("choose auto, profile or calibrated", wrong.remedy());
    }

    @Test
    void signalThatMustBeThereIsInfinitelySignificant() throws Exception {
        writeCount("three.json", 3, 0);
        JsonNode json = json("three.json", "--limit", "mu", "--significance", "mu");
        assertEquals(3.4216, json.get("limits").get(0).get("observed").asDouble(), 1e-4);
        assertTrue(json.get("significances").get(0).get("infinite").asBoolean());
        assertTrue(run("three.json", "--significance", "mu").contains("infinite"));
    }

    /** Takes a millisecond more than the one of the same name. */
    private static final class Slow implements Fitter {
        private final Fitter newton = new NewtonFitter();

        @Override
        public String id() {
            return newton.id();
        }

        @Override
        public String title() {
            return newton.title();
        }

        @Override
        public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
            LockSupport.parkNanos(1_000_000);
            return newton.fit(likelihood, start, covariance, progress);
        }
    }

    /** With a scheduler, toys are thrown by it, and the answer is the same. */
    @Test
    void aSchedulerHasToysThrown() throws Exception {
        writeCount("count.json", 14, 10);
        String[] words = {"count.json", "--goodness", "800"};
        JsonNode here = json(words);
        fitter = new Slow(); // what is quick is not sent away
        var asked = new ArrayList<String>();
        var compiler = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class));
        var backward = new BackwardScheduler(new BlockTask(compiler, List.of(new NewtonFitter())));
        elsewhere = new Scheduler() {
            @Override
            public String id() {
                return "counting";
            }

            @Override
            public String title() {
                return "counts what it is asked";
            }

            @Override
            public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
                asked.add(task);
                backward.run(task, shared, units, results, progress);
            }
        };
        assertEquals(here, json(words));
        assertEquals(List.of("inference-blocks"), asked);
    }

    /** CLs = [1 − Φ(√q)]/Φ(√q_A − √q), and (1 − Φ(√q_A))/½ in the middle of what is expected. */
    @Test
    void aValueIsTested() throws Exception {
        writeCount("count.json", 14, 10);
        JsonNode test = json("count.json", "--test", "3").get("tests").get(0);
        double q = Math.sqrt(2 * (nll(16, 14) - nll(14, 14)));
        double asimov = Math.sqrt(2 * (nll(16, 10) - nll(10, 10)));
        assertEquals("mu", test.get("parameter").asText());
        assertEquals(3, test.get("value").asDouble());
        assertEquals("asymptotic", test.get("test").asText());
        assertEquals(above(q) / above(q - asimov), test.get("observed").asDouble(), 1e-5);
        assertEquals(above(asimov) / 0.5, test.get("expected").get(2).asDouble(), 1e-5);
        // beyond the limit of the parameter: hardly possible
        assertTrue(json("count.json", "--test", "mu=12")
                        .get("tests")
                        .get(0)
                        .get("observed")
                        .asDouble()
                < 1e-3);
        JsonNode toys = json("count.json", "--test", "mu=3", "--toys", "2000")
                .get("tests")
                .get(0);
        assertEquals("toys", toys.get("test").asText());
        double poisson = poisson(14, 16) / poisson(14, 10);
        assertEquals(
                poisson, toys.get("observed").asDouble(), 4 * toys.get("error").asDouble());
        String text = run("count.json", "--test", "3", "--test", "1");
        assertTrue(text.contains("CLs, asymptotic"), text);
        refused(Kind.USAGE, "no value to test", "count.json", "--test", "mu=much");
        refused(Kind.USAGE, "no parameter nu", "count.json", "--test", "nu=1");
        refused(Kind.USAGE, "lower limit", "count.json", "--test", "-11");
        refused(Kind.USAGE, "0 free parameters of interest", "count.json", "--fix", "mu=1", "--test", "1");
    }

    private static double poisson(int n, double nu) {
        double term = Math.exp(-nu);
        double sum = term;
        for (int k = 1; k <= n; k++) {
            term *= nu / k;
            sum += term;
        }
        return sum;
    }

    private static double nll(double nu, double n) {
        return nu - n * Math.log(nu);
    }

    private static double above(double z) {
        return 0.5 * Erf.erfc(z / Math.sqrt(2));
    }

    /** n = Σw ± √Σw²; without regard to the squares it would be ± √Σw. */
    @Test
    void weightsCountWithTheirSquares() throws Exception {
        writeWeighted("weights.json", "[[0.1], [0.2], [0.5], [0.9]]", "[0.5, 2, 1, 0.25]");
        JsonNode json = json("weights.json");
        assertTrue(json.get("weighted").asBoolean());
        JsonNode n = json.get("parameters").get(0);
        assertEquals(3.75, n.get("value").asDouble(), 1e-6);
        assertEquals(Math.sqrt(0.25 + 4 + 1 + 0.0625), n.get("error").asDouble(), 1e-6);
        assertEquals(Math.sqrt(3.75), n.get("errorUncorrected").asDouble(), 1e-6);
        String text = run("weights.json", "--limit", "n");
        assertTrue(text.contains("events have weights"), text);
        assertTrue(text.contains("2.30 (1.94)"), text);
        assertTrue(text.contains("no limit on n: events have weights"), text);
        assertEquals(Kind.FIT.exitCode(), code);
        writeWeighted("ones.json", "[[0.1], [0.2], [0.5], [0.9]]", "[1, 1, 1, 1]");
        assertFalse(json("ones.json").get("weighted").asBoolean());
        assertFalse(json("weights.json", "--asimov").get("weighted").asBoolean());
    }

    /** 600 bins of μ + 50 γ_b with γ_b = 1 ± 0.1 and 53 events each: μ = 3 and γ_b = 1 fit exactly. */
    @Test
    void factorsOfManyBinsAreMinimisedInTheirBins() throws Exception {
        int bins = 600;
        Files.writeString(folder.resolve("many.json"), """
                {"channels": [{"name": "a", "samples": [
                  {"name": "s", "data": [ONES], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                  {"name": "b", "data": [FIFTIES], "modifiers": [
                    {"name": "stat", "type": "staterror", "data": [FIVES]}]}]}],
                 "observations": [{"name": "a", "data": [COUNTS]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
                 "version": "1.0.0"}
                """.replace("ONES", repeated("1", bins))
                .replace("FIFTIES", repeated("50", bins))
                .replace("FIVES", repeated("5", bins))
                .replace("COUNTS", repeated("53", bins)));
        JsonNode json = json("many.json");
        // ν = n and γ = 1 is possible in every bin
        JsonNode mu = json.get("parameters").get(0);
        assertEquals(3, mu.get("value").asDouble(), 1e-5);
        assertEquals(Math.sqrt((53 + 25) / (double) bins), mu.get("error").asDouble(), 1e-5);
        assertEquals(1, json.get("covariance").size());
        assertEquals(bins + 1, json.get("parameters").size());
        JsonNode gamma = json.get("parameters").get(bins);
        assertEquals("stat[599]", gamma.get("name").asText());
        assertTrue(gamma.get("eliminated").asBoolean());
        assertEquals(1, gamma.get("value").asDouble(), 1e-6);
        // information of γ: 50²/53 + 1/0.1²; of both, less what μ of all bins takes
        double own = 2500 / 53.0 + 100;
        double mixed = 50 / 53.0;
        double variance = 1 / own + mixed * mixed / (own * own) * (53 + 25) / bins;
        assertEquals(Math.sqrt(variance), gamma.get("error").asDouble(), 1e-6);
        assertTrue(run("many.json").contains("600 parameters of single bins"));
        JsonNode asimov = json("many.json", "--asimov", "--set", "mu=2");
        assertEquals(2, asimov.get("parameters").get(0).get("value").asDouble(), 1e-6);
        JsonNode kept = json("many.json", "--scan", "stat[7]", "--points", "3", "--range", "stat[7]=0.9:1.1");
        assertEquals(2, kept.get("covariance").size());
        assertEquals(0, kept.get("scans").get(0).get("rises").get(1).asDouble(), 1e-6);
    }

    private static String repeated(String number, int times) {
        return String.join(", ", java.util.Collections.nCopies(times, number));
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        writeCount("negative.json", -3, 1);
        refused(Kind.INPUT, "is -3.0, but a number of events is observed there", "negative.json");
        writeCount("impossible.json", 3, 0);
        refused(Kind.FIT, "category a expects 0 events, where 3 were observed", "impossible.json", "--fix", "mu=0");
    }

    private void refused(Kind kind, String message, String... words) {
        var error = assertThrows(FiduciaException.class, () -> run(words));
        assertEquals(kind, error.kind(), error::getMessage);
        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertFalse(error.remedy().isBlank());
    }

    private JsonNode json(String... words) throws Exception {
        return new JsonMapper().valueToTree(report(words).data());
    }

    private String run(String... words) throws Exception {
        return String.join("\n", report(words).lines()) + "\n";
    }

    private Report report(String... words) throws Exception {
        var verb = new FitVerb(
                new ProfileInference(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                List.of(new Hs3Format(), new PyhfFormat()),
                List.of(fitter),
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest(), new ToyTest()),
                List.of(new Saturated(), new AndersonDarling()),
                environment -> Optional.ofNullable(elsewhere));
        new CommandLine(verb).parseArgs(words);
        var out = new StringWriter();
        Report report =
                verb.report(new Terminal(new PrintWriter(out), new PrintWriter(out), folder, folder, Progress.NONE));
        code = report.exitCode();
        return report;
    }
}
