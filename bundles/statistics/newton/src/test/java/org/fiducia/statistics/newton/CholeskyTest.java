package org.fiducia.statistics.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the decomposition of Commons Math, for sizes around those of the loops and some rows of a matrix. */
class CholeskyTest {
    private final SplittableRandom random = new SplittableRandom(1);

    /** A positive definite matrix whose rows have different units. */
    private double[][] matrix(int n) {
        double[][] root = new double[n][n];
        double[] unit = new double[n];
        for (int i = 0; i < n; i++) {
            unit[i] = Math.pow(10, random.nextInt(-2, 3));
            Arrays.setAll(root[i], j -> random.nextDouble(-1, 1));
        }
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 0.5 : 0;
                for (int k = 0; k < n; k++) {
                    sum += root[i][k] * root[j][k];
                }
                matrix[i][j] = sum * unit[i] * unit[j];
            }
        }
        return matrix;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 30, 101})
    void solvesAndInvertsSomeRowsOfAMatrix(int n) {
        double[][] matrix = matrix(n);
        boolean[] wanted = new boolean[n];
        for (int i = 0; i < n; i++) {
            wanted[i] = i == 0 || random.nextInt(4) > 0;
        }
        int[] rows = IntStream.range(0, n).filter(i -> wanted[i]).toArray();
        double damping = n % 2 * 0.1;
        RealMatrix part = new Array2DRowRealMatrix(matrix).getSubMatrix(rows, rows);
        for (int i = 0; i < rows.length; i++) {
            part.multiplyEntry(i, i, 1 + damping);
        }
        var reference = new CholeskyDecomposition(part, 1e-9, 0).getSolver();
        var cholesky = new Cholesky(n);
        for (int time = 0; time < 2; time++) {
            assertTrue(cholesky.factor(matrix, wanted, ones(n), damping));
            double[] right = random.doubles(n, -1, 1).toArray();
            double[] solution = new double[n];
            Arrays.fill(solution, 7);
            cholesky.solve(right, solution);
            double[] expected = reference
                    .solve(new ArrayRealVector(
                            IntStream.of(rows).mapToDouble(i -> right[i]).toArray()))
                    .toArray();
            double[][] inverse = cholesky.inverse(n);
            double[][] expectedInverse = reference.getInverse().getData();
            for (int i = 0; i < rows.length; i++) {
                double unit = Math.sqrt(expectedInverse[i][i]);
                assertEquals(expected[i], solution[rows[i]], 1e-11 * unit * norm(right, matrix));
                for (int j = 0; j < rows.length; j++) {
                    double accuracy = 1e-11 * unit * Math.sqrt(expectedInverse[j][j]);
                    assertEquals(expectedInverse[i][j], inverse[rows[i]][rows[j]], accuracy);
                }
            }
            for (int i = 0; i < n; i++) {
                if (!wanted[i]) {
                    assertEquals(7, solution[i], "not touched");
                    assertEquals(0, Arrays.stream(inverse[i]).map(Math::abs).sum());
                }
            }
        }
    }

    /** Largest right-hand side in the scale of the matrix. */
    private static double norm(double[] right, double[][] matrix) {
        return IntStream.range(0, right.length)
                .mapToDouble(i -> Math.abs(right[i]) / Math.sqrt(matrix[i][i]))
                .sum();
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefused() {
        var cholesky = new Cholesky(6);
        double[][] matrix = matrix(6);
        boolean[] all = new boolean[6];
        Arrays.fill(all, true);
        assertTrue(cholesky.factor(matrix, all, ones(6), 0));
        matrix[5][5] = -1;
        assertFalse(cholesky.factor(matrix, all, ones(6), 0));
        assertTrue(cholesky.factor(matrix, all, ones(6), 1e6), "damped enough it is");
        matrix[5] = matrix[4].clone();
        for (int i = 0; i < 6; i++) {
            matrix[i][5] = matrix[i][4];
        }
        matrix[5][5] = matrix[4][4];
        assertFalse(cholesky.factor(matrix, all, ones(6), 0), "twice the same row");
        matrix[0][0] = Double.NaN;
        assertFalse(cholesky.factor(matrix, all, ones(6), 0));
    }
}
