package org.fiducia.exchange.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HepDataPredictionTest {
    /** Two bins of 10 and 20 GeV, and an open one. */
    static final String TABLE = """
            independent_variables:
            - header: {name: '$p_T$', units: GEV}
              values:
              - {low: 0, high: 10}
              - {low: 10.0, high: '30'}
              - {low: 30, high: .inf}
            dependent_variables:
            - header: {name: '$d\\sigma / d p_T$', units: PB/GEV}
              values:
              - value: 2.0e-05
                errors:
                - {symerror: 1e-6, label: Stat}
                - asymerror: {plus: 4.0e-06, minus: -2.0e-06}
                  label: 'sys,scale'
              - value: 5.0e-06
                errors:
                - {symerror: 10%, label: Stat}
                - asymerror: {plus: -2.0e-07, minus: 1.0e-07}
                  label: 'sys,scale'
              - value: '-'
            """;

    private static final String CLASSES = """
            independent_variables:
            - header: {name: jets}
              values: [{value: 0}, {value: '1'}, {value: '>= 2'}]
            dependent_variables:
            - header: {name: '$\\sigma$', units: fb}
              values: [{value: 1.5}, {value: .5, errors: [{symerror: .1}]}, {value: .25}]
            """;

    private static final String SEVERAL = """
            independent_variables:
            - header: {name: x, units: ''}
              values: [{low: 0, high: .5}, {low: .5, high: 1}]
            dependent_variables:
            - header: {name: '$\\sigma$', units: FB}
              values: [{value: 1}, {value: 2}]
            - header: {name: '$d\\sigma / d x$', units: FB}
              values: [{value: 2}, {value: 4}]
            - header: {name: '$\\sigma$', units: FB}
              qualifiers: [{name: Prediction, value: one}]
              values: [{value: 3}, {value: 4}]
            - header: {name: '$d\\sigma / d x$', units: FB}
              qualifiers: [{name: Prediction, value: one}]
              values: [{value: 6}, {value: 8}]
            """;

    private static final String TWO_AXES = """
            independent_variables:
            - header: {name: x, units: TeV}
              values: [{low: 0, high: 1}, {low: 1, high: 2}]
            - header: {name: y}
              values: [{low: -1, high: 0}, {low: -1, high: 0}]
            dependent_variables:
            - header: {name: sigma, units: nb}
              values: [{value: 1}, {value: 2}]
            """;

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long done) {}

        @Override
        public void warn(String message) {
            warnings.add(message);
        }
    };

    private Prediction read(Path file) throws IOException {
        assertTrue(new HepDataPrediction().recognises(file), file.toString());
        return new HepDataPrediction().read(file, progress);
    }

    private Prediction read(String name, String text) throws IOException {
        return read(Files.writeString(folder.resolve(name), text));
    }

    private String refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), text);
        var e = assertThrows(FiduciaException.class, () -> new HepDataPrediction().read(file, progress));
        assertFalse(e.remedy().isBlank());
        assertFalse(e.getMessage().contains("snakeyaml"), e.getMessage());
        return e.getMessage();
    }

    /** pb/GeV times GeV are pb; a dash is no number, so that the open bin is not there. */
    @Test
    void densitiesTimesWidths() throws Exception {
        Prediction prediction = read("pT4l_cross-sections.yaml", TABLE);
        assertEquals("pT4l_cross-sections", prediction.name());
        Spectrum pt = prediction.spectrum("pT4l").orElseThrow();
        assertEquals(Binning.ofEdges(0, 10, 30), pt.binning());
        assertArrayEquals(new double[] {.2, .1}, pt.sigma(), 1e-15);
        assertEquals(List.of("stat", "scale"), List.copyOf(pt.uncertainties().keySet()));
        assertEquals(.01, pt.uncertainties().get("stat").get(0).up(), 1e-15);
        assertEquals(.01, pt.uncertainties().get("stat").get(1).down(), 1e-15, "a tenth");
        assertEquals(.04, pt.uncertainties().get("scale").get(0).up(), 1e-15);
        assertEquals(.02, pt.uncertainties().get("scale").get(0).down(), 1e-15);
        assertEquals(.002, pt.uncertainties().get("scale").get(1).up(), 1e-15, "up and down change places");
        assertEquals(.004, pt.uncertainties().get("scale").get(1).down(), 1e-15);
        assertTrue(prediction.spectrum("pT4l_cross-sections").isPresent());
        assertTrue(warnings.isEmpty(), warnings.toString());
    }

    @Test
    void namesOfBinsSayWhatTheyAre() throws Exception {
        Spectrum jets = read("nJets.yaml", CLASSES).spectrum("nJets").orElseThrow();
        assertEquals(
                List.of(new Range(0, 1), new Range(1, 2), new Range(2, Double.POSITIVE_INFINITY)),
                jets.binning().bins().stream().map(bin -> bin.ranges().get(0)).toList());
        assertArrayEquals(new double[] {1.5, .5, .25}, jets.sigma());
        assertEquals(
                List.of(new Uncertainty(0, 0), new Uncertainty(.1, .1), new Uncertainty(0, 0)),
                jets.uncertainties().get("stat"),
                "an error without a name");
    }

    @ParameterizedTest
    @CsvSource({"t, 3", "t/one, 3", "t/1, 1"})
    void sigmaAndPredictionsComeFirst(String name, double first) throws Exception {
        Prediction prediction = read("t.yaml", SEVERAL);
        assertEquals(3, prediction.spectra().size());
        assertEquals(first, prediction.spectrum(name).orElseThrow().sigma()[0]);
        assertTrue(warnings.get(0).contains("FILE#TABLE/LABEL"), warnings.toString());
    }

    @Test
    void oneOfSeveralPredictionsIsNotGuessed() throws Exception {
        String more = SEVERAL + """
                - header: {name: '$d\\sigma / d x$', units: FB}
                  qualifiers: [{name: Prediction, value: other}]
                  values: [{value: 10}, {value: 12}]
                - header: {name: '$\\sigma$', units: FB}
                  qualifiers: [{name: Prediction, value: third}]
                  values: [{value: 7}, {value: 8}]
                """;
        Prediction prediction = read("t.yaml", more);
        assertTrue(prediction.spectrum("t").isEmpty());
        assertArrayEquals(
                new double[] {5, 6},
                prediction.spectrum("t/other").orElseThrow().sigma());
        assertArrayEquals(
                new double[] {7, 8},
                prediction.spectrum("t/third").orElseThrow().sigma());
    }

    @Test
    void twoIndependentVariablesAreTwoCoordinates() throws Exception {
        Spectrum both = read("t.yaml", TWO_AXES).spectrum("t").orElseThrow();
        assertEquals(
                List.of(new Range(1000, 2000), new Range(-1, 0)),
                both.binning().bins().get(1).ranges(),
                "energies are in GeV");
        assertArrayEquals(new double[] {1e6, 2e6}, both.sigma(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$d\\sigma / d p_T$; FB/GEV; 1; true; GEV",
                "$\\frac{\\mathrm{d}\\sigma}{\\mathrm{d}|y|}$; pb; 1000; true; ''",
                "D(SIG)/DPT; pb/(GeV/c); 1000; true; GEV",
                "$\\Delta\\sigma_\\mathrm{fid}/\\Delta y$; fb; 1; true; ''",
                "$d^2\\sigma/dxdy$; fb GeV$^{-1}$; 1; true; GEV",
                "$\\sigma_\\mathrm{fid}$; FB; 1; false; ''",
                "SIG; $\\mu$b; 1e9; false; ''",
                "cross section; μb; 1e9; false; ''",
                "cross section; MB; 1e12; false; ''"
            })
    void unitsOfCrossSections(String name, String unit, double factor, boolean derivative, String per) {
        assertEquals(
                new CrossSectionUnit(factor, derivative, per),
                CrossSectionUnit.of(name, unit).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GEV", "FB^2", "FB$^{-1}$", "1/GeV", "PC", "events", "XB"})
    void whatIsNoCrossSection(String unit) {
        assertTrue(CrossSectionUnit.of("$\\sigma$", unit).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "high: 10}; high: -1}; t.yaml/independent_variables/0/values/0 goes from 0.0 to -1.0",
                "high: 10}; top: 10}; /values/0 has no 'high'",
                "value: 2.0e-05; value: .inf; /values/0/value is Infinity, a finite number",
                "symerror: 1e-6; symerror: big; /errors/0/symerror is no number: big",
                "label: Stat}; label: 'sys,scale'}; is a second error scale of one value",
                "- {low: 0, high: 10}; ''; has 3 entries for 2 bins",
                "PB/GEV; GEV; has no spectrum of cross sections in its table",
                "PB/GEV; PB/RAD; has dσ/dx in PB/RAD, but x in 'GEV'",
                "value: '-'; value: 1.0e-6; has dσ/dx in an open bin",
                "high: .inf}; high: }; /values/2 has no 'high'",
                "- {low: 0, high: 10}; - {value: 3.5}; has points without low and high edges",
                "- {low: 0, high: 10}; - {value: few}; bins without widths",
                "dependent_variables:; dependent:; is no table of HEPData",
                "value: 2.0e-05; value: [; is no YAML",
                "- {low: 0, high: 10}; - {low: 0, low: 1, high: 10}; is no YAML"
            })
    void mistakesAreNamed(String right, String wrong, String message) throws Exception {
        assertTrue(TABLE.contains(right), right);
        String text = refused(TABLE.replace(right, wrong));
        assertTrue(text.contains(message), text);
    }

    private static String entry(String table, String file, String keyword) {
        return "---\nname: '" + table + "'\ndescription: x\nkeywords:\n- {name: observables, values: [SIG, " + keyword
                + "]}\ndata_file: " + file + "\n";
    }

    /** Classes and intervals of one observable, as they are published. */
    private static Map<String, String> submission() {
        return Map.of(
                "submission.yaml",
                "comment: x\n" + entry("j cross sections, classes", "a.yaml", "DSIG/DJ")
                        + entry("j cross sections", "b.yaml", "DSIG/DJ") + entry("Table 3", "c.yaml", "SIG")
                        + entry("k cross sections, y 0–1", "d.yaml", "DSIG/DK")
                        + entry("k cross sections, y 1–2", "d.yaml", "DSIG/DK"),
                "a.yaml",
                CLASSES.replace("[{value: 0}, {value: '1'}, {value: '>= 2'}]", "[{value: 0 jets}]")
                        .replaceFirst(", \\{value: .5, err.*", "]"),
                "b.yaml",
                TABLE,
                "c.yaml",
                TWO_AXES,
                "d.yaml",
                SEVERAL);
    }

    private void expect(Prediction prediction) {
        Spectrum j = prediction.spectrum("j").orElseThrow();
        assertEquals(
                List.of(Range.ABSENT, new Range(0, 10), new Range(10, 30)),
                j.binning().bins().stream().map(Bin::ranges).map(r -> r.get(0)).toList());
        assertArrayEquals(new double[] {1.5, .2, .1}, j.sigma(), 1e-15);
        assertEquals(new Uncertainty(0, 0), j.uncertainties().get("scale").get(0));
        assertEquals(.04, j.uncertainties().get("scale").get(1).up(), 1e-15);
        assertTrue(prediction.spectrum("Table 3").isPresent());
        assertTrue(prediction.spectrum("k").isEmpty());
        assertEquals(
                3, prediction.spectrum("k cross sections, y 1–2").orElseThrow().sigma()[0]);
        assertTrue(warnings.get(0).contains("k is in slices of a second coordinate"), warnings.toString());
    }

    @Test
    void foldersAreSubmissions() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        for (var file : submission().entrySet()) {
            Files.writeString(mine.resolve(file.getKey()), file.getValue());
        }
        Prediction prediction = read(mine);
        assertEquals("mine", prediction.name());
        expect(prediction);
        expect(read(mine.resolve("submission.yaml")));
        Files.delete(mine.resolve("c.yaml"));
        var e = assertThrows(FiduciaException.class, () -> read(mine));
        assertTrue(e.getMessage().contains("names the table c.yaml"), e.getMessage());
        Files.writeString(folder.resolve("c.yaml"), TWO_AXES);
        Files.writeString(mine.resolve("submission.yaml"), "comment: x\n" + entry("T", "../c.yaml", "SIG"));
        e = assertThrows(FiduciaException.class, () -> read(mine));
        assertTrue(e.getMessage().contains("not in its folder"), e.getMessage());
    }

    private static final String COVARIANCE = """
            independent_variables:
            - header: {name: c}
              values: [{value: a}, {value: a}, {value: b}, {value: b}]
            - header: {name: c}
              values: [{value: a}, {value: b}, {value: a}, {value: b}]
            dependent_variables:
            - header: {name: Covariance, units: 'PB$^2$'}
              values: [{value: 4e-6}, {value: -3e-6}, {value: -3e-6}, {value: 9e-6}]
            """;

    /** Of the table that begins with the name of the observable; the statistical part, and what is not symmetric, is not it. */
    @ParameterizedTest
    @CsvSource({
        "c total covariance, -3e-6, true",
        "c statistical covariance, -3e-6, false",
        "d total covariance, -3e-6, false",
        "c total covariance, 3e-6, false"
    })
    void aSpectrumHasTheCovarianceOfItsTable(String name, String below, boolean taken) throws Exception {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(
                mine.resolve("submission.yaml"),
                "comment: x\n" + entry("c cross sections", "a.yaml", "SIG") + entry(name, "b.yaml", "COV"));
        Files.writeString(mine.resolve("a.yaml"), """
                independent_variables:
                - header: {name: c}
                  values: [{value: a}, {value: b}]
                dependent_variables:
                - header: {name: '$\\sigma$', units: fb}
                  values: [{value: 5, errors: [{symerror: 1, label: stat}]}, {value: 6}]
                """);
        Files.writeString(
                mine.resolve("b.yaml"),
                COVARIANCE.replaceFirst("(?s)\\{value: -3e-6\\}, \\{value: 9", "{value: " + below + "}, {value: 9"));
        Spectrum spectrum = read(mine).spectrum("c").orElseThrow();
        assertEquals(taken ? 2 : 0, spectrum.covariance().size());
        if (taken) {
            assertArrayEquals(new double[] {4, -3}, spectrum.covariance().get(0), 1e-12);
            assertArrayEquals(new double[] {-3, 9}, spectrum.covariance().get(1), 1e-12);
        }
    }

    private Path packed(String name, String inside, int longNames) throws IOException {
        Path file = folder.resolve(name);
        OutputStream raw = Files.newOutputStream(file);
        try (var tar = new TarArchiveOutputStream(name.endsWith("z") ? new GZIPOutputStream(raw) : raw)) {
            tar.setLongFileMode(longNames);
            for (var one : submission().entrySet()) {
                byte[] bytes = one.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(inside + one.getKey());
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /** As another program packs them: names that fit, and both ways of those that do not. */
    @Test
    void archivesAreSubmissions() throws Exception {
        Prediction prediction = read(packed("HEPData.tar.gz", "", TarArchiveOutputStream.LONGFILE_ERROR));
        assertEquals("HEPData", prediction.name());
        expect(prediction);
        expect(read(packed("b.tar", "./", TarArchiveOutputStream.LONGFILE_ERROR)));
        String deep = "folder".repeat(20) + "/";
        expect(read(packed("c.tgz", deep, TarArchiveOutputStream.LONGFILE_GNU)));
        expect(read(packed("d.tgz", deep, TarArchiveOutputStream.LONGFILE_POSIX)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar", "a.tar.gz"})
    void archivesThatBreakOffAreRefused(String name) throws Exception {
        byte[] all = Files.readAllBytes(packed(name, "", TarArchiveOutputStream.LONGFILE_ERROR));
        for (int length = 1; length < all.length * 2 / 3; length += all.length / 20) {
            Path cut = Files.write(folder.resolve("cut.tar.gz"), java.util.Arrays.copyOf(all, length));
            var e = assertThrows(FiduciaException.class, () -> new HepDataPrediction().read(cut, progress));
            assertFalse(e.remedy().isBlank());
        }
        all[600] ^= 1;
        all[10] ^= 1;
        Path damaged = Files.write(folder.resolve(name), all);
        assertThrows(FiduciaException.class, () -> new HepDataPrediction().read(damaged, progress));
    }

    /** One table that makes no sense does not keep the others from being read; whoever asks for it has been told. */
    @Test
    void tablesThatMakeNoSenseAreLeftOut() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("a.yaml"), TWO_AXES);
        Files.writeString(mine.resolve("b.yaml"), TABLE.replace("value: 5.0e-06", "value: big"));
        Files.writeString(
                mine.resolve("submission.yaml"),
                entry("T", "a.yaml", "SIG") + entry("U", "b.yaml", "SIG") + entry("T", "a.yaml", "SIG"));
        Prediction prediction = read(mine);
        assertEquals(
                List.of("T"),
                prediction.spectra().stream().map(Spectrum::observable).toList());
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("/values/1/value is no number: big"), warnings.toString());
        assertTrue(warnings.get(0).contains("a second table is called T"), warnings.toString());
        Files.writeString(mine.resolve("b.yaml"), "dependent_variables: [");
        var e = assertThrows(FiduciaException.class, () -> read(mine));
        assertTrue(e.getMessage().contains("b.yaml, line 1 is no YAML"), e.getMessage());
    }
}
