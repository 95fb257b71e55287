package org.fiducia.background.zxfakerate;

import java.util.List;
import org.fiducia.background.template.MassTemplate;

/**
 * The OS and the SS estimate as one, per era and final state: N = w N_OS + (1 − w) N_SS with w = σ_SS² / (σ_OS² + σ_SS²) or
 * as the card has it. The variances are statistical: the composition uncertainty is common to both methods, as both apply
 * rates measured beside one lepton to events with two, and so has no say in their weights. All bins of a final state have
 * its weight. The regions of the methods are disjoint; that their fake rates share events is neglected.
 */
final class Combination {
    private final double[][] weightsOs;

    /**
     * @param weightsOs [era][category] weight of OS; NaN for inverse variance
     */
    Combination(double[][] weightsOs) {
        this.weightsOs = weightsOs;
    }

    /** Weight of the OS estimate; a method without any event has none. */
    double weight(Estimate os, Estimate ss, int era, int category) {
        if (!Double.isNaN(weightsOs[era][category])) {
            return weightsOs[era][category];
        }
        double varianceOs = os.totalError()[era][category] * os.totalError()[era][category];
        double varianceSs = ss.totalError()[era][category] * ss.totalError()[era][category];
        if (varianceOs == 0) {
            return 0;
        }
        return varianceSs / (varianceOs + varianceSs) + (varianceSs == 0 ? 1 : 0);
    }

    /** Combines. The mass distribution is that of the same-sign events, of which there are more, wherever there are any. */
    Estimate combine(Estimate os, Estimate ss) {
        int eras = ss.events().length;
        int categories = ss.inclusive().length;
        var events = new double[eras][categories][];
        var error = new double[eras][categories][];
        var totalError = new double[eras][categories];
        for (int era = 0; era < eras; era++) {
            for (int c = 0; c < categories; c++) {
                double w = weight(os, ss, era, c);
                int bins = ss.events()[era][c].length;
                events[era][c] = new double[bins];
                error[era][c] = new double[bins];
                for (int i = 0; i < bins; i++) {
                    events[era][c][i] = w * os.events()[era][c][i] + (1 - w) * ss.events()[era][c][i];
                    error[era][c][i] = Math.hypot(w * os.error()[era][c][i], (1 - w) * ss.error()[era][c][i]);
                }
                totalError[era][c] = Math.hypot(w * os.totalError()[era][c], (1 - w) * ss.totalError()[era][c]);
            }
        }
        var templates = new MassTemplate[categories][];
        var inclusive = new MassTemplate[categories];
        for (int c = 0; c < categories; c++) {
            Estimate from = ss.inclusive()[c].effectiveEntries() > 0 ? ss : os;
            templates[c] = from.templates()[c];
            inclusive[c] = from.inclusive()[c];
        }
        return new Estimate(events, error, totalError, templates, inclusive, List.of(os, ss));
    }
}
