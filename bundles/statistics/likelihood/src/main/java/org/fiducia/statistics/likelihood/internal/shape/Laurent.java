package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
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
 * Sum of n powers Σ_i c_i x^(−k_i) with k = 4, 5, 3, 6, 2, 7, 1, 8, each normalised on the window, which lies above 0, of
 * recursive fractions f1 … f(n−1) between 0 and 1: c_1 = f1, c_2 = (1 − f1) f2, …, the last has the rest. n − 1 parameters.
 */
@Component(service = ShapeFunction.class)
public final class Laurent implements ShapeFunction {
    private static final double[] POWERS = {4, 5, 3, 6, 2, 7, 1, 8};

    /** Vector instructions, where there are any. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ArrayMath math;

    /** With the functions that are found. */
    @Activate
    public Laurent() {}

    @Override
    public String id() {
        return "laurent";
    }

    @Override
    public String title() {
        return "Laurent series";
    }

    @Override
    public List<String> parameters(Shape shape) {
        int n = shape.parameters().size();
        if (n >= POWERS.length) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "a laurent shape of " + n + " fractions",
                    "it has at most " + (POWERS.length - 1) + ", called f1, f2, …");
        }
        return IntStream.rangeClosed(1, n).mapToObj(k -> "f" + k).toList();
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        int terms = shape.parameters().size() + 1;
        return new FractionSum(math(), lo, hi, x, terms, Arrays.copyOf(POWERS, terms), Math::log);
    }

    private ArrayMath math() {
        ArrayMath present = math;
        return present == null ? PlainMath.INSTANCE : present;
    }
}
