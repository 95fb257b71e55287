package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Non-relativistic Breit–Wigner (mass, full width) convolved with a Crystal Ball (shift, sigma, alpha, n; the tail on the
 * left for alpha &gt; 0, on the right for alpha &lt; 0), as {@link BreitWigner} and {@link CrystalBall} define them, each
 * on the whole axis. Normalised on the window.
 *
 * <p>The convolution is a quadrature over the Crystal Ball, {@link CrystalBallNodes}: a sum of Lorentz peaks, of which the
 * integral over the window and all derivatives are closed forms. Accurate to 1e-12. NaN for widths or sigmas that are not
 * positive, and for a width below about a thousandth of the window, which needs too many nodes.
 */
@Component(service = ShapeFunction.class)
public final class BreitWignerCrystalBall implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("mass", "width", "shift", "sigma", "alpha", "n");
    private static final int MASS = 0;
    private static final int WIDTH = 1;
    private static final int SHIFT = 2;

    @Override
    public String id() {
        return "breit-wigner-crystal-ball";
    }

    @Override
    public String title() {
        return "Breit–Wigner convolved with a Crystal Ball";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new Bound(lo, hi, x);
    }

    @Override
    public Kernel bindIntervals(Shape shape, double lo, double hi, double[] from, double[] to) {
        return new BreitWignerCrystalBallIntervals(lo, hi, from, to);
    }

    private static final class Bound implements Kernel {
        private final double lo;
        private final double hi;
        private final double[] x;
        private final double[] peak;
        private final CrystalBallNodes nodes = new CrystalBallNodes();

        /** Integral over the window, and its derivative by each parameter. */
        private double integral;

        private final double[] slopes = new double[6];

        Bound(double lo, double hi, double[] x) {
            this.lo = lo;
            this.hi = hi;
            this.x = x;
            peak = new double[x.length];
        }

        @Override
        public void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
            double centre = p[MASS] + p[SHIFT];
            double half = 0.5 * p[WIDTH];
            if (!nodes.place(p, lo - centre, hi - centre)) {
                Runs.undefined(density, derivatives);
                return;
            }
            integrate(centre, half);
            if (!(integral > 0 && integral < Double.POSITIVE_INFINITY)) {
                Runs.undefined(density, derivatives);
                return;
            }
            double[][] wanted = derivatives == null ? new double[6][] : derivatives;
            // Both are the derivative by the centre.
            double[] byCentre = wanted[MASS] != null ? wanted[MASS] : wanted[SHIFT];
            Arrays.fill(density, 0, x.length, 0);
            for (double[] row : wanted) {
                if (row != null) {
                    Arrays.fill(row, 0, x.length, 0);
                }
            }
            for (int i = 0; i < nodes.size(); i++) {
                addPeak(i, centre + nodes.position(i), half, density, byCentre, wanted);
            }
            if (byCentre != null && wanted[SHIFT] != null && byCentre != wanted[SHIFT]) {
                System.arraycopy(byCentre, 0, wanted[SHIFT], 0, x.length);
            }
            normalise(density, wanted);
        }

        private void addPeak(
                int i, double at, double half, double[] density, double[] byCentre, double[][] derivatives) {
            double weight = nodes.weight(i);
            double square = half * half;
            for (int j = 0; j < x.length; j++) {
                double d = x[j] - at;
                peak[j] = 1 / (d * d + square);
            }
            add(weight, density);
            if (byCentre != null) {
                for (int j = 0; j < x.length; j++) {
                    byCentre[j] += 2 * weight * (x[j] - at) * peak[j] * peak[j];
                }
            }
            if (derivatives[WIDTH] != null) {
                double[] byWidth = derivatives[WIDTH];
                for (int j = 0; j < x.length; j++) {
                    byWidth[j] -= half * weight * peak[j] * peak[j];
                }
            }
            for (int k = CrystalBallNodes.SIGMA; k <= CrystalBallNodes.N; k++) {
                double slope = nodes.slope(k, i);
                if (slope != 0 && derivatives[k] != null) {
                    add(slope, derivatives[k]);
                }
            }
        }

        private void add(double factor, double[] sum) {
            for (int j = 0; j < x.length; j++) {
                sum[j] += factor * peak[j];
            }
        }

        private void integrate(double centre, double half) {
            integral = 0;
            Arrays.fill(slopes, 0);
            for (int i = 0; i < nodes.size(); i++) {
                double weight = nodes.weight(i);
                double a = lo - centre - nodes.position(i);
                double b = hi - centre - nodes.position(i);
                double inside = BreitWigner.angle(a, b, half) / half;
                double atA = 1 / (a * a + half * half);
                double atB = 1 / (b * b + half * half);
                integral += weight * inside;
                slopes[MASS] += weight * (atA - atB);
                slopes[WIDTH] -= 0.5 * weight * (b * atB - a * atA + inside) / half;
                for (int k = CrystalBallNodes.SIGMA; k <= CrystalBallNodes.N; k++) {
                    slopes[k] += nodes.slope(k, i) * inside;
                }
            }
            slopes[SHIFT] = slopes[MASS];
        }

        private void normalise(double[] density, double[][] derivatives) {
            double norm = 1 / integral;
            for (int j = 0; j < x.length; j++) {
                density[j] *= norm;
            }
            for (int k = 0; k < derivatives.length; k++) {
                double[] derivative = derivatives[k];
                double shift = slopes[k] * norm;
                for (int j = 0; derivative != null && j < x.length; j++) {
                    derivative[j] = derivative[j] * norm - density[j] * shift;
                }
            }
        }
    }
}
