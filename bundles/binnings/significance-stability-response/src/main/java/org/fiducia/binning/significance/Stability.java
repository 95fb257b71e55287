package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * Merges bins from which too much migrates. A bin i stays when M_ii &gt; P_i = ε_i erf(Δ_i / (2√2 σ_i)), with M the migration
 * matrix normalised per reco bin, Δ_i the width of the bin, ε_i the fraction of its fiducial events that are selected, and σ_i
 * half the central 68.3 % of reco − fiducial of the events found in it; else it is merged with the next one (the last of a
 * slice with the one before) and everything starts over. A bin by itself stays.
 */
final class Stability {
    private static final double LOWER = 0.15865525393145707;

    private final List<Slice> slices;
    private final Simulation simulation;
    private final Migration.Events events;

    Stability(List<Slice> slices, Simulation simulation) {
        this.slices = slices;
        this.simulation = simulation;
        events = new Migration.Events(slices, simulation.matched());
    }

    /** The slices without unstable bins. */
    List<Slice> merge(List<Slice> divided) {
        var merged = new ArrayList<>(divided);
        while (mergeOne(merged)) {
            // starts over
        }
        return merged;
    }

    private boolean mergeOne(List<Slice> divided) {
        double[][] n = events.events(divided);
        Migration migration = Migration.of(n);
        double[] all = fiducial(divided);
        int bin = 0;
        for (int k = 0; k < divided.size(); k++) {
            Slice slice = divided.get(k);
            for (int i = 0; i < slice.size(); i++, bin++) {
                if (slice.size() > 1 && !stable(migration.purity(bin), efficiency(n, all, bin), k, slice, i)) {
                    divided.set(k, without(slice, i + 2 < slice.edges().length ? i + 1 : i));
                    return true;
                }
            }
        }
        return false;
    }

    private boolean stable(double purity, double efficiency, int k, Slice slice, int i) {
        double width = slice.edges()[i + 1] - slice.edges()[i];
        return purity > threshold(efficiency, width, resolution(k, slice, i));
    }

    /** P of a bin: ε erf(Δ/(2√2 σ)). */
    static double threshold(double efficiency, double width, double resolution) {
        if (resolution == 0 || Double.isInfinite(width)) {
            return efficiency;
        }
        return efficiency * Erf.erf(width / (2 * Math.sqrt(2) * resolution));
    }

    private static double efficiency(double[][] n, double[] all, int bin) {
        double selected = 0;
        for (double[] row : n) {
            selected += row[bin];
        }
        return all[bin] > 0 ? selected / all[bin] : 0;
    }

    private double[] fiducial(List<Slice> divided) {
        var first = new int[divided.size() + 1];
        for (int k = 0; k < divided.size(); k++) {
            first[k + 1] = first[k] + divided.get(k).size();
        }
        var all = new double[first[divided.size()]];
        for (Simulation.Point point : simulation.fiducial()) {
            int k = Yields.slice(slices, point.generated());
            if (k >= 0) {
                Slice slice = divided.get(k);
                all[first[k] + (slice.single() ? 0 : slice.find(point.generated()[slice.axis()]))] += point.weight();
            }
        }
        return all;
    }

    private double resolution(int k, Slice slice, int i) {
        var residuals = new ArrayList<double[]>();
        double sum = 0;
        for (Simulation.Point point : simulation.matched()) {
            double reco = point.reco()[slice.axis()];
            double generated = point.generated()[slice.axis()];
            if (!Double.isNaN(generated)
                    && Yields.slice(slices, point.reco()) == k
                    && slice.find(reco) == i
                    && point.weight() > 0) {
                residuals.add(new double[] {reco - generated, point.weight()});
                sum += point.weight();
            }
        }
        residuals.sort(Comparator.comparingDouble(r -> r[0]));
        return 0.5 * (quantile(residuals, (1 - LOWER) * sum) - quantile(residuals, LOWER * sum));
    }

    private static double quantile(List<double[]> sorted, double weight) {
        double below = 0;
        for (double[] residual : sorted) {
            below += residual[1];
            if (below >= weight) {
                return residual[0];
            }
        }
        return 0;
    }

    /** A slice without one of its inner edges. */
    static Slice without(Slice slice, int edge) {
        var edges = new double[slice.edges().length - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = slice.edges()[i < edge ? i : i + 1];
        }
        return slice.with(edges);
    }
}
