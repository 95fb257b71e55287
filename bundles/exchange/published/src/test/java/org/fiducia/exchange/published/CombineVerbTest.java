package org.fiducia.exchange.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.report.Report;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Against published combinations and the closed form of Gaussian values. */
class CombineVerbTest {
    /** CMS, mass from H → γγ (arXiv:1407.0558, CMS-PAS-HIG-24-007); cross section of gg → H, arXiv:1602.00695. */
    static final String MASSES = """
            {"title": "mass", "quantity": {"name": "mH", "title": "$m_H$", "unit": "GeV"},
             "inputs": [{"name": "Run 1", "value": 124.70, "errors": {"stat": 0.31, "syst": 0.15}},
                        {"name": "Run 2", "value": 125.14, "errors": {"stat": 0.10, "syst": 0.11}}],
             "theory": [{"name": "YR4", "value": 48.58, "unit": "pb",
                         "linear": {"scale": [-2.37, 0.21], "EWK": 1, "tbc": 0.83, "mt": 1, "trunc": 0.37,
                                    "PDF-TH": 1.16},
                         "quadrature": {"PDF": 3.2}}]}
            """;

    @TempDir
    Path folder;

    private Report report(String text, String... words) throws IOException {
        return verb(Files.writeString(folder.resolve("values.json"), text), words);
    }

    private Report verb(Path file, String... words) throws IOException {
        var verb =
                new CombineVerb(new UnbinnedCompiler(List.of()), List.of(new NewtonFitter()), new ProfileLikelihood());
        var all = new ArrayList<>(List.of(file.toString()));
        all.addAll(List.of(words));
        new CommandLine(verb).parseArgs(all.toArray(String[]::new));
        var nowhere = new PrintWriter(new StringWriter());
        return verb.report(new Terminal(nowhere, nowhere, folder, folder, Progress.NONE));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Report report, String table) {
        return (List<Map<String, Object>>) ((Map<String, Object>) report.data().get(table)).get("rows");
    }

    private static double number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 125.0709, .0973, .0957, .1365, .8429, 1.376",
        "1, 125.0745, .0968, .0984, .1380, .8512, 1.409",
        "2, 125.0783, .0963, .1009, .1395, .8598, 1.444",
        "4, 125.0909, .0953, .1071, .1434, .8885, 1.559",
        "7, 125.1171, .0962, .1121, .1477, .9480, 1.798"
    })
    void triesCorrelationsOfWhichNothingIsSaid(
            int row, double value, double stat, double syst, double total, double weight, double chi2)
            throws IOException {
        Map<String, Object> found = rows(report(MASSES), "scan_syst").get(row);
        assertEquals(value, number(found, "value"), 5e-5);
        assertEquals(stat, number(found, "stat"), 5e-5);
        assertEquals(syst, number(found, "syst"), 5e-5);
        assertEquals(total, number(found, "total"), 5e-5);
        assertEquals(weight, number(found, "weight1"), 5e-5);
        assertEquals(chi2, number(found, "chi2"), 5e-4);
    }

    /** For Gaussian values the likelihood and the linear estimate are one thing, whatever the correlations. */
    @ParameterizedTest
    @CsvSource({"0", "0.2", "0.7", "1", "-0.5"})
    void likelihoodAgreesWithTheLinearEstimate(double rho) throws IOException {
        String text = MASSES.replace("\"theory\"", "\"correlations\": {\"syst\": " + rho + "}, \"theory\"");
        List<Map<String, Object>> rows = rows(report(text), "results");
        assertEquals(number(rows.get(0), "value"), number(rows.get(1), "value"), 1e-6);
        assertEquals(number(rows.get(0), "total"), number(rows.get(1), "total"), 1e-6);
        assertFalse(report(text).data().containsKey("scan_syst"), "the file says what it is");
    }

    @Test
    void partsAddUpInTheOrderOfFreezing() throws IOException {
        String text = MASSES.replace("\"syst\": 0.11", "\"syst\": 0.08, \"theory\": 0.05");
        Report report = report(text, "--freeze", "theory,syst");
        List<Map<String, Object>> parts = rows(report, "parts");
        assertEquals(
                List.of("theory", "syst", "statistical"),
                parts.stream().map(row -> row.get("source")).toList());
        double sum = parts.stream()
                .mapToDouble(row -> Math.pow(number(row, "up"), 2))
                .sum();
        assertEquals(number(rows(report, "results").get(1), "total"), Math.sqrt(sum), 1e-6);
    }

    @Test
    void saysThatAWeightIsNegative() throws IOException {
        String text = MASSES.replace("\"stat\": 0.31, \"syst\": 0.15", "\"stat\": 0.01, \"syst\": 1")
                .replace("\"theory\"", "\"correlations\": {\"syst\": 0.9}, \"theory\"");
        assertTrue(report(text).lines().stream().anyMatch(line -> line.contains("weight of Run 1 is negative")));
    }

    @Test
    void makesTotalsOfTheoryFromTheirComponents() throws IOException {
        List<Map<String, Object>> rows = rows(report(MASSES), "theory_YR4");
        Map<String, Object> sum = rows.get(6);
        assertEquals(4.57, number(sum, "up"), 5e-3);
        assertEquals(6.73, number(sum, "down"), 5e-3);
        Map<String, Object> total = rows.get(rows.size() - 1);
        assertEquals(5.58, number(total, "up"), 5e-3);
        assertEquals(7.45, number(total, "down"), 5e-3);
    }

    @ParameterizedTest
    @CsvSource({
        "cms_hig-22-001.json, mu, mu, .986, .054, .056",
        "cms_hig-22-001.json, decay, mu_gammagamma, 1.123, .092, .092",
        "cms_hig-22-001.json, decay, mu_ZZ, .974, .110, .110",
        "cms_hig-22-001.json, decay, mu_tautau, .841, .097, .097",
        "cms_hig-22-001.json, production, mu_ggH, .956, .073, .073",
        "cms_hig-22-001.json, production, mu_WH, 1.485, .254, .254",
        "cms_hig-17-031.json, mu, mu, 1.158, .090, .093"
    })
    void combinesPublishedProducts(String name, String per, String strength, double value, double down, double up)
            throws IOException {
        Path file = SharedFolder.require("data/hgg/public/" + name);
        Map<String, Object> found = rows(verb(file, "--per", per), "strengths").stream()
                .filter(row -> row.get("name").equals(strength))
                .findFirst()
                .orElseThrow();
        assertEquals(value, number(found, "value"), 1.5e-3);
        assertEquals(down, number(found, "down"), 0.05 * down);
        assertEquals(up, number(found, "up"), 0.05 * up);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stat\": 0.31 | \"stat\": 0 | Run 1 has no statistical uncertainty",
                "\"stat\": 0.31 | \"stat\": -1 | an error of -1.0",
                "\"theory\" | \"correlations\": {\"syst\": 1.5}, \"theory\" | not positive definite",
                "\"theory\" | \"correlations\": {\"jes\": 0}, \"theory\" | jes",
                "\"theory\" | \"correlations\": {\"syst\": [[1, 0.5], [0.4, 1]]}, \"theory\" | no correlation matrix",
                "\"inputs\" | \"input\" | holds no published values"
            })
    void refuses(String old, String now, String message) {
        var refused = assertThrows(FiduciaException.class, () -> report(MASSES.replace(old, now)));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertFalse(refused.remedy().isBlank());
    }
}
