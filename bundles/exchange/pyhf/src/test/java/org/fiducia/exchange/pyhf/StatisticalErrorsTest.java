package org.fiducia.exchange.pyhf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uncertainties of simulation and factors of 0, against runs of pyhf and closed forms. */
class StatisticalErrorsTest {
    private static final String SIGNAL = "{\"name\": \"s\", \"data\": %s, \"modifiers\": "
            + "[{\"name\": \"mu\", \"type\": \"normfactor\", \"data\": null}]}";

    @TempDir
    Path folder;

    /** Width of the factor, best fit and 2 NLL as pyhf has them. */
    @Test
    void anEmptySampleHasItsUncertaintyToo() throws IOException {
        ExchangedModel read = read(
                channel(
                        "a",
                        SIGNAL.formatted("[5, 10]") + "," + background("b", "[50, 0]", "[4, 1]") + ","
                                + background("c", "[10, 12]", "[1, 2]")),
                "{\"name\": \"a\", \"data\": [70, 14]}");
        assertEquals(
                0.18634,
                read.model().constraints().stream()
                        .filter(c -> c.gaussianParameter().get().equals("st[1]"))
                        .findFirst()
                        .orElseThrow()
                        .gaussianWidth(),
                5e-6);
        Likelihood likelihood = likelihood(read);
        FitResult fit = new NewtonFitter().fit(likelihood, read.model().initial(), true, Progress.NONE);
        assertEquals(0.30440, fit.parameters()[read.model().indexOf("mu")], 5e-6);
        assertEquals(6.464665, 2 * (fit.nll() + likelihood.constant()), 1e-6);
        written(read);
    }

    /** 2 NLL at the start as pyhf has it. */
    @Test
    void oneNameInTwoChannelsIsAFactorForEachBinOfBoth() throws IOException {
        String a = channel("a", SIGNAL.formatted("[10]") + "," + background("b", "[50]", "[3]"));
        String b = channel("b", background("b", "[40]", "[2]"));
        String observed = "{\"name\": \"a\", \"data\": [65]}, {\"name\": \"b\", \"data\": [42]}";
        ExchangedModel read = read(a + "," + b, observed);
        assertEquals(
                List.of("mu", "st[0]", "st[1]"),
                read.model().parameters().stream().map(Parameter::name).toList());
        Likelihood likelihood = likelihood(read);
        assertEquals(4.15574, 2 * (likelihood.value(read.model().initial()) + likelihood.constant()), 5e-6);
        written(read);
        // the factors are counted in the order of the names of the channels, not in that of the file
        ExchangedModel turned = read(b + "," + a, observed);
        assertEquals(3.0 / 50, width(turned, "st[0]"), 1e-15);
        assertEquals(2.0 / 40, width(turned, "st[1]"), 1e-15);
        written(turned);
    }

    private static double width(ExchangedModel model, String parameter) {
        return model.model().constraints().stream()
                .filter(c -> c.gaussianParameter().get().equals(parameter))
                .findFirst()
                .orElseThrow()
                .gaussianWidth();
    }

    @Test
    void aNameOfAnotherModifierIsRefused() {
        String a = channel(
                "a",
                "{\"name\": \"s\", \"data\": [1], \"modifiers\": [{\"name\": \"st\", \"type\": \"normfactor\", \"data\": null}]}");
        String b = channel("b", background("b", "[40]", "[2]"));
        var error = assertThrows(
                FiduciaException.class,
                () -> read(a + "," + b, "{\"name\": \"a\", \"data\": [65]}, {\"name\": \"b\", \"data\": [42]}"));
        assertTrue(error.getMessage().contains("/channels/1 (b) has a staterror st"), error::getMessage);
    }

    /** At θ = −½ the polynomial of code 4 with κ₋ = 0, κ₊ = 2, its logarithmic terms of κ₋ being 0. */
    @Test
    void aFactorOfNothingIsTheLimit() throws IOException {
        ExchangedModel read = read(
                channel(
                        "a",
                        SIGNAL.formatted("[10]")
                                + ",{\"name\": \"b\", \"data\": [50], \"modifiers\": [{\"name\": \"k\", \"type\": \"normsys\", \"data\": {\"hi\": 2, \"lo\": 0}}]}"),
                "{\"name\": \"a\", \"data\": [65]}");
        double l = Math.log(2);
        double[] a = {
            (15 - 7 * l + l * l) / 8, (-9 * l + l * l) / 8, (-5 + 5 * l - l * l) / 4,
            (7 * l - l * l) / 4, (3 - 3 * l + l * l) / 8, (-5 * l + l * l) / 8
        };
        double factor = 1;
        for (int i = 0; i < a.length; i++) {
            factor += a[i] * Math.pow(-0.5, i + 1);
        }
        double nu = 10 + 50 * factor;
        double[] p = read.model().initial();
        p[read.model().indexOf("k")] = -0.5;
        assertEquals(nu - 65 * Math.log(nu) + 0.125, likelihood(read).value(p), 1e-9);
        p[read.model().indexOf("k")] = -1;
        assertEquals(10 - 65 * Math.log(10) + 0.5, likelihood(read).value(p), 1e-9);
        written(read);
    }

    private void written(ExchangedModel model) throws IOException {
        Path file = folder.resolve("written.json");
        new PyhfFormat().write(model, file);
        ExchangedModel back = new PyhfFormat().read(file, "", Progress.NONE);
        assertEquals(
                likelihood(model).value(model.model().initial()),
                likelihood(back).value(back.model().initial()),
                1e-12);
        model.model().parameters().forEach(p -> assertTrue(back.model().indexOf(p.name()) >= 0, p::name));
    }

    private static String background(String name, String data, String errors) {
        return "{\"name\": \"%s\", \"data\": %s, \"modifiers\": [{\"name\": \"st\", \"type\": \"staterror\", \"data\": %s}]}"
                .formatted(name, data, errors);
    }

    private static String channel(String name, String samples) {
        return "{\"name\": \"" + name + "\", \"samples\": [" + samples + "]}";
    }

    private ExchangedModel read(String channels, String observations) throws IOException {
        Path file = folder.resolve("workspace.json");
        Files.writeString(file, """
                {"channels": [%s], "observations": [%s],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}], "version": "1.0.0"}
                """.formatted(channels, observations));
        return new PyhfFormat().read(file, "", Progress.NONE);
    }

    private static Likelihood likelihood(ExchangedModel read) {
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(read.model(), read.data());
    }
}
