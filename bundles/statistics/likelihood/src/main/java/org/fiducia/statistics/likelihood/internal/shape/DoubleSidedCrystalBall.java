package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
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
 * Double-sided Crystal Ball. With t = (x − mean)/sigma it is exp(−t²/2) for −alphaL ≤ t ≤ alphaR and beyond, with
 * y = 1 + (alpha/n)(|t| − alpha), exp(−alpha²/2) y^(−n); divided by its closed-form integral over the window. All six
 * derivatives are analytic. Defined for sigma, alphas and ns &gt; 0; n = 1 is no special point.
 */
@Component(service = ShapeFunction.class)
public final class DoubleSidedCrystalBall implements ShapeFunction {
    static final int MEAN = 0;
    static final int SIGMA = 1;
    static final int ALPHA_L = 2;
    static final int N_L = 3;
    static final int ALPHA_R = 4;
    static final int N_R = 5;

    private static final List<String> PARAMETERS = List.of("mean", "sigma", "alphaL", "nL", "alphaR", "nR");

    /** Vector instructions, where there are any. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ArrayMath math;

    /** With the functions that are found. */
    @Activate
    public DoubleSidedCrystalBall() {}

    /** With given functions of arrays, for use outside a framework. */
    public DoubleSidedCrystalBall(ArrayMath math) {
        this.math = math;
    }

    @Override
    public String id() {
        return "dscb";
    }

    @Override
    public String title() {
        return "double-sided Crystal Ball";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        ArrayMath present = math;
        return new Bound(lo, hi, x, present == null ? PlainMath.INSTANCE : present);
    }

    @Override
    public double[] breaks(Shape shape, double[] p) {
        double mean = p[MEAN];
        double sigma = p[SIGMA];
        return new double[] {
            mean - 3 * p[ALPHA_L] * sigma,
            mean - p[ALPHA_L] * sigma,
            mean,
            mean + p[ALPHA_R] * sigma,
            mean + 3 * p[ALPHA_R] * sigma
        };
    }

    private static final class Bound implements Kernel {
        private final double[] x;
        private final int[] runs;
        private final CrystalBallIntegral integral;
        private final ArrayMath math;
        private double[] buffer = {};
        private final double[] at = new double[6];
        private final double[] moments = new double[3];
        private final double[] quotients = new double[2];

        Bound(double lo, double hi, double[] x, ArrayMath math) {
            this.x = x;
            this.math = math;
            runs = Runs.starts(x);
            integral = new CrystalBallIntegral(lo, hi);
        }

        @Override
        public void evaluate(double[] p, double[] density, double[][] derivatives) {
            System.arraycopy(p, 0, at, 0, at.length);
            if (!integral.compute(p)) {
                Runs.undefined(density, derivatives);
                return;
            }
            double mean = p[MEAN];
            double sigma = p[SIGMA];
            double leftEnd = mean - p[ALPHA_L] * sigma;
            double rightEnd = mean + p[ALPHA_R] * sigma;
            for (int run = 0; run + 1 < runs.length; run++) {
                int from = runs[run];
                int to = runs[run + 1];
                int left = Runs.lowerBound(x, from, to, leftEnd);
                int right = Runs.lowerBound(x, left, to, rightEnd);
                tail(from, left, p, -1, ALPHA_L, N_L, density, derivatives);
                core(left, right, p, density, derivatives);
                tail(right, to, p, 1, ALPHA_R, N_R, density, derivatives);
            }
        }

        @Override
        public boolean givesSlopes() {
            return true;
        }

        @Override
        public void addSlopes(double[] density, double[] weight, boolean[] wanted, double[] slopes) {
            double mean = at[MEAN];
            double inverse = 1 / at[SIGMA];
            double leftEnd = mean - at[ALPHA_L] * at[SIGMA];
            double rightEnd = mean + at[ALPHA_R] * at[SIGMA];
            Arrays.fill(moments, 0);
            double tails = 0;
            for (int run = 0; run + 1 < runs.length; run++) {
                int from = runs[run];
                int to = runs[run + 1];
                int left = Runs.lowerBound(x, from, to, leftEnd);
                int right = Runs.lowerBound(x, left, to, rightEnd);
                tails += addTailSlopes(from, left, -1, ALPHA_L, density, weight, wanted, slopes);
                math.addMoments(weight, density, x, mean, left, right, moments);
                tails += addTailSlopes(right, to, 1, ALPHA_R, density, weight, wanted, slopes);
            }
            slopes[MEAN] += moments[1] * inverse * inverse;
            slopes[SIGMA] += moments[2] * inverse * inverse * inverse;
            for (int k = MEAN; k <= N_R; k++) {
                slopes[k] -= integral.slope(k) * (moments[0] + tails);
            }
        }

        /**
         * With w the weight times the density it takes Σ w, Σ w/y and, for n, Σ w ln y, from which the slopes of a tail
         * follow but for the normalisation. Returns Σ w.
         */
        private double addTailSlopes(
                int from,
                int to,
                int side,
                int alphaIndex,
                double[] density,
                double[] weight,
                boolean[] wanted,
                double[] slopes) {
            if (from == to) {
                return 0;
            }
            double alpha = at[alphaIndex];
            int nIndex = alphaIndex + 1;
            double n = at[nIndex];
            double slope = alpha / n;
            double offset = 1 - slope * alpha;
            double scale = slope * side / at[SIGMA];
            double mean = at[MEAN];
            quotients[0] = 0;
            quotients[1] = 0;
            math.addQuotients(weight, density, x, mean, offset, scale, from, to, quotients);
            double sum = quotients[0];
            double overY = quotients[1];
            double fall = alpha / at[SIGMA];
            slopes[MEAN] += side * fall * overY;
            slopes[SIGMA] += fall / slope * (sum - offset * overY);
            slopes[alphaIndex] += (alpha + n / alpha) * (overY - sum);
            if (wanted[nIndex]) {
                double[] buffered = buffer(to);
                for (int i = from; i < to; i++) {
                    buffered[i] = offset + scale * (x[i] - mean);
                }
                math.log(buffered, from, to);
                double logarithms = 0;
                for (int i = from; i < to; i++) {
                    logarithms += weight[i] * density[i] * buffered[i];
                }
                slopes[nIndex] += sum - overY - logarithms;
            }
            return sum;
        }

        private void core(int from, int to, double[] p, double[] density, double[][] derivatives) {
            double mean = p[MEAN];
            double inverse = 1 / p[SIGMA];
            double norm = 1 / integral.value();
            for (int i = from; i < to; i++) {
                double t = (x[i] - mean) * inverse;
                density[i] = -0.5 * t * t;
            }
            math.exp(density, from, to);
            for (int i = from; i < to; i++) {
                density[i] *= norm;
            }
            if (derivatives == null) {
                return;
            }
            double[] dMean = derivatives[MEAN];
            if (dMean != null) {
                double shift = integral.slope(MEAN);
                for (int i = from; i < to; i++) {
                    dMean[i] = density[i] * ((x[i] - mean) * inverse * inverse - shift);
                }
            }
            double[] dSigma = derivatives[SIGMA];
            if (dSigma != null) {
                double shift = integral.slope(SIGMA);
                for (int i = from; i < to; i++) {
                    double t = (x[i] - mean) * inverse;
                    dSigma[i] = density[i] * (t * t * inverse - shift);
                }
            }
            for (int k = ALPHA_L; k <= N_R; k++) {
                normalisationOnly(k, from, to, density, derivatives);
            }
        }

        private double[] buffer(int length) {
            if (buffer.length < length) {
                buffer = new double[x.length];
            }
            return buffer;
        }

        private void normalisationOnly(int k, int from, int to, double[] density, double[][] derivatives) {
            double[] derivative = derivatives[k];
            if (derivative != null) {
                double shift = integral.slope(k);
                for (int i = from; i < to; i++) {
                    derivative[i] = -density[i] * shift;
                }
            }
        }

        /** One power tail; side −1 is the left one, +1 the right one. */
        private void tail(
                int from, int to, double[] p, int side, int alphaIndex, int nIndex, double[] density, double[][] ds) {
            if (from == to) {
                return;
            }
            double mean = p[MEAN];
            double alpha = p[alphaIndex];
            double n = p[nIndex];
            double slope = alpha / n;
            double scale = side / p[SIGMA];
            double offset = 1 - slope * alpha;
            double norm = Math.exp(-0.5 * alpha * alpha) / integral.value();
            double[] dN = ds == null ? null : ds[nIndex];
            for (int i = from; i < to; i++) {
                density[i] = offset + slope * ((x[i] - mean) * scale);
            }
            math.log(density, from, to);
            if (dN != null) {
                for (int i = from; i < to; i++) {
                    dN[i] = -density[i];
                }
            }
            for (int i = from; i < to; i++) {
                density[i] *= -n;
            }
            math.exp(density, from, to);
            for (int i = from; i < to; i++) {
                density[i] *= norm;
            }
            for (int i = from; dN != null && i < to; i++) {
                dN[i] *= density[i];
            }
            if (ds == null) {
                return;
            }
            double[] dMean = ds[MEAN];
            double[] dSigma = ds[SIGMA];
            double[] dAlpha = ds[alphaIndex];
            double meanShift = integral.slope(MEAN);
            double sigmaShift = integral.slope(SIGMA);
            double alphaShift = integral.slope(alphaIndex);
            double nShift = integral.slope(nIndex);
            double alphaFactor = alpha + n / alpha;
            double inverse = 1 / p[SIGMA];
            double[] inverseY = buffer(to);
            for (int i = from; i < to; i++) {
                inverseY[i] = 1 / (offset + slope * ((x[i] - mean) * scale));
            }
            double fall = alpha * inverse;
            if (dMean != null) {
                double factor = side * fall;
                for (int i = from; i < to; i++) {
                    dMean[i] = density[i] * (factor * inverseY[i] - meanShift);
                }
            }
            if (dSigma != null) {
                double factor = fall * scale;
                for (int i = from; i < to; i++) {
                    dSigma[i] = density[i] * (factor * (x[i] - mean) * inverseY[i] - sigmaShift);
                }
            }
            if (dAlpha != null) {
                for (int i = from; i < to; i++) {
                    dAlpha[i] = density[i] * (alphaFactor * (inverseY[i] - 1) - alphaShift);
                }
            }
            if (dN != null) {
                for (int i = from; i < to; i++) {
                    dN[i] += density[i] * (1 - inverseY[i] - nShift);
                }
            }
            normalisationOnly(side < 0 ? ALPHA_R : ALPHA_L, from, to, density, ds);
            normalisationOnly(side < 0 ? N_R : N_L, from, to, density, ds);
        }
    }
}
