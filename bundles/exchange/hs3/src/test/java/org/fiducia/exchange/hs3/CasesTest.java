package org.fiducia.exchange.hs3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.Patch;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files with their right answers: closed forms, or fits of other programs. */
class CasesTest {
    private static final String CHANNEL = """
            {"name": "m", "type": "histfactory_dist", "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}],
             "samples": [
               {"name": "s", "data": {"contents": [5, 10], "errors": [0, 0]}, "modifiers": [
                 {"name": "mu", "parameter": "mu", "type": "normfactor"}]},
               {"name": "b", "data": {"contents": [50, 40], "errors": [2, 2]}, "modifiers": [%s]}]}
            """;
    private static final String BINNED =
            "{\"name\": \"d\", \"type\": \"binned\", \"axes\": [{\"name\": \"x\", \"min\": 0, \"max\": 2, \"nbins\": 2}], "
                    + "\"contents\": [57, 49]}";

    @TempDir
    Path folder;

    private Likelihood likelihood;
    private StatisticalModel model;

    /** n = 2 ~ b + 3r with n₀ = 0 ~ 5b: b = 0, r = ⅔, 2 NLL = 2(2 − 2 log 2 + log 2!). */
    @Test
    void aControlRegionWithoutEventsLeavesNoBackground() throws IOException {
        FitResult fit = fit(read(
                "{\"name\": \"p\", \"type\": \"poisson_dist\", \"x\": \"n\", \"mean\": \"nu\"},"
                        + "{\"name\": \"sb\", \"type\": \"poisson_dist\", \"x\": \"n0\", \"mean\": \"tb\"}",
                "{\"name\": \"nu\", \"type\": \"sum\", \"summands\": [\"b\", \"s\"]},"
                        + "{\"name\": \"s\", \"type\": \"product\", \"factors\": [\"r\", 3.0]},"
                        + "{\"name\": \"tb\", \"type\": \"product\", \"factors\": [5.0, \"b\"]}",
                "{\"name\": \"d\", \"type\": \"point\", \"value\": 2.0, \"uncertainty\": 0},"
                        + "{\"name\": \"d0\", \"type\": \"point\", \"value\": 0.0}",
                "\"distributions\": [\"p\", \"sb\"], \"data\": [\"d\", \"d0\"]"));
        assertEquals(0, value(fit, "b"), 1e-6);
        assertEquals(2.0 / 3, value(fit, "r"), 1e-5);
        assertEquals(4 - 2 * Math.log(2), 2 * (fit.nll() + likelihood.constant()), 1e-6);
    }

    /** n = 10 ~ 6 + 3r, an axis without an end; then n = 10 and 13 of the same mean, and as a factor of a product. */
    @Test
    void numbersOfEventsAreEntries() throws IOException {
        String poisson = "{\"name\": \"p\", \"type\": \"poisson_dist\", \"x\": \"n\", \"mean\": \"nu\"}";
        String nu = "{\"name\": \"nu\", \"type\": \"sum\", \"summands\": [6, \"s\"]},"
                + "{\"name\": \"s\", \"type\": \"product\", \"factors\": [\"r\", 3.0]}";
        String entries =
                "{\"name\": \"d\", \"type\": \"unbinned\", \"axes\": [{\"name\": \"n\", \"min\": 0}], \"entries\": [[%s]]}";
        String use = "\"distributions\": [\"%s\"], \"data\": [\"d\"]";
        FitResult fit = fit(read(poisson, nu, entries.formatted("10"), use.formatted("p")));
        assertEquals(4.0 / 3, value(fit, "r"), 1e-6);
        assertEquals(10 - 10 * Math.log(10) + logFactorial(10), fit.nll() + likelihood.constant(), 1e-9);
        ExchangedModel two = read(poisson, nu, entries.formatted("10], [13"), use.formatted("p"));
        fit = fit(two);
        assertEquals(5.5 / 3, value(fit, "r"), 1e-6);
        assertEquals(
                23 - 23 * Math.log(11.5) + logFactorial(10) + logFactorial(13),
                fit.nll() + likelihood.constant(),
                1e-9);
        written(two);
        String product =
                poisson + ", {\"name\": \"c\", \"type\": \"gaussian_dist\", \"x\": \"b\", \"mean\": 0.5, \"sigma\": 2},"
                        + "{\"name\": \"all\", \"type\": \"product_dist\", \"factors\": [\"c\", \"p\"]}";
        fit = fit(read(product, nu, entries.formatted("10"), use.formatted("all")));
        assertEquals(4.0 / 3, value(fit, "r"), 1e-6);
        assertEquals(0.5, value(fit, "b"), 1e-6);
    }

    private static double logFactorial(int n) {
        double sum = 0;
        for (int i = 2; i <= n; i++) {
            sum += Math.log(i);
        }
        return sum;
    }

    /** As Minuit fits it; and the constraint against ½ dᵀC⁻¹d + ½ log |2πC| by hand. */
    @Test
    void aMultivariateConstraintIsCorrelated() throws IOException {
        String channel = """
                {"name": "m", "type": "histfactory_dist", "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}],
                 "samples": [
                   {"name": "s1", "data": {"contents": [50, 10]}, "modifiers": [{"name": "a", "type": "normfactor"}]},
                   {"name": "s2", "data": {"contents": [10, 50]}, "modifiers": [{"name": "b", "type": "normfactor"}]}]},
                {"name": "reg", "type": "multivariate_normal_dist", "x": %s, "mean": %s,
                 "covariances": [[0.04, 0.02], [0.02, 0.09]]}
                """;
        String data = BINNED.replace("[57, 49]", "[70, 45]");
        String use = "\"distributions\": [\"m\"], \"data\": [\"d\"], \"aux_distributions\": [\"reg\"]";
        for (String[] order :
                new String[][] {{"[\"a\", \"b\"]", "[1, 1]"}, {"[1, 1]", "[\"a\", \"b\"]"}, {"[1, \"b\"]", "[\"a\", 1]"}
                }) {
            ExchangedModel read = read(channel.formatted(order[0], order[1]), "", data, use);
            FitResult fit = fit(read);
            boolean mixed = order[0].startsWith("[1, \"");
            if (!mixed) {
                assertEquals(1.10889, value(fit, "a"), 5e-6);
                assertEquals(0.77024, value(fit, "b"), 5e-6);
                assertEquals(0.11820, fit.error(model.indexOf("a")), 1e-5);
                assertEquals(0.13115, fit.error(model.indexOf("b")), 1e-5);
                assertEquals(-0.00271877, fit.covariance()[model.indexOf("a")][model.indexOf("b")], 5e-7);
            }
            double[] p = model.initial();
            p[model.indexOf("a")] = 1.3;
            p[model.indexOf("b")] = 0.6;
            double u = 0.3;
            double v = mixed ? 0.4 : -0.4;
            double det = 0.04 * 0.09 - 0.02 * 0.02;
            double chi2 = (0.09 * u * u - 2 * 0.02 * u * v + 0.04 * v * v) / det;
            double nu1 = 50 * 1.3 + 10 * 0.6;
            double nu2 = 10 * 1.3 + 50 * 0.6;
            assertEquals(nu1 + nu2 - 70 * Math.log(nu1) - 45 * Math.log(nu2) + 0.5 * chi2, likelihood.value(p), 1e-9);
            assertEquals(
                    Math.log(2 * Math.PI * Math.sqrt(det)) + logFactorial(70) + logFactorial(45),
                    likelihood.constant(),
                    1e-9);
            written(read);
        }
        refused(
                "is not positive definite",
                channel.formatted("[\"a\", \"b\"]", "[1, 1]").replace("0.02", "0.07"),
                data,
                use);
        refused(
                "is not symmetric",
                channel.formatted("[\"a\", \"b\"]", "[1, 1]").replace("[0.02,", "[0.03,"),
                data,
                use);
    }

    @Test
    void modifiersAsRootWritesThem() throws IOException {
        String use = "\"distributions\": [\"m\"], \"data\": [\"d\"]";
        // a factor that is a function
        ExchangedModel read = read(
                CHANNEL.formatted("{\"name\": \"c\", \"type\": \"custom\", \"parameter\": \"fc\"}"),
                "{\"name\": \"fc\", \"type\": \"generic_function\", \"expression\": \"a*a\"}",
                BINNED,
                use);
        checkBins(read, "a", 1.2, 5 + 50 * 1.44, 10 + 40 * 1.44, 0);
        // one for each bin
        read = read(
                CHANNEL.formatted("{\"name\": \"phf\", \"type\": \"custom\"}"),
                "{\"name\": \"phf\", \"type\": \"step\", \"parameters\": [\"a\", \"b\"]}",
                BINNED,
                use);
        checkBins(read, "a", 1.2, 5 + 50 * 1.2, 10 + 40, 0);
        // names of constraints that the file does not have: what the type implies, a count of 1/0.1² = 100
        String shapesys = "{\"name\": \"u\", \"type\": \"shapesys\", \"parameters\": [\"g0\", \"g1\"], "
                + "\"constraints\": [\"c0\", \"c1\"], \"data\": {\"vals\": [0.1, 0.1]}}";
        read = read(CHANNEL.formatted(shapesys), "", BINNED, use);
        checkBins(read, "g0", 1.1, 5 + 50 * 1.1, 10 + 40, 110 - 100 * Math.log(110) + 100 - 100 * Math.log(100));
        // and one that it has
        String c0 = ", {\"name\": \"c0\", \"type\": \"gaussian_dist\", \"x\": \"g0\", \"mean\": 1, \"sigma\": 0.2}";
        read = read(CHANNEL.formatted(shapesys) + c0, "", BINNED, use);
        checkBins(read, "g0", 1.1, 5 + 50 * 1.1, 10 + 40, 0.125 + 100 - 100 * Math.log(100));
        // the constraint of the statistics of simulation as a distribution: counts of 25 and 36
        String barlow = ", {\"name\": \"bb\", \"type\": \"barlow_beeston_lite_poisson_constraint_dist\", "
                + "\"x\": [\"g0\", \"g1\"], \"expected\": [25, 36]}";
        read = read(
                CHANNEL.formatted("{\"name\": \"st\", \"type\": \"staterror\", \"parameters\": [\"g0\", \"g1\"]}")
                        + barlow,
                "",
                BINNED,
                use + ", \"aux_distributions\": [\"bb\"]");
        checkBins(read, "g0", 1.1, 5 + 50 * 1.1, 10 + 40, 27.5 - 25 * Math.log(27.5) + 36 - 36 * Math.log(36));
        // a factor of nothing: 0 beyond −1
        String normsys =
                "{\"name\": \"k\", \"type\": \"normsys\", \"parameter\": \"k\", \"data\": {\"hi\": 2, \"lo\": 0}%s}";
        read = read(CHANNEL.formatted(normsys.formatted("")), "", BINNED, use);
        checkBins(read, "k", -1, 5, 10, 0.5);
        checkBins(read, "k", 2, 5 + 50 * 4, 10 + 40 * 4, 2);
        for (String[] code : new String[][] {{"lin", "2.5"}, {"parabolic", "2.5"}, {"poly6", "2.5"}}) {
            String interpolation = ", \"interpolation\": \"" + code[0] + "\"";
            read = read(CHANNEL.formatted(normsys.formatted(interpolation)), "", BINNED, use);
            double factor = Double.parseDouble(code[1]);
            checkBins(read, "k", 1.5, 5 + 50 * factor, 10 + 40 * factor, 1.125);
            checkBins(read, "k", -0.5, 5 + 50 * 0.5, 10 + 40 * 0.5, 0.125);
        }
        String log = normsys.formatted(", \"interpolation\": \"log\"").replace("\"lo\": 0", "\"lo\": 0.5");
        checkBins(
                read(CHANNEL.formatted(log), "", BINNED, use),
                "k",
                -0.5,
                5 + 50 / Math.sqrt(2),
                10 + 40 / Math.sqrt(2),
                0.125);
        refused(
                "which have no logarithm",
                CHANNEL.formatted(normsys.formatted("").replace("0}", "-1}")),
                BINNED,
                use);
        refused("supported are 4, lin", CHANNEL.formatted(normsys.formatted(", \"interpolation\": 7")), BINNED, use);
        refused("supported are custom", CHANNEL.formatted("{\"name\": \"u\", \"type\": \"shapefact\"}"), BINNED, use);
    }

    private void checkBins(ExchangedModel read, String parameter, double value, double nu1, double nu2, double more)
            throws IOException {
        compile(read);
        double[] p = model.initial();
        p[model.indexOf(parameter)] = value;
        double direct = nu1 + nu2 - 57 * Math.log(nu1) - 49 * Math.log(nu2) + more;
        assertEquals(direct, likelihood.value(p), 1e-9 * Math.abs(direct));
        Path file = folder.resolve("bins.json");
        new Hs3Format().write(read, file);
        compile(new Hs3Format().read(file, "", Progress.NONE));
        p = model.initial();
        p[model.indexOf(parameter)] = value;
        assertEquals(direct, likelihood.value(p), 1e-9 * Math.abs(direct));
    }

    /** Bins of a density with a rate: ν = 50 is the sum of 20, 18 and 12 whatever the shape. */
    @Test
    void binsMayHaveARate() throws IOException {
        String axes = "[{\"name\": \"y\", \"min\": 0.5, \"max\": 9.5, \"nbins\": %d}]";
        String distribution =
                "{\"name\": \"m\", \"type\": \"bincounts_extended_dist\", \"rate\": \"r\", \"dist\": \"u\", \"axes\": "
                        + axes + "}, {\"name\": \"u\", \"type\": \"uniform_dist\", \"x\": \"y\"}";
        String data = "{\"name\": \"d\", \"type\": \"binned\", \"axes\": " + axes.formatted(3)
                + ", \"contents\": [20, 18, 12]}";
        String use = "\"distributions\": [\"m\"], \"data\": [\"d\"]";
        FitResult fit = fit(read(distribution.formatted(3).replace("\"r\"", "\"nu\""), "", data, use));
        assertEquals(50, value(fit, "nu"), 1e-5);
        assertEquals(Math.sqrt(50), fit.error(model.indexOf("nu")), 1e-4);
        refused("are other bins than those of the data", distribution.formatted(4), data, use);
        refused("a number of events is observed", distribution.formatted(3), data.replace("12]", "-12]"), use);
        refused(
                "/data/0 (d)/axes/0 (y) has 3.0 bins from 0.5 to 0.25",
                distribution.formatted(3),
                data.replace("9.5", "0.25"),
                use);
    }

    /** An unfolding of three generated bins with a response, regularised by a constraint on their curvature. */
    @Test
    void anUnfoldingWithARegularisation() throws IOException {
        String sample = "{\"name\": \"t%d\", \"data\": {\"contents\": %s, \"errors\": %s}, \"modifiers\": ["
                + "{\"name\": \"mu%d\", \"type\": \"normfactor\", \"parameter\": \"mu%d\"},"
                + "{\"name\": \"lumi\", \"type\": \"normsys\", \"parameter\": \"alpha_lumi\", \"constraint_name\": \"alpha_lumiConstraint\", \"data\": {\"hi\": 1.02, \"lo\": 0.98}},"
                + "{\"name\": \"scale\", \"type\": \"histosys\", \"parameter\": \"alpha_scale\", \"data\": {\"hi\": {\"contents\": %s}, \"lo\": {\"contents\": %s}}},"
                + "{\"name\": \"st\", \"type\": \"staterror\", \"constraint\": \"Poisson\", \"parameters\": [\"g0\", \"g1\", \"g2\"], \"constraints\": [\"cg0\", \"cg1\", \"cg2\"]}]}";
        String distributions =
                "{\"name\": \"m\", \"type\": \"histfactory_dist\", \"axes\": [{\"name\": \"x\", \"edges\": [0, 50, 120, 300]}], \"samples\": ["
                        + sample.formatted(0, "[80, 10, 0]", "[1, 0.5, 0]", 0, 0, "[82, 10.5, 0]", "[78, 9, 0]") + ","
                        + sample.formatted(1, "[12, 60, 8]", "[0.5, 1, 0.4]", 1, 1, "[12.5, 61, 8]", "[11, 59, 8]")
                        + ","
                        + sample.formatted(2, "[0, 6, 30]", "[0, 0.3, 0.8]", 2, 2, "[0, 6, 31]", "[0, 6, 29]") + "]},"
                        + "{\"name\": \"alpha_lumiConstraint\", \"type\": \"gaussian_dist\", \"x\": \"alpha_lumi\", \"mean\": \"nom_alpha_lumi\", \"sigma\": 1},"
                        + "{\"name\": \"tikhonov\", \"type\": \"multivariate_normal_dist\", \"x\": [\"curvature\"], \"mean\": [0], \"covariances\": [[0.25]]}";
        ExchangedModel read = read(
                distributions,
                "{\"name\": \"curvature\", \"type\": \"generic_function\", \"expression\": \"mu0 - 2*mu1 + mu2\"}",
                "{\"name\": \"d\", \"type\": \"binned\", \"axes\": [{\"name\": \"x\", \"edges\": [0, 50, 120, 300]}], \"contents\": [92, 76, 38]}",
                "\"distributions\": [\"m\"], \"data\": [\"d\"], \"aux_distributions\": [\"alpha_lumiConstraint\", \"tikhonov\"]");
        FitResult fit = fit(read);
        // what is expected is observed: everything stays where it starts, and the curvature is 0
        for (int i = 0; i < 3; i++) {
            assertEquals(1, value(fit, "mu" + i), 1e-6);
        }
        double[] p = model.initial();
        p[model.indexOf("mu1")] = 1.1;
        double nu0 = 80 + 12 * 1.1;
        double nu1 = 10 + 60 * 1.1 + 6;
        double nu2 = 8 * 1.1 + 30;
        double direct = nu0 + nu1 + nu2 - 92 * Math.log(nu0) - 76 * Math.log(nu1) - 38 * Math.log(nu2);
        direct += 0.5 * 0.04 / 0.25;
        double[][] total = {{92, 1.25}, {76, 0.25 + 1 + 0.09}, {38, 0.16 + 0.64}};
        for (double[] bin : total) {
            double tau = bin[0] * bin[0] / bin[1];
            direct += tau - tau * Math.log(tau);
        }
        assertEquals(direct, likelihood.value(p), 1e-9 * Math.abs(direct));
        written(read);
    }

    @Test
    void weightsOfEventsAreKept() throws IOException {
        ExchangedModel read = read(
                "{\"name\": \"m\", \"type\": \"exponential_dist\", \"x\": \"y\", \"c\": \"a\"}",
                "",
                "{\"name\": \"d\", \"type\": \"unbinned\", \"axes\": [{\"name\": \"y\", \"min\": 0, \"max\": 9}], "
                        + "\"entries\": [[1], [2], [5]], \"weights\": [0.5, -0.25, 2]}",
                "\"distributions\": [\"m\"], \"data\": [\"d\"]");
        assertArrayEquals(new double[] {0.5, -0.25, 2}, read.data().weights().get(0));
        assertArrayEquals(new double[] {1, 2, 5}, read.data().values().get(0));
        Path file = folder.resolve("weighted.json");
        new Hs3Format().write(read, file);
        ExchangedModel back = new Hs3Format().read(file, "", Progress.NONE);
        assertArrayEquals(new double[] {0.5, -0.25, 2}, back.data().weights().get(0));
    }

    @Test
    void windowsThatAreEmptyAreRefused() {
        String data =
                "{\"name\": \"d\", \"type\": \"unbinned\", \"axes\": [{\"name\": \"y\", \"min\": %s, \"max\": 8}], \"entries\": [[1]]}";
        String distribution = "{\"name\": \"m\", \"type\": \"exponential_dist\", \"x\": \"y\", \"c\": \"a\"}";
        String use = "\"distributions\": [\"m\"], \"data\": [\"d\"]";
        refused("/data/0 (d)/axes/0 (y) runs from 1.0E300 to 8.0", distribution, data.formatted("1e300"), use);
        refused("runs from 8.0 to 8.0", distribution, data.formatted("8"), use);
        refused("a finite number is expected", distribution, data.formatted("1e999"), use);
        refused("not finite", distribution, data.formatted("NaN"), use);
        String domain = "{\"name\": \"default_domain\", \"axes\": [{\"name\": \"y\", \"min\": 1e300, \"max\": 8}]}";
        var error = assertThrows(
                FiduciaException.class,
                () -> readText(
                        "{\"distributions\": [" + distribution + "], \"domains\": [" + domain
                                + "], \"parameter_points\": [{\"name\": \"default_values\", \"parameters\": [{\"name\": \"a\", \"value\": 1}]}]}"));
        assertTrue(error.getMessage().contains("/domains/0 (default_domain)/axes/0 (y) runs from"), error::getMessage);
    }

    @Test
    void aFileMayBePatched() throws IOException {
        Path patch = folder.resolve("patch.json");
        Files.writeString(patch, "[{\"op\": \"replace\", \"path\": \"/data/0/contents/1\", \"value\": 50}]");
        read(CHANNEL.formatted(""), "", BINNED, "\"distributions\": [\"m\"], \"data\": [\"d\"]");
        Path file = folder.resolve("model.json");
        ExchangedModel read = new Hs3Format().read(file, List.of(new Patch(patch, "")), "", Progress.NONE);
        assertEquals(107, read.data().sumOfWeights());
        assertEquals(List.of("patch patch.json"), read.notes());
        Files.writeString(patch, "[{\"op\": \"remove\", \"path\": \"/likelihoods/0/data\"}]");
        var error = assertThrows(
                FiduciaException.class,
                () -> new Hs3Format().read(file, List.of(new Patch(patch, "")), "", Progress.NONE));
        assertTrue(error.getMessage().startsWith("model.json with patch.json: /likelihoods/0"), error::getMessage);
    }

    private void refused(String message, String distributions, String data, String use) {
        var error = assertThrows(FiduciaException.class, () -> compile(read(distributions, "", data, use)));
        assertEquals(Kind.INPUT, error.kind());
        assertTrue(
                error.getMessage().contains(message) || error.remedy().contains(message),
                () -> error.getMessage() + error.remedy());
    }

    private void written(ExchangedModel read) throws IOException {
        compile(read);
        double before = likelihood.value(model.initial());
        double constant = likelihood.constant();
        Path file = folder.resolve("written.json");
        new Hs3Format().write(read, file);
        compile(new Hs3Format().read(file, "", Progress.NONE));
        assertEquals(before, likelihood.value(model.initial()), 1e-10 * Math.abs(before));
        assertEquals(constant, likelihood.constant(), 1e-10 * Math.abs(constant));
    }

    private double value(FitResult fit, String parameter) {
        return fit.parameters()[model.indexOf(parameter)];
    }

    private void compile(ExchangedModel read) {
        model = read.model();
        likelihood = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, read.data());
    }

    private FitResult fit(ExchangedModel read) {
        compile(read);
        FitResult fit = new NewtonFitter().fit(likelihood, model.initial(), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        return fit;
    }

    private ExchangedModel read(String distributions, String functions, String data, String use) throws IOException {
        return readText("""
                {"metadata": {"hs3_version": "0.2"}, "distributions": [%s], "functions": [%s], "data": [%s],
                 "likelihoods": [{"name": "L", %s}],
                 "domains": [{"name": "default_domain", "type": "product_domain", "axes": [
                   {"name": "mu", "min": 0, "max": 10}, {"name": "a", "min": 0, "max": 5}, {"name": "b", "min": 0, "max": 50},
                   {"name": "r", "min": 0, "max": 20}, {"name": "nu", "min": 0, "max": 200}]}],
                 "parameter_points": [{"name": "default_values", "parameters": [
                   {"name": "mu", "value": 1}, {"name": "a", "value": 1}, {"name": "b", "value": 1},
                   {"name": "r", "value": 1}, {"name": "nu", "value": 40}, {"name": "mu0", "value": 1},
                   {"name": "mu1", "value": 1}, {"name": "mu2", "value": 1},
                   {"name": "nom_alpha_lumi", "value": 0, "const": true}]}]}
                """.formatted(distributions, functions, data, use));
    }

    private ExchangedModel readText(String text) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, text);
        return new Hs3Format().read(file, "", Progress.NONE);
    }
}
