package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.fiducia.statistics.likelihood.CurvedKernel;
import org.osgi.service.component.annotations.Component;

/**
 * Step function with optional vertical morphing. Tables: {@code edges} (n + 1 rising numbers that cover the window),
 * {@code contents} (n numbers ≥ 0 in any normalisation) and, for each parameter c of the shape, {@code delta.}c (n
 * numbers). In a bin b of width w_b the density is (T_b + Σ_c c δ_cb) / (w_b N), N the sum of the same over the bins (or
 * their parts) in the window. A bin whose morphed content is negative has a negative density: it is not clipped, so
 * that the likelihood stays smooth; {@link Kernel#negative} says so.
 */
@Component(service = ShapeFunction.class)
public final class Histogram implements ShapeFunction {
    @Override
    public String id() {
        return "histogram";
    }

    @Override
    public String title() {
        return "histogram template with vertical morphing";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return List.copyOf(shape.parameters().keySet());
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new Bound(Template.of(shape, lo, hi), x);
    }

    @Override
    public double[] breaks(Shape shape, double[] parameters) {
        return Templates.edges(shape);
    }

    /**
     * The tables of a shape.
     *
     * @param edges of the bins
     * @param heights contents, then δ of each parameter: divided by the width of the bin
     * @param integrals of each row over the window
     * @param reach of each parameter: largest part of a content that its δ takes away per unit
     */
    private record Template(double[] edges, double[][] heights, double[] integrals, double[] reach) {
        static Template of(Shape shape, double lo, double hi) {
            double[] edges = Templates.edges(shape);
            int bins = edges.length - 1;
            if (edges[0] > lo || edges[bins] < hi) {
                throw Templates.wrong(
                        shape,
                        "edges " + edges[0] + " to " + edges[bins] + " do not cover the window [" + lo + ", " + hi
                                + "]");
            }
            List<String> parameters = List.copyOf(shape.parameters().keySet());
            double[][] heights = new double[1 + parameters.size()][];
            double[] integrals = new double[heights.length];
            for (int row = 0; row < heights.length; row++) {
                heights[row] = row == 0
                        ? Templates.contents(shape, edges)
                        : Templates.heights(shape, "delta." + parameters.get(row - 1), edges);
                for (int b = 0; b < bins; b++) {
                    double inside = Math.min(hi, edges[b + 1]) - Math.max(lo, edges[b]);
                    integrals[row] += Math.max(0, inside) * heights[row][b];
                }
            }
            if (!(integrals[0] > 0)) {
                throw Templates.wrong(shape, "all contents in the window are 0");
            }
            return new Template(edges, heights, integrals, reach(heights));
        }

        private static double[] reach(double[][] heights) {
            double[] reach = new double[heights.length - 1];
            for (int k = 0; k < reach.length; k++) {
                for (int b = 0; b < heights[0].length; b++) {
                    double delta = Math.abs(heights[k + 1][b]);
                    reach[k] = delta == 0 ? reach[k] : Math.max(reach[k], delta / heights[0][b]);
                }
            }
            return reach;
        }
    }

    private static final class Bound implements CurvedKernel {
        /** Runs of points in one bin: first point, and bin. */
        private final int[] first;

        private final int[] bin;

        private final Template template;
        private final double[][] heights;
        private final double[] integrals;
        private final double[] morphed;

        /** 1 / the integral of the contents at the last evaluation. */
        private double norm;

        private boolean negative;

        Bound(Template template, double[] x) {
            this.template = template;
            heights = template.heights();
            integrals = template.integrals();
            double[] edges = template.edges();
            morphed = new double[edges.length - 1];
            int[] firsts = new int[x.length + 1];
            int[] bins = new int[x.length];
            int count = 0;
            int b = 0;
            for (int i = 0; i < x.length; i++) {
                b = binOf(edges, x[i], b);
                if (count == 0 || bins[count - 1] != b) {
                    firsts[count] = i;
                    bins[count++] = b;
                }
            }
            firsts[count] = x.length;
            first = Arrays.copyOf(firsts, count + 1);
            bin = Arrays.copyOf(bins, count);
        }

        @Override
        public Kernel at(double[] x) {
            return new Bound(template, x);
        }

        /** Bin of a number: that of the number before, the one where it is if all are as wide, or else it is searched. */
        private static int binOf(double[] edges, double x, int before) {
            if (x >= edges[before] && x < edges[before + 1]) {
                return before;
            }
            int last = edges.length - 2;
            int even = (int) ((x - edges[0]) / (edges[last + 1] - edges[0]) * (last + 1));
            if (even >= 0 && even <= last && x >= edges[even] && x < edges[even + 1]) {
                return even;
            }
            int at = Arrays.binarySearch(edges, x);
            int b = at >= 0 ? at : -at - 2;
            return Math.min(b, last);
        }

        @Override
        public boolean negative() {
            return negative;
        }

        @Override
        public int[] steps() {
            return first;
        }

        @Override
        public void evaluateSteps(double[] parameters, double[] density, @Nullable double[][] derivatives) {
            norm = morph(parameters);
            if (!(norm > 0)) {
                Runs.undefined(density, derivatives);
                return;
            }
            for (int run = 0; run < bin.length; run++) {
                density[run] = morphed[bin[run]];
            }
            for (int k = 0; derivatives != null && k < parameters.length; k++) {
                double[] derivative = derivatives[k];
                double[] delta = heights[k + 1];
                double shift = integrals[k + 1] * norm;
                for (int run = 0; derivative != null && run < bin.length; run++) {
                    int b = bin[run];
                    derivative[run] = delta[b] * norm - morphed[b] * shift;
                }
            }
        }

        @Override
        public boolean givesSlopes() {
            return true;
        }

        @Override
        public void addSlopes(double[] density, double[] weight, boolean[] wanted, double[] slopes) {
            // Two parameters at a time: sums that do not wait for each other.
            for (int k = 0; k < slopes.length; k += 2) {
                boolean two = k + 1 < slopes.length;
                double[] first = heights[k + 1];
                double[] second = heights[two ? k + 2 : k + 1];
                double all = 0;
                double sum = 0;
                double secondSum = 0;
                for (int run = 0; run < bin.length; run++) {
                    double w = weight[run];
                    int b = bin[run];
                    all += w * density[run];
                    sum += w * first[b];
                    secondSum += w * second[b];
                }
                slopes[k] += norm * (sum - integrals[k + 1] * all);
                if (two) {
                    slopes[k + 1] += norm * (secondSum - integrals[k + 2] * all);
                }
            }
        }

        /**
         * With p_b = T_b/N: −(δ_kb Δ_l + δ_lb Δ_k)/N² + 2 T_b Δ_k Δ_l/N³, δ and Δ being changes of a height and of the
         * integral N.
         */
        @Override
        public void curvature(double[] density, double[] weight, boolean[] wanted, double[][] curvature) {
            int n = wanted.length;
            double all = 0;
            for (int run = 0; run < bin.length; run++) {
                all += weight[run] * density[run];
            }
            double[] sums = new double[n];
            for (int k = 0; k < n; k++) {
                double[] delta = heights[k + 1];
                for (int run = 0; wanted[k] && run < bin.length; run++) {
                    sums[k] += weight[run] * delta[bin[run]];
                }
            }
            double square = norm * norm;
            for (int k = 0; k < n; k++) {
                for (int l = 0; l <= k; l++) {
                    double bend = 2 * all * integrals[k + 1] * integrals[l + 1]
                            - sums[k] * integrals[l + 1]
                            - sums[l] * integrals[k + 1];
                    curvature[k][l] = wanted[k] && wanted[l] ? square * bend : 0;
                    curvature[l][k] = curvature[k][l];
                }
            }
        }

        /** Computes the density in each bin. Returns 1 / the integral of the contents, 0 when there is no density. */
        private double morph(double[] parameters) {
            System.arraycopy(heights[0], 0, morphed, 0, morphed.length);
            double integral = integrals[0];
            for (int k = 0; k < parameters.length; k++) {
                double c = parameters[k];
                double[] delta = heights[k + 1];
                for (int b = 0; b < morphed.length; b++) {
                    morphed[b] += c * delta[b];
                }
                integral += c * integrals[k + 1];
            }
            if (!(integral > 0 && integral < Double.POSITIVE_INFINITY)) {
                negative = true;
                return 0;
            }
            double inverse = 1 / integral;
            for (int b = 0; b < morphed.length; b++) {
                morphed[b] *= inverse;
            }
            negative = far(parameters) && anyNegative();
            return inverse;
        }

        /** Whether the morphing is large enough for a content to be negative: a look at the parameters mostly suffices. */
        private boolean far(double[] parameters) {
            double most = 0;
            for (int k = 0; k < parameters.length; k++) {
                most += parameters[k] == 0 ? 0 : Math.abs(parameters[k]) * template.reach()[k];
            }
            return most > 1;
        }

        private boolean anyNegative() {
            for (double content : morphed) {
                if (content < 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void evaluate(double[] parameters, double[] density, @Nullable double[][] derivatives) {
            norm = morph(parameters);
            if (!(norm > 0)) {
                Runs.undefined(density, derivatives);
                return;
            }
            for (int run = 0; run < bin.length; run++) {
                fill(density, first[run], first[run + 1], morphed[bin[run]]);
            }
            for (int k = 0; derivatives != null && k < parameters.length; k++) {
                double[] derivative = derivatives[k];
                double[] delta = heights[k + 1];
                double shift = integrals[k + 1] * norm;
                for (int run = 0; derivative != null && run < bin.length; run++) {
                    int b = bin[run];
                    fill(derivative, first[run], first[run + 1], delta[b] * norm - morphed[b] * shift);
                }
            }
        }

        private static void fill(double[] array, int from, int to, double value) {
            for (int i = from; i < to; i++) {
                array[i] = value;
            }
        }
    }
}
