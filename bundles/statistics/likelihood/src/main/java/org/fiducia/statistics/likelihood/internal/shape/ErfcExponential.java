package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Falling spectrum with a turn-on: erfc((alpha − x) · beta) · exp(−(x − peak) · gamma) of parameters alpha, beta, gamma,
 * peak. The turn-on is at alpha, with the width 1/beta; a negative beta makes it a turn-off. The peak only sets a scale
 * that normalisation takes away again: its derivative is 0, and a fit holds it fixed.
 *
 * <p>Normalised by a quadrature on panels that follow the turn-on, exact to rounding for all slopes; the closed form loses
 * its digits where gamma or beta is near 0. NaN where turn-on and exponential are so far apart that their product is below
 * the smallest number everywhere.
 */
@Component(service = ShapeFunction.class)
public final class ErfcExponential implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("alpha", "beta", "gamma", "peak");

    /** Ends of panels from where the exponential is largest, in decay lengths. */
    private static final double[] DECAY = {4, 12, 40, 120};

    private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

    @Override
    public String id() {
        return "erfc-exponential";
    }

    @Override
    public String title() {
        return "exponential with a turn-on";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    /** Around the turn-on, as far as the error function changes. */
    @Override
    public double[] breaks(Shape shape, double[] p) {
        double width = 1 / p[1];
        return new double[] {p[0] - 4 * width, p[0] - 2 * width, p[0], p[0] + 2 * width, p[0] + 4 * width};
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new Normalised(lo, hi, x, PARAMETERS.size()) {
            @Override
            double[] panels(double[] p) {
                double[] turnOn = breaks(shape, p);
                double[] panels = Arrays.copyOf(turnOn, turnOn.length + DECAY.length);
                for (int i = 0; i < DECAY.length; i++) {
                    panels[turnOn.length + i] = (p[2] > 0 ? lo : hi) + DECAY[i] / p[2];
                }
                return panels;
            }

            @Override
            boolean defined(double[] p) {
                return true;
            }

            @Override
            double function(double at, double[] p, double[] slopes) {
                double distance = p[0] - at;
                double beta = p[1];
                double gamma = p[2];
                // From the end where the exponential is largest, so that nothing overflows.
                double depth = at - (gamma > 0 ? lo : hi);
                double fall = Math.exp(-gamma * depth);
                double f = Erfc.value(distance * beta) * fall;
                double slope = -TWO_BY_ROOT_PI * Math.exp(-distance * distance * beta * beta) * fall;
                slopes[0] = beta * slope;
                slopes[1] = distance * slope;
                slopes[2] = -depth * f;
                slopes[3] = 0;
                return f;
            }
        };
    }
}
