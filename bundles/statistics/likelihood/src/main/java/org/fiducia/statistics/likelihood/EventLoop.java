package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;

/**
 * Sums over the events of one category. The density of an event is f = Σ_k yield_k p_k. Events pass in tiles that stay in the
 * nearest cache. Where components are step functions, runs of events on which all of them are constant, the segments, are taken at
 * once: of such a row the sums over a segment need only Σ 1/f and the like. With few events, each is taken by itself.
 */
final class EventLoop {
    /** Events that pass at once. */
    static final int TILE = 256;

    /** Numbers of a segment that are written at once. */
    private static final int OVERRUN = 8;

    /** What {@link #run} is asked for. */
    static final int VALUE = 0;

    static final int SLOPES = 1;
    static final int PRODUCTS = 2;

    private final ArrayMath math;

    /** Σ w log f over what was added since the last clear, unit weights. */
    final LogProduct logarithm = new LogProduct();

    /** Σ w p_k/f, one per component. */
    double[] yieldSum = new double[8];

    /** Sums of rows and of their products. */
    final EventProducts products;

    private final double[] f = new double[TILE + OVERRUN];
    private final double[] weight = new double[TILE];

    /** Per segment: density of all step functions, and Σ w/f. */
    private double[] height = {};

    private double[] segmentSum = {};

    EventLoop(ArrayMath math) {
        this.math = math;
        products = new EventProducts(math);
    }

    private void reserveSegments(int segments) {
        if (segments > height.length) {
            int length = 2 * segments;
            height = new double[length];
            segmentSum = new double[length];
        }
    }

    /**
     * Σ w log f.
     *
     * @param sum gets −w log f of weighted events; those of unit weight go to {@link #logarithm}
     * @param level {@link #VALUE}, {@link #SLOPES} for {@link #yieldSum} and {@link CategoryEvents#pull}, {@link #PRODUCTS} for
     *     {@link #products} instead
     * @param perEvent out, w/f of each event from {@code perEventOffset} on; null when not wanted
     * @return whether f is positive and finite at every event
     */
    boolean run(
            CategoryEvents category, CompensatedSum sum, int level, @Nullable double[] perEvent, int perEventOffset) {
        if (level == SLOPES) {
            reserveComponents(category.components);
            Arrays.fill(yieldSum, 0, category.components, 0);
        } else if (level == PRODUCTS) {
            products.clear(category);
        }
        if (category.segments != null) {
            prepareSegments(category, category.segments.length - 1, level);
        }
        int segment = 0;
        for (int from = 0; from < category.events; from += TILE) {
            int n = Math.min(TILE, category.events - from);
            int next = density(category, from, n, segment);
            if (!addLogarithm(category.weights, from, n, sum)) {
                return false;
            }
            if (level > VALUE) {
                for (int i = 0; i < n; i++) {
                    weight[i] = 1 / f[i];
                }
            }
            if (level == SLOPES) {
                addSlopes(category, from, n, segment);
            } else if (level == PRODUCTS) {
                if (perEvent != null) {
                    store(category.weights, from, n, perEvent, perEventOffset + from);
                }
                products.add(category, weight, from, n, segment);
            }
            segment = next;
        }
        if (level == SLOPES && category.segments != null) {
            takeSegmentSlopes(category, category.segments.length - 1);
        } else if (level == PRODUCTS) {
            products.take(category);
        }
        return true;
    }

    private void reserveComponents(int components) {
        if (components > yieldSum.length) {
            yieldSum = new double[components];
        }
    }

    private void prepareSegments(CategoryEvents category, int segments, int level) {
        reserveSegments(segments);
        Arrays.fill(height, 0, segments, 0);
        for (int k = 0; k < category.components; k++) {
            int[] step = category.step[k];
            if (step != null) {
                double yield = category.yield[k];
                double[] density = category.density[k];
                for (int s = 0; s < segments; s++) {
                    height[s] += yield * density[step[s]];
                }
            }
        }
        if (level == SLOPES) {
            Arrays.fill(segmentSum, 0, segments, 0);
        }
    }

    /** From the sums of the segments to those of the components that are step functions. */
    private void takeSegmentSlopes(CategoryEvents category, int segments) {
        for (int k = 0; k < category.components; k++) {
            int[] step = category.step[k];
            if (step != null) {
                double[] density = category.density[k];
                double sum = 0;
                for (int s = 0; s < segments; s++) {
                    sum += segmentSum[s] * density[step[s]];
                }
                yieldSum[k] = sum;
                double[] pull = category.pull[k];
                double yield = category.yield[k];
                for (int s = 0; pull != null && s < segments; s++) {
                    pull[step[s]] -= yield * segmentSum[s];
                }
            }
        }
    }

    /** Computes f from an event on. Returns the segment of the event after the tile. */
    private int density(CategoryEvents category, int from, int n, int segment) {
        int next = segment;
        if (category.segments == null) {
            Arrays.fill(f, 0, n, 0);
        } else {
            next = fill(category.segments, from, n, segment);
        }
        for (int k = 0; k < category.components; k++) {
            double[] p = category.density[k];
            double yield = category.yield[k];
            int[] step = category.step[k];
            if (step == null) {
                int offset = category.offset[k] + from;
                for (int i = 0; i < n; i++) {
                    f[i] += yield * p[offset + i];
                }
            } else if (category.segments == null) {
                for (int i = 0; i < n; i++) {
                    f[i] += yield * p[step[from + i]];
                }
            }
        }
        return next;
    }

    /**
     * Sets f to the heights of the segments from an event on. Eight numbers at a time are written, past the end of a
     * segment: the next one overwrites them.
     */
    private int fill(int[] first, int from, int n, int segment) {
        int next = segment;
        int at = 0;
        while (at < n) {
            int end = Math.min(n, first[next + 1] - from);
            double value = height[next];
            for (int i = at; i < end; i += OVERRUN) {
                f[i] = value;
                f[i + 1] = value;
                f[i + 2] = value;
                f[i + 3] = value;
                f[i + 4] = value;
                f[i + 5] = value;
                f[i + 6] = value;
                f[i + 7] = value;
            }
            at = end;
            if (first[next + 1] - from <= n) {
                next++;
            }
        }
        return next;
    }

    private boolean addLogarithm(@Nullable double[] weights, int from, int n, CompensatedSum sum) {
        if (weights == null) {
            return logarithm.multiply(f, n);
        }
        for (int i = 0; i < n; i++) {
            if (!(f[i] > 0 && f[i] < Double.POSITIVE_INFINITY)) {
                return false;
            }
            sum.add(-weights[from + i] * Math.log(f[i]));
        }
        return true;
    }

    private void store(@Nullable double[] weights, int from, int n, double[] perEvent, int offset) {
        for (int i = 0; i < n; i++) {
            perEvent[offset + i] = weights == null ? weight[i] : weights[from + i] * weight[i];
        }
    }

    private void addSlopes(CategoryEvents category, int from, int n, int segment) {
        if (category.weights != null) {
            for (int i = 0; i < n; i++) {
                weight[i] *= category.weights[from + i];
            }
        }
        for (int k = 0; k < category.components; k++) {
            double[] p = category.density[k];
            double[] pull = category.pull[k];
            double yield = category.yield[k];
            int[] step = category.step[k];
            if (step == null) {
                int offset = category.offset[k] + from;
                yieldSum[k] += math.dot(weight, p, offset, n);
                for (int i = 0; pull != null && i < n; i++) {
                    pull[offset + i] = -yield * weight[i];
                }
            } else if (category.segments == null) {
                yieldSum[k] += addSteps(step, from, n, p, yield, pull);
            }
        }
        if (category.segments != null) {
            math.addRuns(weight, category.segments, segment, from, n, segmentSum);
        }
    }

    /** Σ w p of a step function, event by event; adds −yield w to the pulls. */
    private double addSteps(int[] step, int from, int n, double[] p, double yield, @Nullable double[] pull) {
        double even = 0;
        double odd = 0;
        int i = 0;
        if (pull == null) {
            for (; i < n; i++) {
                even += weight[i] * p[step[from + i]];
            }
            return even;
        }
        for (; i + 2 <= n; i += 2) {
            int at = step[from + i];
            int next = step[from + i + 1];
            double w = weight[i];
            double v = weight[i + 1];
            even += w * p[at];
            odd += v * p[next];
            pull[at] -= yield * w;
            pull[next] -= yield * v;
        }
        if (i < n) {
            int at = step[from + i];
            even += weight[i] * p[at];
            pull[at] -= yield * weight[i];
        }
        return even + odd;
    }
}
