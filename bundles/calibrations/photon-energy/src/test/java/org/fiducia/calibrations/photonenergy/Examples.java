package org.fiducia.calibrations.photonenergy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Constants that are easy to calculate with. */
final class Examples {
    static final List<Constants.Period> ERAS =
            List.of(new Constants.Period("2022", 100, 199, 12), new Constants.Period("2023", 200, 299, 36));

    private Examples() {}

    /** First stage: a scale that rises by its size with each cell of each era, resolutions of 1 and 2 %. */
    static Constants first(double size) {
        int n = Cells.SCALES * ERAS.size();
        var alpha = new double[n];
        var smear = new double[n];
        for (int k = 0; k < n; k++) {
            alpha[k] = (k + 1) * size;
            smear[k] = k < Cells.SCALES ? 0.01 : 0.02;
        }
        return new Constants(
                1,
                ERAS,
                Constants.names(1),
                new java.util.TreeMap<>(Map.of(Constants.ALPHA, alpha, Constants.SMEARING, smear)),
                diagonal(2 * n, 0.0005),
                Map.of(),
                "made of",
                "");
    }

    /** All three stages. */
    static List<Constants> stages() {
        Constants first = first(0.001);
        Constants second = later(2, Cells.UNIFORMITIES, Constants.UNIFORMITY, 0.004, first);
        return List.of(first, second, later(3, Cells.PHOTONS, Constants.PHOTON, -0.003, second));
    }

    private static Constants later(int stage, int bins, String kind, double value, Constants before) {
        var values = new double[bins];
        Arrays.setAll(values, k -> value * (k + 1) / bins);
        return new Constants(
                stage,
                ERAS,
                Constants.names(stage),
                Map.of(kind, values),
                diagonal(bins, 0.002),
                Map.of(),
                "made of",
                before.content());
    }

    private static double[][] diagonal(int size, double error) {
        var matrix = new double[size][size];
        for (int k = 0; k < size; k++) {
            matrix[k][k] = error * error;
        }
        return matrix;
    }
}
