package org.fiducia.statistics.likelihood.internal.shape;

import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Crystal Ball with one power tail: with t = (x − mean)/sigma it is exp(−t²/2) for t ≥ −alpha and beyond, with y = 1 +
 * (alpha/n)(|t| − alpha), exp(−alpha²/2) y^(−n). The tail is on the left for alpha &gt; 0 and, mirrored, on the right for
 * alpha &lt; 0. Defined for sigma and n &gt; 0 and alpha ≠ 0; n = 1 is no special point. It is the {@link
 * DoubleSidedCrystalBall} with the other tail at infinity.
 */
@Component(service = ShapeFunction.class)
public final class CrystalBall implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("mean", "sigma", "alpha", "n");
    private static final int ALPHA = 2;
    private static final int N = 3;

    private final DoubleSidedCrystalBall both = new DoubleSidedCrystalBall();

    @Override
    public String id() {
        return "crystal-ball";
    }

    @Override
    public String title() {
        return "Crystal Ball";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    private static double[] doubled(double[] p) {
        double infinity = Double.POSITIVE_INFINITY;
        return p[ALPHA] < 0
                ? new double[] {p[0], p[1], infinity, 1, -p[ALPHA], p[N]}
                : new double[] {p[0], p[1], p[ALPHA], p[N], infinity, 1};
    }

    @Override
    public double[] breaks(Shape shape, double[] p) {
        return both.breaks(shape, doubled(p));
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        Kernel kernel = both.bind(shape, lo, hi, x);
        return (p, density, derivatives) -> {
            boolean right = p[ALPHA] < 0;
            double[][] doubled = null;
            if (derivatives != null) {
                int alpha = right ? DoubleSidedCrystalBall.ALPHA_R : DoubleSidedCrystalBall.ALPHA_L;
                doubled = new double[6][];
                doubled[DoubleSidedCrystalBall.MEAN] = derivatives[0];
                doubled[DoubleSidedCrystalBall.SIGMA] = derivatives[1];
                doubled[alpha] = derivatives[ALPHA];
                doubled[alpha + 1] = derivatives[N];
            }
            kernel.evaluate(doubled(p), density, doubled);
            if (right && derivatives != null && derivatives[ALPHA] != null) {
                double[] derivative = derivatives[ALPHA];
                for (int i = 0; i < derivative.length; i++) {
                    derivative[i] = -derivative[i];
                }
            }
        };
    }
}
