package org.fiducia.systematics.rms;

import java.util.Arrays;
import org.fiducia.api.measurement.SystematicScheme;
import org.osgi.service.component.annotations.Component;

/**
 * The RMS scheme: central = mean of the N alternatives, RMS² = Σ(x_k − mean)²/(N − 1), total² = RMS²/N + stat_data² +
 * max(stat_MC², alt_MC²).
 */
@Component(service = SystematicScheme.class)
public final class RmsScheme implements SystematicScheme {
    @Override
    public String id() {
        return "rms";
    }

    @Override
    public String title() {
        return "mean of the alternatives, spread over the root of their number";
    }

    @Override
    public Combination combine(double[] values, double statData, double statSimulation, double altSimulation) {
        int n = values.length;
        if (n < 2) {
            throw new IllegalArgumentException("the spread of " + n + " alternatives");
        }
        double mean = Arrays.stream(values).sum() / n;
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double rms2 = squares / (n - 1);
        double simulation2 = Math.max(statSimulation * statSimulation, altSimulation * altSimulation);
        return new Combination(mean, Math.sqrt(rms2 / n + statData * statData + simulation2));
    }
}
