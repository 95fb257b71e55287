package org.fiducia.background.zxfakerate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;

/**
 * What the card may change of the estimate.
 *
 * @param component name of the component in the model
 * @param method {@code combined}, {@code OS} or {@code SS}
 * @param weightsOs [era][category] weight w of the OS estimate in the combination w N_OS + (1 − w) N_SS, between 0 and 1;
 *     NaN, where the card's {@code weightsOS} gives none, to weight by inverse variance
 * @param perEra whether fake rates are measured in each era rather than in all together
 * @param prompt processes of simulation with a prompt third lepton, subtracted from Z + ℓ
 * @param promptPairs processes of simulation with two prompt leptons beside the Z, subtracted from 3P1F
 * @param composition relative uncertainty because other leptons are misidentified beside one lepton than beside two
 * @param ptEdges edges of the bins in transverse momentum, GeV; leptons above belong to the last bin
 * @param electronBarrel abs(η) where the barrel ends for electrons
 * @param muonBarrel the same for muons
 * @param oppositeSignZ Z mass window of the fake rates of the OS method
 * @param sameSignZ the same for the SS method
 * @param minEntries bins with fewer effective entries are merged with their neighbour
 * @param templateBins number of bins of the mass template
 * @param inclusiveEntries effective entries that the mass template of all bins stands for in that of a bin
 * @param floating whether the number of events of each category floats in the fit, all eras and bins together
 */
record FakeRateSettings(
        String component,
        Method method,
        double[][] weightsOs,
        boolean perEra,
        List<String> prompt,
        List<String> promptPairs,
        double composition,
        double[] ptEdges,
        double electronBarrel,
        double muonBarrel,
        ZWindow oppositeSignZ,
        ZWindow sameSignZ,
        double minEntries,
        int templateBins,
        double inclusiveEntries,
        boolean floating) {

    static FakeRateSettings of(Settings settings, Analysis analysis) {
        var read = new FakeRateSettings(
                settings.text("component", "ZX"),
                method(settings),
                weightsOs(settings, analysis),
                settings.flag("perEra", true),
                settings.texts("prompt", "WZ", "qqZZ", "ggZZ"),
                settings.texts("promptPairs", "qqZZ", "ggZZ"),
                settings.real("composition", 0.3),
                settings.reals("ptEdges", 5, 7, 10, 20, 30, 40, 50, 80),
                settings.real("electronBarrel", 1.479),
                settings.real("muonBarrel", 1.2),
                window(settings, "zMassOS", 84.2, 98.2),
                window(settings, "zMassSS", 40, 120),
                settings.real("minEntries", 20),
                settings.integer("templateBins", 20),
                settings.real("inclusiveEntries", 100),
                floating(settings));
        settings.refuseUnknown();
        if (read.method != Method.COMBINED && settings.has("weightsOS")) {
            throw settings.wrong("weightsOS", "left out unless the method is combined");
        }
        if (read.composition < 0) {
            throw settings.wrong("composition", "at least 0");
        }
        if (!(read.inclusiveEntries > 0)) {
            throw settings.wrong("inclusiveEntries", "above 0");
        }
        if (read.templateBins < 1) {
            throw settings.wrong("templateBins", "at least 1");
        }
        for (int i = 0; i + 1 < read.ptEdges.length; i++) {
            if (read.ptEdges[i] >= read.ptEdges[i + 1]) {
                throw settings.wrong("ptEdges", "a list of rising numbers");
            }
        }
        if (read.ptEdges.length < 2) {
            throw settings.wrong("ptEdges", "a list of at least two numbers");
        }
        return read;
    }

    private static Method method(Settings settings) {
        String name = settings.text("method", "combined");
        for (Method method : Method.values()) {
            if (name.toUpperCase(Locale.ROOT).equals(method.name())) {
                return method;
            }
        }
        throw settings.wrong("method", "combined, OS or SS");
    }

    private static boolean floating(Settings settings) {
        String normalisation = settings.text("normalisation", "fixed");
        if (!normalisation.equals("fixed") && !normalisation.equals("floating")) {
            throw settings.wrong("normalisation", "fixed or floating");
        }
        return normalisation.equals("floating");
    }

    private static ZWindow window(Settings settings, String name, double lo, double hi) {
        double[] window = settings.reals(name, lo, hi);
        if (window.length != 2 || !(window[0] < window[1])) {
            throw settings.wrong(name, "a list of two rising numbers");
        }
        return new ZWindow(window[0], window[1]);
    }

    private static double[][] weightsOs(Settings settings, Analysis analysis) {
        var weights = new double[analysis.eras().size()][analysis.categories().size()];
        for (double[] era : weights) {
            Arrays.fill(era, Double.NaN);
        }
        Settings block = settings.block("weightsOS");
        for (int era = 0; era < weights.length; era++) {
            Settings of = block.block(analysis.eras().get(era).name());
            for (int c = 0; c < weights[era].length; c++) {
                String category = analysis.categories().get(c).id();
                weights[era][c] = of.real(category, Double.NaN);
                if (weights[era][c] < 0 || weights[era][c] > 1) {
                    throw of.wrong(
                            category, "between 0 and 1: the weight of the OS estimate; the SS estimate has the rest");
                }
            }
            of.refuseUnknown();
        }
        block.refuseUnknown();
        return weights;
    }
}
