package org.fiducia.statistics.inference;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.model.Parameter;

/**
 * Parameters without which the fits of toys tell the same of one parameter: held together where a toy is drawn, they take no
 * more than 1 % off its variance, far less than what the number of toys leaves open. Most nuisances, and the cross sections
 * of most other bins, are such.
 *
 * <p>With C the covariance, c its column of the parameter, and H what is held, the share is c_Hᵀ C_HH⁻¹ c_H / C_ββ. The least
 * correlated ones are taken first, each where all together stay below.
 */
final class Negligible {
    private static final double SHARE = 0.01;

    /** Of a variance, what must be left of it when the others are known. */
    private static final double SMALLEST = 1e-9;

    private Negligible() {}

    /**
     * Which parameters.
     *
     * @param covariance of all, rows of fixed ones and of those at a limit 0: these are none
     */
    static boolean[] of(double[][] covariance, List<Parameter> parameters, int parameter) {
        int n = covariance.length;
        boolean[] held = new boolean[n];
        double variance = covariance[parameter][parameter];
        if (!(variance > 0)) {
            return held;
        }
        List<Integer> order = IntStream.range(0, n)
                .filter(i -> i != parameter && !parameters.get(i).fixed() && covariance[i][i] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(
                        i -> covariance[i][parameter] * covariance[i][parameter] / covariance[i][i]))
                .toList();
        // Cholesky factor of C_HH, a row for each that is held, and of c_H in its terms
        double[][] factor = new double[order.size()][];
        int[] rows = new int[order.size()];
        double[] solved = new double[order.size()];
        int size = 0;
        double sum = 0;
        for (int i : order) {
            double[] row = new double[size + 1];
            double rest = covariance[i][i];
            double value = covariance[i][parameter];
            for (int j = 0; j < size; j++) {
                double product = covariance[i][rows[j]];
                for (int k = 0; k < j; k++) {
                    product -= row[k] * factor[j][k];
                }
                row[j] = product / factor[j][j];
                rest -= row[j] * row[j];
                value -= row[j] * solved[j];
            }
            if (rest > SMALLEST * covariance[i][i]) {
                row[size] = Math.sqrt(rest);
                double share = value * value / rest;
                if (sum + share <= SHARE * variance) {
                    sum += share;
                    solved[size] = value / row[size];
                    factor[size] = row;
                    rows[size++] = i;
                    held[i] = true;
                }
            }
        }
        return held;
    }
}
