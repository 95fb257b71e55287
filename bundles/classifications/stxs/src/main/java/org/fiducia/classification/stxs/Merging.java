package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Merges bins until every one can be measured: while an expected uncertainty is larger than the cross section, or two bins are all but
 * indistinguishable, the worst goes together with a neighbour in its group. Merged bins keep their shares of the prediction.
 */
final class Merging {
    /** Nothing at all is known of a bin without it: an uncertainty, in units of the prediction. */
    private static final double VAGUE = 1e3;

    private final double mostError;
    private final double mostCorrelation;

    /**
     * @param mostError expected relative uncertainty that may stay
     * @param mostCorrelation absolute correlation that may stay
     */
    Merging(double mostError, double mostCorrelation) {
        this.mostError = mostError;
        this.mostCorrelation = mostCorrelation;
    }

    /**
     * Bins that are measured together.
     *
     * @param group in which bins may be merged
     * @param bins indices, rising
     * @param predicted cross section
     */
    record Cell(String group, List<Integer> bins, double predicted) {
        Cell {
            bins = List.copyOf(bins);
        }

        Cell with(Cell other) {
            var all = new ArrayList<>(bins);
            all.addAll(other.bins);
            return new Cell(group, all, predicted + other.predicted);
        }
    }

    /** What was merged, and why. */
    record Step(Cell first, Cell second, String reason) {}

    /**
     * The end.
     *
     * @param errors expected, relative to the predictions
     */
    record Merged(List<Cell> cells, double[] errors, List<Step> steps) {}

    /**
     * Merges.
     *
     * @param cells in the order of the definition
     * @param information on the cross sections of the cells that Asimov data have, everything else profiled
     */
    Merged of(List<Cell> cells, double[][] information) {
        var now = new ArrayList<>(cells);
        var steps = new ArrayList<Step>();
        while (true) {
            double[][] covariance = covariance(now, cells, information);
            Optional<int[]> pair = worst(now, covariance);
            if (pair.isEmpty()) {
                double[] errors = new double[now.size()];
                for (int k = 0; k < errors.length; k++) {
                    errors[k] = Math.sqrt(covariance[k][k]);
                }
                return new Merged(now, errors, steps);
            }
            int a = pair.get()[0];
            int b = pair.get()[1];
            steps.add(new Step(now.get(a), now.get(b), reason(covariance, a, b)));
            now.set(a, now.get(a).with(now.get(b)));
            now.remove(b);
        }
    }

    private String reason(double[][] covariance, int a, int b) {
        double correlation = covariance[a][b] / Math.sqrt(covariance[a][a] * covariance[b][b]);
        return String.format(
                java.util.Locale.ROOT,
                "uncertainties %.0f %% and %.0f %%, correlation %+.2f",
                100 * Math.sqrt(covariance[a][a]),
                100 * Math.sqrt(covariance[b][b]),
                correlation);
    }

    /** Covariance of the signal strengths of cells. */
    private static double[][] covariance(List<Cell> now, List<Cell> cells, double[][] information) {
        int n = now.size();
        var transform = new double[cells.size()][n];
        for (int k = 0; k < n; k++) {
            for (int bin : now.get(k).bins()) {
                transform[bin][k] = cells.get(bin).predicted(); // σ of the bin = strength times its prediction
            }
        }
        RealMatrix t = new Array2DRowRealMatrix(transform);
        RealMatrix strengths =
                t.transpose().multiply(new Array2DRowRealMatrix(information)).multiply(t);
        for (int k = 0; k < n; k++) {
            strengths.addToEntry(k, k, 1 / (VAGUE * VAGUE));
        }
        return MatrixUtils.inverse(strengths).getData();
    }

    /** The two that are to be merged next, the first one first; none when all may stay. */
    private Optional<int[]> worst(List<Cell> cells, double[][] covariance) {
        int n = cells.size();
        int worst = -1;
        double error = mostError;
        for (int k = 0; k < n; k++) {
            if (Math.sqrt(covariance[k][k]) > error && neighbour(cells, covariance, k) >= 0) {
                error = Math.sqrt(covariance[k][k]);
                worst = k;
            }
        }
        if (worst >= 0) {
            return Optional.of(ordered(worst, neighbour(cells, covariance, worst)));
        }
        double strongest = mostCorrelation;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double correlation = Math.abs(covariance[i][j]) / Math.sqrt(covariance[i][i] * covariance[j][j]);
                if (correlation > strongest) {
                    // the less well known of the two goes to its neighbour
                    int less = covariance[i][i] > covariance[j][j] ? i : j;
                    int other = less == i ? j : i;
                    int which = neighbour(cells, covariance, less) >= 0 ? less : other;
                    if (neighbour(cells, covariance, which) >= 0) {
                        strongest = correlation;
                        worst = which;
                    }
                }
            }
        }
        return worst < 0 ? Optional.empty() : Optional.of(ordered(worst, neighbour(cells, covariance, worst)));
    }

    private static int[] ordered(int a, int b) {
        return new int[] {Math.min(a, b), Math.max(a, b)};
    }

    /** Of the bins beside one in its group that from which it is told apart worse; −1 when it is alone. */
    private static int neighbour(List<Cell> cells, double[][] covariance, int k) {
        int best = -1;
        double strongest = -1;
        for (int other : new int[] {k - 1, k + 1}) {
            if (other >= 0
                    && other < cells.size()
                    && cells.get(other).group().equals(cells.get(k).group())) {
                double correlation =
                        Math.abs(covariance[k][other]) / Math.sqrt(covariance[k][k] * covariance[other][other]);
                if (correlation > strongest) {
                    strongest = correlation;
                    best = other;
                }
            }
        }
        return best;
    }
}
