package org.fiducia.statistics.likelihood.internal.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Histogram convolved with a Gaussian: Σ_b h_b [Φ((x − shift − e_b)/sigma) − Φ((x − shift − e_{b+1})/sigma)] of parameters
 * shift and sigma ≥ 0, divided by its closed-form integral over the window. Tables {@code edges} e (n + 1 rising numbers)
 * and {@code contents} (n numbers ≥ 0 in any normalisation, h_b = content / width). Outside its edges the histogram is 0:
 * they reach beyond the window by a few sigma where the spectrum does. A sigma of 0 means a millionth of the window.
 */
@Component(service = ShapeFunction.class)
public final class TemplateGauss implements ShapeFunction {
    private static final List<String> PARAMETERS = List.of("shift", "sigma");
    private static final double LEAST = 1e-6;
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double NORM = 1 / Math.sqrt(2 * Math.PI);

    /** Bins whose ends are further than this from a point, in sigma, add nothing to it that a number could show. */
    private static final double REACH = 38;

    @Override
    public String id() {
        return "template-gauss";
    }

    @Override
    public String title() {
        return "histogram template convolved with a Gaussian";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return PARAMETERS;
    }

    /** Every edge, when the Gaussian is so narrow that the steps show. */
    @Override
    public double[] breaks(Shape shape, double[] p) {
        double[] edges = Templates.edges(shape);
        double mean = (edges[edges.length - 1] - edges[0]) / (edges.length - 1);
        if (!(p[1] < 0.5 * mean)) {
            return new double[0];
        }
        var breaks = new ArrayList<Double>();
        for (double edge : edges) {
            for (int k = -2; k <= 2; k++) {
                breaks.add(edge + p[0] + 4 * k * p[1]);
            }
        }
        return breaks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new Bound(shape, lo, hi, x);
    }

    @Override
    public Kernel bindIntervals(Shape shape, double lo, double hi, double[] from, double[] to) {
        double[] edges = Templates.edges(shape);
        double[] heights = heights(shape, edges);
        return new TemplateGaussIntervals(edges, heights, lo, hi, from, to, LEAST * (hi - lo));
    }

    private static double[] heights(Shape shape, double[] edges) {
        double[] heights = Templates.contents(shape, edges);
        if (Arrays.stream(heights).allMatch(height -> height == 0)) {
            throw Templates.wrong(shape, "all contents are 0");
        }
        return heights;
    }

    private static final class Bound implements Kernel {
        private final double lo;
        private final double hi;
        private final double[] x;
        private final double[] edges;
        private final double[] heights;
        private double value;
        private double byShift;
        private double bySigma;

        Bound(Shape shape, double lo, double hi, double[] x) {
            this.lo = lo;
            this.hi = hi;
            this.x = x;
            edges = Templates.edges(shape);
            heights = heights(shape, edges);
        }

        @Override
        public void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
            double shift = p[0];
            double sigma = p[1] >= 0 ? Math.max(p[1], LEAST * (hi - lo)) : Double.NaN;
            double integral = integral(lo - shift, hi - shift, sigma);
            if (!(integral > 0 && integral < Double.POSITIVE_INFINITY)) {
                Runs.undefined(density, derivatives);
                return;
            }
            double norm = 1 / integral;
            at(lo - shift, sigma, false);
            double shiftShift = value;
            at(hi - shift, sigma, false);
            shiftShift = (shiftShift - value) * norm;
            double sigmaShift = integralBySigma(lo - shift, hi - shift, sigma) * norm;
            for (int i = 0; i < x.length; i++) {
                at(x[i] - shift, sigma, derivatives != null);
                double of = norm * value;
                density[i] = of;
                if (derivatives != null) {
                    if (derivatives[0] != null) {
                        derivatives[0][i] = norm * byShift - of * shiftShift;
                    }
                    if (derivatives[1] != null) {
                        derivatives[1][i] = norm * bySigma - of * sigmaShift;
                    }
                }
            }
        }

        /** Function and derivatives at y = x − shift, before normalisation; only bins within reach are looked at. */
        private void at(double y, double sigma, boolean derivatives) {
            int from = Math.max(0, Runs.lowerBound(edges, 0, edges.length, y - REACH * sigma) - 1);
            int to = Math.min(heights.length, Runs.lowerBound(edges, from, edges.length, y + REACH * sigma));
            value = 0;
            byShift = 0;
            bySigma = 0;
            double inverse = 1 / sigma;
            double t = (y - edges[from]) * inverse;
            double tail = tail(t);
            double gauss = derivatives ? NORM * Math.exp(-0.5 * t * t) : 0;
            for (int b = from; b < to; b++) {
                double tNext = (y - edges[b + 1]) * inverse;
                double tailNext = tail(tNext);
                // Probabilities of the smaller tail: differences keep their digits, however far out.
                double inside = t > 0 == tNext > 0 ? Math.abs(tailNext - tail) : 1 - tail - tailNext;
                value += heights[b] * inside;
                if (derivatives) {
                    double gaussNext = NORM * Math.exp(-0.5 * tNext * tNext);
                    byShift += heights[b] * inverse * (gaussNext - gauss);
                    bySigma += heights[b] * inverse * (tNext * gaussNext - t * gauss);
                    gauss = gaussNext;
                }
                t = tNext;
                tail = tailNext;
            }
        }

        /** Probability beyond t on its own side of 0. */
        private static double tail(double t) {
            return 0.5 * Erfc.value(Math.abs(t) * ROOT_HALF);
        }

        /** ∫ over y from a to b: Σ over edges of the step there times ∫ Φ((y − edge)/sigma). */
        private double integral(double a, double b, double sigma) {
            double sum = 0;
            for (int e = 0; e < edges.length; e++) {
                sum += step(e) * (cumulated(b - edges[e], sigma) - cumulated(a - edges[e], sigma));
            }
            return sum;
        }

        private double integralBySigma(double a, double b, double sigma) {
            double sum = 0;
            for (int e = 0; e < edges.length; e++) {
                double tB = (b - edges[e]) / sigma;
                double tA = (a - edges[e]) / sigma;
                sum += step(e) * NORM * (Math.exp(-0.5 * tB * tB) - Math.exp(-0.5 * tA * tA));
            }
            return sum;
        }

        private double step(int e) {
            return (e < heights.length ? heights[e] : 0) - (e > 0 ? heights[e - 1] : 0);
        }

        /** ∫ Φ(y/sigma) dy up to y. */
        private static double cumulated(double y, double sigma) {
            double t = y / sigma;
            double beyond = sigma * (NORM * Math.exp(-0.5 * t * t) - Math.abs(t) * tail(t));
            return t > 0 ? y + beyond : beyond;
        }
    }
}
