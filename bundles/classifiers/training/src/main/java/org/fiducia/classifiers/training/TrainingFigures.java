package org.fiducia.classifiers.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;

/** Pictures of what a training achieved, and whether it learnt its examples by heart. */
final class TrainingFigures {
    private static final int BINS = 20;

    /** More points of a curve than can be seen are left out. */
    private static final double RESOLUTION = 2e-3;

    private TrainingFigures() {}

    /** Of a set of networks: efficiencies, and distributions of scores. */
    static List<Figure> of(Trained trained) {
        String set = trained.examples().set();
        String id = set.replaceAll("[^A-Za-z0-9_.-]", "_");
        var curves = new ArrayList<Layer>();
        var columns = new ArrayList<Column>();
        for (int fold = 0; fold < trained.folds(); fold++) {
            for (boolean own : new boolean[] {true, false}) {
                curves.add(curve(trained.separation(fold, own), name(fold, own)));
            }
            columns.add(scores(trained, fold));
        }
        curves.add(new Line("", List.of(0., 1.), List.of(0., 1.)));
        Axis x = Axis.linear("efficiency of background", "", 0, 1);
        Axis y = Axis.linear("efficiency of signal", "", 0, 1);
        return List.of(
                new Figure("roc-" + id, set, "simulation", x, List.of(new Panel(y, 1, curves, List.of()))),
                new Figure("scores-" + id, set, "simulation", columns, Map.of()));
    }

    private static String name(int fold, boolean own) {
        return "network " + fold + (own ? ", its own events" : ", other events");
    }

    private static Line curve(Separation separation, String name) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        int last = separation.signal().length - 1;
        for (int k = 0; k <= last; k++) {
            double b = separation.background()[k];
            double s = separation.signal()[k];
            if (k == 0 || k == last || Math.hypot(b - x.get(x.size() - 1), s - y.get(y.size() - 1)) > RESOLUTION) {
                x.add(b);
                y.add(s);
            }
        }
        return new Line(String.format(Locale.ROOT, "%s: area %.3f", name, separation.area()), x, y);
    }

    private static Column scores(Trained trained, int fold) {
        var layers = new ArrayList<Layer>();
        var notes = new ArrayList<String>(List.of("network " + fold));
        for (boolean signal : new boolean[] {true, false}) {
            String name = signal ? "signal" : "background";
            layers.add(steps(trained, fold, signal, name + ", its own events"));
            layers.add(points(trained, fold, signal, name + ", other events"));
            notes.add(String.format(Locale.ROOT, "%s: p = %.2f", name, trained.sameDistribution(fold, signal)));
        }
        return new Column(
                Axis.linear("score", "", 0, 1),
                0.7,
                List.of(new Panel(Axis.linear("fraction of events", "", 0, Double.NaN), 1, layers, notes)));
    }

    private static Steps steps(Trained trained, int fold, boolean signal, String name) {
        double[][] counts = counts(trained, fold, signal, true);
        var edges = new ArrayList<Double>();
        var values = new ArrayList<Double>();
        for (int b = 0; b < BINS; b++) {
            edges.add((double) b / BINS);
            values.add(counts[0][b]);
        }
        edges.add(1.);
        return new Steps(name, edges, values);
    }

    private static Points points(Trained trained, int fold, boolean signal, String name) {
        double[][] counts = counts(trained, fold, signal, false);
        var points = new ArrayList<Point>();
        for (int b = 0; b < BINS; b++) {
            double error = Math.sqrt(counts[1][b]);
            points.add(new Point((b + 0.5) / BINS, counts[0][b], error, error));
        }
        return new Points(name, points);
    }

    /** Fractions per bin, and squares of their errors. */
    private static double[][] counts(Trained trained, int fold, boolean signal, boolean own) {
        Examples examples = trained.examples();
        var counts = new double[2][BINS];
        double sum = 0;
        for (int k : trained.events(fold, own)) {
            if (examples.signal()[k] == signal) {
                double weight = examples.weights()[k];
                int bin = Math.min(BINS - 1, (int) (BINS * trained.scores()[fold][k]));
                counts[0][bin] += weight;
                counts[1][bin] += weight * weight;
                sum += weight;
            }
        }
        for (int b = 0; b < BINS; b++) {
            counts[0][b] /= sum;
            counts[1][b] /= sum * sum;
        }
        return counts;
    }
}
