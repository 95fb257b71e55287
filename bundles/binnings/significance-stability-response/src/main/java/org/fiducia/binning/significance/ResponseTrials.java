package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;

/**
 * Moves edges at random: each trial shifts a random non-empty set of inner edges by up to a tenth of the width of the bin on
 * that side, to a round number. A trial is valid when no bin loses its significance; of all, the one wins that has the
 * largest migration score over condition number (all have as many bins). Ends of slices and edges between whole numbers
 * never move.
 */
final class ResponseTrials {
    private static final double FARTHEST = 0.1;

    /** Between the seeds of two series, so that these have no trial in common. */
    private static final long STRIDE = 1L << 32;

    private final Yields yields;
    private final Migration.Events events;
    private final List<Slice> start;
    private final List<int[]> movable = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** Trials around some slices, the first of which are those themselves. */
    ResponseTrials(Yields yields, Migration.Events events, List<Slice> start) {
        this.yields = yields;
        this.events = events;
        this.start = start;
        for (int k = 0; k < start.size(); k++) {
            double[] values = yields.values(k);
            boolean fixed = start.get(k).single() || values.length == 0 || SignificanceScan.whole(values);
            steps.add(fixed ? null : SignificanceScan.step(values).tenth());
            for (int edge = 1; !fixed && edge < start.get(k).size(); edge++) {
                movable.add(new int[] {k, edge});
            }
        }
    }

    /** The winner; the start when no trial is better. */
    List<Slice> best(int trials, long seed, Progress progress) {
        progress.begin("moving edges", trials);
        List<Slice> best = start;
        double most = merit(start);
        for (int t = 0; t < trials && !movable.isEmpty(); t++) {
            progress.checkCancelled();
            List<Slice> trial = shifted(new SplittableRandom(seed * STRIDE + t));
            if (trial != null && valid(trial)) {
                double merit = merit(trial);
                if (merit > most) {
                    most = merit;
                    best = trial;
                }
            }
            progress.advance(1);
        }
        return best;
    }

    private double merit(List<Slice> slices) {
        Migration migration = Migration.of(events.events(slices));
        return migration.score() / migration.conditionNumber();
    }

    /** The start with some edges moved; null when edges meet. */
    private @Nullable List<Slice> shifted(SplittableRandom random) {
        var moved = new ArrayList<double[]>();
        start.forEach(slice -> moved.add(slice.edges().clone()));
        int always = random.nextInt(movable.size());
        for (int m = 0; m < movable.size(); m++) {
            boolean chosen = random.nextBoolean() || m == always;
            double shift = random.nextDouble(-FARTHEST, FARTHEST);
            if (chosen) {
                int k = movable.get(m)[0];
                int edge = movable.get(m)[1];
                double[] edges = start.get(k).edges();
                double at = edges[edge] + shift * width(edges, edge, shift);
                moved.get(k)[edge] = steps.get(k).times(steps.get(k).steps(at));
            }
        }
        var slices = new ArrayList<Slice>();
        for (int k = 0; k < moved.size(); k++) {
            double[] edges = moved.get(k);
            for (int i = 1; i < edges.length; i++) {
                if (!(edges[i - 1] < edges[i])) {
                    return null;
                }
            }
            slices.add(start.get(k).with(edges));
        }
        return slices;
    }

    /** Width of the bin into which an edge moves, of the other one where that has no end. */
    private static double width(double[] edges, int edge, double shift) {
        double below = edges[edge] - edges[edge - 1];
        double above = edges[edge + 1] - edges[edge];
        double width = shift > 0 ? above : below;
        return Double.isInfinite(width) ? Math.min(below, above) : width;
    }

    private boolean valid(List<Slice> slices) {
        for (int k = 0; k < slices.size(); k++) {
            double[] edges = slices.get(k).edges();
            for (int i = 0; i + 1 < edges.length && edges.length > 2; i++) {
                if (yields.ams(k, edges[i], edges[i + 1]) < Significance.WANTED) {
                    return false;
                }
            }
        }
        return true;
    }
}
