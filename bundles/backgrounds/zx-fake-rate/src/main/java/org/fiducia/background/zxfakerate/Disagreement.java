package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.ModelPart.Variation;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.Target;

/**
 * What follows from the two methods, and from the two shapes in use, where they are not of one mind of a final state, all
 * eras together.
 *
 * <p>Of the number of events: with χ² = (N_OS − N_SS)² / (σ_OS² + σ_SS²) and S = √χ², the statistical uncertainty of the
 * combination is too small by the factor S where S &gt; 1 (Particle Data Group, <em>Review of Particle Physics</em>,
 * introduction, §5.2.2). What is missing, σ √(S² − 1), is a nuisance common to all eras.
 *
 * <p>Of the mass: (f_OS − f_SS) / √2, the standard deviation of two measurements of the fraction of an interval of the
 * template, is the change of the template by one standard deviation; and likewise for the template and {@link Landau}'s
 * distribution fitted to it.
 */
final class Disagreement {
    /** Beyond this relative change a template could fall below zero within twice the standard deviation. */
    private static final double MOST = 0.45;

    private final Estimate estimate;
    private final int category;

    /**
     * @param estimate combination, or the estimate of one method, which agrees with itself
     */
    Disagreement(Estimate estimate, int category) {
        this.estimate = estimate;
        this.category = category;
    }

    /** Scale factor S of two numbers, ≥ 0. */
    static double scaleFactor(double one, double error, double other, double otherError) {
        double sigma = Math.hypot(error, otherError);
        return sigma > 0 ? Math.abs(one - other) / sigma : 0;
    }

    /** Relative uncertainty of the number of events beside that of statistics; 0 where the methods agree. */
    double size() {
        double events = estimate.total(category);
        if (estimate.methods().size() != 2 || !(events > 0)) {
            return 0;
        }
        Estimate os = estimate.methods().get(0);
        Estimate ss = estimate.methods().get(1);
        if (!(os.total(category) > 0 && ss.total(category) > 0)) {
            return 0;
        }
        double s =
                scaleFactor(os.total(category), os.totalError(category), ss.total(category), ss.totalError(category));
        return s > 1 ? estimate.totalError(category) * Math.sqrt(s * s - 1) / events : 0;
    }

    /** The nuisance of the number of events. */
    List<Variation> variations(String name) {
        double size = size();
        return size > 0 ? List.of(new Variation(name, ShareUncertainty.GROUP, size, 1 / (1 + size) - 1)) : List.of();
    }

    /**
     * The nuisances of the mass distribution.
     *
     * @param process of the background
     * @param state id of the category
     */
    List<Nuisance> shapes(String process, String state, Landau landau) {
        var inclusive = estimate.inclusive()[category];
        var nuisances = new ArrayList<Nuisance>();
        if (!(inclusive.effectiveEntries() > 0)) {
            return nuisances;
        }
        double[] nominal = inclusive.fractions();
        if (estimate.methods().size() == 2) {
            var os = estimate.methods().get(0).inclusive()[category];
            var ss = estimate.methods().get(1).inclusive()[category];
            if (os.effectiveEntries() > 0 && ss.effectiveEntries() > 0) {
                nuisances.add(shape("shape", process, state, change(os.fractions(), ss.fractions(), nominal)));
            }
        }
        if (nominal.length > 1) {
            double[] fitted = landau.fitted(inclusive.edges(), nominal);
            nuisances.add(shape("landau", process, state, change(fitted, nominal, nominal)));
        }
        return nuisances;
    }

    private static Nuisance shape(String what, String process, String state, double[] change) {
        var target = new Target(process, "", state, "");
        return new Nuisance(
                what + "_" + process + "_" + state, ShareUncertainty.GROUP, List.of(new MorphEffect(target, change)));
    }

    private static double[] change(double[] one, double[] other, double[] nominal) {
        double[] change = new double[nominal.length];
        for (int k = 0; k < change.length; k++) {
            double relative = (one[k] - other[k]) / (Math.sqrt(2) * nominal[k]);
            change[k] = Math.max(-MOST, Math.min(MOST, relative));
        }
        return change;
    }
}
