package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
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
    private volatile @Nullable ArrayMath math;

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

        /** Points of each run between the tails, at the last evaluation. */
        private final int[] coreFrom;

        private final int[] coreTo;
        private final CrystalBallIntegral integral;
        private final ArrayMath math;
        private double[] buffer = {};
        private final double[] at = new double[6];
        private final double[] moments = new double[3];
        private final Tail left = new Tail(-1, ALPHA_L);
        private final Tail right = new Tail(1, ALPHA_R);

        Bound(double lo, double hi, double[] x, ArrayMath math) {
            this.x = x;
            this.math = math;
            runs = Runs.starts(x);
            coreFrom = new int[runs.length];
            coreTo = new int[runs.length];
            integral = new CrystalBallIntegral(lo, hi);
        }

        @Override
        public void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
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
                coreFrom[run] = left;
                coreTo[run] = right;
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
            Arrays.fill(moments, 0);
            left.begin();
            right.begin();
            for (int run = 0; run + 1 < runs.length; run++) {
                left.add(runs[run], coreFrom[run], density, weight, wanted[N_L]);
                math.addMoments(weight, density, x, mean, coreFrom[run], coreTo[run], moments);
                right.add(coreTo[run], runs[run + 1], density, weight, wanted[N_R]);
            }
            left.addTo(slopes);
            right.addTo(slopes);
            slopes[MEAN] += moments[1] * inverse * inverse;
            slopes[SIGMA] += moments[2] * inverse * inverse * inverse;
            double sum = moments[0] + left.sums[0] + right.sums[0];
            for (int k = MEAN; k <= N_R; k++) {
                slopes[k] -= integral.slope(k) * sum;
            }
        }

        /**
         * Sums over one power tail, from which its slopes follow but for the normalisation: with w the weight times the
         * density, Σ w, Σ w/y and, for n, Σ w ln y.
         */
        private final class Tail {
            /** −1 for the left one, +1 for the right one. */
            private final int side;

            private final int alphaIndex;
            private final double[] sums = new double[2];
            private double logarithms;
            private double slope;
            private double offset;
            private double scale;

            Tail(int side, int alphaIndex) {
                this.side = side;
                this.alphaIndex = alphaIndex;
            }

            void begin() {
                slope = at[alphaIndex] / at[alphaIndex + 1];
                offset = 1 - slope * at[alphaIndex];
                scale = slope * side / at[SIGMA];
                Arrays.fill(sums, 0);
                logarithms = 0;
            }

            void add(int from, int to, double[] density, double[] weight, boolean logarithm) {
                double mean = at[MEAN];
                if (from < to) {
                    math.addQuotients(weight, density, x, mean, offset, scale, from, to, sums);
                }
                if (from < to && logarithm) {
                    double[] y = buffer(to);
                    for (int i = from; i < to; i++) {
                        y[i] = offset + scale * (x[i] - mean);
                    }
                    math.log(y, from, to);
                    for (int i = from; i < to; i++) {
                        logarithms += weight[i] * density[i] * y[i];
                    }
                }
            }

            void addTo(double[] slopes) {
                double alpha = at[alphaIndex];
                double fall = alpha / at[SIGMA];
                slopes[MEAN] += side * fall * sums[1];
                slopes[SIGMA] += fall / slope * (sums[0] - offset * sums[1]);
                slopes[alphaIndex] += (alpha + at[alphaIndex + 1] / alpha) * (sums[1] - sums[0]);
                slopes[alphaIndex + 1] += sums[0] - sums[1] - logarithms;
            }
        }

        private void core(int from, int to, double[] p, double[] density, @Nullable double[][] derivatives) {
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
                int from,
                int to,
                double[] p,
                int side,
                int alphaIndex,
                int nIndex,
                double[] density,
                @Nullable double[][] ds) {
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
