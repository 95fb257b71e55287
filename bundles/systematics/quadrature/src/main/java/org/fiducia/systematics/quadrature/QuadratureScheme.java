package org.fiducia.systematics.quadrature;

import java.util.Arrays;
import org.fiducia.api.measurement.SystematicScheme;
import org.osgi.service.component.annotations.Component;

/** The older scheme: central = nominal, total² = Σ(alt − nominal)² + stat_data² + stat_MC². */
@Component(service = SystematicScheme.class)
public final class QuadratureScheme implements SystematicScheme {
    @Override
    public String id() {
        return "quadrature";
    }

    @Override
    public String title() {
        return "nominal, with every difference to it added in quadrature";
    }

    @Override
    public Combination combine(double[] values, double statData, double statSimulation, double altSimulation) {
        double nominal = values[0];
        double squares =
                Arrays.stream(values).map(x -> (x - nominal) * (x - nominal)).sum();
        return new Combination(nominal, Math.sqrt(squares + statData * statData + statSimulation * statSimulation));
    }
}
