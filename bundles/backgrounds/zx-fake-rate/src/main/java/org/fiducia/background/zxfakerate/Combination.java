package org.fiducia.background.zxfakerate;

import java.util.List;
import org.fiducia.background.template.MassTemplate;

/**
 * The OS and the SS estimate as one, per era and final state: N = w N_OS + (1 − w) N_SS with w = σ_SS² / (σ_OS² + σ_SS²) or
 * as the card has it. All bins of a final state have its weight. The regions of the methods are disjoint; that their fake
 * rates share events is neglected.
 *
 * <p>The variances are statistical: the composition uncertainty is common to both methods, as both apply rates measured
 * beside one lepton to events with two, and so has no say in their weights. They are those expected of both methods for the
 * same number of events N, not those observed: an estimate that has fluctuated downwards has a smaller observed variance, and
 * would be given more weight for it. σ²(N) = a N + b N², with a = Σw² / Σw of the final state in all eras, b from the
 * relative uncertainty of what the events of an era share, and N the combination itself, found by iteration.
 */
final class Combination {
    private static final int ITERATIONS = 100;

    private final double[][] weightsOs;

    /**
     * @param weightsOs [era][category] weight of OS; NaN for inverse variance
     */
    Combination(double[][] weightsOs) {
        this.weightsOs = weightsOs;
    }

    /** Weight of the OS estimate; a method without any event in the final state has none. */
    double weight(Estimate os, Estimate ss, int era, int category) {
        if (!Double.isNaN(weightsOs[era][category])) {
            return weightsOs[era][category];
        }
        double[] a = variance(os, era, category);
        double[] b = variance(ss, era, category);
        if (a.length == 0 || b.length == 0) {
            return a.length == 0 ? 0 : 1;
        }
        double one = os.total(era, category);
        double other = ss.total(era, category);
        double weight = 0.5;
        for (int k = 0; k < ITERATIONS; k++) {
            double events = weight * one + (1 - weight) * other;
            double ofOne = a[0] + a[1] * events;
            double ofOther = b[0] + b[1] * events;
            weight = ofOther / (ofOne + ofOther);
        }
        return weight;
    }

    /** The a and b of σ²(N) = a N + b N²; empty where a method has nothing to say. */
    private static double[] variance(Estimate estimate, int era, int category) {
        var all = new Spread(0, 0, 0, 0);
        double relative = 0;
        int eras = 0;
        for (Spread[] each : estimate.spread()) {
            all = all.plus(each[category]);
            if (each[category].gross() > 0) {
                relative += relative(each[category]);
                eras++;
            }
        }
        if (!(all.events() > 0) || eras == 0) {
            return new double[0];
        }
        Spread own = estimate.spread()[era][category];
        double amplified = all.gross() / all.events(); // of a difference the relative uncertainty is larger
        return new double[] {
            all.regions() / all.events(), amplified * amplified * (own.gross() > 0 ? relative(own) : relative / eras)
        };
    }

    private static double relative(Spread spread) {
        return spread.common() / (spread.gross() * spread.gross());
    }

    /** Combines. The mass distribution is that of the same-sign events, of which there are more, wherever there are any. */
    Estimate combine(Estimate os, Estimate ss) {
        int eras = ss.events().length;
        int categories = ss.inclusive().length;
        var events = new double[eras][categories][];
        var error = new double[eras][categories][];
        var spread = new Spread[eras][categories];
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
                spread[era][c] = combined(os.spread()[era][c], ss.spread()[era][c], w);
            }
        }
        var templates = new MassTemplate[categories][];
        var inclusive = new MassTemplate[categories];
        for (int c = 0; c < categories; c++) {
            Estimate from = ss.inclusive()[c].effectiveEntries() > 0 ? ss : os;
            templates[c] = from.templates()[c];
            inclusive[c] = from.inclusive()[c];
        }
        return new Estimate(events, error, spread, templates, inclusive, List.of(os, ss));
    }

    private static Spread combined(Spread os, Spread ss, double w) {
        return new Spread(
                w * os.events() + (1 - w) * ss.events(),
                w * os.gross() + (1 - w) * ss.gross(),
                w * w * os.regions() + (1 - w) * (1 - w) * ss.regions(),
                w * w * os.common() + (1 - w) * (1 - w) * ss.common());
    }
}
