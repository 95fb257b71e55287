package org.fiducia.exchange.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Range;
import org.fiducia.api.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PredictVerbTest {
    private static final double EXACT = 1e-12;

    @TempDir
    private Path folder;

    private Report run(Generation generation, String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        for (String file : List.of("a", "b")) {
            Files.writeString(folder.resolve(file), file);
        }
        var verb = new PredictVerb(generation);
        new CommandLine(verb).parseArgs(all.toArray(String[]::new));
        var out = new PrintWriter(Writer.nullWriter());
        return verb.report(
                new Terminal(out, out, folder, folder, Progress.NONE), new CardSelection.Options("", 1, false));
    }

    private Spectrum predicted(Generation generation, String... words) throws Exception {
        run(generation, words);
        Path file = folder.resolve("prediction.json");
        assertTrue(new JsonPrediction().recognises(file));
        Prediction prediction = new JsonPrediction().read(file, Progress.NONE);
        return prediction.spectrum("x").orElseThrow();
    }

    /** Σw = 10, of which 2 are not fiducial. */
    private static Generation events() {
        return new Generation("MUR2_MUF2", "LHEPdfWeight")
                .crossSection(50)
                .event(0, 3, 4, 1.1, .8)
                .event(0, 1, 1, 1, 1)
                .event(1, 4, 3, 1.5, 1)
                .event(-1, 2, 100, 7, 7);
    }

    @Test
    void sharesOfTheCrossSection() throws Exception {
        Spectrum x = predicted(events(), "a");
        assertEquals(Generation.OBSERVABLE.binning(), x.binning());
        assertArrayEquals(new double[] {20, 20, 0}, x.sigma(), EXACT);
        double stat = 5 * Math.sqrt(10);
        assertEquals(stat, x.uncertainties().get("stat").get(0).up(), EXACT);
        assertEquals(new Uncertainty(0, 5), x.uncertainties().get("scale").get(0));
        assertEquals(new Uncertainty(5, 0), x.uncertainties().get("scale").get(1));
        assertEquals(Math.hypot(1.5, 3), x.uncertainties().get("pdf").get(0).up(), EXACT);
        assertEquals(10, x.uncertainties().get("pdf").get(1).down(), EXACT);
    }

    /** Two files of one process are one sample; the cross section of the user replaces that of the files. */
    @Test
    void filesOfOneProcess() throws Exception {
        Spectrum x = predicted(events(), "a", "b", "--sigma", "100");
        assertArrayEquals(new double[] {40, 40, 0}, x.sigma(), EXACT);
        assertEquals(
                100.0 / 20 * Math.sqrt(20), x.uncertainties().get("stat").get(0).up(), EXACT);
    }

    /** Processes add: equal sources linearly, statistics in quadrature. */
    @Test
    void processesAdd() throws Exception {
        Spectrum x = predicted(events(), "ggH=a", "VBF=b", "--sigma", "VBF=25", "--name", "sum");
        assertArrayEquals(new double[] {30, 30, 0}, x.sigma(), EXACT);
        assertEquals(7.5, x.uncertainties().get("scale").get(0).up(), EXACT);
        assertEquals(
                Math.hypot(5, 2.5) * Math.sqrt(10),
                x.uncertainties().get("stat").get(0).up(),
                EXACT);
    }

    @Test
    void theReportSaysTheSame() throws Exception {
        Report report = run(events(), "a", "--out", "deep/p.json");
        assertTrue(Files.exists(folder.resolve("deep/p.json")));
        assertEquals("fiducia-prediction", report.data().get("format"));
        String text = String.join("\n", report.lines());
        assertTrue(text.contains("40") && text.contains("prediction in deep/p.json"), text);
    }

    @Test
    void sourcesAsDeclared() throws Exception {
        Spectrum x = predicted(events(), "a", "--source", "mine=replicas:LHEPdf.*", "--source", "other=envelope:.*");
        double deviation = Math.abs(21.5 - 17) / Math.sqrt(2);
        assertEquals(deviation, x.uncertainties().get("mine").get(0).up(), EXACT);
        assertEquals(
                List.of("stat", "other", "mine"), List.copyOf(x.uncertainties().keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "MUR0.5_MUF0.5_PDF261000, scale",
        "MUR=2 MUF=1 PDF=1, scale",
        "muR=0.5 muF=2, ''",
        "MUR1_MUF1_PDF261003, pdf",
        "muR=1.0 muF=1.0, ''",
        "isr:muRfac=0.5, shower",
        "PSWeight[2], shower",
        "LHEScaleWeight[0], scale",
        "LHAPDF_Member_3, pdf",
        "17, weights"
    })
    void namesTellTheSource(String weight, String source) {
        assertEquals(
                source,
                WeightSource.of(weight, List.of()).map(WeightSource::name).orElse(""));
    }

    @Test
    void scalesInOppositeDirectionsDoNotCount() {
        assertEquals("", WeightSource.members("LHEScaleWeight", 9).get(2));
        assertEquals("", WeightSource.members("LHEScaleWeight", 8).get(5));
        assertEquals(
                "LHEScaleWeight[4]", WeightSource.members("LHEScaleWeight", 9).get(4));
        assertEquals("LHEPdfWeight[2]", WeightSource.members("LHEPdfWeight", 9).get(2));
    }

    private String refused(Generation generation, String... words) {
        FiduciaException e = assertThrows(FiduciaException.class, () -> run(generation, words));
        assertTrue(!e.remedy().isBlank());
        return e.getMessage();
    }

    @Test
    void saysWhatIsMissing() {
        var without = new Generation("up", "LHEPdfWeight").event(0, 1, 1);
        assertTrue(refused(without, "a").contains("tells no cross section"));
        assertTrue(refused(events(), "c").contains("does not exist"));
        assertTrue(refused(events(), "a", "--sigma", "x").contains("--sigma x"));
        assertTrue(refused(events(), "a", "--sigma", "ggH=2").contains("of no process"));
        assertTrue(refused(events(), "g=a", "--sigma", "2").contains("names no process"));
        assertTrue(refused(events(), "a", "--source", "x=sum:.*").contains("no source"));
        assertTrue(refused(events(), "a", "--source", "x=hessian:(").contains("no source"));
        var other = events().event(0, 1, 1, 1);
        assertTrue(refused(other, "a").contains("event 4 has 1 weights LHEPdfWeight"));
        var broken = events().event(0, 1, Double.NaN, 1, 1);
        assertTrue(refused(broken, "a").contains("event 4 has the weight MUR2_MUF2 of NaN"));
        var negative = new Generation("up", "LHEPdfWeight").crossSection(1).event(0, -1, 1);
        assertTrue(refused(negative, "a").contains("add up to -1"));
    }

    private static final String FILE = """
            {"format": "fiducia-prediction", "schemaVersion": 1, "name": "n", "spectra": {"x": {
              "bins": [{"label": "a", "ranges": [{"lo": 0, "hi": 10}]}, {"ranges": ["absent"]}, {"ranges": [{"lo": 10}]}],
              "sigma": [1, 2, 3],
              "uncertainties": {"stat": [{"down": 1, "up": 2}, {"down": 0, "up": 0}, {"down": 0, "up": 0}]}}}}
            """;

    private Prediction read(String text) throws Exception {
        return new JsonPrediction().read(Files.writeString(folder.resolve("p.json"), text), Progress.NONE);
    }

    @Test
    void readsWhatOthersWrite() throws Exception {
        Prediction prediction = read(FILE);
        assertEquals("n", prediction.title());
        Spectrum x = prediction.spectrum("x").orElseThrow();
        assertEquals(Range.ABSENT, x.binning().bins().get(1).ranges().get(0));
        assertEquals(
                new Range(10, Double.POSITIVE_INFINITY),
                x.binning().bins().get(2).ranges().get(0));
        assertEquals(new Uncertainty(1, 2), x.uncertainties().get("stat").get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fiducia-prediction; other; /format is other",
                "Version\": 1; Version\": 2; /schemaVersion is 2",
                "[1, 2, 3]; [1, 2]; /spectra/x/sigma has 2 entries",
                "\"lo\": 0; \"lo\": 30; /spectra/x/bins/0/ranges/0 goes from 30",
                "\"lo\": 0; \"lo\": \"low\"; /spectra/x/bins/0/ranges/0/lo",
                "absent; missing; /spectra/x/bins/1/ranges/0 is 'missing'",
                "\"down\": 1; \"down\": -1; /spectra/x/uncertainties/stat/0 has a negative",
                "[{\"lo\": 10}]; [{\"lo\": 10}, {}]; /spectra/x/bins/2/ranges has 2 ranges",
                "\"sigma\"; \"values\"; has 'values'"
            })
    void mistakesInFilesAreNamed(String right, String wrong, String message) {
        assertTrue(FILE.contains(right), right);
        String damaged = FILE.replace(right, wrong);
        var e = assertThrows(FiduciaException.class, () -> read(damaged));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
