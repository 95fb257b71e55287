package org.fiducia.statistics.likelihood.internal.constraint;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ConstraintFunction;
import org.osgi.service.component.annotations.Component;

/**
 * Log-normal density of the result of an auxiliary measurement: its logarithm is Gaussian around ln m0, with the width
 * abs(ln k). Parameters m0 &gt; 0, the median, and k &gt; 0. With s = abs(ln k): ½(ln(observed/m0)/s)² + ln s, without
 * ln observed + ½ ln 2π.
 */
@Component(service = ConstraintFunction.class)
public final class LogNormalConstraint implements ConstraintFunction {
    private static final List<String> PARAMETERS = List.of("m0", "k");
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    @Override
    public String id() {
        return "log-normal";
    }

    @Override
    public String title() {
        return "log-normal auxiliary measurement";
    }

    @Override
    public List<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public double evaluate(double observed, double[] p, @Nullable double[] gradient, @Nullable double[][] hessian) {
        double m0 = p[0];
        double k = p[1];
        if (!(observed > 0 && m0 > 0 && k > 0 && k != 1)) {
            return Double.POSITIVE_INFINITY;
        }
        double log = Math.log(k);
        double pull = Math.log(observed / m0) / log;
        if (gradient != null) {
            gradient[0] = -pull / (log * m0);
            gradient[1] = (1 - pull * pull) / (log * k);
        }
        if (hessian != null) {
            hessian[0][0] = (1 / log + pull) / (log * m0 * m0);
            hessian[0][1] = 2 * pull / (log * log * m0 * k);
            hessian[1][0] = hessian[0][1];
            hessian[1][1] = ((3 * pull * pull - 1) / log - (1 - pull * pull)) / (log * k * k);
        }
        return 0.5 * pull * pull + Math.log(Math.abs(log));
    }

    @Override
    public double constant(double observed, double[] p) {
        return Math.log(observed) + HALF_LOG_TWO_PI;
    }

    /** The median: the result for which m0 is the best fit. */
    @Override
    public double expected(double[] p) {
        return p[0];
    }

    @Override
    public double sample(double[] p, RandomGenerator random) {
        return p[0] * StrictMath.exp(StrictMath.log(p[1]) * random.nextGaussian());
    }
}
