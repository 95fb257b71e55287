package org.fiducia.writer.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.drawing.Captions;

/** Efficiency and correlation. */
final class MatrixFigures {
    private static final double SQUARE = 0.69;

    private MatrixFigures() {}

    /** The efficiency matrix, in percent: fiducial bins to the right, bins of the reconstruction upwards. */
    static Figure response(Measurement measurement) {
        double[][] percent = percent(measurement);
        double max =
                Arrays.stream(percent).flatMapToDouble(Arrays::stream).max().orElse(0);
        int decimals = max >= 10 || max == 0 ? 1 : max >= 1 ? 2 : 3;
        String title = measurement.observable().label();
        return figure(
                "response",
                measurement,
                1,
                Axis.of("Fiducial " + title, names(measurement.observable().binning())),
                Axis.of("Reconstructed " + title, names(measurement.observable().reconstructed())),
                new Cells("$\\varepsilon$ (%)", rows(percent), 0, max > 0 ? max : 1, "%." + decimals + "f"));
    }

    private static Figure figure(String id, Measurement measurement, double width, Axis x, Axis y, Cells cells) {
        var analysis = measurement.analysis();
        var column = new Column(x, width, List.of(new Panel(y, 1, List.of(cells), List.of())));
        return new Figure(id, analysis.title(), Captions.exposure(analysis), List.of(column), Map.of());
    }

    private static List<List<Double>> rows(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    /** ε in percent, [reco bin][fiducial bin], eras weighted by luminosity and categories by predicted cross section. */
    static double[][] percent(Measurement measurement) {
        Response response = measurement.response();
        var eras = measurement.analysis().eras();
        double luminosity = measurement.analysis().luminosity();
        var matrix = new double[response.recoBins()][response.fiducialBins()];
        for (int j = 0; j < response.fiducialBins(); j++) {
            double sm = response.sm(j);
            for (int era = 0; era < eras.size(); era++) {
                for (int c = 0; c < response.categories(); c++) {
                    double weight =
                            sm > 0 ? 100 * eras.get(era).luminosity() / luminosity * response.smOf(c)[j] / sm : 0;
                    for (int i = 0; i < matrix.length; i++) {
                        matrix[i][j] += weight * response.efficiency()[era][c][i][j];
                    }
                }
            }
        }
        return matrix;
    }

    private static List<String> names(Binning binning) {
        return binning.bins().stream().map(Bin::title).toList();
    }

    /** Correlation of the cross sections of all bins and of what else is reported. */
    static Figure correlation(Measurement measurement) {
        List<String> all = measurement.joint().names();
        List<String> others = all
                .subList(Math.min(all.size(), measurement.bins().size()), all.size())
                .stream()
                .map(name -> title(measurement, name))
                .toList();
        List<String> names = Stream.concat(
                        measurement.bins().stream().map(bin -> bin.bin().title()), others.stream())
                .toList();
        String title = measurement.observable().label() + (others.isEmpty() ? "" : " and further parameters");
        String colours = "Correlation $\\rho$" + (others.isEmpty() ? " of the cross sections" : "");
        return figure(
                "correlation",
                measurement,
                SQUARE,
                Axis.of(title, names),
                Axis.of(title, names),
                new Cells(colours, rows(measurement.joint().correlation()), -1, 1, "%.2f"));
    }

    /** Title of a reported quantity; its name where nothing more is known of it. */
    private static String title(Measurement measurement, String name) {
        boolean several = measurement.bins().size() > 1;
        return measurement.interest().stream()
                .filter(result -> result.name().equals(name)
                        && !result.title().isBlank()
                        && !result.title().equals(name))
                .map(Measurement.InterestResult::title)
                .findFirst()
                .or(() -> new BinResults(measurement).title(name, bin -> several ? " " + bin.title() : ""))
                .orElse(name);
    }
}
