package org.fiducia.binning.significance;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Progress;

/**
 * Expected events near the resonance between any two edges of the slices. The signal is counted event by event; the
 * background is estimated in {@value #FINE} fine bins of each slice that hold the same number of simulated signal events,
 * within which it is taken to be uniform.
 */
final class Yields {
    private static final int FINE = 40;

    private final List<Slice> slices;
    private final double[][] x;
    private final double[][] signal;
    private final double[][] fine;
    private final double[][] background;

    private Yields(List<Slice> slices) {
        this.slices = slices;
        x = new double[slices.size()][];
        signal = new double[slices.size()][];
        fine = new double[slices.size()][];
        background = new double[slices.size()][];
    }

    static Yields of(List<Slice> slices, Simulation simulation, Backgrounds backgrounds, Progress progress) {
        var yields = new Yields(slices);
        var first = new int[slices.size() + 1];
        for (int k = 0; k < slices.size(); k++) {
            yields.countSignal(k, simulation);
            first[k + 1] = first[k] + yields.fine[k].length - 1;
        }
        double[] events = backgrounds.events(
                first[slices.size()],
                point -> {
                    int k = slice(slices, point);
                    if (k < 0) {
                        return -1;
                    }
                    return slices.get(k).single()
                            ? first[k]
                            : first[k] + bin(yields.fine[k], point[slices.get(k).axis()]);
                },
                progress);
        for (int k = 0; k < slices.size(); k++) {
            var sums = new double[yields.fine[k].length];
            for (int i = 1; i < sums.length; i++) {
                sums[i] = sums[i - 1] + events[first[k] + i - 1];
            }
            yields.background[k] = sums;
        }
        return yields;
    }

    /** Slice of a point, −1 for none. */
    static int slice(List<Slice> slices, double[] point) {
        for (int k = 0; k < slices.size(); k++) {
            if (slices.get(k).contains(point)) {
                return k;
            }
        }
        return -1;
    }

    private void countSignal(int k, Simulation simulation) {
        Slice slice = slices.get(k);
        List<Simulation.Point> points = simulation.counted().stream()
                .filter(p -> slice.contains(p.reco()))
                .sorted((a, b) -> slice.single() ? 0 : Double.compare(a.reco()[slice.axis()], b.reco()[slice.axis()]))
                .toList();
        int n = points.size();
        x[k] = new double[n];
        signal[k] = new double[n + 1];
        for (int i = 0; i < n; i++) {
            x[k][i] = slice.single() ? 0 : points.get(i).reco()[slice.axis()];
            signal[k][i + 1] = signal[k][i] + points.get(i).weight();
        }
        fine[k] = slice.single() ? new double[] {0, 1} : quantiles(slice, x[k]);
    }

    /** Finite ends, between them edges with the same number of events. */
    private static double[] quantiles(Slice slice, double[] sorted) {
        double lo = slice.edges()[0];
        double hi = slice.edges()[slice.edges().length - 1];
        if (sorted.length > 0) {
            lo = Math.max(lo, Math.min(sorted[0], slice.edges()[1]));
            hi = Math.min(hi, Math.max(sorted[sorted.length - 1], slice.edges()[slice.edges().length - 2]));
        }
        var edges = new double[FINE + 1];
        int size = 0;
        edges[size++] = lo;
        for (int i = 1; i < FINE && sorted.length > 0; i++) {
            double edge = sorted[(int) ((long) i * sorted.length / FINE)];
            if (edge > edges[size - 1] && edge < hi) {
                edges[size++] = edge;
            }
        }
        edges[size++] = Math.nextUp(Math.max(hi, edges[size - 2]));
        return Arrays.copyOf(edges, size);
    }

    /** Fine bin of a coordinate; what lies beyond the ends is in the first or the last. */
    private static int bin(double[] edges, double at) {
        int found = Arrays.binarySearch(edges, at);
        int i = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(edges.length - 2, i));
    }

    /** Expected signal in a slice between edges. */
    double signal(int k, double lo, double hi) {
        return slices.get(k).single() ? signal[k][x[k].length] : signalBelow(k, hi) - signalBelow(k, lo);
    }

    private double signalBelow(int k, double edge) {
        if (edge == Double.POSITIVE_INFINITY) {
            return signal[k][x[k].length];
        }
        int lo = 0;
        int hi = x[k].length;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (x[k][middle] < edge) {
                lo = middle + 1;
            } else {
                hi = middle;
            }
        }
        return signal[k][lo];
    }

    /** Expected background in a slice between edges. */
    double background(int k, double lo, double hi) {
        double[] sums = background[k];
        return slices.get(k).single() ? sums[1] : backgroundBelow(k, hi) - backgroundBelow(k, lo);
    }

    private double backgroundBelow(int k, double edge) {
        double[] edges = fine[k];
        double[] sums = background[k];
        if (edge <= edges[0]) {
            return 0;
        }
        if (edge >= edges[edges.length - 1]) {
            return sums[sums.length - 1];
        }
        int i = bin(edges, edge);
        return sums[i] + (sums[i + 1] - sums[i]) * (edge - edges[i]) / (edges[i + 1] - edges[i]);
    }

    /** Significance of what lies in a slice between edges. */
    double ams(int k, double lo, double hi) {
        return Significance.ams(signal(k, lo, hi), background(k, lo, hi));
    }

    /** Smallest and largest value of the signal in a slice and whether all are whole numbers. */
    double[] values(int k) {
        return x[k];
    }
}
