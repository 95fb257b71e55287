package org.fiducia.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Grid;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;

/**
 * The figures of profile likelihoods: a curve for each scan, one with all constrained nuisances held and one with the best
 * functions held, too, with some levels and where they cross them, and a plane for each pair of parameters, with best fit,
 * contours, and the scan as colours.
 *
 * @param title above them on the left
 * @param remark above them on the right
 * @param axis title of the axis of a parameter, by its name
 * @param levels of 2ΔNLL of one parameter that are marked in scans
 * @param shares what they cover, in words
 */
public record ProfileFigures(
        String title, String remark, Function<String, String> axis, double[] levels, List<String> shares) {
    private static final String CURVE = "profile likelihood";
    private static final String HELD = "without systematic uncertainties";
    private static final String FROZEN = "functions held, too";
    private static final String FROZEN_ALONE = "best functions held";
    private static final String BEST = "best fit";
    private static final List<String> CONTOURS = List.of("68.3 % contour", "95 % contour");
    private static final Map<String, Tone> TONES = Map.of(
            HELD,
            Tone.PREDICTION,
            FROZEN,
            Tone.REFERENCE,
            FROZEN_ALONE,
            Tone.REFERENCE,
            CONTOURS.get(0),
            Tone.PREDICTION,
            CONTOURS.get(1),
            Tone.ALTERNATIVE,
            BEST,
            Tone.DATA,
            CURVE,
            Tone.STATISTICAL);
    private static final double HIGHEST = 12;

    /** Straight pieces of a curve between two points. */
    private static final int PARTS = 8;

    /** End of the colours: three standard deviations of two parameters. */
    private static final double DARKEST = 11.83;

    private static final double SQUARE = 0.69;

    /** The figures of all scans and contours. */
    public List<Figure> of(Answers answers) {
        var figures = new ArrayList<Figure>();
        answers.scans().forEach(scan -> figures.add(of(scan)));
        var drawn = new ArrayList<Grid>();
        for (Contours contours : answers.contours()) {
            Optional<Grid> grid = answers.grids().stream()
                    .filter(g ->
                            g.first().equals(contours.first()) && g.second().equals(contours.second()))
                    .findFirst();
            grid.ifPresent(drawn::add);
            String name = Picture.name("contour", contours.first(), contours.second());
            figures.add(plane(name, grid, contours.curves(), contours.first(), contours.second(), contours.best()));
        }
        for (Grid grid : answers.grids()) {
            if (!drawn.contains(grid)) {
                String name = Picture.name("scan", grid.first(), grid.second());
                figures.add(plane(name, Optional.of(grid), List.of(), grid.first(), grid.second(), grid.best()));
            }
        }
        return figures;
    }

    private Figure of(Scan scan) {
        var layers = new ArrayList<Layer>();
        var notes = new ArrayList<String>();
        double first = scan.points()[0];
        double last = scan.points()[scan.points().length - 1];
        double highest = Math.min(
                HIGHEST,
                Stream.concat(Stream.of(scan), scan.held().stream())
                        .flatMapToDouble(curve -> Arrays.stream(curve.rises()))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1));
        for (int k = 0; k < levels.length; k++) {
            double level = levels[k];
            notes.add(shares.get(k) + ": " + interval(scan, level));
            if (scan.held().isPresent()) {
                notes.add(shares.get(k) + " stat.: " + interval(scan.held().get(), level));
            }
            if (k == 0 && scan.withoutChoice().isPresent()) { // one line of numbers is enough beside the curve
                notes.add(shares.get(k)
                        + (scan.held().isPresent() ? " stat., functions held: " : ", functions held: ")
                        + interval(scan.withoutChoice().get(), level));
            }
            if (levels[k] < highest) {
                layers.add(line("", first, levels[k], last, levels[k]));
                for (double end : scan.crossings(levels[k])) {
                    layers.add(line("", end, 0, end, levels[k]));
                }
            }
        }
        layers.add(curve(CURVE, scan, highest));
        scan.held().ifPresent(held -> layers.add(curve(HELD, held, highest)));
        scan.withoutChoice()
                .ifPresent(
                        frozen -> layers.add(curve(scan.held().isPresent() ? FROZEN : FROZEN_ALONE, frozen, highest)));
        if (scan.best() >= first && scan.best() <= last) {
            layers.add(new Points(BEST, List.of(new Figure.Point(scan.best(), 0, 0, 0))));
        }
        return new Figure(
                        Picture.name("scan", scan.parameter()),
                        title,
                        remark,
                        Axis.linear(axis.apply(scan.parameter()), "", first, last),
                        List.of(new Panel(
                                Axis.linear("$2\\,\\Delta$NLL", "", 0, Math.max(highest, 1e-3)), 1, layers, notes)))
                .toned(TONES);
    }

    private static Line line(String series, double x0, double y0, double x1, double y1) {
        return new Line(series, List.of(x0, x1), List.of(y0, y1));
    }

    /** A curve up to a value, above which there is room for words. */
    private static Line curve(String series, Scan scan, double highest) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        double[] points = scan.points();
        for (int i = 0; i < points.length; i++) {
            boolean both = i > 0 && Double.isFinite(scan.rises()[i - 1]) && Double.isFinite(scan.rises()[i]);
            for (int k = 1; both && k < PARTS; k++) {
                double share = (double) k / PARTS;
                x.add(points[i - 1] + share * (points[i] - points[i - 1]));
                y.add(scan.between(i - 1, share));
            }
            x.add(points[i]);
            y.add(scan.rises()[i]);
        }
        return cut(series, x, y, highest);
    }

    private static Line cut(String series, List<Double> x, List<Double> y, double highest) {
        var atX = new ArrayList<Double>();
        var atY = new ArrayList<Double>();
        for (int i = 0; i < x.size(); i++) {
            boolean above = y.get(i) > highest;
            if (i > 0 && above != y.get(i - 1) > highest && Double.isFinite(y.get(i) + y.get(i - 1))) {
                double share = (highest - y.get(i - 1)) / (y.get(i) - y.get(i - 1));
                atX.add(x.get(i - 1) + share * (x.get(i) - x.get(i - 1)));
                atY.add(highest);
            }
            atX.add(x.get(i));
            atY.add(above ? Double.NaN : y.get(i));
        }
        return new Line(series, atX, atY);
    }

    /** Where the curve is below a level, as far as that was looked at; three digits of its half width. */
    private static String interval(Scan scan, double level) {
        double[] points = scan.points();
        double[] ends = scan.crossings(level);
        double lo = Double.isNaN(ends[0]) ? points[0] : ends[0];
        double hi = Double.isNaN(ends[1]) ? points[points.length - 1] : ends[1];
        double step = Math.pow(10, Math.floor(Math.log10(0.5 * (hi - lo))) - 2);
        if (Double.isNaN(ends[0])) {
            return Double.isNaN(ends[1]) ? "all of the range" : "up to " + Numbers.tick(hi, step);
        }
        return Double.isNaN(ends[1])
                ? "from " + Numbers.tick(lo, step)
                : Numbers.tick(lo, step) + " to " + Numbers.tick(hi, step);
    }

    private Figure plane(
            String name, Optional<Grid> grid, List<List<Point>> curves, String first, String second, double[] best) {
        var layers = new ArrayList<Layer>();
        grid.ifPresent(g -> layers.add(cells(g)));
        double[] right = extent(curves, best, true, grid.map(g -> edges(g.firstPoints())));
        double[] up = extent(curves, best, false, grid.map(g -> edges(g.secondPoints())));
        for (int k = 0; k < curves.size(); k++) {
            if (!curves.get(k).isEmpty()) {
                var closed = new ArrayList<>(curves.get(k));
                closed.add(closed.get(0));
                layers.add(new Line(
                        CONTOURS.get(k),
                        closed.stream().map(Point::first).toList(),
                        closed.stream().map(Point::second).toList()));
            }
        }
        layers.add(new Points(BEST, List.of(new Figure.Point(best[0], best[1], 0, 0))));
        Axis x = Axis.linear(axis.apply(first), "", right[0], right[1]);
        Axis y = Axis.linear(axis.apply(second), "", up[0], up[1]);
        return new Figure(
                name,
                title,
                remark,
                List.of(new Column(x, SQUARE, List.of(new Panel(y, 1, layers, List.of())))),
                TONES);
    }

    /** What the frame must hold in one direction: the scan, else the contours with some room. */
    private static double[] extent(
            List<List<Point>> curves, double[] best, boolean horizontal, Optional<double[]> cells) {
        double lo = horizontal ? best[0] : best[1];
        double hi = lo;
        for (List<Point> curve : curves) {
            for (Point point : curve) {
                double value = horizontal ? point.first() : point.second();
                lo = Math.min(lo, value);
                hi = Math.max(hi, value);
            }
        }
        double room = hi > lo ? 0.08 * (hi - lo) : 1;
        if (cells.isEmpty()) {
            return new double[] {lo - room, hi + room};
        }
        double left = cells.get()[0];
        double right = cells.get()[cells.get().length - 1];
        return new double[] {lo < left ? lo - room : left, hi > right ? hi + room : right};
    }

    private static Cells cells(Grid grid) {
        var rows = new ArrayList<List<Double>>();
        for (int j = 0; j < grid.secondPoints().length; j++) {
            int row = j;
            rows.add(Arrays.stream(grid.rises()).map(column -> column[row]).toList());
        }
        return new Cells(
                "$2\\,\\Delta$NLL, darkest from " + Numbers.brief(DARKEST, 3),
                list(edges(grid.firstPoints())),
                list(edges(grid.secondPoints())),
                rows,
                0,
                DARKEST,
                List.of());
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Each point of a scan is the middle of its cell. */
    private static double[] edges(double[] points) {
        int n = points.length;
        double[] edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = 0.5 * (points[i - 1] + points[i]);
        }
        edges[0] = points[0] - (edges[1] - points[0]);
        edges[n] = points[n - 1] + (points[n - 1] - edges[n - 1]);
        return edges;
    }
}
