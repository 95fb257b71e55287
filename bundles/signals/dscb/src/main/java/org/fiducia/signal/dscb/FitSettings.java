package org.fiducia.signal.dscb;

import java.util.List;
import org.fiducia.api.Settings;

/**
 * What the card may set.
 *
 * @param referenceMass mass around which every parameter is linear, GeV
 * @param alpha lower and upper limit of where the tails begin, in σ
 * @param exponent lower and upper limit of the exponents of the tails
 * @param minimumEvents effective number of resonant events below which a category is refused
 * @param landau location and width (GeV) of the non-resonant shape where there are too few events for a fit
 * @param perBin whether each reconstructed bin has a shape of its own, or all of a category the same
 * @param linear parameters of the shape that are linear in the generated mass; the others are the same at all masses
 * @param background events of background per signal event of the window, about: above so many the width of a bin is found
 */
record FitSettings(
        double referenceMass,
        double[] alpha,
        double[] exponent,
        double minimumEvents,
        double[] landau,
        boolean perBin,
        List<String> linear,
        double background) {
    private static final String BIN = "bin";
    private static final String CATEGORY = "category";

    static FitSettings of(Settings settings) {
        var read = new FitSettings(
                settings.real("referenceMass", 125),
                settings.reals("alpha", 0.3, 4),
                settings.reals("exponent", 1.05, 30),
                settings.real("minimumEvents", 30),
                settings.reals("nonResonant", 125, 12),
                perBin(settings),
                linear(settings),
                settings.real("background", 2));
        if (!(read.background >= 0)) {
            throw settings.wrong("background", "events of background per signal event, 0 or more");
        }
        require(settings, "alpha", read.alpha, 0);
        require(settings, "exponent", read.exponent, 0);
        if (read.landau.length != 2 || !(read.landau[1] > 0)) {
            throw settings.wrong("nonResonant", "two numbers, location and width > 0 of a Landau distribution in GeV");
        }
        settings.refuseUnknown();
        return read;
    }

    private static List<String> linear(Settings settings) {
        List<String> names = settings.texts("linear", Peak.PARAMETERS.toArray(String[]::new));
        if (!Peak.PARAMETERS.containsAll(names)) {
            throw settings.wrong("linear", "a list of some of " + String.join(", ", Peak.PARAMETERS));
        }
        return names;
    }

    private static boolean perBin(Settings settings) {
        String per = settings.text("shapePer", BIN);
        if (!per.equals(BIN) && !per.equals(CATEGORY)) {
            throw settings.wrong(
                    "shapePer", '"' + BIN + "\", a shape for each bin, or \"" + CATEGORY + "\", one for all");
        }
        return per.equals(BIN);
    }

    private static void require(Settings settings, String name, double[] limits, double least) {
        if (limits.length != 2 || !(limits[0] > least && limits[0] < limits[1])) {
            throw settings.wrong(name, "two rising numbers above " + least);
        }
    }
}
