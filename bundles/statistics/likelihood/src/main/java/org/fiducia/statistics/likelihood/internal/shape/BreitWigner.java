package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Non-relativistic Breit–Wigner (Cauchy, Lorentz) density 1/((x − mean)² + width²/4) of parameters mean and width &gt; 0,
 * the full width at half maximum, normalised on the window in closed form. The relativistic one is {@link
 * RelativisticBreitWigner}.
 */
@Component(service = ShapeFunction.class)
public final class BreitWigner implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("mean", "width");

    @Override
    public String id() {
        return "breit-wigner";
    }

    @Override
    public String title() {
        return "Breit–Wigner";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public double[] breaks(Shape shape, double[] p) {
        return aroundPeak(p[0], p[1]);
    }

    /** Ends of panels on each of which a Lorentz peak is a polynomial of moderate order. */
    static double[] aroundPeak(double mean, double width) {
        double[] breaks = new double[25];
        breaks[0] = mean;
        double distance = 0.5 * width;
        for (int i = 0; i < 12; i++) {
            breaks[2 * i + 1] = mean - distance;
            breaks[2 * i + 2] = mean + distance;
            distance *= 2.5;
        }
        return breaks;
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return (p, density, derivatives) -> evaluate(lo, hi, x, p, density, derivatives);
    }

    private static void evaluate(
            double lo, double hi, double[] x, double[] p, double[] density, @Nullable double[][] derivatives) {
        double mean = p[0];
        double half = 0.5 * p[1];
        double integral = angle(lo - mean, hi - mean, half) / half;
        if (!(half > 0 && integral > 0 && integral < Double.POSITIVE_INFINITY)) {
            Runs.undefined(density, derivatives);
            return;
        }
        double atLo = 1 / ((lo - mean) * (lo - mean) + half * half);
        double atHi = 1 / ((hi - mean) * (hi - mean) + half * half);
        double meanShift = (atLo - atHi) / integral;
        // x f is, but for f itself, the derivative by the width: ∂(half · integral)/∂half = −[(x − mean) f].
        double halfShift = -((hi - mean) * atHi - (lo - mean) * atLo) / (half * integral) - 1 / half;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - mean;
            double f = 1 / (d * d + half * half);
            density[i] = f / integral;
        }
        for (int k = 0; derivatives != null && k < 2; k++) {
            double[] derivative = derivatives[k];
            for (int i = 0; derivative != null && i < x.length; i++) {
                double d = x[i] - mean;
                double f = 1 / (d * d + half * half);
                derivative[i] = density[i] * (k == 0 ? 2 * d * f - meanShift : 0.5 * (-2 * half * f - halfShift));
            }
        }
    }

    /** atan(to/half) − atan(from/half), without loss of digits when both are far on the same side. */
    static double angle(double from, double to, double half) {
        return Math.atan2((to - from) * half, half * half + from * to);
    }
}
