package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import org.fiducia.api.fit.ArrayMath;

/**
 * Sums over the events of one category of its rows and of their products. A row u is ∂f/∂u for a yield (p_k) or, without
 * its factor yield_k, for a shape parameter (∂p_k/∂s).
 */
final class EventProducts {
    private final ArrayMath math;

    /** Σ w row_u/f, one per row. */
    double[] rowSum = new double[8];

    /** Σ w row_u row_v/f², [u][v] with v ≥ u filled. */
    double[][] gram = new double[8][8];

    private final double[] product = new double[EventLoop.TILE];
    private double[][] row = new double[8][EventLoop.TILE];
    private double[][] weighted = new double[8][];
    private double[][] smoothGram = new double[8][8];

    /** Per segment: Σ w/f and Σ w/f². */
    private double[] segmentSum = {};

    private double[] segmentSquares = {};

    /** Per row that is no step function: Σ w row/f² of each segment. */
    private double[][] mixed = new double[8][0];

    /** Per row that is a step function: its values, and these times Σ w/f². */
    private double[][] stepRow = new double[8][0];

    private double[][] stepWeighted = new double[8][0];

    EventProducts(ArrayMath math) {
        this.math = math;
    }

    /** Room for the sums of rows that are found elsewhere. */
    double[] roomForSums(int rows) {
        reserve(rows, 0);
        return rowSum;
    }

    /** Begins with a category. */
    void clear(CategoryEvents category) {
        reserve(category.rows, category.segments == null ? 0 : category.segments.length - 1);
        int rows = category.rows;
        Arrays.fill(rowSum, 0, rows, 0);
        for (int u = 0; u < rows; u++) {
            Arrays.fill(gram[u], 0, rows, 0);
            Arrays.fill(smoothGram[u], 0, rows, 0);
        }
        if (category.segments != null) {
            int segments = category.segments.length - 1;
            Arrays.fill(segmentSum, 0, segments, 0);
            Arrays.fill(segmentSquares, 0, segments, 0);
            for (int k = 0; k < category.smooth.length; k++) {
                Arrays.fill(mixed[k], 0, segments, 0);
            }
        }
    }

    private void reserve(int rows, int segments) {
        int room = Math.max(segmentSum.length, segments > segmentSum.length ? 2 * segments : 0);
        int most = Math.max(rowSum.length, rows);
        if (most > rowSum.length) {
            row = new double[most][EventLoop.TILE];
            weighted = new double[most][];
            rowSum = new double[most];
            gram = new double[most][most];
            smoothGram = new double[most][most];
        }
        if (most > mixed.length || room > segmentSum.length) {
            segmentSum = new double[room];
            segmentSquares = new double[room];
            mixed = new double[most][room];
            stepRow = new double[most][room];
            stepWeighted = new double[most][room];
        }
    }

    /**
     * Adds a tile.
     *
     * @param weight 1/f of its events
     * @param from first event of the tile
     * @param n number of its events
     * @param segment in which the first event lies
     */
    void add(CategoryEvents category, double[] weight, int from, int n, int segment) {
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
                    weighted[u] = new double[EventLoop.TILE];
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
            addSegmentProducts(category, category.segments, weight, from, n, segment);
        }
    }

    /** What the products of rows that are step functions, with each other and with others, need of a segment. */
    private void addSegmentProducts(
            CategoryEvents category, int[] segments, double[] weight, int from, int n, int segment) {
        double[] weights = category.weights;
        for (int i = 0; i < n; i++) {
            product[i] = weights == null ? weight[i] : weight[i] * weights[from + i];
        }
        math.addRuns(product, segments, segment, from, n, segmentSum);
        for (int k = 0; k < category.smooth.length; k++) {
            double[] of = weighted[k];
            for (int i = 0; i < n; i++) {
                product[i] = of[i] * weight[i];
            }
            math.addRuns(product, segments, segment, from, n, mixed[k]);
        }
        for (int i = 0; i < n; i++) {
            product[i] = weights == null ? weight[i] * weight[i] : weight[i] * weight[i] * weights[from + i];
        }
        math.addRuns(product, segments, segment, from, n, segmentSquares);
    }

    /** Ends with a category: from the sums of tiles and segments to those of all rows. */
    void take(CategoryEvents category) {
        takeSmoothGram(category);
        takeSegments(category);
    }

    /** From the sums of the segments to those of the rows that are step functions. */
    private void takeSegments(CategoryEvents category) {
        int[] stepped = category.stepped;
        if (stepped.length == 0 || category.segments == null) {
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

    private void takeSmoothGram(CategoryEvents category) {
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
