package org.fiducia.statistics.likelihood.internal.constraint;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.statistics.likelihood.PoissonNumber;
import org.osgi.service.component.annotations.Component;

/**
 * Count n of an auxiliary measurement with the parameter mean ≥ 0: mean − n log mean, without log Γ(n + 1). n need not be
 * a whole number, so that the Asimov data set can observe the mean.
 */
@Component(service = ConstraintFunction.class)
public final class PoissonConstraint implements ConstraintFunction {
    private static final List<String> PARAMETERS = List.of("mean");

    @Override
    public String id() {
        return "poisson";
    }

    @Override
    public String title() {
        return "auxiliary count";
    }

    @Override
    public List<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public double evaluate(double observed, double[] p, @Nullable double[] gradient, @Nullable double[][] hessian) {
        double mean = p[0];
        if (!(mean >= 0) || observed < 0 || mean == 0 && observed > 0) {
            return Double.POSITIVE_INFINITY;
        }
        // Without a count the probability e^−mean has no logarithm of the mean in it, not even at 0.
        double ratio = observed == 0 ? 0 : observed / mean;
        if (gradient != null) {
            gradient[0] = 1 - ratio;
        }
        if (hessian != null) {
            hessian[0][0] = observed == 0 ? 0 : ratio / mean;
        }
        return observed == 0 ? mean : mean - observed * Math.log(mean);
    }

    @Override
    public double constant(double observed, double[] p) {
        return observed >= 0 ? LogGamma.value(observed + 1) : Double.NaN;
    }

    @Override
    public double expected(double[] p) {
        return p[0];
    }

    @Override
    public double sample(double[] p, RandomGenerator random) {
        return PoissonNumber.draw(p[0], random);
    }
}
