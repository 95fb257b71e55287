package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.GaussLegendre;

/**
 * A density given by a function and its derivatives, divided by its integral over the window: a Gauss–Legendre quadrature
 * on panels that follow the parameters. Belongs to one thread.
 */
abstract class Normalised implements ShapeFunction.Kernel {
    /** Panels are no wider than this part of the window. */
    private static final int COARSE = 4;

    private final double lo;
    private final double hi;
    private final double[] x;
    private final double[] slopes;
    private final double[] integralSlopes;

    /** @param parameters number of parameters */
    Normalised(double lo, double hi, double[] x, int parameters) {
        this.lo = lo;
        this.hi = hi;
        this.x = x;
        slopes = new double[parameters];
        integralSlopes = new double[parameters];
    }

    /** Where panels end, in any order, also outside the window. */
    abstract double[] panels(double[] p);

    /** Whether the density is defined. */
    abstract boolean defined(double[] p);

    /**
     * The function, in any normalisation.
     *
     * @param slopes out, its derivative by each parameter
     */
    abstract double function(double at, double[] p, double[] slopes);

    @Override
    public final void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
        double integral = defined(p) ? integrate(p) : Double.NaN;
        if (!(integral > 0 && integral < Double.POSITIVE_INFINITY)) {
            Runs.undefined(density, derivatives);
            return;
        }
        double norm = 1 / integral;
        for (int i = 0; i < x.length; i++) {
            double value = norm * function(x[i], p, slopes);
            density[i] = value;
            for (int k = 0; derivatives != null && k < slopes.length; k++) {
                if (derivatives[k] != null) {
                    derivatives[k][i] = norm * (slopes[k] - value * integralSlopes[k]);
                }
            }
        }
    }

    private double integrate(double[] p) {
        double[] own = panels(p);
        double[] ends = Arrays.copyOf(own, own.length + COARSE + 1);
        for (int i = 0; i <= COARSE; i++) {
            ends[own.length + i] = lo + (hi - lo) * i / COARSE;
        }
        Arrays.sort(ends);
        GaussLegendre rule = GaussLegendre.FINE;
        Arrays.fill(integralSlopes, 0);
        double integral = 0;
        for (int panel = 0; panel + 1 < ends.length; panel++) {
            double from = ends[panel];
            double width = ends[panel + 1] - from;
            if (!(from >= lo && ends[panel + 1] <= hi && width > 0)) {
                continue;
            }
            for (int i = 0; i < rule.order(); i++) {
                double weight = width * rule.weight(i);
                integral += weight * function(from + width * rule.node(i), p, slopes);
                for (int k = 0; k < slopes.length; k++) {
                    integralSlopes[k] += weight * slopes[k];
                }
            }
        }
        return integral;
    }
}
