package org.fiducia.exchange.combine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    @TempDir
    Path folder;

    static String card(String nuisance, String... more) {
        return """
                imax 1
                jmax 1
                kmax *
                shapes * * shapes.root $PROCESS $PROCESS_$SYSTEMATIC
                ---------
                bin ch
                observation -1
                ---------
                bin ch ch
                process sig bkg
                process 0 1
                rate -1 -1
                ---------
                """ + nuisance + "\n" + String.join("\n", more) + "\n";
    }

    private static MemoryReader histograms() {
        return new MemoryReader()
                .put("data_obs", 30, 20, 12)
                .put("sig", 1, 2, 4)
                .put("bkg", 30, 18, 8)
                .put("bkg_tUp", 36, 16, 10)
                .put("bkg_tDown", 27, 19, 6);
    }

    /** The documented interpolation F of fractions and the asymmetric log-normal of the sums, by hand. */
    private static double[] byHand(double nu, double scale, boolean logarithmic) {
        double[] n = {30, 18, 8};
        double[] up = {36, 16, 10};
        double[] down = {27, 19, 6};
        double x = scale * nu;
        double bar = Math.max(-1, Math.min(1, x / Math.min(1, scale)));
        double even = (3 * Math.pow(bar, 5) - 10 * Math.pow(bar, 3) + 15 * bar) / 8;
        double sum = 0;
        double[] f = new double[3];
        for (int b = 0; b < 3; b++) {
            double f0 = n[b] / 56;
            double plus = logarithmic ? Math.log(up[b] / 62 / f0) : up[b] / 62 - f0;
            double minus = logarithmic ? Math.log(down[b] / 52 / f0) : down[b] / 52 - f0;
            double change = 0.5 * x * (plus - minus + (plus + minus) * even);
            f[b] = logarithmic ? f0 * Math.exp(change) : f0 + change;
            sum += f[b];
        }
        double lnUp = scale * Math.log(62 / 56.0);
        double lnDown = scale * Math.log(52 / 56.0);
        double i = 48 * Math.pow(nu, 5) - 40 * Math.pow(nu, 3) + 15 * nu;
        double kappa = nu >= 0.5 ? lnUp : nu <= -0.5 ? -lnDown : 0.5 * (lnUp - lnDown + 0.25 * (lnUp + lnDown) * i);
        double events = 56 * Math.exp(nu * kappa);
        return Arrays.stream(f)
                .map(logarithmic ? new Divide(sum)::by : y -> y)
                .map(y -> y * events)
                .toArray();
    }

    private record Divide(double sum) {
        double by(double y) {
            return y / sum;
        }
    }

    private static double[] expected(Read read, double nu) {
        double[] edges = {0, 1, 2, 3};
        boolean whole = read.model().model().categories().size() == 1;
        if (whole) {
            return read.likelihood().expected(0, 1, read.at("t", nu), edges);
        }
        double[] expected = new double[3];
        for (int b = 0; b < 3; b++) {
            expected[b] = read.likelihood().expected(b, 1, read.at("t", nu), new double[] {b, b + 1})[0];
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2.5, -1, -0.6, -0.2, 0, 0.3, 0.5, 0.9, 1, 2})
    void shapesAreInterpolatedAsDocumented(double nu) {
        for (double scale : new double[] {1, 0.5, 2}) {
            Read linear = Read.card(folder, card("t shape - " + scale), "", histograms());
            // at twice the scale a content could turn negative within four standard deviations: one category for each
            // bin
            assertEquals(scale < 2 ? 1 : 3, linear.model().model().categories().size());
            assertArrayEquals(byHand(nu, scale, false), expected(linear, nu), 1e-9);
            Read logarithmic = Read.card(folder, card("t shapeN - " + scale), "", histograms());
            assertArrayEquals(byHand(nu, scale, true), expected(logarithmic, nu), 1e-9);
        }
    }

    /** With errors of bins and hist-mode 2 the contents themselves are interpolated. */
    @Test
    void histogramsCanCarryTheirNormalisation() {
        Read read = Read.card(folder, card("t shape - 1", "ch autoMCStats 0 0 2"), "", histograms());
        assertArrayEquals(new double[] {36, 16, 10}, expected(read, 1), 1e-9);
        assertArrayEquals(new double[] {27, 19, 6}, expected(read, -1), 1e-9);
    }

    /** A content that would turn negative is 0, and the others make up for it. */
    @Test
    void contentsEndAtNothing() {
        MemoryReader histograms = histograms().put("bkg_tUp", 44, 10, 2).put("bkg_tDown", 20, 22, 14);
        Read read = Read.card(folder, card("t shape - 1"), "", histograms);
        double[] at = expected(read, 2);
        // f + 2δ₊ = (58, 2, −4)/56
        assertArrayEquals(new double[] {56 * 58 / 60.0, 56 * 2 / 60.0, 0}, at, 1e-9);
    }

    @Test
    void aNormalisationWhereThereIsNoHistogram() {
        Read read = Read.card(folder, card("u shape? - 1.3"), "", histograms());
        assertEquals(7 + 56 * 1.3, read.expected(0, "u", 1), 1e-9);
        Read shape = Read.card(folder, card("t shape? - 1"), "", histograms());
        assertEquals(7 + 62, shape.expected(0, "t", 1), 1e-9);
    }

    /** The bins of the example in the documentation: 12 entries, 4 of them shared by 3, 1 and 2. */
    @ParameterizedTest
    @CsvSource({"10, 'b0,b1_W,b1_ZJ,b1_rest'", "3, 'b0,b1'", "-1, ''"})
    void errorsOfBinsFollowTheThreshold(int threshold, String expected) {
        MemoryReader histograms = new MemoryReader()
                .put("data_obs", 1, 2)
                .put("sig", 0.5, 0.5)
                .put("W", new double[] {0.120983, 0.050606}, new double[] {0.035333, 0.029220})
                .put("ZJ", new double[] {0, 0.142444}, new double[] {0, 0.140865})
                .put("rest", new double[] {0, 0.279148}, new double[] {0, 0.182131});
        Read read = Read.card(folder, """
                shapes * * shapes.root $PROCESS
                bin c c c c
                process sig W ZJ rest
                process 0 1 2 3
                rate -1 -1 -1 -1
                c autoMCStats %d
                """.formatted(threshold), "", histograms);
        List<Parameter> parameters = read.model().model().parameters();
        assertEquals(
                expected,
                String.join(
                        ",",
                        parameters.stream()
                                .skip(1)
                                .map(p -> p.name().replace("prop_binc_bin", "b"))
                                .toList()));
        if (threshold == 10) {
            assertEquals(3, parameters.get(2).initial());
            assertEquals(1, parameters.get(3).initial());
            assertEquals(2, parameters.get(4).initial());
            assertEquals("autoMCStats", parameters.get(4).group());
            double events = 0.5 + 0.050606 * 4 / 3 + 0.142444 + 0.279148;
            assertEquals(events, read.expected(1, "prop_binc_bin1_W", 4), 1e-9);
        } else if (threshold == 3) {
            double error = Math.sqrt(0.029220 * 0.029220 + 0.140865 * 0.140865 + 0.182131 * 0.182131);
            assertEquals(0.972198 + 2 * error, read.expected(1, "prop_binc_bin1", 2), 1e-9);
        }
    }

    /**
     * Three channels, one with errors of bins above and below the threshold, one with all above, one without. The numbers
     * are those of a program in Python (numpy 2, scipy 1.17) that was written from Combine's documentation and shares
     * nothing with this one: it computes the likelihood from the same histograms and minimises it with BFGS; the error of r
     * comes from second differences.
     */
    @Test
    void threeChannelsAgreeWithAnIndependentProgram() throws IOException {
        String text;
        try (var in = ShapesTest.class.getResourceAsStream("/three-channels.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Read read = Read.card(folder, text, "", MemoryReader.of("three-channels.hist"));
        assertEquals(22, read.model().model().parameters().size());
        double start = read.likelihood().value(read.at());
        assertEquals(-1152.8328513896831, start, 1e-8);
        double[] there = read.at("r", 1.7, "lumi", 0.4, "xs", -0.3, "jes", -0.7, "tilt", 1.6, "norm2", 1.1);
        for (int i = 6; i < there.length; i++) {
            int k = i - 6;
            double initial = there[i];
            there[i] = initial > 0 ? initial * (1 + 0.05 * (k % 3)) : 0.3 * (k % 5 - 2);
        }
        assertEquals(4.494777106829815, read.likelihood().value(there) - start, 1e-8);
        FitResult fit = read.fit();
        assertTrue(fit.converged(), fit::message);
        assertEquals(-2.192801574288751, fit.nll() - start, 1e-7);
        int r = read.model().model().indexOf("r");
        assertEquals(0.95651317, fit.parameters()[r], 1e-4);
        assertEquals(0.648675, Math.sqrt(fit.covariance()[r][r]), 1e-3);
        assertEquals(1.31896878, fit.parameters()[read.model().model().indexOf("norm2")], 1e-4);
        assertEquals(8.2723506, fit.parameters()[read.model().model().indexOf("prop_binA_bin3_bkg1")], 1e-3);
    }

    @Test
    void aMaskedChannelWithShapesTellsNothing() {
        Read read = Read.card(folder, card("t shape - 1"), "channel-masks", histograms());
        double off = read.likelihood().value(read.at("mask_ch", 1));
        assertEquals(off, read.likelihood().value(read.at("mask_ch", 1, "r", 3)), 1e-9);
        Read bins = Read.card(folder, card("t shape - 1", "* autoMCStats 0"), "channel-masks", histograms());
        off = bins.likelihood().value(bins.at("mask_ch", 1));
        assertEquals(off, bins.likelihood().value(bins.at("mask_ch", 1, "r", 3)), 1e-9);
    }

    @Test
    void theMassIsSaidOrTold() {
        String text = card("").replace("shapes.root $PROCESS", "shapes.root m$MASS/$PROCESS");
        MemoryReader histograms = new MemoryReader()
                .put("m120/data_obs", 1, 2)
                .put("m120/sig", 1, 1)
                .put("m120/bkg", 1, 1)
                .put("m125/data_obs", 1, 2)
                .put("m125/sig", 2, 2)
                .put("m125/bkg", 1, 1);
        Read told = Read.card(folder, text, "", histograms);
        assertEquals(4, told.expected(0), 1e-12);
        assertTrue(told.warnings().toString().contains("120"), told.warnings().toString());
        assertEquals(6, Read.card(folder, text, "mass=125", histograms).expected(0), 1e-12);
    }
}
