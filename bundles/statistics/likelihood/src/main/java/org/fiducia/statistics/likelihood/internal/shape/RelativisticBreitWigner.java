package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Relativistic Breit–Wigner density of constant width, 1/((x² − mean²)² + mean² width²), of parameters mean and width
 * &gt; 0. In z = (x² − mean²)/(mean width) it is a Lorentz peak; the Jacobian 1/(2x) leaves no simple closed form for the
 * derivatives of the normalisation, so that is a quadrature, exact to rounding. For windows on x ≥ 0.
 */
@Component(service = ShapeFunction.class)
public final class RelativisticBreitWigner implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("mean", "width");

    @Override
    public String id() {
        return "relativistic-breit-wigner";
    }

    @Override
    public String title() {
        return "relativistic Breit–Wigner";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public double[] breaks(Shape shape, double[] p) {
        return BreitWigner.aroundPeak(p[0], p[1]);
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new Normalised(lo, hi, x, 2) {
            @Override
            double[] panels(double[] p) {
                return BreitWigner.aroundPeak(p[0], p[1]);
            }

            @Override
            boolean defined(double[] p) {
                return p[0] > 0 && p[1] > 0;
            }

            @Override
            double function(double at, double[] p, double[] slopes) {
                double mean = p[0];
                double width = p[1];
                double d = (at - mean) * (at + mean);
                double f = 1 / (d * d + mean * mean * width * width);
                slopes[0] = f * f * (4 * mean * d - 2 * mean * width * width);
                slopes[1] = -f * f * 2 * mean * mean * width;
                return f;
            }
        };
    }
}
