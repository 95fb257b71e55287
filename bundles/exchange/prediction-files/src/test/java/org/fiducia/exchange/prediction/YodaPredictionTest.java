package org.fiducia.exchange.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YodaPredictionTest {
    static final String TEXT = """
            BEGIN YODA_ESTIMATE1D_V3 /MC/pT4l
            Path: /MC/pT4l
            ScaledBy: 1.0e+00
            Title:
            Type: Estimate1D
            ---
            Edges(A1): [0.000000e+00, 1.000000e+01, 3.000000e+01]
            ErrorLabels: ["stats", "scale,muR"]
            # value       \terrDn(1)     \terrUp(1)     \terrDn(2)     \terrUp(2)     \t
            nan          \t---          \t---          \t---          \t---          \t
            2.000000e-02 \t-1.000000e-03\t1.000000e-03 \t-2.000000e-03\t4.000000e-03 \t
            5.000000e-03 \t-1.000000e-03\t1.000000e-03 \t---          \t---          \t
            7.000000e-02 \t-1.000000e-02\t1.000000e-02 \t1.000000e-03\t-2.000000e-03 \t
            END YODA_ESTIMATE1D_V3

            BEGIN YODA_ESTIMATE1D_V3 /MC/pT4l[MUR2]
            nothing of interest
            END YODA_ESTIMATE1D_V3

            BEGIN YODA_HISTO1D_V3 /RAW/MC/pT4l
            Path: /RAW/MC/pT4l
            END YODA_HISTO1D_V3

            BEGIN YODA_BINNEDESTIMATE<S>_V3 /MC/nJets
            Path: /MC/nJets
            Type: BinnedEstimate<s>
            ---
            Edges(A1): ["0", "1", ">= 2"]
            ErrorLabels: [""]
            # value       \terrDn(1)     \terrUp(1)     \t
            nan          \t---          \t---          \t
            1.500000e+00 \t-1.000000e-01\t1.000000e-01 \t
            5.000000e-01 \t-5.000000e-02\t5.000000e-02 \t
            2.500000e-01 \t-5.000000e-02\t5.000000e-02 \t
            END YODA_BINNEDESTIMATE<S>_V3
            """;

    @TempDir
    private Path folder;

    private Prediction read(String text) throws Exception {
        Path file = folder.resolve("mine.yoda.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(new YodaPrediction().recognises(file));
        return new YodaPrediction().read(file, Progress.NONE);
    }

    /** Densities times widths; the overflow as it is. */
    @Test
    void readsEstimates() throws Exception {
        Prediction prediction = read(TEXT);
        assertEquals("mine", prediction.name());
        assertEquals(2, prediction.spectra().size());
        Spectrum pt = prediction.spectrum("pT4l").orElseThrow();
        assertEquals(Binning.ofEdges(0, 10, 30, Double.POSITIVE_INFINITY), pt.binning());
        assertArrayEquals(new double[] {.2, .1, .07}, pt.sigma(), 1e-15);
        assertEquals(.01, pt.uncertainties().get("stats").get(0).up(), 1e-15);
        assertEquals(
                new Uncertainty(.02, .04), pt.uncertainties().get("scale,muR").get(0));
        assertEquals(new Uncertainty(0, 0), pt.uncertainties().get("scale,muR").get(1));
        assertEquals(
                new Uncertainty(.002, .001), pt.uncertainties().get("scale,muR").get(2));
    }

    @Test
    void namesOfBinsSayWhatTheyAre() throws Exception {
        Spectrum jets = read(TEXT).spectrum("nJets").orElseThrow();
        assertEquals(
                List.of(new Range(0, 1), new Range(1, 2), new Range(2, Double.POSITIVE_INFINITY)),
                jets.binning().bins().stream().map(bin -> bin.ranges().get(0)).toList());
        assertEquals(.1, jets.uncertainties().get("stat").get(0).up());
        String named = TEXT.replace("[\"0\", \"1\", \">= 2\"]", "[\"0 jets\", \"30–55\", \"> 55\"]");
        assertEquals(
                List.of(Range.ABSENT, new Range(30, 55), new Range(55, Double.POSITIVE_INFINITY)),
                read(named).spectrum("nJets").orElseThrow().binning().bins().stream()
                        .map(bin -> bin.ranges().get(0))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3.000000e+01]; 3.000000e+00]; do not rise",
                "3.000000e+01]; 3.000000e+01, 4.0e+01]; 4 values, 5 are expected",
                "'\"stats\", '; ''; columns in line 11",
                "2.000000e-02; 2.0000x; '2.0000x' where a number",
                "/MC/nJets; /OTHER/pT4l; a second spectrum pT4l",
                "END YODA_BINNEDESTIMATE<S>_V3; ''; breaks off"
            })
    void mistakesAreNamed(String right, String wrong, String message) {
        assertTrue(TEXT.contains(right), right);
        var e = assertThrows(FiduciaException.class, () -> read(TEXT.replace(right, wrong)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void aFileWithoutEstimatesIsRefused() {
        String only = TEXT.substring(TEXT.indexOf("BEGIN YODA_HISTO"), TEXT.indexOf("BEGIN YODA_BINNED"));
        var e = assertThrows(FiduciaException.class, () -> read(only));
        assertTrue(e.getMessage().contains("no estimate of one axis"), e.getMessage());
    }
}
