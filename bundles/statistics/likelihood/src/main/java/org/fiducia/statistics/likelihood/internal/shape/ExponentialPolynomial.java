package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import java.util.stream.IntStream;
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
 * Exponential of a polynomial, exp(Σ_k p_k P_k(2t − 1)) with t = (x − lo)/(hi − lo) and Legendre polynomials P_1 … P_n,
 * which hardly correlate the parameters p1 … pn; normalised on the window by 32-point Gauss–Legendre. Positive everywhere.
 */
@Component(service = ShapeFunction.class)
public final class ExponentialPolynomial implements ShapeFunction {
    /** Vector instructions, where there are any. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ArrayMath math;

    /** With the functions that are found. */
    @Activate
    public ExponentialPolynomial() {}

    @Override
    public String id() {
        return "exponential-polynomial";
    }

    @Override
    public String title() {
        return "exponential of a polynomial";
    }

    @Override
    public List<String> parameters(Shape shape) {
        int n = shape.parameters().size();
        return IntStream.rangeClosed(1, n).mapToObj(k -> "p" + k).toList();
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new LegendreExponential(math(), lo, hi, x, shape.parameters().size());
    }

    private ArrayMath math() {
        ArrayMath present = math;
        return present == null ? PlainMath.INSTANCE : present;
    }
}
