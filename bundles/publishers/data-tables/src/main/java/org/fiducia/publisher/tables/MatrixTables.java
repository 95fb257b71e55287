package org.fiducia.publisher.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;

/**
 * Correlation and covariances of the cross sections of one observable. A covariance has the correlation of the fit and, on
 * its diagonal, the square of the mean of the errors that the cross sections are published with on both sides.
 */
final class MatrixTables {
    private final Measurement measurement;
    private final Words words;
    private final int n;

    MatrixTables(Measurement measurement) {
        this.measurement = measurement;
        this.words = new Words(measurement);
        this.n = measurement.bins().size();
    }

    List<DataTable> all() {
        if (n < 2 || n * n > Tables.MOST_ROWS) {
            return List.of();
        }
        var tables = new ArrayList<DataTable>();
        tables.add(table(
                "correlation",
                "correlation",
                "Correlation of the fiducial cross sections in bins of " + words.title()
                        + ", statistical and systematic uncertainties together.",
                "Correlation",
                "",
                measurement.correlation()));
        List<double[]> statistical = measurement.details().reuse().statistical();
        if (!statistical.isEmpty()) {
            double[] errors =
                    measurement.bins().stream().mapToDouble(b -> mean(b.stat())).toArray();
            tables.add(covariance(
                    "statistical",
                    "statistical covariance",
                    "Statistical covariance of the fiducial cross sections in bins of " + words.title()
                            + ": all constrained nuisances held at the best fit.",
                    Covariance.of(statistical.toArray(double[][]::new), errors),
                    errors));
        }
        double[] errors =
                measurement.bins().stream().mapToDouble(b -> mean(b.total())).toArray();
        tables.add(covariance(
                "covariance",
                "total covariance",
                "Covariance of the fiducial cross sections in bins of " + words.title()
                        + ", statistical and systematic uncertainties together.",
                Covariance.of(measurement.correlation(), errors),
                errors));
        return tables;
    }

    private static double mean(Uncertainty uncertainty) {
        return 0.5 * (uncertainty.down() + uncertainty.up());
    }

    private DataTable covariance(String id, String name, String description, double[][] matrix, double[] errors) {
        Covariance.check(name + " of " + words.id(), matrix, errors);
        return table(
                id,
                name,
                description + " On the diagonal is the square of the mean of the upper and the lower uncertainty.",
                "Covariance",
                "FB$^2$",
                matrix);
    }

    private DataTable table(String id, String name, String description, String header, String unit, double[][] matrix) {
        ObservableInfo observable = measurement.observable();
        Binning bins = observable.binning();
        List<Integer> rows = IntStream.range(0, n * n).mapToObj(k -> k / n).toList();
        List<Integer> columns = IntStream.range(0, n * n).mapToObj(k -> k % n).toList();
        return new DataTable(
                words.id() + "_" + id,
                words.id() + " " + name,
                description + " All n² elements, row by row.",
                List.of(unit.isEmpty() ? "CORR" : "COV"),
                List.of(Slice.whole(observable, bins, "", rows), Slice.whole(observable, bins, "", columns)),
                List.of(new Dependent(
                        header,
                        unit,
                        words.qualifiers(),
                        IntStream.range(0, n * n)
                                .mapToObj(k -> Entry.of(matrix[k / n][k % n]))
                                .toList())));
    }
}
