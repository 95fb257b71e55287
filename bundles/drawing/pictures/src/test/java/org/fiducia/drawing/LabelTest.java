package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.fiducia.drawing.Label.Run;
import org.fiducia.drawing.Label.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    $p_T^{4\\ell}$;pT4ℓ
                    $|y_{4\\ell}|$;|y4ℓ|
                    $H \\to ZZ \\to 4\\ell$;H → ZZ → 4ℓ
                    $\\Delta\\phi_{jj}$;Δφjj
                    $\\cos\\theta^*$;cosθ*
                    $\\cos\\theta_1$;cosθ1
                    $T_\\mathrm{C}^{\\max}$;TCmax
                    $m_{4\\ell}$ (GeV);m4ℓ (GeV)
                    $2e2\\mu$;2e2μ
                    $p_T^{\\mathrm{H}j_1}$;pTHj1
                    $\\mathrm{two words}$;two words
                    $170.8\\,\\mathrm{fb}^{-1}$ (13.6 TeV);170.8 fb−1 (13.6 TeV)
                    $a \\leq b$;a ≤ b
                    $\\frac{a}{b}$;a/b
                    number of jets;number of jets
                    $\\unknown{x}$;unknownx
                    $p_{T;pT
                    $x^$;x
                    $\\$;''
                    '';''
                    """)
    void readsTitles(String source, String plain) {
        assertEquals(plain, Label.of(source).plain());
    }

    @Test
    void isWrittenAsHtml() {
        assertEquals(
                "<i>p</i><sub><i>T</i></sub><sup>4ℓ</sup> &lt; 5 GeV",
                Label.of("$p_T^{4\\ell}$ < 5 GeV").html());
        assertEquals("H &amp; &quot;Z&quot;", Label.of("H & \"Z\"").html());
    }

    @Test
    void keepsStylesAndScripts() {
        assertEquals(
                List.of(
                        new Run("p", true),
                        new Scripts(List.of(new Run("T", true)), List.of(new Run("4ℓ", false))),
                        new Run(" (GeV)", false)),
                Label.of("$p_T^{4\\ell}$ (GeV)").nodes());
        assertEquals(
                Label.of("$p_T^{4\\ell}$").nodes(), Label.of("$p^{4\\ell}_T$").nodes(), "in either order");
        assertEquals(List.of(new Run("fb", false)), Label.of("$\\mathrm{fb}$").nodes());
    }

    @Test
    void scriptsStandAboveEachOther() {
        double both = Label.of("$p_T^{4\\ell}$").width(Style.TITLE);
        double above = Label.of("$p^{4\\ell}$").width(Style.TITLE);
        double below = Label.of("$p_T$").width(Style.TITLE);
        assertEquals(Math.max(above, below), both, 1e-9);
        assertTrue(both > Label.of("$p$").width(Style.TITLE));
    }

    @Test
    void neverFails() {
        var random = new Random(5);
        String alphabet = "$$\\\\{}{}^_ abT4|*-=',ell";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertDoesNotThrow(() -> Label.of(text.toString()).plain(), text::toString);
        }
    }
}
