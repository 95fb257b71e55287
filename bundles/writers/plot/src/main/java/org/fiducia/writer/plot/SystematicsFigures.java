package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/** What contributes to uncertainties, by groups and by nuisances. */
final class SystematicsFigures {
    private static final String TOTAL = "total";

    /** Smaller contributions are not drawn, in percent. */
    private static final double LEAST = 0.1;

    private static final int MOST = 20;
    private static final double PULL_END = 3;

    /** Of the uncertainty of a bin, where its colour is the darkest. */
    private static final double DARKEST = 50;

    /** The same of the largest uncertainty, where it is not relative. */
    private static final double LEAST_PART = 1e-3;

    private static final String PULL = "pull and its uncertainty";
    private static final String UP = "$+1\\sigma$";
    private static final String DOWN = "$-1\\sigma$";

    private SystematicsFigures() {}

    /**
     * Uncertainty of each bin and what each group of nuisances contributes to it: relative where every bin has a cross section
     * above 0, else in fb.
     */
    static Figure breakdown(Measurement measurement) {
        List<BinResult> bins = measurement.bins();
        BinPlaces places = BinPlaces.of(measurement.observable(), bins);
        var layers = new ArrayList<Layer>();
        boolean relative = bins.stream().allMatch(bin -> bin.sigma() > 0);
        double[] total = sizes(bins, bins.stream().map(BinResult::total).toList(), relative);
        double largest = Arrays.stream(total).filter(Double::isFinite).max().orElse(1);
        double least = relative ? LEAST : largest > 0 ? LEAST_PART * largest : LEAST;
        double top = Math.max(2 * least, largest);
        layers.add(new Steps(TOTAL, places.edges(), places.steps(above(least, total))));
        for (Contribution c : measurement.breakdown()) {
            if (!c.group().equals("correlation")) {
                double[] sizes = sizes(bins, c.bins(), relative);
                layers.add(new Steps(c.group(), places.edges(), places.steps(above(least, sizes))));
                top = Math.max(
                        top, Arrays.stream(sizes).filter(Double::isFinite).max().orElse(top));
            }
        }
        var analysis = measurement.analysis();
        return new Figure(
                        "breakdown",
                        analysis.title(),
                        Captions.exposure(analysis),
                        places.axis(),
                        List.of(new Panel(
                                Axis.logarithmic("Uncertainty", relative ? "%" : "fb", least, 2 * top),
                                1,
                                layers,
                                List.of())))
                .toned(Map.of(TOTAL, Tone.DATA));
    }

    /** Mean of both sides, in percent of the cross section or in fb. */
    private static double[] sizes(List<BinResult> bins, List<Uncertainty> uncertainties, boolean relative) {
        var sizes = new double[bins.size()];
        for (int i = 0; i < sizes.length; i++) {
            double mean =
                    0.5 * (uncertainties.get(i).down() + uncertainties.get(i).up());
            sizes[i] = relative ? 100 * mean / bins.get(i).sigma() : mean;
        }
        return sizes;
    }

    private static double[] above(double least, double[] sizes) {
        return Arrays.stream(sizes)
                .map(size -> size < least ? Double.NaN : size)
                .toArray();
    }

    /**
     * The nuisances with the largest impacts, from the top: pull with post-fit uncertainty, change of the sum of all bins, and
     * change of each bin in percent of its total uncertainty.
     */
    static Figure impacts(Measurement measurement) {
        List<Impact> impacts = shown(measurement.impacts());
        var further = new ArrayList<Column>();
        if (measurement.bins().size() > 1) {
            further.add(new Column(
                    Axis.of(
                            "Bins of " + measurement.observable().label(),
                            measurement.bins().stream()
                                    .map(bin -> bin.bin().title())
                                    .toList()),
                    0.69,
                    List.of(new Panel(
                            blank(impacts),
                            1,
                            List.of(cells(measurement, impacts)),
                            List.of("change at $+1\\sigma$ in % of the uncertainty")))));
        }
        double sigma = measurement.inclusive().sigma();
        double scale = sigma > 0 ? 100 / sigma : 1;
        return ranking(
                "impacts",
                measurement.analysis(),
                impacts,
                sigma > 0 ? "$\\Delta\\Sigma\\sigma$ (%)" : "$\\Delta\\Sigma\\sigma$ (fb)",
                impacts.stream()
                        .mapToDouble(
                                impact -> scale * Arrays.stream(impact.up()).sum())
                        .toArray(),
                impacts.stream()
                        .mapToDouble(
                                impact -> scale * Arrays.stream(impact.down()).sum())
                        .toArray(),
                further);
    }

    /** The largest of all impacts, from the least upwards as the axis goes. */
    static List<Impact> shown(List<Impact> all) {
        var impacts = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
        Collections.reverse(impacts);
        return impacts;
    }

    private static Axis blank(List<Impact> impacts) {
        return Axis.of("", impacts.stream().map(impact -> "").toList());
    }

    /**
     * Pulls and changes of nuisances.
     *
     * @param change title of the axis of the changes
     * @param up change for each nuisance above its best fit
     * @param down likewise below
     * @param further columns on the right
     */
    static Figure ranking(
            String id,
            Analysis analysis,
            List<Impact> impacts,
            String change,
            double[] up,
            double[] down,
            List<Column> further) {
        Axis names = Axis.of("", impacts.stream().map(Impact::nuisance).toList());
        var columns = new ArrayList<Column>();
        columns.add(new Column(
                Axis.linear("Pull ($\\sigma$)", "", -PULL_END, PULL_END),
                0.33,
                List.of(new Panel(names, 1, pulls(impacts), List.of()))));
        columns.add(changes(change, up, down, blank(impacts)));
        columns.addAll(further);
        return new Figure(
                id,
                analysis.title(),
                Captions.exposure(analysis),
                columns,
                Map.of(PULL, Tone.DATA, UP, Tone.STATISTICAL, DOWN, Tone.PREDICTION));
    }

    private static List<Layer> pulls(List<Impact> impacts) {
        var layers = new ArrayList<Layer>();
        for (double guide : new double[] {-1, 0, 1}) {
            layers.add(upright(guide, impacts.size()));
        }
        var points = new ArrayList<Point>();
        for (int i = 0; i < impacts.size(); i++) {
            Impact impact = impacts.get(i);
            double pull = Math.max(-PULL_END, Math.min(PULL_END, impact.pull()));
            points.add(new Point(pull, i + 0.5, impact.constraint(), impact.constraint()));
        }
        layers.add(new Points(PULL, points, Mark.ACROSS));
        return layers;
    }

    private static Line upright(double at, int rows) {
        return new Line("", List.of(at, at), List.of(0.0, (double) rows));
    }

    private static Column changes(String title, double[] above, double[] below, Axis rows) {
        double most = 1e-3;
        var up = new ArrayList<Box>();
        var down = new ArrayList<Box>();
        for (int i = 0; i < above.length; i++) {
            up.add(new Box(0, above[i], i + 0.2, i + 0.8));
            down.add(new Box(0, below[i], i + 0.2, i + 0.8));
            most = Math.max(most, Math.max(Math.abs(above[i]), Math.abs(below[i])));
        }
        List<Layer> layers = List.of(upright(0, above.length), new Boxes(UP, up), new Boxes(DOWN, down));
        return new Column(
                Axis.linear(title, "", -1.1 * most, 1.1 * most), 0.39, List.of(new Panel(rows, 1, layers, List.of())));
    }

    private static Cells cells(Measurement measurement, List<Impact> impacts) {
        var rows = new ArrayList<List<Double>>();
        for (Impact impact : impacts) {
            var row = new ArrayList<Double>();
            for (int j = 0; j < measurement.bins().size(); j++) {
                Uncertainty total = measurement.bins().get(j).total();
                double error = 0.5 * (total.down() + total.up());
                double percent = error > 0 ? 100 * impact.up()[j] / error : 0;
                row.add(Math.abs(percent) < 0.05 ? Double.NaN : percent);
            }
            rows.add(row);
        }
        return new Cells("", rows, -DARKEST, DARKEST, "%.1f");
    }
}
