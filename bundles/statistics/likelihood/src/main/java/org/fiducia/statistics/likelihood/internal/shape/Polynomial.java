package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Polynomial Σ_k a_k x^k of parameters a0 … an, divided by its integral over the window. Only ratios of coefficients
 * matter, so one of them, usually a0 = 1, is held fixed in a fit.
 */
@Component(service = ShapeFunction.class)
public final class Polynomial implements ShapeFunction {
    @Override
    public String id() {
        return "polynomial";
    }

    @Override
    public String title() {
        return "polynomial";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return Coefficients.names(shape, "a");
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        int n = shape.parameters().size();
        double[][] powers = new double[n][x.length];
        double[] integrals = new double[n];
        for (int i = 0; i < x.length; i++) {
            double power = 1;
            for (int k = 0; k < n; k++) {
                powers[k][i] = power;
                power *= x[i];
            }
        }
        // (hi^{k+1} − lo^{k+1})/(k + 1), with hi − lo taken out so that a narrow window far from 0 loses no digits.
        double sum = 0;
        double loPower = 1;
        for (int k = 0; k < n; k++) {
            sum = sum * hi + loPower;
            loPower *= lo;
            integrals[k] = (hi - lo) * sum / (k + 1);
        }
        return new LinearCombination(powers, integrals, a -> positive(a, lo, hi));
    }

    /**
     * Whether the polynomial is positive on the window for sure: all its Bernstein coefficients are. Those are Σ_j
     * C(k, j)/C(n, j) c_j of the coefficients c_j in t = (x − lo)/(hi − lo).
     */
    private static boolean positive(double[] a, double lo, double hi) {
        int n = a.length - 1;
        double[] c = a.clone();
        for (int k = 0; k < n; k++) {
            for (int j = n - 1; j >= k; j--) {
                c[j] += lo * c[j + 1]; // Horner's scheme again and again: in powers of x − lo
            }
        }
        double scale = 1;
        for (int j = 0; j <= n; j++) {
            c[j] *= scale;
            scale *= (hi - lo) * (j + 1) / Math.max(1, n - j); // divided by C(n, j)
        }
        for (int k = 0; k <= n; k++) {
            double sum = 0;
            double binomial = 1;
            for (int j = 0; j <= k; j++) {
                sum += binomial * c[j];
                binomial *= (double) (k - j) / (j + 1);
            }
            if (!(sum >= 0)) {
                return false;
            }
        }
        return true;
    }
}
