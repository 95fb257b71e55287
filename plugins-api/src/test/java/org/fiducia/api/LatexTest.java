package org.fiducia.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    $p_T^{4\\ell}$; p_T^4l
                    $\\cos\\theta_{1}$; cos theta_1
                    $H \\to ZZ \\to 4\\ell$; H -> ZZ -> 4l
                    $|\\Delta\\eta_{jj}|$; |Delta eta_jj|
                    $2e2\\mu$; 2e2mu
                    $N_{\\mathrm{jets}}$; N_jets
                    plain words; plain words
                    """)
    void becomesPlainText(String latex, String plain) {
        assertEquals(plain, Latex.plain(latex));
    }
}
