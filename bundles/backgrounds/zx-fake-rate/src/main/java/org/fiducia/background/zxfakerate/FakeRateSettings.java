package org.fiducia.background.zxfakerate;

import java.util.List;
import org.fiducia.api.Settings;

/**
 * What the card may change of the estimate.
 *
 * @param component name of the component in the model
 * @param method name of the method, see {@link FakeRateBackground}
 * @param perEra whether fake rates are measured in each era rather than in all together
 * @param prompt processes of simulation with a prompt third lepton, subtracted from Z + ℓ
 * @param ptEdges edges of the bins in transverse momentum, GeV; leptons above belong to the last bin
 * @param electronBarrel abs(η) where the barrel ends for electrons
 * @param muonBarrel the same for muons
 * @param zMassLo lower end of the Z mass window for fake rates, GeV
 * @param zMassHi upper end
 * @param minEntries bins with fewer effective entries are merged with their neighbour
 * @param templateBins number of bins of the mass template
 * @param minTemplateEntries a mass template with fewer effective entries gives way to that of the whole category
 */
record FakeRateSettings(
        String component,
        String method,
        boolean perEra,
        List<String> prompt,
        double[] ptEdges,
        double electronBarrel,
        double muonBarrel,
        double zMassLo,
        double zMassHi,
        double minEntries,
        int templateBins,
        double minTemplateEntries) {

    static FakeRateSettings of(Settings settings) {
        double[] window = settings.reals("zMass", 40, 120);
        var read = new FakeRateSettings(
                settings.text("component", "ZX"),
                settings.text("method", SameSignMethod.NAME),
                settings.flag("perEra", true),
                settings.texts("prompt", "WZ", "qqZZ", "ggZZ"),
                settings.reals("ptEdges", 5, 7, 10, 20, 30, 40, 50, 80),
                settings.real("electronBarrel", 1.479),
                settings.real("muonBarrel", 1.2),
                window.length == 2 ? window[0] : Double.NaN,
                window.length == 2 ? window[1] : Double.NaN,
                settings.real("minEntries", 20),
                settings.integer("templateBins", 20),
                settings.real("minTemplateEntries", 5));
        settings.refuseUnknown();
        if (!(read.zMassLo < read.zMassHi)) {
            throw settings.wrong("zMass", "a list of two rising numbers");
        }
        if (!read.method.equals(SameSignMethod.NAME)) {
            throw settings.wrong("method", SameSignMethod.NAME);
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
}
