package org.fiducia.exchange.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.exchange.combine.CombineFormat;
import org.fiducia.exchange.hs3.Hs3Format;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.inference.ProfileInference;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.inference.Saturated;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Datacards, by themselves and with a workspace of pyhf. */
class DatacardFitTest {
    /** The realistic count of Combine's documentation: H → WW at 160 GeV in 35 pb⁻¹, simplified. */
    private static final String REALISTIC = """
            # Simple counting experiment, with one signal and a few background processes
            imax 1  number of channels
            jmax 3  number of backgrounds
            kmax 5  number of nuisance parameters (sources of systematic uncertainties)
            ------------
            bin bin1
            observation 0
            ------------
            bin          bin1     bin1     bin1     bin1
            process         ggH  qqWW  ggWW  others
            process          0     1     2     3
            rate           1.47  0.63  0.06  0.22
            ------------
            lumi    lnN    1.11    -   1.11    -    lumi affects both signal and gg->WW (mc-driven). lnN = lognormal
            xs_ggH  lnN    1.16    -     -     -    gg->H cross section + signal efficiency + other minor ones.
            WW_norm gmN 4    -   0.16    -     -    WW estimate of 0.64 comes from sidebands
            xs_ggWW lnN      -     -   1.50    -    50% uncertainty on gg->WW cross section
            bg_others lnN    -     -     -   1.30   30% uncertainty on the rest of the backgrounds
            """;

    private static final String CARD = """
            bin a
            observation 65
            bin a a
            process s b
            process 0 1
            rate 10 50
            lumi lnN 1.1 1.1
            """;

    private static final String WORKSPACE = """
            {"channels": [{"name": "count", "samples": [
              {"name": "signal", "data": [20], "modifiers": [{"name": "r", "type": "normfactor", "data": null}]},
              {"name": "background", "data": [30], "modifiers": [
                {"name": "lumi", "type": "normsys", "data": {"hi": 1.1, "lo": 0.9090909090909091}}]}]}],
             "observations": [{"name": "count", "data": [58]}],
             "measurements": [{"name": "counting", "config": {"poi": "r", "parameters": []}}],
             "version": "1.0.0"}
            """;

    @TempDir
    Path folder;

    private JsonNode fit(String... words) throws Exception {
        var verb = new FitVerb(
                new ProfileInference(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                List.of(new Hs3Format(), new PyhfFormat(), new CombineFormat(List.of())),
                List.of(new NewtonFitter()),
                new ProfileLikelihood(),
                List.of(new ProfileScan()),
                List.of(new AsymptoticTest()),
                List.of(new Saturated()),
                environment -> Optional.empty());
        new CommandLine(verb).parseArgs(words);
        var out = new StringWriter();
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(out), folder, folder, Progress.NONE);
        return new JsonMapper().valueToTree(verb.report(terminal).data());
    }

    /**
     * Combine's documentation has for this card: observed limit 1.6281 ± 0.0051, median expected limit 2.3281, significance
     * 0. (Its band is at 2.5, 16, 84 and 97.5 %, ours at whole standard deviations.)
     */
    @Test
    void aCountHasTheDocumentedLimits() throws Exception {
        Files.writeString(folder.resolve("realistic.txt"), REALISTIC);
        JsonNode json = fit("realistic.txt", "--limit", "r", "--significance", "r");
        assertEquals("combine", json.get("format").asText());
        JsonNode limit = json.get("limits").get(0);
        assertEquals(1.6281, limit.get("observed").asDouble(), 0.0051);
        assertEquals(2.3281, limit.get("expected").get(2).asDouble(), 0.0051);
        assertEquals(1.4329, limit.get("expected").get(1).asDouble(), 0.0051);
        assertEquals(3.98, limit.get("expected").get(3).asDouble(), 0.02);
        assertEquals(0, json.get("significances").get(0).get("significance").asDouble(), 1e-9);
    }

    /** Both count with one r and one lumi: 65 ~ 10r κ + 50κ and 58 ~ 20r + 30κ, κ = 1.1^θ, by hand at θ = 0. */
    @Test
    void aCardAndAWorkspaceShareParameters() throws Exception {
        Files.writeString(folder.resolve("a.txt"), CARD);
        Files.writeString(folder.resolve("b.json"), WORKSPACE);
        JsonNode json = fit(
                "a.txt",
                "b.json",
                "--correlate",
                "by-name",
                "--bounds",
                "r=0:20",
                "--bounds",
                "lumi=-5:5",
                "--fix",
                "lumi=0");
        assertEquals(2, json.get("parameters").size());
        double r = json.get("parameters").get(0).get("value").asDouble();
        // 10(65/(50 + 10r) − 1) + 20(58/(30 + 20r) − 1) = 0
        assertEquals(0, 10 * (65 / (50 + 10 * r) - 1) + 20 * (58 / (30 + 20 * r) - 1), 1e-5);
        assertTrue(json.get("events").asDouble() == 123, json.toString());
    }
}
