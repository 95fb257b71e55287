package org.fiducia.exchange.histfactory;

import java.util.List;
import org.fiducia.api.model.Expression;

/**
 * A sample of a channel: in bin b it expects (nominal_b + Σ variations) · Π factors · Π binFactors_b events.
 *
 * @param name process
 * @param nominal content of each bin
 * @param factors the same in every bin
 * @param binFactors each with one expression per bin
 * @param variations changes of the shape
 */
public record HistFactorySample(
        String name,
        double[] nominal,
        List<Expression> factors,
        List<List<Expression>> binFactors,
        List<Variation> variations) {
    public HistFactorySample {
        factors = List.copyOf(factors);
        binFactors = List.copyOf(binFactors);
        variations = List.copyOf(variations);
    }

    /**
     * A change of the shape with a nuisance, see {@link Expression.Function#LINEAR_INTERPOLATION}.
     *
     * @param nuisance θ
     * @param up content of each bin at θ = 1
     * @param down content of each bin at θ = −1
     */
    public record Variation(String nuisance, double[] up, double[] down) {
        double up(HistFactorySample sample, int bin) {
            return up[bin] - sample.nominal[bin];
        }

        double down(HistFactorySample sample, int bin) {
            return down[bin] - sample.nominal[bin];
        }
    }
}
