package org.fiducia.exchange.pyhf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceReaderTest {
    @TempDir
    Path folder;

    @Test
    void everyModifierDoesWhatItsDefinitionSays() throws IOException {
        ExchangedModel read = read(RoundTripTest.EVERYTHING);
        double[] p = read.model().initial();
        set(read, p, "mu", 1.3);
        set(read, p, "lumi", 1.05);
        set(read, p, "scale", -1.5); // beyond 1: the exponential and the line
        set(read, p, "tilt", 1.5);
        set(read, p, "mcstat[0]", 1.02);
        set(read, p, "mcstat[1]", 0.97);
        set(read, p, "mcstat[2]", 0.9);
        set(read, p, "fakes_bins[0]", 1.1);
        set(read, p, "free[0]", 1.2);
        set(read, p, "free[1]", 0.9);
        double signal = 1.3 * 1.05 * Math.pow(0.85, 1.5);
        double[] nu = {
            signal * 3 * 1.02 + (40 + 1.5 * (37 - 40)) * 1.02 + 5 * 1.1,
            signal * 8 * 0.97 + (30 + 1.5 * (30.5 - 30)) * 0.97,
            signal * 2 * 0.9 + 4,
            100 * 1.2,
            80 * 0.9,
            (100 + 1.5 * 10) * Math.pow(0.95, 1.5),
            (80 + 1.5 * -5) * Math.pow(0.95, 1.5)
        };
        double[] n = {50, 36, 7, 105, 77, 98, 84};
        double direct = 0;
        for (int i = 0; i < n.length; i++) {
            direct += nu[i] - n[i] * Math.log(nu[i]);
        }
        direct += 0.5 * (1.5 * 1.5 + 1.5 * 1.5 + square(0.05 / 0.02));
        direct += 0.5 * square(0.02 * 43 / Math.hypot(0.5, 2));
        direct += 0.5 * square(0.03 * 38 / Math.hypot(0.7, 1));
        direct += 0.5 * square(0.1 * 2 / Math.hypot(0.2, 0.3)); // the empty sample counts
        direct += 25 * 1.1 - 25 * Math.log(25 * 1.1);
        // a bin without content or uncertainty keeps its factor, with a count of 1
        direct += 2;
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(read.model(), read.data());
        assertEquals(direct, likelihood.value(p), 1e-9 * Math.abs(direct));
    }

    private static double square(double x) {
        return x * x;
    }

    private static void set(ExchangedModel model, double[] p, String name, double value) {
        p[model.model().indexOf(name)] = value;
    }

    @Test
    void whatIsNotSupportedIsNamedWithItsPlace() {
        refused("channels/0 (signal-region)/samples/0 (signal)/modifiers/3 (scale)", "\"normsys\"", "\"normshape\"");
        refused("logarithm does not exist", "\"hi\": 1.2,", "\"hi\": -1.2,");
        refused("has no 'lo'", "\"lo\": 0.85", "\"low\": 0.85");
        refused("/data has 2 entries, 3 are expected", "[5, 0, 4]", "[5, 0]");
        refused("shares its name", "\"name\": \"free\"", "\"name\": \"mu\"");
        refused(
                "more than once",
                "\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null",
                "\"name\": \"fakes_bins\", \"type\": \"shapesys\", \"data\": [1, 1]");
        refused("/data/1 is -36.0, but a number of events", "[50, 36, 7]", "[50, -36, 7]");
        refused("a finite number is expected", "[50, 36, 7]", "[50, 1e999, 7]");
        refused(
                "does not say all of parameter lumi",
                "\"name\": \"lumi\", \"inits\"",
                "\"name\": \"lumi2\", \"inits\"");
        refused("starts parameter mu at 7.0", "\"inits\": [1.1]", "\"inits\": [7]");
        refused("has no data of channel smooth", "\"smooth\", \"data\"", "\"rough\", \"data\"");
        refused("is no JSON at line", "\"version\": \"1.0.0\"}", "");
    }

    @Test
    void observationsAreOptionalAndUnknownSettingsAreSaid() throws IOException {
        assertNull(read(RoundTripTest.EVERYTHING.replace("\"observations\"", "\"other\""))
                .data());
        var warnings = new Warnings();
        Path file =
                write(RoundTripTest.EVERYTHING.replace("\"name\": \"mu\", \"inits\"", "\"name\": \"nu\", \"inits\""));
        new PyhfFormat().read(file, "", warnings);
        assertEquals(1, warnings.said().size());
        assertTrue(warnings.said().get(0).contains("parameters/1 (nu)"), warnings.said()::toString);
    }

    /** As background-only workspaces are published: the signal and its strength come with a patch. */
    @Test
    void aBackgroundAloneHasNoParameterOfInterest() throws IOException {
        assertEquals(
                List.of(),
                read(RoundTripTest.EVERYTHING.replace("\"poi\": \"mu\"", "\"poi\": \"\""))
                        .interests());
        var warnings = new Warnings();
        Path file = write(RoundTripTest.EVERYTHING.replace("\"poi\": \"mu\"", "\"poi\": \"mu_SIG\""));
        assertEquals(List.of(), new PyhfFormat().read(file, "", warnings).interests());
        assertTrue(warnings.said().get(0).contains("mu_SIG, which no modifier has"), warnings.said()::toString);
        Path patch = folder.resolve("signal.json");
        Files.writeString(patch, """
                [{"op": "add", "path": "/channels/1/samples/1", "value": {"name": "new", "data": [1, 2], "modifiers":
                  [{"name": "mu_SIG", "type": "normfactor", "data": null}]}}]
                """);
        warnings.said().clear();
        ExchangedModel patched = new PyhfFormat().read(file, List.of(new Patch(patch, "")), "", warnings);
        assertEquals(List.of("mu_SIG"), patched.interests());
        assertEquals(List.of("patch signal.json"), patched.notes());
        assertEquals(List.of(), warnings.said());
        Files.writeString(
                patch, "[{\"op\": \"replace\", \"path\": \"/channels/0/samples/0/data/0\", \"value\": \"x\"}]");
        var error = assertThrows(
                FiduciaException.class, () -> new PyhfFormat().read(file, List.of(new Patch(patch, "")), "", warnings));
        assertTrue(
                error.getMessage().startsWith("workspace.json with signal.json: /channels/0 (signal-region)/samples/0"),
                error::getMessage);
    }

    private void refused(String message, String from, String to) {
        assertTrue(RoundTripTest.EVERYTHING.contains(from), from);
        var error = assertThrows(FiduciaException.class, () -> read(RoundTripTest.EVERYTHING.replace(from, to)));
        assertEquals(Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertFalse(error.remedy().isBlank());
    }

    private ExchangedModel read(String text) throws IOException {
        return new PyhfFormat().read(write(text), "", Progress.NONE);
    }

    private Path write(String text) throws IOException {
        Path file = folder.resolve("workspace.json");
        Files.writeString(file, text);
        return file;
    }
}
