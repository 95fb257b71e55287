package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.apache.commons.numbers.gamma.ErfDifference;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/** Gaussian of parameters mean and sigma &gt; 0, normalised on the window in closed form. */
@Component(service = ShapeFunction.class)
public final class Gaussian implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("mean", "sigma");
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);

    @Override
    public String id() {
        return "gaussian";
    }

    @Override
    public String title() {
        return "Gaussian";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public double[] breaks(Shape shape, double[] p) {
        return new double[] {p[0] - 4 * p[1], p[0] - 2 * p[1], p[0], p[0] + 2 * p[1], p[0] + 4 * p[1]};
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return (p, density, derivatives) -> evaluate(lo, hi, x, p, density, derivatives);
    }

    private static void evaluate(
            double lo, double hi, double[] x, double[] p, double[] density, @Nullable double[][] derivatives) {
        double mean = p[0];
        double sigma = p[1];
        double tLo = (lo - mean) / sigma;
        double tHi = (hi - mean) / sigma;
        double sum = ROOT_HALF_PI * ErfDifference.value(tLo * ROOT_HALF, tHi * ROOT_HALF);
        if (!(sigma > 0 && sum > 0)) {
            Runs.undefined(density, derivatives);
            return;
        }
        double inverse = 1 / sigma;
        double norm = inverse / sum;
        for (int i = 0; i < x.length; i++) {
            double t = (x[i] - mean) * inverse;
            density[i] = norm * Math.exp(-0.5 * t * t);
        }
        if (derivatives == null) {
            return;
        }
        double gLo = Math.exp(-0.5 * tLo * tLo);
        double gHi = Math.exp(-0.5 * tHi * tHi);
        if (derivatives[0] != null) {
            double shift = (gLo - gHi) / sum;
            for (int i = 0; i < x.length; i++) {
                derivatives[0][i] = density[i] * inverse * ((x[i] - mean) * inverse - shift);
            }
        }
        if (derivatives[1] != null) {
            double shift = 1 - (tHi * gHi - tLo * gLo) / sum;
            for (int i = 0; i < x.length; i++) {
                double t = (x[i] - mean) * inverse;
                derivatives[1][i] = density[i] * inverse * (t * t - shift);
            }
        }
    }
}
