package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/** Exponential exp(slope · x), falling for slope &lt; 0, normalised on the window; flat for slope 0. */
@Component(service = ShapeFunction.class)
public final class Exponential implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("slope");

    @Override
    public String id() {
        return "exponential";
    }

    @Override
    public String title() {
        return "exponential";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return (p, density, derivatives) -> evaluate(lo, hi, x, p[0], density, derivatives);
    }

    private static void evaluate(
            double lo, double hi, double[] x, double slope, double[] density, @Nullable double[][] derivatives) {
        // From the end where it is largest, so that nothing overflows.
        double width = hi - lo;
        double steep = -Math.abs(slope) * width;
        double from = slope > 0 ? hi : lo;
        double norm = steep == 0 ? 1 / width : Math.abs(slope) / -Math.expm1(steep);
        for (int i = 0; i < x.length; i++) {
            density[i] = norm * Math.exp(slope * (x[i] - from));
        }
        if (derivatives != null && derivatives[0] != null) {
            double mean = meanOf(slope, lo, hi);
            for (int i = 0; i < x.length; i++) {
                derivatives[0][i] = density[i] * (x[i] - mean);
            }
        }
    }

    /** Mean of x: the derivative of the logarithm of the normalisation. */
    private static double meanOf(double slope, double lo, double hi) {
        double half = 0.5 * (hi - lo);
        double z = slope * half;
        // Langevin function coth z − 1/z.
        double langevin =
                Math.abs(z) < 0.02 ? z / 3 * (1 - z * z / 15 * (1 - 2 * z * z / 21)) : 1 / Math.tanh(z) - 1 / z;
        return lo + half + half * langevin;
    }
}
