package org.fiducia.exchange.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nuisances do to counts, against the definitions in Combine's documentation. */
class CountingTest {
    @TempDir
    Path folder;

    static String card(String... nuisances) {
        return """
                imax 1
                jmax 1
                kmax *
                ---------
                bin ch
                observation 12
                ---------
                bin ch ch
                process sig bkg
                process 0 1
                rate 3 10
                ---------
                """ + String.join("\n", nuisances) + "\n";
    }

    private Read read(String... nuisances) {
        return Read.card(folder, card(nuisances), "");
    }

    @Test
    void theStrengthMultipliesSignals() {
        Read read = read();
        assertEquals(13, read.expected(0), 1e-12);
        assertEquals(10 + 3 * 2.5, read.expected(0, "r", 2.5), 1e-12);
        assertEquals(List.of("r"), read.model().interests());
        FitResult fit = read.fit();
        assertEquals(2.0 / 3, fit.parameters()[0], 1e-6);
        assertEquals(12 - 12 * Math.log(12), fit.nll(), 1e-9);
    }

    /** κ^θ; and the documented smooth one with I(ν) = 48ν⁵ − 40ν³ + 15ν within ±½. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, -1, -0.5, -0.3, 0, 0.1, 0.45, 0.5, 1, 3})
    void logNormals(double nu) {
        assertEquals(3 + 10 * Math.pow(1.2, nu), read("a lnN - 1.2").expected(0, "a", nu), 1e-12);
        double up = Math.log(1.3);
        double down = Math.log(0.9);
        double i = 48 * Math.pow(nu, 5) - 40 * Math.pow(nu, 3) + 15 * nu;
        double kappa = nu >= 0.5 ? up : nu <= -0.5 ? -down : 0.5 * (up - down + 0.25 * (up + down) * i);
        assertEquals(3 + 10 * Math.exp(nu * kappa), read("a lnN - 0.9/1.3").expected(0, "a", nu), 1e-12);
    }

    @Test
    void aLogUniformIsFlatBetweenItsEnds() {
        Read read = read("a lnU - 2");
        Parameter a = read.model().model().parameters().get(1);
        assertEquals(-1, a.lower());
        assertEquals(1, a.upper());
        assertEquals(0, read.model().model().constraints().size());
        assertEquals(3 + 5, read.expected(0, "a", -1), 1e-12);
    }

    /** n = 2 ~ b + 3r, n₀ = 0 ~ 5b: b = 0 and r = 2/3, 2NLL = 2(2 − 2 ln 2 + ln 2) = 4 − 2 ln 2. */
    @Test
    void aControlRegionWithoutEvents() {
        Read read = Read.card(
                folder,
                card("a gmN 0 - 0.2").replace("rate 3 10", "rate 3 0").replace("observation 12", "observation 2"),
                "");
        FitResult fit = read.fit();
        assertTrue(fit.converged(), fit::message);
        assertEquals(2.0 / 3, fit.parameters()[0], 1e-5);
        assertEquals(0, fit.parameters()[1], 1e-6);
        assertEquals(4 - 2 * Math.log(2), 2 * (fit.nll() + read.likelihood().constant()), 1e-6);
    }

    @Test
    void aControlRegionTimesItsFactor() {
        Read read = read("a gmN 50 - 0.2");
        assertEquals(3 + 60 * 0.2, read.expected(0, "a", 60), 1e-12);
        assertEquals(13, read.expected(0), 1e-12);
        double change =
                read.likelihood().value(read.at("a", 60)) - read.likelihood().value(read.at());
        double counts = 15 - 12 * Math.log(15) - 13 + 12 * Math.log(13);
        assertEquals(counts + 60 - 50 - 50 * Math.log(60 / 50.0), change, 1e-11);
    }

    /** The card of the documentation for the ABCD method: α = βγ/δ. */
    @Test
    void ratesThatAreFormulasOfOthers() {
        Read read = Read.card(folder, """
                imax 4  number of channels
                jmax 0  number of processes -1
                kmax *  number of nuisance parameters (sources of systematical uncertainties)
                -------
                bin                   B      C       D        A
                observation           50    100      500      10
                -------
                bin                   B      C       D        A
                process               bkg    bkg     bkg      bkg
                process               1      1       1         1
                rate                  1      1       1         1
                -------

                alpha rateParam A bkg (@0*@1/@2) beta,gamma,delta
                beta  rateParam B bkg 50
                gamma rateParam C bkg 100
                delta rateParam D bkg 500
                """, "");
        assertEquals(10, read.expected(3), 1e-12);
        assertEquals(12, read.expected(3, "beta", 60), 1e-12);
        FitResult fit = read.fit();
        assertEquals(50, fit.parameters()[read.model().model().indexOf("beta")], 1e-4);
        assertTrue(
                read.warnings().toString().contains("no signal"),
                read.warnings().toString());
    }

    @Test
    void parametersWithConstraints() {
        Read read = read("p param 1 -0.1/+0.2", "f rateParam ch bkg @0*@0 p", "q param 2 0.5 [1,4]");
        assertEquals(3 + 10 * 1.21, read.expected(0, "p", 1.1), 1e-12);
        double counts = 15.1 - 12 * Math.log(15.1) - 13 + 12 * Math.log(13);
        double start = read.likelihood().value(read.at());
        assertEquals(counts + 0.125, read.likelihood().value(read.at("p", 1.1)) - start, 1e-11);
        double low = 3 + 8.1;
        counts = low - 12 * Math.log(low) - 13 + 12 * Math.log(13);
        assertEquals(counts + 0.5, read.likelihood().value(read.at("p", 0.9)) - start, 1e-11);
        Parameter p = read.model().model().parameters().get(1);
        assertEquals(0.6, p.lower(), 1e-12);
        assertEquals(1.8, p.upper(), 1e-12);
        assertEquals(4, read.model().model().parameters().get(2).upper());
        assertEquals(2, read.expected(0, "r", 0) / 5, 1e-12);
    }

    @Test
    void aRateParameterWithAConstraintIsOneParameter() {
        Read read = read("f param 1 0.3", "f rateParam * b* 1");
        assertEquals(2, read.model().model().parameters().size());
        assertEquals(1, read.model().model().constraints().size());
        assertEquals(3 + 12, read.expected(0, "f", 1.2), 1e-12);
    }

    @Test
    void aMaskedChannelTellsNothing() {
        Read read = Read.card(folder, card("a lnN 1.1 1.2"), "channel-masks");
        double off = read.likelihood().value(read.at("mask_ch", 1));
        assertEquals(off, read.likelihood().value(read.at("mask_ch", 1, "r", 7)), 1e-12);
        double on = read.likelihood().value(read.at());
        assertEquals(13 - 12 * Math.log(13), on, 1e-12);
        assertTrue(read.model().model().parameters().get(2).fixed());
    }

    @Test
    void groupsCommentsAndDescriptions() {
        Read read = read(
                "a lnN 1.1 -   with words behind # and a comment",
                "// a comment",
                "b[nofloat] lnN - 1.2",
                "g group = a",
                "g group += b");
        List<Parameter> parameters = read.model().model().parameters();
        assertEquals(
                List.of("r", "a", "b"), parameters.stream().map(Parameter::name).toList());
        assertEquals("g", parameters.get(1).group());
        assertEquals("g", parameters.get(2).group());
        assertTrue(parameters.get(2).fixed());
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void whatHasNoEffectIsSaid() {
        Read read = read("a lnN - -", "b lnN 1.0 0", "c flatParam");
        assertEquals(1, read.model().model().parameters().size());
        assertEquals(3, read.warnings().size(), read.warnings().toString());
    }
}
