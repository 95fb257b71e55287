package org.fiducia.channel.hgg.internal;

import java.util.List;
import org.fiducia.channel.hgg.internal.SelectionCuts.FiducialCuts;

/** The fiducial phase space in words, with the numbers of a card: what {@link GeneratorColumns} asks for. */
final class FiducialText {
    private static final double THIRD = 1.0 / 3;

    private FiducialText() {}

    /** One sentence per requirement. */
    static List<String> of(FiducialCuts cuts) {
        String first = cuts.geometricMean()
                ? "Geometric mean of the transverse momenta: $\\sqrt{p_T^{\\gamma_1} p_T^{\\gamma_2}}"
                : "Leading photon: $p_T^{\\gamma_1}";
        return List.of(
                "Photons are those of $H \\to \\gamma\\gamma$ as generated",
                first + " > " + fraction(cuts.leading()) + "$",
                "Subleading photon: $p_T^{\\gamma_2} > " + fraction(cuts.subleading()) + "$",
                "Each photon: $|\\eta| < " + cuts.maxAbsEta() + "$",
                "Isolation of each photon, the sum of transverse momenta around it: below " + cuts.maxIsolation()
                        + " GeV",
                cuts.jets().definition("photons"));
    }

    private static String fraction(double ofMass) {
        return (ofMass == THIRD ? "1/3" : Double.toString(ofMass)) + " \\, m_{\\gamma\\gamma}";
    }
}
