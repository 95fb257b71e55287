package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import org.fiducia.api.fit.ArrayMath;

/**
 * Sums over the events of one category. The density of an event is f = Σ_k yield_k p_k; a row u is ∂f/∂u for a yield
 * (p_k) or, without its factor yield_k, for a shape parameter (∂p_k/∂s). Events pass in tiles that stay in the nearest
 * cache. Where components are step functions, runs of events on which all of them are constant, the segments, are taken at
 * once: of such a row the sums over a segment need only Σ 1/f and the like. With few events, each is taken by itself.
 */
final class EventLoop {
    private static final int TILE = 256;

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

    /** Σ w row_u/f, one per row. */
    double[] rowSum = new double[8];

    /** Σ w row_u row_v/f², [u][v] with v ≥ u filled. */
    double[][] gram = new double[8][8];

    private final double[] f = new double[TILE + OVERRUN];
    private final double[] weight = new double[TILE + OVERRUN];
    private final double[] product = new double[TILE + OVERRUN];
    private double[][] row = new double[8][TILE];
    private double[][] weighted = new double[8][];
    private double[][] smoothGram = new double[8][8];

    /** Per segment: density of all step functions, Σ w/f and Σ w/f². */
    private double[] height = {};

    private double[] segmentSum = {};
    private double[] segmentSquares = {};

    /** Per row that is no step function: Σ w row/f² of each segment. */
    private double[][] mixed = new double[8][0];

    /** Per row that is a step function: its values, and these times Σ w/f². */
    private double[][] stepRow = new double[8][0];

    private double[][] stepWeighted = new double[8][0];

    EventLoop(ArrayMath math) {
        this.math = math;
    }

    /** The category. */
    static final class Category {
        /** Number of events. */
        int events;
        /** Weight of each event; null for 1. */
        double[] weights;
        /** Number of components. */
        int components;
        /** Density of each component: per event, or per step. */
        double[][] density;

        /** Where in the array of a component that is no step function the events of this category begin. */
        int[] offset;
        /** Step of each segment, or of each event, in the array of a component; null for one that is no step function. */
        int[][] step;
        /** First event of each segment, then the number of events; null when each event is taken by itself. */
        int[] segments;
        /** Yield of each component. */
        double[] yield;
        /** Out, −yield w/f per event, or sums of it per step, where the density has them; null for components without. */
        double[][] pull;
        /** Number of rows. */
        int rows;
        /** Each row: per event, or per step. */
        double[][] row;
        /** Component of each row. */
        int[] owner;
        /** Rows that are taken event by event, rising. */
        int[] smooth;
        /** Rows that are taken segment by segment, rising. */
        int[] stepped;
    }

    private void reserve(int rows) {
        if (rows > rowSum.length) {
            row = new double[rows][TILE];
            weighted = new double[rows][];
            rowSum = new double[rows];
            gram = new double[rows][rows];
            smoothGram = new double[rows][rows];
            mixed = new double[rows][height.length];
            stepRow = new double[rows][height.length];
            stepWeighted = new double[rows][height.length];
        }
    }

    private void reserveSegments(int segments) {
        if (segments > height.length) {
            int length = 2 * segments;
            height = new double[length];
            segmentSum = new double[length];
            segmentSquares = new double[length];
            int rows = mixed.length;
            mixed = new double[rows][length];
            stepRow = new double[rows][length];
            stepWeighted = new double[rows][length];
        }
    }

    /**
     * Σ w log f.
     *
     * @param sum gets −w log f of weighted events; those of unit weight go to {@link #logarithm}
     * @param level {@link #VALUE}, {@link #SLOPES} for {@link #yieldSum} and {@link Category#pull}, {@link #PRODUCTS} for
     *     {@link #rowSum} and {@link #gram} instead
     * @param perEvent out, w/f of each event from {@code perEventOffset} on; null when not wanted
     * @return whether f is positive and finite at every event
     */
    boolean run(Category category, CompensatedSum sum, int level, double[] perEvent, int perEventOffset) {
        if (level == SLOPES) {
            reserveComponents(category.components);
            Arrays.fill(yieldSum, 0, category.components, 0);
        } else if (level == PRODUCTS) {
            clearRows(category.rows);
        }
        if (category.segments != null) {
            prepareSegments(category, level);
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
                addGram(category, from, n, segment);
            }
            segment = next;
        }
        if (level == SLOPES && category.segments != null) {
            takeSegmentSlopes(category);
        } else if (level == PRODUCTS) {
            takeSmoothGram(category);
            takeSegments(category);
        }
        return true;
    }

    private void reserveComponents(int components) {
        if (components > yieldSum.length) {
            yieldSum = new double[components];
        }
    }

    private void clearRows(int rows) {
        reserve(rows);
        Arrays.fill(rowSum, 0, rows, 0);
        for (int u = 0; u < rows; u++) {
            Arrays.fill(gram[u], 0, rows, 0);
            Arrays.fill(smoothGram[u], 0, rows, 0);
        }
    }

    private void prepareSegments(Category category, int level) {
        int segments = category.segments.length - 1;
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
        if (level > VALUE) {
            Arrays.fill(segmentSum, 0, segments, 0);
        }
        if (level == PRODUCTS) {
            Arrays.fill(segmentSquares, 0, segments, 0);
            for (int k = 0; k < category.smooth.length; k++) {
                Arrays.fill(mixed[k], 0, segments, 0);
            }
        }
    }

    /** From the sums of the segments to those of the components that are step functions. */
    private void takeSegmentSlopes(Category category) {
        int segments = category.segments.length - 1;
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

    /** From the sums of the segments to those of the rows that are step functions. */
    private void takeSegments(Category category) {
        int[] stepped = category.stepped;
        if (stepped.length == 0) {
            return;
        }
        int segments = category.segments.length - 1;
        for (int a = 0; a < stepped.length; a++) {
            int u = stepped[a];
            int[] step = category.step[category.owner[u]];
            double[] values = category.row[u];
            double[] target = stepRow[a];
            double[] scaled = stepWeighted[a];
            for (int s = 0; s < segments; s++) {
                target[s] = values[step[s]];
                scaled[s] = target[s] * segmentSquares[s];
            }
            rowSum[u] = math.dot(segmentSum, target, 0, segments);
            for (int b = 0; b <= a; b++) {
                gram[stepped[b]][u] = math.dot(scaled, stepRow[b], 0, segments);
            }
            for (int k = 0; k < category.smooth.length; k++) {
                int v = category.smooth[k];
                gram[Math.min(u, v)][Math.max(u, v)] = math.dot(mixed[k], target, 0, segments);
            }
        }
    }

    /** Computes f from an event on. Returns the segment of the event after the tile. */
    private int density(Category category, int from, int n, int segment) {
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

    private boolean addLogarithm(double[] weights, int from, int n, CompensatedSum sum) {
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

    private void store(double[] weights, int from, int n, double[] perEvent, int offset) {
        for (int i = 0; i < n; i++) {
            perEvent[offset + i] = weights == null ? weight[i] : weights[from + i] * weight[i];
        }
    }

    private void addSlopes(Category category, int from, int n, int segment) {
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
    private double addSteps(int[] step, int from, int n, double[] p, double yield, double[] pull) {
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

    private void addGram(Category category, int from, int n, int segment) {
        int[] smooth = category.smooth;
        double[] weights = category.weights;
        for (int u = 0; u < smooth.length; u++) {
            double[] target = row[u];
            double[] source = category.row[smooth[u]];
            int[] step = category.step[category.owner[smooth[u]]];
            int offset = category.offset[category.owner[smooth[u]]] + from;
            double total = 0;
            if (step == null) {
                for (int i = 0; i < n; i++) {
                    target[i] = source[offset + i] * weight[i];
                }
            } else {
                for (int i = 0; i < n; i++) {
                    target[i] = source[step[from + i]] * weight[i];
                }
            }
            if (weights == null) {
                for (int i = 0; i < n; i++) {
                    total += target[i];
                }
                weighted[u] = target;
            } else {
                if (weighted[u] == null || weighted[u] == target) {
                    weighted[u] = new double[TILE];
                }
                double[] w = weighted[u];
                for (int i = 0; i < n; i++) {
                    w[i] = target[i] * weights[from + i];
                    total += w[i];
                }
            }
            rowSum[smooth[u]] += total;
        }
        addSmoothGram(smooth.length, n);
        if (category.segments != null) {
            addSegmentProducts(category, from, n, segment);
        }
    }

    /** What the products of rows that are step functions, with each other and with others, need of a segment. */
    private void addSegmentProducts(Category category, int from, int n, int segment) {
        double[] weights = category.weights;
        for (int i = 0; i < n; i++) {
            product[i] = weights == null ? weight[i] : weight[i] * weights[from + i];
        }
        math.addRuns(product, category.segments, segment, from, n, segmentSum);
        for (int k = 0; k < category.smooth.length; k++) {
            double[] of = weighted[k];
            for (int i = 0; i < n; i++) {
                product[i] = of[i] * weight[i];
            }
            math.addRuns(product, category.segments, segment, from, n, mixed[k]);
        }
        for (int i = 0; i < n; i++) {
            product[i] = weights == null ? weight[i] * weight[i] : weight[i] * weight[i] * weights[from + i];
        }
        math.addRuns(product, category.segments, segment, from, n, segmentSquares);
    }

    private void takeSmoothGram(Category category) {
        for (int u = 0; u < category.smooth.length; u++) {
            for (int v = u; v < category.smooth.length; v++) {
                gram[category.smooth[u]][category.smooth[v]] = smoothGram[u][v];
            }
        }
    }

    private void addSmoothGram(int rows, int n) {
        int u = 0;
        for (; u + 2 <= rows; u += 2) {
            int v = u;
            for (; v + 4 <= rows; v += 4) {
                addBlock(u, v, n);
            }
            for (; v < rows; v++) {
                smoothGram[u][v] += math.dot(row[u], weighted[v], 0, n);
                smoothGram[u + 1][v] += math.dot(row[u + 1], weighted[v], 0, n);
            }
        }
        for (; u < rows; u++) {
            for (int v = u; v < rows; v++) {
                smoothGram[u][v] += math.dot(row[u], weighted[v], 0, n);
            }
        }
    }

    /** Two rows by four: eight independent sums, as many as additions are under way at once. */
    private void addBlock(int u, int v, int n) {
        double[] a0 = row[u];
        double[] a1 = row[u + 1];
        double[] b0 = weighted[v];
        double[] b1 = weighted[v + 1];
        double[] b2 = weighted[v + 2];
        double[] b3 = weighted[v + 3];
        double s00 = 0;
        double s01 = 0;
        double s02 = 0;
        double s03 = 0;
        double s10 = 0;
        double s11 = 0;
        double s12 = 0;
        double s13 = 0;
        for (int i = 0; i < n; i++) {
            double x0 = a0[i];
            double x1 = a1[i];
            double y0 = b0[i];
            double y1 = b1[i];
            double y2 = b2[i];
            double y3 = b3[i];
            s00 += x0 * y0;
            s01 += x0 * y1;
            s02 += x0 * y2;
            s03 += x0 * y3;
            s10 += x1 * y0;
            s11 += x1 * y1;
            s12 += x1 * y2;
            s13 += x1 * y3;
        }
        smoothGram[u][v] += s00;
        smoothGram[u][v + 1] += s01;
        smoothGram[u][v + 2] += s02;
        smoothGram[u][v + 3] += s03;
        smoothGram[u + 1][v] += s10;
        smoothGram[u + 1][v + 1] += s11;
        smoothGram[u + 1][v + 2] += s12;
        smoothGram[u + 1][v + 3] += s13;
    }
}
