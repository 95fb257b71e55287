package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;

/** Constants as points with errors. */
final class ConstantsFigures {
    private static final List<String> CONVERSION = List.of("$R_9$ ≤ 0.96", "$R_9$ > 0.96");
    private static final List<String> ENERGY = List.of("30 < $E_T$ < 45 GeV", "$E_T$ > 45 GeV");

    private ConstantsFigures() {}

    /** One figure per stage. */
    static List<Figure> of(List<Constants> stages) {
        var figures = new ArrayList<Figure>();
        for (Constants stage : stages) {
            figures.add(
                    switch (stage.stage()) {
                        case 1 -> scales(stage);
                        case 2 -> uniformity(stage);
                        default -> photons(stage);
                    });
        }
        return figures;
    }

    private static Figure scales(Constants stage) {
        var columns = new ArrayList<Column>();
        for (int high = 0; high < 2; high++) {
            columns.add(new Column(
                    Axis.of("$|\\eta|$, " + CONVERSION.get(high), classes(Cells.SCALE_ETA)),
                    0.62,
                    List.of(
                            new Panel(
                                    Axis.linear(high == 0 ? "Scale $\\alpha$" : "", high == 0 ? "%" : "", -1.5, 1.8),
                                    1,
                                    eras(stage, Constants.ALPHA, high),
                                    List.of()),
                            new Panel(
                                    Axis.linear(high == 0 ? "Extra resolution $s$" : "", high == 0 ? "%" : "", 0, 3.2),
                                    0.8,
                                    eras(stage, Constants.SMEARING, high),
                                    List.of()))));
        }
        return new Figure("scales", "Z → ee", "stage 1", columns, Map.of());
    }

    private static List<Layer> eras(Constants stage, String kind, int high) {
        var layers = new ArrayList<Layer>();
        int eras = stage.eras().size();
        int bins = Cells.SCALES / 2;
        if (kind.equals(Constants.ALPHA)) {
            layers.add(new Line("", List.of(0.0, (double) bins), List.of(0.0, 0.0)));
        }
        double[] values = stage.of(kind);
        double[] errors = stage.errors(kind);
        for (int e = 0; e < eras; e++) {
            var points = new ArrayList<Point>();
            for (int b = 0; b < bins; b++) {
                int k = e * Cells.SCALES + 2 * b + high;
                double x = b + (e + 1.0) / (eras + 1);
                double down = kind.equals(Constants.SMEARING) ? Math.min(values[k], errors[k]) : errors[k];
                points.add(new Point(x, 100 * values[k], 100 * down, 100 * errors[k]));
            }
            layers.add(new Points(stage.eras().get(e).name(), points));
        }
        return layers;
    }

    private static List<String> classes(List<Double> edges) {
        var names = new ArrayList<String>();
        for (int b = 1; b < edges.size(); b++) {
            names.add(text(edges.get(b - 1)) + " – " + text(edges.get(b)));
        }
        return names;
    }

    private static String text(double edge) {
        return edge == Math.rint(edge) ? String.valueOf((int) edge) : String.valueOf(edge);
    }

    private static Figure uniformity(Constants stage) {
        double[] u = stage.of(Constants.UNIFORMITY);
        double[] errors = stage.errors(Constants.UNIFORMITY);
        var points = new ArrayList<Point>();
        for (int k = 0; k < u.length; k++) {
            double eta = -Cells.ETA + (k + 0.5) * Cells.UNIFORMITY_WIDTH;
            points.add(new Point(eta, 100 * u[k], 100 * errors[k], 100 * errors[k]));
        }
        var zero = new Line("", List.of(-Cells.ETA, Cells.ETA), List.of(0.0, 0.0));
        return new Figure(
                "uniformity",
                "Z → ee, " + CONVERSION.get(1),
                "stage 2",
                Axis.linear("$\\eta$", "", -Cells.ETA, Cells.ETA),
                List.of(new Panel(
                        Axis.linear("Scale $u$", "%"), 1, List.of(zero, new Points("all eras", points)), List.of())));
    }

    private static Figure photons(Constants stage) {
        double[] d = stage.of(Constants.PHOTON);
        double[] errors = stage.errors(Constants.PHOTON);
        double most = 0.5;
        for (int k = 0; k < d.length; k++) {
            most = Math.max(most, 100 * (Math.abs(d[k]) + errors[k]));
        }
        int bins = Cells.PHOTON_ETA.size() - 1;
        var columns = new ArrayList<Column>();
        for (int et = 0; et < 2; et++) {
            var layers = new ArrayList<Layer>();
            layers.add(new Line("", List.of(0.0, (double) bins), List.of(0.0, 0.0)));
            for (int high = 0; high < 2; high++) {
                var points = new ArrayList<Point>();
                for (int b = 0; b < bins; b++) {
                    int k = 4 * b + 2 * high + et;
                    points.add(new Point(b + 0.35 + 0.3 * high, 100 * d[k], 100 * errors[k], 100 * errors[k]));
                }
                layers.add(new Points(CONVERSION.get(high), points));
            }
            columns.add(new Column(
                    Axis.of("$|\\eta|$", classes(Cells.PHOTON_ETA)),
                    0.62,
                    List.of(new Panel(
                            Axis.linear(
                                    et == 0 ? "Data/simulation − 1, photons" : "",
                                    et == 0 ? "%" : "",
                                    -1.1 * most,
                                    1.7 * most),
                            1,
                            layers,
                            List.of(ENERGY.get(et))))));
        }
        return new Figure("photons", "Z → μμγ", "stage 3", columns, Map.of());
    }
}
