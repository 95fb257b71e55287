package org.fiducia.statistics.likelihood.internal.constraint;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.model.Constraint;
import org.osgi.service.component.annotations.Component;

/** Gaussian of parameters mean and sigma &gt; 0: ½((observed − mean)/sigma)², without log(sigma √2π). */
@Component(service = ConstraintFunction.class)
public final class GaussianConstraint implements ConstraintFunction {
    private static final List<String> PARAMETERS = List.of("mean", "sigma");
    private static final List<String> CONSTANTS = List.of("sigma");
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    @Override
    public String id() {
        return Constraint.GAUSSIAN;
    }

    @Override
    public String title() {
        return "Gaussian auxiliary measurement";
    }

    @Override
    public List<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<String> constants() {
        return CONSTANTS;
    }

    @Override
    public double evaluate(double observed, double[] p, @Nullable double[] gradient, @Nullable double[][] hessian) {
        double pull = (p[0] - observed) / p[1];
        if (gradient != null) {
            gradient[0] = pull / p[1];
            gradient[1] = -pull * pull / p[1];
        }
        if (hessian != null) {
            double inverse = 1 / (p[1] * p[1]);
            hessian[0][0] = inverse;
            hessian[0][1] = -2 * pull * inverse;
            hessian[1][0] = hessian[0][1];
            hessian[1][1] = 3 * pull * pull * inverse;
        }
        return 0.5 * pull * pull;
    }

    @Override
    public double constant(double observed, double[] p) {
        return p[1] > 0 ? Math.log(p[1]) + HALF_LOG_TWO_PI : Double.NaN;
    }

    @Override
    public double expected(double[] p) {
        return p[0];
    }

    @Override
    public double sample(double[] p, RandomGenerator random) {
        return p[0] + p[1] * random.nextGaussian();
    }
}
