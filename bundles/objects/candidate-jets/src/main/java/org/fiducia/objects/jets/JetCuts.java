package org.fiducia.objects.jets;

import java.util.Locale;
import org.fiducia.api.Settings;

/**
 * Cuts on jets.
 *
 * @param minPt transverse momentum, GeV
 * @param maxAbsEta pseudorapidity
 * @param minDeltaR distance to what they are cleaned against
 * @param shiftMargin how far below the threshold, relatively, jets are kept that a change of their energy may lift over it
 */
public record JetCuts(double minPt, double maxAbsEta, double minDeltaR, double shiftMargin) {
    /** Those of a card's block, whose defaults are those of the measurements at 13.6 TeV; refuses what it does not know. */
    public static JetCuts of(Settings settings) {
        var cuts = new JetCuts(
                settings.real("minPt", 30),
                settings.real("maxAbsEta", 4.7),
                settings.real("minDeltaR", 0.4),
                settings.real("shiftMargin", 0.2));
        if (!(cuts.shiftMargin >= 0 && cuts.shiftMargin < 1)) {
            throw settings.wrong("shiftMargin", "at least 0 and below 1");
        }
        settings.refuseUnknown();
        return cuts;
    }

    /**
     * The cuts on generated jets as a sentence.
     *
     * @param objects what they are cleaned against, for people
     */
    public String definition(String objects) {
        return "Jets, where they are asked for: anti-$k_T$ with $R = 0.4$, $p_T > " + number(minPt)
                + "$ GeV, $|\\eta| < " + number(maxAbsEta) + "$, $\\Delta R > " + number(minDeltaR) + "$ from the "
                + objects;
    }

    private static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x);
    }
}
