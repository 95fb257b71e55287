package org.fiducia.exchange.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.physics.kappalambda.KappaLambda;
import org.fiducia.physics.smeft.Smeft;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.NoCards;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Against an independent program and closed forms. */
class InterpretVerbTest {
    /** One bin of 10 ± 1 fb, where 10 are predicted; two coefficients that it cannot tell apart. */
    private static final String ONE =
            "{\"observable\": \"x\", \"edges\": [0, null], \"sigma\": [10], \"sm\": [10], \"covariance\": [[1]]}";

    @TempDir
    Path folder;

    private final List<PredictionFormat> formats = new ArrayList<>();

    private Report report(String... words) throws IOException {
        var verb = new InterpretVerb(
                new NoCards(),
                new UnbinnedCompiler(List.of()),
                List.of(new KappaLambda(), new Smeft()),
                List.of(new NewtonFitter()),
                List.of(new ProfileScan()),
                formats);
        new CommandLine(verb).parseArgs(words);
        var nowhere = new PrintWriter(new StringWriter());
        return verb.report(new Terminal(nowhere, nowhere, folder, folder, Progress.NONE));
    }

    private String file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return name;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> interpretation(Report report, int k) {
        return ((List<Map<String, Object>>) report.data().get("interpretations")).get(k);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> curve(Report report, int k, String field, int number) {
        return ((List<Map<String, Object>>) interpretation(report, k).get(field)).get(number);
    }

    @SuppressWarnings("unchecked")
    private static double[] piece(Map<String, Object> curve, String interval, int piece) {
        List<Double> ends = ((List<List<Double>>) curve.get(interval)).get(piece);
        return ends.stream().mapToDouble(x -> x).toArray();
    }

    private static void same(double lo, double hi, double[] piece, double within) {
        assertEquals(lo, piece[0], within);
        assertEquals(hi, piece[1], within);
    }

    /** The expected intervals of κ_λ of an independent program for the same spectrum. */
    @Test
    void theSelfCouplingIsAsWellKnownAsExpected() throws IOException {
        String file = SharedFolder.require("data/eft/pT4l_spectrum.json").toString();
        Report report = report(file, "--physics", "kappa-lambda", "--data", "asimov");
        Map<String, Object> curve = curve(report, 0, "single", 0);
        same(-3.47, 12.67, piece(curve, "interval68", 0), 0.01);
        same(-6.27, 16.24, piece(curve, "interval95", 0), 0.01);
        assertEquals(1, (double) curve.get("value"), 1e-6);
        assertEquals(1, report.all(Figure.class).size());
    }

    /** Expected errors and principal components of an independent program; one direction is exactly flat. */
    @Test
    void directionsThatNothingIsKnownOfAreNamed() throws IOException {
        String file = SharedFolder.require("data/eft/pT4l_spectrum.json").toString();
        String parametrisation =
                SharedFolder.require("data/eft/pT4l_parametrisation.json").toString();
        Report report = report(
                file,
                "--physics",
                "smeft",
                "--set",
                "file=" + parametrisation,
                "--data",
                "asimov",
                "--set",
                "order=linear");
        String[] names = {"cBox", "cG", "cT", "cW"};
        double[] errors = {0.60, 0.0028, 0.083, 0.19};
        for (int k = 0; k < names.length; k++) {
            Map<String, Object> curve = curve(report, 0, "single", k);
            assertEquals(names[k], curve.get("parameter"));
            same(-errors[k], errors[k], piece(curve, "interval68", 0), 0.02 * errors[k]);
        }
        double[] expected = {0.00278, 0.1485, 12.98};
        for (int k = 0; k < expected.length; k++) {
            Map<String, Object> component = curve(report, 0, "components", k);
            assertEquals(expected[k], (double) component.get("expectedError"), 0.005 * expected[k]);
            assertEquals(k == 2, component.get("flat"));
        }
        assertEquals(null, curve(report, 0, "components", 3).get("expectedError"), "no finite number");
        String text = String.join("\n", report.lines());
        assertTrue(text.contains("EV4 is flat, expected to be free"), text);
        assertTrue(text.contains("p-value 1.000"), text);
    }

    /** σ = 10 (1 + c²) with 11 ± .1 measured: c = ±√.1, and nothing between. */
    @Test
    void anIntervalMayBeInPieces() throws IOException {
        String spectrum = file(
                "s.json",
                "{\"observable\": \"x\", \"edges\": [0, null], \"sigma\": [11], \"sm\": [10], \"covariance\": [[0.01]]}");
        String physics = file("p.json", "{\"0\": {\"A_c\": 0, \"B_c_2\": 1}}");
        Report report = report(spectrum, "--physics", "smeft", "--set", "file=" + physics, "--set", "order=quadratic");
        Map<String, Object> curve = curve(report, 0, "single", 0);
        same(-Math.sqrt(0.11), -Math.sqrt(0.09), piece(curve, "interval68", 0), 1e-6);
        same(Math.sqrt(0.09), Math.sqrt(0.11), piece(curve, "interval68", 1), 1e-6);
        assertTrue(String.join("\n", report.lines()).contains(" ∪ "));
    }

    /** σ = 10 (1 + a + 2b) ± 1: along the slope ± .1/√5, across it nothing. */
    @Test
    void twoCoefficientsOfOneNumberAreOneDirection() throws IOException {
        String spectrum = file("s.json", ONE);
        String physics = file("p.json", "{\"0\": {\"A_a\": 1, \"A_b\": 2}}");
        Report report = report(spectrum, "--physics", "smeft", "--set", "file=" + physics, "--set", "order=linear");
        same(-0.1, 0.1, piece(curve(report, 0, "single", 0), "interval68", 0), 1e-7);
        same(-0.05, 0.05, piece(curve(report, 0, "single", 1), "interval68", 0), 1e-7);
        double along = 0.1 / Math.sqrt(5);
        assertEquals(along, (double) curve(report, 0, "components", 0).get("expectedError"), 1e-9);
        same(-along, along, piece(curve(report, 0, "rotated", 0), "interval68", 0), 1e-7);
        assertEquals(true, curve(report, 0, "components", 1).get("flat"));
        assertTrue(!interpretation(report, 0).containsKey("together"), "they are not fitted one by one");
    }

    /** Two numbers with a correlation: the interval of one, the other floating, is wider by 1/√(1 − ρ²) than held. */
    @Test
    void whatFloatsWidensAsTheCovarianceSays() throws IOException {
        String spectrum = file(
                "s.json",
                "{\"observable\": \"x\", \"bins\": [\"u\", \"v\"], \"sigma\": [10, 10], \"sm\": [10, 10],"
                        + " \"covariance\": [[1, 0.6], [0.6, 1]]}");
        String physics = file("p.json", "{\"u\": {\"A_a\": 1}, \"v\": {\"A_b\": 1}}");
        Report report = report(spectrum, "--physics", "smeft", "--set", "file=" + physics, "--set", "order=linear");
        same(-0.08, 0.08, piece(curve(report, 0, "single", 0), "interval68", 0), 1e-7);
        same(-0.1, 0.1, piece(curve(report, 0, "together", 0), "interval68", 0), 1e-7);
    }

    /** Gaussian contours: 2ΔNLL = 2.296 and 5.991 of u² + v² − 1.2 uv over 1 − .36, u = 10a, v = 10b. */
    @Test
    @SuppressWarnings("unchecked")
    void contoursAreEllipses() throws IOException {
        String spectrum = file(
                "s.json",
                "{\"observable\": \"x\", \"bins\": [\"u\", \"v\"], \"sigma\": [10, 10], \"sm\": [10, 10],"
                        + " \"covariance\": [[1, 0.6], [0.6, 1]]}");
        String physics = file("p.json", "{\"u\": {\"A_a\": 1}, \"v\": {\"A_b\": 1}}");
        Report report = report(
                spectrum,
                "--physics",
                "smeft",
                "--set",
                "file=" + physics,
                "--set",
                "order=linear",
                "--contour",
                "a,b");
        var curves = (List<List<List<Double>>>) curve(report, 0, "contours", 0).get("curves");
        double[] levels = {2.296, 5.991};
        for (int k = 0; k < 2; k++) {
            assertTrue(curves.get(k).size() > 20);
            for (List<Double> point : curves.get(k)) {
                double u = 10 * point.get(0);
                double v = 10 * point.get(1);
                assertEquals(levels[k], (u * u + v * v - 1.2 * u * v) / 0.64, 1e-3);
            }
        }
        assertEquals(3, report.all(Figure.class).size());
        assertTrue(refused(spectrum, "--physics", "smeft", "--set", "file=" + physics, "--contour", "a,c")
                .contains("no parameter c"));
    }

    /** 1 + c is negative below −1, and the interval ± 3 reaches there. */
    @Test
    void negativeCrossSectionsAreFlagged() throws IOException {
        String spectrum = file(
                "s.json",
                "{\"observable\": \"x\", \"edges\": [0, null], \"sigma\": [10], \"sm\": [10], \"covariance\": [[400]]}");
        String physics = file("p.json", "{\"0\": {\"A_c\": 1}}");
        Report report = report(spectrum, "--physics", "smeft", "--set", "file=" + physics, "--set", "order=linear");
        assertTrue(String.join("\n", report.lines()).contains("the cross section of bin > 0 is negative"));
    }

    /** Sources of a published table add up: correlated ones as products, statistical ones on the diagonal. */
    @Test
    void publishedTablesHaveACovarianceOfTheirSources() throws IOException {
        formats.add(new PredictionFormat() {
            @Override
            public String id() {
                return "tables";
            }

            @Override
            public String title() {
                return "tables";
            }

            @Override
            public boolean recognises(Path file) {
                return true;
            }

            @Override
            public Prediction read(Path file, Progress progress) {
                var one = new Uncertainty(1, 1);
                Map<String, List<Uncertainty>> errors = file.endsWith("measured")
                        ? Map.of("stat", List.of(one, one), "lumi", List.of(new Uncertainty(0.5, 1.5), one))
                        : Map.of();
                return new Prediction(
                        "t",
                        "t",
                        List.of(
                                new Prediction.Spectrum("x", Binning.ofEdges(0, 1, 2), new double[] {10, 10}, errors),
                                // of a table with a prediction that comes first
                                new Prediction.Spectrum("y", Binning.ofEdges(0, 1, 2), new double[] {10, 10}, Map.of()),
                                new Prediction.Spectrum("y/1", Binning.ofEdges(0, 1, 2), new double[] {11, 11}, errors)
                                        .withCovariance(List.of(new double[] {2, -1}, new double[] {-1, 2}))));
            }
        });
        file("measured", "");
        file("predicted", "");
        String physics = file("p.json", "{\"0\": {\"A_a\": 1}, \"1\": {\"A_a\": 1}}");
        List<String> rest = List.of("--physics", "smeft", "--set", "file=" + physics, "--set", "order=linear");
        for (String words : List.of(
                "measured --observable x --prediction predicted",
                "measured --observable y --prediction predicted",
                "measured --observable y")) {
            var all = new ArrayList<>(List.of(words.split(" ")));
            all.addAll(rest);
            Report report = report(all.toArray(String[]::new));
            // the mean of two with covariance [[2, 1], [1, 2]], of the sources, or [[2, -1], [-1, 2]], of the file
            boolean first = words.contains(" x ");
            double error = Math.sqrt(first ? 1.5 : 0.5) / 10;
            double at = first ? 0 : 0.1;
            same(at - error, at + error, piece(curve(report, 0, "single", 0), "interval68", 0), 1e-6);
        }
    }

    /**
     * A merged bin of 6 and 4 fb, of which one follows a and the other not: 10 + 6a ± 1; the other bin 10 (1 + b) ± .5. Classes have no edges, so a
     * parametrisation that knows numbers alone is refused.
     */
    @Test
    void mergedBinsAreMadeOfTheirMembers() throws IOException {
        String number = "{\"down\": 1, \"up\": 1}";
        String result = file(
                "result.json",
                "{\"schemaVersion\": 1, \"observable\": \"stxs\", \"bins\": [{\"label\": \"M\", \"lo\": 0, \"hi\": 1, \"sigma\": 10,"
                        + " \"sm\": 10, \"total\": " + number
                        + "}, {\"label\": \"N\", \"lo\": 1, \"hi\": 2, \"sigma\": 10, \"sm\": 10,"
                        + " \"total\": {\"down\": 0.5, \"up\": 0.5}}], \"correlation\": [[1, 0], [0, 1]], \"composition\": ["
                        + "{\"bin\": 0, \"production\": \"ggH\", \"member\": \"A\", \"sm\": 6},"
                        + "{\"bin\": 0, \"production\": \"ggH\", \"member\": \"B\", \"sm\": 4},"
                        + "{\"bin\": 1, \"production\": \"ttH\", \"member\": \"N\", \"sm\": 10}]}");
        String physics = file("p.json", "{\"A\": {\"A_a\": 1}, \"B\": {}, \"N\": {\"A_b\": 1}}");
        Report report = report(result, "--physics", "smeft", "--set", "file=" + physics, "--set", "order=linear");
        same(-1 / 6.0, 1 / 6.0, piece(curve(report, 0, "single", 0), "interval68", 0), 1e-7);
        same(-0.05, 0.05, piece(curve(report, 0, "single", 1), "interval68", 0), 1e-7);
        // published elsewhere, in other errors: 10 + 6a ± 3
        formats.add(tables("M", "N", 3));
        file("measured", "");
        Report other = report(
                "measured",
                "--prediction",
                result,
                "--physics",
                "smeft",
                "--set",
                "file=" + physics,
                "--set",
                "order=linear");
        same(-0.5, 0.5, piece(curve(other, 0, "single", 0), "interval68", 0), 1e-7);
        String edges = file("e.json", "{\"0\": {\"A_a\": 1}, \"1\": {\"A_a\": 1}}");
        assertTrue(
                refused(result, "--physics", "smeft", "--set", "file=" + edges).contains("has no A"));
    }

    private static PredictionFormat tables(String first, String second, double error) {
        return new PredictionFormat() {
            @Override
            public String id() {
                return "tables";
            }

            @Override
            public String title() {
                return "tables";
            }

            @Override
            public boolean recognises(Path file) {
                return true;
            }

            @Override
            public Prediction read(Path file, Progress progress) {
                var one = new Uncertainty(error, error);
                var binning = new Binning(List.of(
                        new org.fiducia.api.observable.Bin(first, List.of(new org.fiducia.api.observable.Range(0, 1))),
                        new org.fiducia.api.observable.Bin(
                                second, List.of(new org.fiducia.api.observable.Range(1, 2)))));
                return new Prediction(
                        "t",
                        "t",
                        List.of(new Prediction.Spectrum(
                                "stxs", binning, new double[] {10, 10}, Map.of("stat", List.of(one, one)))));
            }
        };
    }

    private String refused(String... words) {
        var e = assertThrows(FiduciaException.class, () -> report(words));
        return e.getMessage() + " → " + e.remedy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"observable\": \"x\", \"edges\": [0, 1, null], \"sigma\": [1, 1], \"sm\": [1, 1], \"covariance\": [[1, 1], [1, 1]]}"
                        + "#not positive definite",
                "{\"observable\": \"x\", \"edges\": [0, 1, null], \"sigma\": [1, 1], \"sm\": [1, 1], \"covariance\": [[1, 0.5], [0.2, 1]]}"
                        + "#not symmetric",
                "{\"observable\": \"x\", \"edges\": [0, 1, null], \"sigma\": [1, 1], \"sm\": [1, 1], \"covariance\": [[1]]}#1 rows",
                "{\"observable\": \"x\", \"edges\": [1, 0], \"sigma\": [1], \"sm\": [1], \"covariance\": [[1]]}#rising edges",
                "{\"observable\": \"x\", \"edges\": [0, 1], \"sigma\": [1], \"sm\": [0], \"covariance\": [[1]]}#above 0",
                "{\"observable\": \"x\", \"edges\": [5, 6], \"sigma\": [1], \"sm\": [1], \"covariance\": [[1]]}#begins at 5",
                "{\"numbers\": 1}#holds no spectrum"
            })
    void saysWhatIsWrongWithASpectrum(String text) throws IOException {
        int cut = text.lastIndexOf('#');
        String spectrum = file("s.json", text.substring(0, cut));
        String physics = file("p.json", "{\"0\": {\"A_a\": 1}, \"1\": {\"A_a\": 1}}");
        String said = refused(spectrum, "--physics", "smeft", "--set", "file=" + physics);
        assertTrue(said.contains(text.substring(cut + 1)), said);
    }

    @Test
    void saysWhatIsWrongWithACall() throws IOException {
        String spectrum = file("s.json", ONE);
        assertTrue(refused(spectrum, "--physics", "smeftt").contains("there is no scaling smeftt"));
        assertTrue(refused(spectrum, "--physics", "smeft", "--set", "file").contains("NAME=VALUE"));
        assertTrue(refused(spectrum, "--physics", "smeft", "--flat", "-1").contains("--flat"));
        assertTrue(refused(spectrum, "--physics", "smeft", "--data", "toys").contains("observed or asimov"));
        assertTrue(refused(spectrum, "--physics", "kappa-lambda").contains("shares of its production modes"));
    }
}
