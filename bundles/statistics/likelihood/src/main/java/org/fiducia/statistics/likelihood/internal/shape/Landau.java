package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Landau distribution of parameters location and width &gt; 0: φ((x − location)/width), divided by its numerical integral
 * over the window. φ is the density (1/2πi)∫ exp(λs + s ln s) ds, of which the maximum lies at λ = −0.2228.
 */
@Component(service = ShapeFunction.class)
public final class Landau implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("location", "width");

    @Override
    public String id() {
        return "landau";
    }

    @Override
    public String title() {
        return "Landau";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public double[] breaks(Shape shape, double[] p) {
        double[] breaks = LandauDensity.pieces();
        for (int i = 0; i < breaks.length; i++) {
            breaks[i] = p[0] + p[1] * breaks[i];
        }
        return breaks;
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return (p, density, derivatives) -> evaluate(lo, hi, x, p, density, derivatives);
    }

    private static void evaluate(
            double lo, double hi, double[] x, double[] p, double[] density, @Nullable double[][] derivatives) {
        double location = p[0];
        double width = p[1];
        double from = (lo - location) / width;
        double to = (hi - location) / width;
        double integral = width > 0 ? LandauDensity.integral(from, to) : Double.NaN;
        if (!(integral > 0)) {
            Runs.undefined(density, derivatives);
            return;
        }
        double norm = 1 / (width * integral);
        double phiFrom = LandauDensity.value(from);
        double phiTo = LandauDensity.value(to);
        double locationShift = (phiFrom - phiTo) / integral;
        double widthShift = 1 - (to * phiTo - from * phiFrom) / integral;
        for (int i = 0; i < x.length; i++) {
            double v = (x[i] - location) / width;
            density[i] = norm * LandauDensity.value(v);
        }
        for (int k = 0; derivatives != null && k < 2; k++) {
            double[] derivative = derivatives[k];
            for (int i = 0; derivative != null && i < x.length; i++) {
                double v = (x[i] - location) / width;
                double slope = norm * LandauDensity.slope(v);
                derivative[i] =
                        (k == 0 ? -slope - density[i] * locationShift : -v * slope - density[i] * widthShift) / width;
            }
        }
    }
}
