package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Sum of n exponentials Σ_i c_i e^(−p_i x), each normalised on the window, of parameters p1 … pn and recursive fractions
 * f1 … f(n−1) between 0 and 1: c_1 = f1, c_2 = (1 − f1) f2, …, the last has the rest. 2n − 1 parameters.
 */
@Component(service = ShapeFunction.class)
public final class ExponentialSum implements ShapeFunction {
    /** Vector instructions, where there are any. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ArrayMath math;

    /** With the functions that are found. */
    @Activate
    public ExponentialSum() {}

    @Override
    public String id() {
        return "exponential-sum";
    }

    @Override
    public String title() {
        return "sum of exponentials";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return Coefficients.sum(shape);
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        int terms = parameters(shape).size() / 2 + 1;
        return new FractionSum(math(), lo, hi, x, terms, new double[0], at -> at);
    }

    private ArrayMath math() {
        ArrayMath present = math;
        return present == null ? PlainMath.INSTANCE : present;
    }
}
