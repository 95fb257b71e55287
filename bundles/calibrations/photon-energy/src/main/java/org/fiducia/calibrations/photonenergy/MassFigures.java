package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;

/** Masses in data and simulation before and after the calibration, with their ratio. */
final class MassFigures {
    private static final String DATA = "data";
    private static final String SIMULATION = "simulation";
    private static final String STATISTICS = "simulation, statistics";

    private MassFigures() {}

    /** Of pairs of electrons; of muons with a photon when all stages were measured. */
    static List<Figure> of(Spectra spectra, int stages) {
        var figures = new ArrayList<Figure>();
        figures.add(figure(spectra, "ee", "mass-ee", "Z → ee", "$m_{ee}$"));
        if (stages > 2) {
            figures.add(figure(spectra, "mmg", "mass-mumugamma", "Z → μμγ", "$m_{\\mu\\mu\\gamma}$"));
        }
        return figures;
    }

    private static Figure figure(Spectra spectra, String kind, String id, String title, String mass) {
        double most = Math.max(
                Arrays.stream(spectra.get(kind + "-data")).max().orElse(1),
                Arrays.stream(spectra.get("c" + kind + "-data")).max().orElse(1));
        return new Figure(
                        id,
                        title,
                        "simulation normalised to data",
                        List.of(
                                column(spectra, kind, mass, most, "before the calibration"),
                                column(spectra, "c" + kind, mass, most, "after the calibration")),
                        Map.of())
                .toned(Map.of(DATA, Tone.DATA, SIMULATION, Tone.PREDICTION, STATISTICS, Tone.UNCERTAINTY));
    }

    private static Column column(Spectra spectra, String kind, String mass, double most, String when) {
        double[] data = spectra.get(kind + "-data");
        double[] simulation = spectra.get(kind + "-simulation");
        double norm = Arrays.stream(data).sum() / Arrays.stream(simulation).sum();
        double width = (Spectra.HI - Spectra.LO) / Spectra.BINS;
        var edges = new ArrayList<Double>();
        var steps = new ArrayList<Double>();
        var points = new ArrayList<Point>();
        var ratios = new ArrayList<Point>();
        var lo = new ArrayList<Double>();
        var hi = new ArrayList<Double>();
        for (int b = 0; b < Spectra.BINS; b++) {
            edges.add(Spectra.LO + b * width);
            double expected = norm * simulation[b];
            double x = Spectra.LO + (b + 0.5) * width;
            double error = Math.sqrt(data[b]);
            steps.add(expected);
            points.add(new Point(x, data[b], error, error));
            ratios.add(new Point(x, data[b] / expected, error / expected, error / expected));
            double relative = 1 / Math.sqrt(simulation[b]);
            lo.add(1 - relative);
            hi.add(1 + relative);
        }
        edges.add(Spectra.HI);
        return new Column(
                Axis.linear(mass, "GeV", Spectra.LO, Spectra.HI),
                0.7,
                List.of(
                        new Panel(
                                Axis.linear("Events / 0.5 GeV", "", 0, 1.3 * most),
                                1,
                                List.of(new Steps(SIMULATION, edges, steps), new Points(DATA, points)),
                                List.of(when)),
                        new Panel(
                                Axis.linear("Data/simulation", "", 0.7, 1.4),
                                0.45,
                                List.of(
                                        new Band(STATISTICS, edges, lo, hi),
                                        new Line("", List.of(Spectra.LO, Spectra.HI), List.of(1.0, 1.0)),
                                        new Points(DATA, ratios)),
                                List.of())));
    }
}
