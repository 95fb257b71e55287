package org.fiducia.binning.significance;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Where events of a bin come from.
 *
 * @param share [reco bin][fiducial bin], each reco bin adds up to 1
 */
record Migration(double[][] share) {
    /** Events with their slices, which do not change when edges move. */
    static final class Events {
        private final List<Slice> slices;
        private final int[] recoSlice;
        private final int[] generatedSlice;
        private final double[] reco;
        private final double[] generated;
        private final double[] weight;

        Events(List<Slice> slices, List<Simulation.Point> points) {
            this.slices = slices;
            int n = points.size();
            recoSlice = new int[n];
            generatedSlice = new int[n];
            reco = new double[n];
            generated = new double[n];
            weight = new double[n];
            for (int e = 0; e < n; e++) {
                Simulation.Point point = points.get(e);
                recoSlice[e] = Yields.slice(slices, point.reco());
                generatedSlice[e] = Yields.slice(slices, point.generated());
                reco[e] = along(recoSlice[e], point.reco());
                generated[e] = along(generatedSlice[e], point.generated());
                weight[e] = point.weight();
            }
        }

        private double along(int slice, double[] x) {
            return slice < 0 || slices.get(slice).single()
                    ? 0
                    : x[slices.get(slice).axis()];
        }

        /** Expected events, [reco bin][fiducial bin], with other edges in the slices. */
        double[][] events(List<Slice> divided) {
            var first = new int[divided.size() + 1];
            for (int k = 0; k < divided.size(); k++) {
                first[k + 1] = first[k] + divided.get(k).size();
            }
            int bins = first[divided.size()];
            var events = new double[bins][bins];
            for (int e = 0; e < weight.length; e++) {
                int a = recoSlice[e];
                int b = generatedSlice[e];
                if (a >= 0 && b >= 0) {
                    int i = first[a] + find(divided.get(a), reco[e]);
                    int j = first[b] + find(divided.get(b), generated[e]);
                    events[i][j] += weight[e];
                }
            }
            return events;
        }

        private static int find(Slice slice, double x) {
            return slice.single() ? 0 : slice.find(x);
        }
    }

    /** Normalises each reco bin. */
    static Migration of(double[][] events) {
        var share = new double[events.length][];
        for (int i = 0; i < events.length; i++) {
            double sum = 0;
            for (double n : events[i]) {
                sum += n;
            }
            share[i] = new double[events[i].length];
            for (int j = 0; j < share[i].length; j++) {
                share[i][j] = sum > 0 ? events[i][j] / sum : 0;
            }
        }
        return new Migration(share);
    }

    /** Fraction of the events of a reco bin that belong there. */
    double purity(int bin) {
        return share[bin][bin];
    }

    /** Trace over sum. */
    double score() {
        double trace = 0;
        double sum = 0;
        for (int i = 0; i < share.length; i++) {
            trace += share[i][i];
            for (double x : share[i]) {
                sum += x;
            }
        }
        return trace / sum;
    }

    /** Ratio of the extreme singular values. */
    double conditionNumber() {
        double[] values = new SingularValueDecomposition(new Array2DRowRealMatrix(share, false)).getSingularValues();
        return values[0] / values[values.length - 1];
    }
}
