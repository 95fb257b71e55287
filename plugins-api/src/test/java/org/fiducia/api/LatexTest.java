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

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    p_T^j1 30–80, p_T^j2 > 50; $p_{T}^{j1}$ 30–80, $p_{T}^{j2}$ > 50
                    |Δη| 3–10, m_jj 0–450; $|Δη|$ 3–10, $m_{jj}$ 0–450
                    -3π/4 to -π/2; −3π/4 to −π/2
                    -0.5 to 0; −0.5 to 0
                    0 jets; 0 jets
                    GG2H_PTH_200_300; GG2H_PTH_200_300
                    TTH_PTH_GT300, QQ2HQQ_0J; TTH_PTH_GT300, QQ2HQQ_0J
                    sigma_x; $\\sigma_{x}$
                    limit on mu_tH; limit on $\\mu_{tH}$
                    lumi_13, muon_pt; $lumi_{13}$, $muon_{pt}$
                    $m_{jj}$ -1; $m_{jj}$ -1
                    """)
    void findsTheFormulasInPlainText(String plain, String latex) {
        assertEquals(latex, Latex.ofPlain(plain));
    }
}
