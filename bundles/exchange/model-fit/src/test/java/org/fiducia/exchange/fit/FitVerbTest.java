package org.fiducia.exchange.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.special.Erf;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.drawing.FigurePicture;
import org.fiducia.exchange.hs3.Hs3Format;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AndersonDarling;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.inference.ProfileInference;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.inference.Saturated;
import org.fiducia.statistics.inference.ToyTest;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FitVerbTest {
    private static final String COUNT = """
            {"channels": [{"name": "count", "samples": [
              {"name": "signal", "data": [10], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
              {"name": "background", "data": [50], "modifiers": [
                {"name": "size", "type": "normsys", "data": {"hi": 1.1, "lo": 0.9}}]}]}],
             "observations": [{"name": "count", "data": [65]}],
             "measurements": [{"name": "counting", "config": {"poi": "mu", "parameters": []}}],
             "version": "1.0.0"}
            """;

    private static final String POINT = """
            {"distributions": [{"name": "peak", "type": "gaussian_dist", "x": "m", "mean": "mean", "sigma": "sigma"}],
             "data": [{"name": "events", "type": "unbinned", "axes": [{"name": "m", "min": 0, "max": 10}],
               "entries": [[5.1]]}],
             "likelihoods": [{"name": "L", "distributions": ["peak"], "data": ["events"]}],
             "parameter_points": [{"name": "default_values", "parameters": [
               {"name": "mean", "value": 5}, {"name": "sigma", "value": 1}]}]}
            """;

    @TempDir
    Path folder;

    private int code;

    @BeforeEach
    void writeModels() throws Exception {
        Files.writeString(folder.resolve("count.json"), COUNT);
        Files.writeString(folder.resolve("point.json"), POINT);
    }

    @Test
    void aCountingExperimentHasItsClosedForm() throws Exception {
        JsonNode json = json("count.json", "--fix", "size=0");
        JsonNode mu = json.get("parameters").get(0);
        assertEquals("mu", mu.get("name").asText());
        assertEquals(1.5, mu.get("value").asDouble(), 1e-6);
        assertEquals(Math.sqrt(65) / 10, mu.get("error").asDouble(), 1e-6);
        // ν − n log ν + log n! at ν = n = 65, and the constant of the constraint
        double factorial = 0;
        for (int i = 2; i <= 65; i++) {
            factorial += Math.log(i);
        }
        JsonNode nll = json.get("nll");
        assertEquals(65 - 65 * Math.log(65), nll.get("minimum").asDouble(), 1e-9);
        assertEquals(60 - 65 * Math.log(60), nll.get("start").asDouble(), 1e-9);
        assertEquals(
                factorial + 0.5 * Math.log(2 * Math.PI), nll.get("constant").asDouble(), 1e-9);
        double up = mu.get("interval").get("up").asDouble();
        double nu = 65 + 10 * up;
        assertEquals(0.5, nu - 65 - 65 * Math.log(nu / 65), 1e-3);
        assertTrue(json.get("parameters").get(1).get("fixed").asBoolean());
        assertEquals(0, code);
    }

    @Test
    void theTextSaysWhatJsonHas() throws Exception {
        String text = run("count.json");
        assertTrue(text.contains("count.json (pyhf, counting): 1 category, 65 events, 2 free parameters"), text);
        assertTrue(text.matches("(?s).*mu +1\\.500 +0\\.922 +0\\.977 +0\\.949.*"), text);
        assertTrue(text.matches("(?s).*size +0\\.00[0-9]* +(1\\.00|0\\.99)[0-9]* +[+-]?0\\.00.*"), text);
        assertTrue(text.contains("2 NLL with constants"), text);
    }

    @Test
    void theAsimovDataOfTheStartAreFittedThere() throws Exception {
        JsonNode json = json("count.json", "--asimov", "--set", "mu=2");
        assertEquals("asimov", json.get("data").asText());
        assertEquals(70, json.get("events").asDouble(), 1e-9);
        assertEquals(2, json.get("parameters").get(0).get("value").asDouble(), 1e-6);
    }

    @Test
    void otherParametersCanBeOfInterest() throws Exception {
        JsonNode json = json("count.json", "--poi", "size");
        assertFalse(json.get("parameters").get(0).has("interval"));
        assertTrue(json.get("parameters").get(1).has("interval"));
        var place = report("count.json", "--out", "results").destination().orElseThrow();
        assertEquals(folder.resolve("results"), place.folder());
        assertFalse(place.own());
        assertEquals(Map.of("fit.json", Form.JSON), place.copies());
    }

    @Test
    void aLimitIsSaid() throws Exception {
        Files.writeString(folder.resolve("few.json"), COUNT.replace("[65]", "[30]"));
        String text = run("few.json", "--fix", "size=0");
        assertTrue(text.contains("at a limit: mu"), text);
        assertTrue(text.contains("(limit)"), text);
    }

    @Test
    void failuresSayWhatToDo() throws Exception {
        refused(Kind.INPUT, "there is no file", "none.json");
        refused(Kind.USAGE, "no parameter nu", "count.json", "--set", "nu=1");
        refused(Kind.USAGE, "limits are 0.0 and 10.0", "count.json", "--set", "mu=-1");
        refused(Kind.USAGE, "'mu' is not NAME=VALUE", "count.json", "--fix", "mu");
        refused(Kind.USAGE, "no model format hs4", "count.json", "--format", "hs4");
        refused(Kind.USAGE, "no fitter minuit", "count.json", "--fitter", "minuit");
        refused(Kind.INPUT, "no measurement best", "count.json", "--analysis", "best");
        refused(Kind.INPUT, "has no 'measurements'", "point.json", "--format", "pyhf");
        Files.writeString(folder.resolve("bad.json"), "{\"channels\": [");
        refused(Kind.INPUT, "no model file", "bad.json");
        refused(Kind.INPUT, "line 1", "bad.json", "--format", "pyhf");
    }

    @Test
    void aFitWithoutDataOrWithoutMinimumFailsAsAFit() throws Exception {
        Files.writeString(folder.resolve("no.json"), COUNT.replaceAll("\"observations\".*\n", ""));
        refused(Kind.FIT, "without data", "no.json");
        assertEquals(60, json("no.json", "--asimov").get("events").asDouble(), 1e-9);
        // one event: the narrower the peak on it, the larger the likelihood, without bound
        refused(Kind.FIT, "no minimum", "point.json");
        Files.writeString(folder.resolve("none.json"), POINT.replace("[[5.1]]", "[]"));
        refused(Kind.FIT, "", "none.json");
        refused(Kind.FIT, "expects no events", "none.json", "--asimov");
        assertEquals(
                100,
                json("none.json", "--asimov", "--set", "events_peak=100", "--poi", "mean")
                        .get("events")
                        .asDouble(),
                1e-6);
    }

    /**
     * 10 μ + 50 (1 + ½(0.1 − 0.1)…) = 65: μ = 1.5, its error √65/10 without and √(65 + 25)/10 with the background's, which
     * moves μ by half a unit against itself.
     */
    @Test
    void nuisancesAreRankedAndGrouped() throws Exception {
        JsonNode json = json("count.json", "--impacts", "--breakdown", "--group", "normalisation=si*");
        JsonNode impact = json.get("impacts").get(0);
        assertEquals("size", impact.get("nuisance").asText());
        assertEquals("normalisation", impact.get("group").asText());
        assertEquals(1, impact.get("constraint").asDouble(), 1e-2);
        assertEquals(-0.5, impact.get("up").get("mu").asDouble(), 0.02);
        assertEquals(0.5, impact.get("down").get("mu").asDouble(), 0.02);
        JsonNode breakdown = json.get("breakdown");
        assertEquals("statistical", breakdown.get(0).get("group").asText());
        JsonNode statistical = breakdown.get(0);
        double both = statistical.get("up").get("mu").asDouble()
                + statistical.get("down").get("mu").asDouble();
        assertEquals(Math.sqrt(65) / 10, both / 2, 5e-3);
        assertEquals("normalisation", breakdown.get(1).get("group").asText());
        assertEquals(0.5, breakdown.get(1).get("up").get("mu").asDouble(), 0.02);
        JsonNode mu = json.get("parameters").get(0);
        assertEquals(
                breakdown.get(0).get("down").get("mu").asDouble(),
                mu.get("statistical").get("down").asDouble());
        assertEquals(0.5, mu.get("systematic").get("up").asDouble(), 0.02);
        String text = run("count.json", "--impacts", "--breakdown");
        assertTrue(text.contains("impact of"), text);
        assertTrue(text.matches("(?s).*breakdown .*size +0\\.5.*"), text);
        refused(Kind.USAGE, "no parameter of that name", "count.json", "--breakdown", "--group", "a=b*");
        refused(Kind.USAGE, "is no group", "count.json", "--breakdown", "--group", "size");
    }

    @Test
    void yieldsAreTheModelsBeforeAndAfterTheFit() throws Exception {
        JsonNode json = json("count.json", "--fix", "size=0");
        JsonNode signal = json.get("yields").get(0);
        assertEquals("count", signal.get("category").asText());
        assertEquals("signal", signal.get("component").asText());
        assertEquals(10, signal.get("expected").asDouble(), 1e-9);
        assertEquals(15, signal.get("fitted").asDouble(), 1e-5);
        assertEquals(50, json.get("yields").get(1).get("fitted").asDouble(), 1e-9);
        String channel = svg("channel-count", "count.json", "--fix", "size=0");
        assertTrue(channel.contains("before the fit") && channel.contains("Data / fit"), channel);
        assertTrue(channel.contains("fit of count.json, model counting"), channel);
        String text = run("count.json", "--fix", "size=0");
        assertTrue(text.matches("(?s).*count +65 +60\\.00 +65\\.00\\R +signal +10\\.00 +15\\.00.*"), text);
    }

    /** Bins with factors of their own are categories of the model, and one channel of the file. */
    @Test
    void binsOfAChannelAreOneChannel() throws Exception {
        Files.writeString(
                folder.resolve("bins.json"),
                COUNT.replace("[10]", "[10, 20]")
                        .replace("[50]", "[50, 70]")
                        .replace("[65]", "[65, 80]")
                        .replace(
                                "{\"name\": \"size\", \"type\": \"normsys\", \"data\": {\"hi\": 1.1, \"lo\": 0.9}}",
                                "{\"name\": \"each\", \"type\": \"shapesys\", \"data\": [5, 7]}"));
        JsonNode json = json("bins.json");
        assertEquals(2, json.get("categories").asInt());
        assertEquals(2, json.get("yields").size());
        assertEquals("count", json.get("yields").get(0).get("category").asText());
        assertEquals(30, json.get("yields").get(0).get("expected").asDouble(), 1e-9);
        assertEquals(120, json.get("yields").get(1).get("expected").asDouble(), 1e-9);
        assertTrue(svg("channel-count", "bins.json").contains("count"));
        assertTrue(run("bins.json").matches("(?s).*count +145 +150\\.00 .*"));
    }

    /** 2ΔNLL of a count of 65 is 2(ν − 65 − 65 log(ν/65)), ν = 50 + 10 μ. */
    @Test
    void scansHaveTheirPointsCrossingsAndPicture() throws Exception {
        String[] words = {"count.json", "--fix", "size=0", "--scan", "mu", "--points", "25", "--range", "mu=0:4"};
        JsonNode json = json(words);
        JsonNode scan = json.get("scans").get(0);
        assertEquals(25, scan.get("points").size());
        for (int i = 0; i < 25; i++) {
            double mu = 4 * i / 24.0;
            assertEquals(mu, scan.get("points").get(i).asDouble(), 1e-12);
            assertEquals(rise(mu), scan.get("rises").get(i).asDouble(), 1e-6);
        }
        for (int side = 0; side < 2; side++) {
            assertEquals(1, rise(scan.get("crossings68").get(side).asDouble()), 5e-3);
        }
        assertTrue(svg("scan-mu", words).contains("profile likelihood"));
        String text = run("count.json", "--fix", "size=0", "--scan", "mu", "--range", "mu=0:2");
        assertTrue(text.contains("scan of mu"), text);
        assertTrue(text.matches("(?s).*68\\.3 %: from 0\\.7\\d+\\R.*"), text);
    }

    private static double rise(double mu) {
        double nu = 50 + 10 * mu;
        return 2 * (nu - 65 - 65 * Math.log(nu / 65));
    }

    @Test
    void contoursAndPlanesAreFoundAndDrawn() throws Exception {
        String[] words = {"count.json", "--contour", "mu,size", "--scan", "mu,size", "--points", "9"};
        JsonNode json = json(words);
        assertEquals(2, json.get("contours").size());
        for (JsonNode contour : json.get("contours")) {
            double level = contour.get("rise").asDouble();
            for (JsonNode point : contour.get("points")) {
                double size = point.get(1).asDouble();
                double nu = 10 * point.get(0).asDouble() + 50 * background(size);
                double height = 2 * (nu - 65 - 65 * Math.log(nu / 65)) + size * size;
                if (height < level - 2e-3) {
                    assertEquals(0, point.get(0).asDouble(), 1e-9); // the limit of mu
                } else {
                    assertEquals(level, height, 2e-3);
                }
            }
        }
        assertEquals(9, json.get("grids").get(0).get("rises").size());
        assertTrue(svg("contour-mu-size", words).contains("95 % contour"));
        assertTrue(run("count.json", "--contour", "mu,size").contains("68.3 % contour, "));
    }

    /** Interpolation code 4 of a ratio of 1.1 above and .9 below: a polynomial within ±1, an exponential beyond. */
    private static double background(double alpha) {
        if (alpha >= 1) {
            return Math.pow(1.1, alpha);
        }
        if (alpha <= -1) {
            return Math.pow(0.9, -alpha);
        }
        double[] a = new double[6];
        double up = 1.1;
        double down = 0.9;
        double lu = Math.log(up);
        double ld = Math.log(down);
        double s0 = (up + down) / 2 - 1;
        double a0 = (up - down) / 2;
        double s1 = (up * lu - down * ld) / 2;
        double a1 = (up * lu + down * ld) / 2;
        double s2 = (up * lu * lu + down * ld * ld) / 2;
        double a2 = (up * lu * lu - down * ld * ld) / 2;
        a[0] = (15 * a0 - 7 * s1 + a2) / 8;
        a[1] = (24 * s0 - 9 * a1 + s2) / 8;
        a[2] = (-5 * a0 + 5 * s1 - a2) / 4;
        a[3] = (-12 * s0 + 7 * a1 - s2) / 4;
        a[4] = (3 * a0 - 3 * s1 + a2) / 8;
        a[5] = (8 * s0 - 5 * a1 + s2) / 8;
        double sum = 1;
        for (int k = 0; k < 6; k++) {
            sum += a[k] * Math.pow(alpha, k + 1);
        }
        return sum;
    }

    @Test
    void limitsAndSignificancesAreFound() throws Exception {
        JsonNode json = json("count.json", "--fix", "size=0", "--limit", "mu", "--significance", "mu");
        JsonNode limit = json.get("limits").get(0);
        assertEquals("asymptotic", limit.get("test").asText());
        double mu = limit.get("observed").asDouble();
        double root = Math.sqrt(rise(mu));
        double asimov = Math.sqrt(2 * (10 * mu - 50 * Math.log((50 + 10 * mu) / 50)));
        // the data lie above the Asimov data without signal: √q̃ is the smaller one
        assertEquals(0.05, above(root) / above(root - asimov), 1e-5);
        assertEquals(5, limit.get("expected").size());
        double z = Math.sqrt(2 * (65 * Math.log(65 / 50.0) - 15));
        assertEquals(z, json.get("significances").get(0).get("significance").asDouble(), 1e-5);
        String text = run(
                "count.json",
                "--fix",
                "size=0",
                "--limit",
                "mu",
                "--significance",
                "mu",
                "--toys",
                "300",
                "--seed",
                "7");
        assertTrue(text.contains("upper limit, toys"), text);
        assertTrue(text.contains("significance of mu, toys"), text);
        assertEquals(
                text,
                run(
                        "count.json",
                        "--fix",
                        "size=0",
                        "--limit",
                        "mu",
                        "--significance",
                        "mu",
                        "--toys",
                        "300",
                        "--seed",
                        "7",
                        "--threads",
                        "1"));
    }

    private static double above(double z) {
        return 0.5 * Erf.erfc(z / Math.sqrt(2));
    }

    @Test
    void goodnessIsFound() throws Exception {
        JsonNode json = json("count.json", "--fix", "mu=0", "--goodness", "200").get("goodness");
        assertTrue(json.get("saturated").get("pValue").asDouble() < 0.3, json::toString);
        assertEquals(200, json.get("saturated").get("toys").asInt());
        assertTrue(run("count.json", "--goodness", "50").contains("goodness of fit, saturated: "));
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() throws Exception {
        refused(Kind.USAGE, "no parameter nu", "count.json", "--scan", "nu");
        refused(Kind.USAGE, "names 1 parameters", "count.json", "--contour", "mu");
        refused(Kind.USAGE, "names 3 parameters", "count.json", "--scan", "mu,size,mu");
        refused(Kind.USAGE, "both mu", "count.json", "--scan", "mu,mu");
        refused(Kind.USAGE, "'mu=3' is no range", "count.json", "--scan", "mu", "--range", "mu=3");
        refused(Kind.USAGE, "beyond its limits", "count.json", "--scan", "mu", "--range", "mu=-3:3");
        refused(Kind.USAGE, "--points 1", "count.json", "--scan", "mu", "--points", "1");
        refused(Kind.USAGE, "--level 95", "count.json", "--limit", "mu", "--level", "95");
        refused(Kind.USAGE, "--toys -1", "count.json", "--limit", "mu", "--toys", "-1");
        String text = run("count.json", "--fix", "mu=1", "--limit", "mu", "--scan", "size");
        assertTrue(text.contains("no limit on mu: no test of mu: it is fixed; free it"), text);
        assertTrue(text.contains("scan of size"), text);
        assertEquals(Kind.FIT.exitCode(), code);
    }

    /** 65 ~ 50 + 10 μ and 30 ~ 5 + 20 r: the sum of two gradients where they are one parameter, two fits where not. */
    @Test
    void severalFilesAreFittedTogether() throws Exception {
        Files.writeString(folder.resolve("poisson.json"), COUNTS);
        String[] fixed = {"count.json", "poisson.json", "--fix", "size=0"};
        JsonNode json = json(with(fixed, "--correlate", "mu=r"));
        assertEquals("count.json + poisson.json", json.get("file").asText());
        assertEquals("pyhf + hs3", json.get("format").asText());
        assertEquals("in common: mu", json.get("notes").get(0).asText());
        assertEquals(95, json.get("events").asDouble(), 1e-9);
        double mu = value(json, "mu");
        assertEquals(0, 30 - 650 / (50 + 10 * mu) - 600 / (5 + 20 * mu), 1e-5);
        assertTrue(mu > 1.25 && mu < 1.5);
        json = json(fixed);
        assertEquals(1.5, value(json, "mu"), 1e-6);
        assertEquals(1.25, value(json, "r"), 1e-6);
        assertEquals("no parameter in common", json.get("notes").get(0).asText());
        Files.writeString(folder.resolve("twin.json"), COUNT.replace("[65]", "[71]"));
        json = json("count.json", "twin.json", "--fix", "size=0");
        assertEquals(1.8, value(json, "mu"), 1e-6);
        json = json("count.json", "twin.json", "--correlate", "none", "--fix", "count.size=0", "--fix", "twin.size=0");
        assertEquals(1.5, value(json, "count.mu"), 1e-6);
        assertEquals(2.1, value(json, "twin.mu"), 1e-6);
        json = json("count.json", "twin.json", "--correlate", "si*");
        assertEquals(4, json.get("covariance").size() + 1);
        assertTrue(json.get("notes").get(0).asText().endsWith("size"));
        // the same file twice, and data of two kinds
        assertEquals(130, json("count.json", "count.json").get("events").asDouble(), 1e-9);
        assertEquals(
                66,
                json("count.json", "point.json", "--fix", "sigma=1")
                        .get("events")
                        .asDouble(),
                1e-9);
    }

    private static double value(JsonNode json, String parameter) {
        for (JsonNode node : json.get("parameters")) {
            if (node.get("name").asText().equals(parameter)) {
                return node.get("value").asDouble();
            }
        }
        throw new AssertionError(parameter + " in " + json.get("parameters"));
    }

    private static String[] with(String[] words, String... more) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void whatCannotBeOneIsRefused() throws Exception {
        Files.writeString(folder.resolve("poisson.json"), COUNTS);
        String[] two = {"count.json", "poisson.json"};
        refused(Kind.USAGE, "no file has a parameter q", with(two, "--correlate", "mu=q"));
        refused(Kind.USAGE, "only poisson has that parameter", with(two, "--correlate", "r=r"));
        refused(Kind.USAGE, "two of these are parameters of one file", with(two, "--correlate", "mu=size"));
        refused(Kind.USAGE, "no two files have", with(two, "--correlate", "lumi"));
        refused(Kind.USAGE, "comes in two places", with(two, "--correlate", "mu=r,r=size"));
        refused(Kind.USAGE, "makes no sense", with(two, "--correlate", "none,by-name"));
        refused(Kind.USAGE, "makes no sense", with(two, "--correlate", ""));
        refused(Kind.USAGE, "nothing to correlate", "count.json", "--correlate", "none");
        refused(Kind.USAGE, "which of 2 files", with(two, "--format", "hs3"));
        refused(Kind.USAGE, "there is no model format x", with(two, "--format", "count.json=x"));
        refused(Kind.INPUT, "there is no file none.json", "count.json", "none.json");
        refused(
                Kind.INPUT,
                "mu runs from 0.0 to 10.0 in count, but runs from -20.0 to 20.0 in poisson",
                with(two, "--correlate", "mu=r", "--bounds", "r=-20:20"));
        var error = assertThrows(
                FiduciaException.class, () -> run(with(two, "--correlate", "mu=r", "--bounds", "r=-20:20")));
        assertTrue(error.remedy().contains("--bounds"), error::remedy);
        json(with(two, "--correlate", "mu=r", "--bounds", "r=-20:20", "--bounds", "mu=-20:20"));
        Files.writeString(folder.resolve("no.json"), COUNT.replaceAll("\"observations\".*\n", ""));
        refused(Kind.FIT, "no.json holds a model without data", "count.json", "no.json");
        assertEquals(
                120, json("count.json", "no.json", "--asimov").get("events").asDouble(), 1e-9);
    }

    private static final String COUNTS = """
            {"distributions": [{"name": "p", "type": "poisson_dist", "x": "n", "mean": "nu"}],
             "functions": [{"name": "nu", "type": "generic_function", "expression": "5 + 20*r"}],
             "data": [{"name": "d", "type": "point", "value": 30}],
             "likelihoods": [{"name": "L", "distributions": ["p"], "data": ["d"]}],
             "domains": [{"name": "default_domain", "type": "product_domain", "axes": [{"name": "r", "min": 0, "max": 10}]}],
             "parameter_points": [{"name": "default_values", "parameters": [{"name": "r", "value": 1}]}],
             "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["r"]}]}
            """;

    @Test
    void limitsCanBeOthers() throws Exception {
        Files.writeString(folder.resolve("few.json"), COUNT.replace("[65]", "[30]"));
        JsonNode json = json("few.json", "--fix", "size=0", "--bounds", "mu=-5:10");
        assertEquals(-2, value(json, "mu"), 1e-5);
        assertEquals(-5, json.get("parameters").get(0).get("lower").asDouble());
        assertEquals(
                -2, value(json("few.json", "--fix", "size=0", "--bounds", "mu=-5:inf", "--set", "mu=-1"), "mu"), 1e-5);
        refused(Kind.USAGE, "'mu=3' is not NAME=LO:HI", "count.json", "--bounds", "mu=3");
        refused(Kind.USAGE, "'mu=3:1' is not NAME=LO:HI", "count.json", "--bounds", "mu=3:1");
        refused(Kind.USAGE, "no parameter nu", "count.json", "--bounds", "nu=0:1");
        refused(Kind.USAGE, "limits are 0.0 and 3.0", "count.json", "--bounds", "mu=0:3", "--set", "mu=4");
    }

    /** A background alone with a signal of 12 events that a patch adds: 65 ~ 50 + 12 μ. */
    @Test
    void filesCanBePatched() throws Exception {
        String background = COUNT.replaceAll("(?s)\\{\"name\": \"signal\".*?\\}\\]\\},", "");
        Files.writeString(folder.resolve("background.json"), background);
        String signal = "[{\"op\": \"add\", \"path\": \"/channels/0/samples/0\", \"value\": {\"name\": \"signal\", "
                + "\"data\": [12], \"modifiers\": [{\"name\": \"mu\", \"type\": \"normfactor\", \"data\": null}]}}]";
        Files.writeString(folder.resolve("signal.json"), signal);
        Files.writeString(folder.resolve("set#1.json"), """
                {"metadata": {"name": "scan", "description": "", "labels": ["m1", "m2"], "digests": {"md5": "0"},
                   "references": {}},
                 "patches": [{"metadata": {"name": "m_750_100", "values": [750, 100]}, "patch": %s}], "version": "1.0.0"}
                """.formatted(signal));
        assertEquals(0, json("background.json").get("parameters").get(0).get("interval") == null ? 0 : 1);
        for (String patch : List.of("signal.json", "set#1.json#m_750_100", "set#1.json#750,100")) {
            JsonNode json = json("background.json", "--fix", "size=0", "--patch", patch);
            assertEquals(1.25, value(json, "mu"), 1e-6);
            assertTrue(json.get("parameters").get(0).has("interval"));
        }
        String text = run("background.json", "--patch", "set#1.json#m_750_100");
        assertTrue(text.contains("patch set#1.json#m_750_100: m1 = 750, m2 = 100"), text);
        JsonNode both =
                json("background.json", "count.json", "--fix", "size=0", "--patch", "background.json=signal.json");
        assertEquals(130 / 22.0 - 100 / 22.0, value(both, "mu"), 2e-2);
        refused(Kind.USAGE, "has no patch called m_750_200", "background.json", "--patch", "set#1.json#m_750_200");
        refused(Kind.USAGE, "is a set of 1 patches: m_750_100", "background.json", "--patch", "set#1.json");
        refused(Kind.INPUT, "there is no readable file", "background.json", "--patch", "none.json");
        refused(Kind.INPUT, "neither a JSON patch nor a patch set", "background.json", "--patch", "count.json");
        refused(Kind.USAGE, "which of 2 files", "background.json", "count.json", "--patch", "signal.json");
    }

    @Test
    void theHelpSaysWhatIsRead() {
        String help = new CommandLine(verb()).getUsageMessage(CommandLine.Help.Ansi.OFF);
        for (String word : List.of("multivariate_normal_dist", "staterror", "polynomial", "custom", "ifelse")) {
            assertTrue(help.contains(word), help);
        }
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

    private String svg(String id, String... words) throws Exception {
        Figure figure = report(words).all(Figure.class).stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
        String svg = new String(FigurePicture.of(figure).svg(), StandardCharsets.UTF_8);
        assertFalse(svg.contains("NaN"), svg);
        return svg;
    }

    private Report report(String... words) throws Exception {
        FitVerb verb = verb();
        new CommandLine(verb).parseArgs(words);
        var out = new StringWriter();
        Report report =
                verb.report(new Terminal(new PrintWriter(out), new PrintWriter(out), folder, folder, Progress.NONE));
        code = report.exitCode();
        return report;
    }

    private static FitVerb verb() {
        return new FitVerb(
                new ProfileInference(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                List.of(new Hs3Format(), new PyhfFormat()),
                List.of(new NewtonFitter()),
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest(), new ToyTest()),
                List.of(new Saturated(), new AndersonDarling()),
                environment -> Optional.empty());
    }
}
