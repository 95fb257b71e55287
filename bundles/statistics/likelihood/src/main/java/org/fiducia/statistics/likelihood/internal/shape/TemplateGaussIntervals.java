package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;

/**
 * Integrals of {@link TemplateGauss} over intervals. The integral of a bin of the template is that of its part in the
 * interval when nothing is smeared, plus B(to − e) − B(from − e) at its lower edge e less the same at the upper one, where
 * B(y) = σ[φ(t) − |t| Φ(−|t|)], t = y/σ, is what a step at 0 sends across y: with the sum V(y) = Σ_e (step of the template at
 * e) B(y − e) it is the part inside plus V(to) − V(from). Where all edges of template and intervals are on one lattice the
 * special functions depend on the distance in cells only.
 */
final class TemplateGaussIntervals implements ShapeFunction.Kernel {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double NORM = 1 / Math.sqrt(2 * Math.PI);

    /** Part of a cell by which edges may miss the lattice. */
    private static final double ROUNDING = 1e-9;

    /** Lattices with more cells than this many per edge save nothing. */
    private static final int SPARSE = 16;

    private final double[] edges;
    private final double[] heights;

    /** Of the template at each edge. */
    private final double[] step;

    /** Ends of intervals and of the window, rising. */
    private final double[] ends;

    /** Numbers of the ends of each interval, at last of the window. */
    private final int[] from;

    private final int[] to;

    /** Cell of each end and of each edge, null without lattice. */
    private final @Nullable int[] endCell;

    private final @Nullable int[] edgeCell;
    private final double cell;
    private final int farthest;
    private final double least;

    /** B, Φ less its step at 0, and φ at each distance. */
    private final double[] across;

    private final double[] tail;
    private final double[] gauss;

    /** Per end: V, density there, Σ step φ. */
    private final double[] sent;

    private final double[] density;
    private final double[] bySigma;

    TemplateGaussIntervals(
            double[] edges, double[] heights, double lo, double hi, double[] from, double[] to, double leastSigma) {
        this.edges = edges;
        this.heights = heights;
        least = leastSigma;
        step = new double[edges.length];
        for (int e = 0; e < edges.length; e++) {
            step[e] = (e < heights.length ? heights[e] : 0) - (e > 0 ? heights[e - 1] : 0);
        }
        ends = DoubleStream.concat(DoubleStream.of(lo, hi), DoubleStream.concat(Arrays.stream(from), Arrays.stream(to)))
                .sorted()
                .distinct()
                .toArray();
        this.from = numbers(from, lo);
        this.to = numbers(to, hi);
        double narrowest = Double.POSITIVE_INFINITY;
        for (int e = 1; e < edges.length; e++) {
            narrowest = Math.min(narrowest, edges[e] - edges[e - 1]);
        }
        int[] ofEdges = cells(edges, edges[0], narrowest);
        int[] ofEnds = cells(ends, edges[0], narrowest);
        int most = 0;
        if (ofEdges != null && ofEnds != null) {
            most = Math.max(
                    Math.abs(ofEnds[0] - ofEdges[ofEdges.length - 1]),
                    Math.abs(ofEnds[ofEnds.length - 1] - ofEdges[0]));
        }
        boolean lattice = ofEdges != null && ofEnds != null && most < SPARSE * (edges.length + ends.length);
        cell = narrowest;
        edgeCell = lattice ? ofEdges : null;
        endCell = lattice ? ofEnds : null;
        farthest = lattice ? most : 0;
        int distances = lattice ? 2 * most + 1 : edges.length;
        across = new double[distances];
        tail = new double[distances];
        gauss = new double[distances];
        sent = new double[ends.length];
        density = new double[ends.length];
        bySigma = new double[ends.length];
    }

    private int[] numbers(double[] of, double ofWindow) {
        var numbers = new int[of.length + 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Arrays.binarySearch(ends, i < of.length ? of[i] : ofWindow);
        }
        return numbers;
    }

    /** Cells that begin at the points; null when they are on no lattice. */
    private static @Nullable int[] cells(double[] points, double origin, double cell) {
        var cells = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            double at = (points[i] - origin) / cell;
            if (!(Math.abs(at) < 1e6 && Math.abs(at - Math.rint(at)) < ROUNDING)) {
                return null;
            }
            cells[i] = (int) Math.rint(at);
        }
        return cells;
    }

    @Override
    public void evaluate(double[] p, double[] integrals, @Nullable double[][] derivatives) {
        double shift = p[0];
        double sigma = p[1] >= 0 ? Math.max(p[1], least) : Double.NaN;
        look(shift, sigma);
        int window = from.length - 1;
        double norm = 1 / integral(from[window], to[window], shift);
        if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
            Runs.undefined(integrals, derivatives);
            return;
        }
        for (int i = 0; i < window; i++) {
            integrals[i] = norm * integral(from[i], to[i], shift);
        }
        if (derivatives == null) {
            return;
        }
        for (int k = 0; k < 2; k++) {
            double[] slope = k == 0 ? density : bySigma;
            double sign = k == 0 ? -norm : norm;
            double ofWindow = sign * (slope[to[window]] - slope[from[window]]);
            for (int i = 0; derivatives[k] != null && i < window; i++) {
                derivatives[k][i] = sign * (slope[to[i]] - slope[from[i]]) - integrals[i] * ofWindow;
            }
        }
    }

    /** What is sent across each end, and the derivatives of the integral up to it by the end and by sigma. */
    private void look(double shift, double sigma) {
        if (edgeCell != null) {
            for (int k = 0; k < across.length; k++) {
                special(k, (k - farthest) * cell - shift, sigma);
            }
        }
        for (int i = 0; i < ends.length; i++) {
            double v = 0;
            double f = 0;
            double s = 0;
            double inside = 0;
            for (int e = 0; e < edges.length; e++) {
                int k = e;
                double y;
                if (edgeCell == null || endCell == null) {
                    y = ends[i] - shift - edges[e];
                    special(e, y, sigma);
                } else {
                    k = endCell[i] - edgeCell[e] + farthest;
                    y = (k - farthest) * cell - shift;
                }
                if (y >= 0) {
                    inside = e < heights.length ? heights[e] : 0;
                }
                v += step[e] * across[k];
                f += step[e] * tail[k];
                s += step[e] * gauss[k];
            }
            sent[i] = v;
            density[i] = inside + f;
            bySigma[i] = s;
        }
    }

    /** Integral over an interval given by the numbers of its ends. */
    private double integral(int from, int to, double shift) {
        double a = ends[from] - shift;
        double b = ends[to] - shift;
        double sum = 0;
        int first = Math.max(0, Runs.lowerBound(edges, 0, edges.length, a) - 1);
        for (int bin = first; bin < heights.length && edges[bin] < b; bin++) {
            sum += heights[bin] * Math.max(0, Math.min(b, edges[bin + 1]) - Math.max(a, edges[bin]));
        }
        return sum + sent[to] - sent[from];
    }

    private void special(int k, double y, double sigma) {
        double t = Math.abs(y) / sigma;
        double beyond = 0.5 * Erfc.value(t * ROOT_HALF);
        gauss[k] = NORM * Math.exp(-0.5 * t * t);
        across[k] = sigma * (gauss[k] - t * beyond);
        tail[k] = y < 0 ? beyond : -beyond;
    }
}
