package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.background.transferfactor.OrderSearch.Trial;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.TaggedBins;
import org.fiducia.drawing.Captions;

/** Pictures of a fit: spectra of jets that pass and fail, the transfer factor, and what passes beyond multijet events. */
final class FactorFigures {
    private static final double LOWER = 0.45;
    private static final double PERCENT = 100;
    private static final String FITTED = "Fit";

    private final Ingredients of;
    private final Trial residual;
    private final ResidualOrders.Fitted fit;
    private final JetGrid grid;

    FactorFigures(Ingredients of, Trial residual, ResidualOrders.Fitted fit) {
        this.of = of;
        this.residual = residual;
        this.fit = fit;
        grid = of.grid();
    }

    /** One per category and bin of transverse momentum, the map, and the sum of all that pass. */
    List<Figure> all() {
        var figures = new ArrayList<Figure>();
        Spectrum total = null;
        for (TaggedBins.Bin bin : of.bins().bins()) {
            for (int category : new int[] {bin.pass(), bin.fail()}) {
                Spectrum spectrum = spectrum(category);
                var which = of.analysis().categories().get(category);
                figures.add(spectrum(which.id(), which.title(), spectrum));
                if (category == bin.pass()) {
                    total = total == null ? spectrum : total.plus(spectrum);
                }
            }
        }
        figures.add(map());
        if (total != null) {
            figures.add(subtracted(total));
        }
        return figures;
    }

    /**
     * A spectrum.
     *
     * @param observed events per interval
     * @param fitted events of each component per interval
     */
    private record Spectrum(double[] observed, Map<String, double[]> fitted) {
        double[] sum() {
            double[] sum = new double[observed.length];
            fitted.values().forEach(values -> addTo(sum, values));
            return sum;
        }

        Spectrum plus(Spectrum other) {
            double[] both = observed.clone();
            addTo(both, other.observed);
            var all = new LinkedHashMap<String, double[]>();
            for (Map<String, double[]> part : List.of(fitted, other.fitted)) {
                part.forEach((name, values) -> addTo(all.computeIfAbsent(name, n -> new double[both.length]), values));
            }
            return new Spectrum(both, all);
        }

        private static void addTo(double[] sum, double[] values) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
    }

    /** All eras of a category. */
    private Spectrum spectrum(int category) {
        Likelihood likelihood = fit.likelihood();
        String id = of.analysis().categories().get(category).id();
        Spectrum sum = new Spectrum(new double[grid.massBins()], Map.of());
        List<ModelCategory> categories = likelihood.model().categories();
        for (int c = 0; c < categories.size(); c++) {
            ModelCategory each = categories.get(c);
            if (id.equals(each.labels().get("category"))) {
                var fitted = new LinkedHashMap<String, double[]>();
                for (int k = 0; k < each.components().size(); k++) {
                    Component component = each.components().get(k);
                    fitted.put(component.name(), likelihood.expected(c, k, fit.parameters(), grid.mass()));
                }
                double[] observed = new double[grid.massBins()];
                for (Counted counted : of.data()) {
                    List<TaggedBins.Bin> bins = of.bins().bins();
                    for (int k = 0; k < bins.size(); k++) {
                        double[] values = bins.get(k).pass() == category
                                ? counted.pass()[k]
                                : bins.get(k).fail() == category ? counted.fail()[k] : new double[observed.length];
                        Spectrum.addTo(observed, values);
                    }
                }
                sum = new Spectrum(
                        observed, sum.plus(new Spectrum(observed, fitted)).fitted());
            }
        }
        return sum;
    }

    private static String called(String component) {
        return component.equals(SignalModel.RESONANT) ? "Signal" : Captions.component(component);
    }

    /** Components piled up, data, and pulls below. */
    private Figure spectrum(String id, String title, Spectrum spectrum) {
        double[] sum = spectrum.sum();
        var layers = new ArrayList<Layer>();
        List<Double> edges = list(grid.mass());
        double[] height = sum.clone();
        int colour = 0;
        var names = new ArrayList<>(spectrum.fitted().keySet());
        for (String name : names) {
            layers.add(new Area(called(name), colour++, edges, list(height)));
            double[] values = spectrum.fitted().getOrDefault(name, new double[height.length]);
            for (int i = 0; i < height.length; i++) {
                height[i] = Math.max(0, height[i] - values[i]);
            }
        }
        String data = Captions.data(of.analysis(), "observed");
        var points = new ArrayList<Point>();
        var pulls = new ArrayList<Point>();
        for (int i = 0; i < sum.length; i++) {
            if (sum[i] > 0) {
                double error = Math.sqrt(spectrum.observed()[i]);
                points.add(new Point(grid.massCentre(i), spectrum.observed()[i], error, error));
                pulls.add(new Point(grid.massCentre(i), (spectrum.observed()[i] - sum[i]) / Math.sqrt(sum[i]), 1, 1));
            }
        }
        layers.add(new Points(data, points));
        return figure("spectrum-" + id, events(), layers, "Pull", pulls, data, title);
    }

    private String width() {
        return String.format(Locale.ROOT, "%.3g GeV", grid.mass()[1] - grid.mass()[0]);
    }

    private Axis events() {
        return Axis.linear("Events / " + width(), "", 0, Double.NaN);
    }

    private Figure figure(
            String id, Axis y, List<Layer> upper, String below, List<Point> lower, String data, String title) {
        double lo = grid.mass()[0];
        double hi = grid.mass()[grid.massBins()];
        var axis = of.analysis().fit().axis();
        return new Figure(
                        id,
                        of.analysis().title(),
                        Captions.exposure(of.analysis()),
                        Axis.linear(axis.title(), axis.unit(), lo, hi),
                        List.of(
                                new Panel(y, 1, upper, List.of(title)),
                                new Panel(
                                        Axis.linear(below, ""),
                                        LOWER,
                                        List.of(
                                                new Line("", List.of(lo, hi), List.of(0.0, 0.0)),
                                                new Points(data, lower)),
                                        List.of())))
                .toned(Map.of(data, Tone.DATA));
    }

    /** All jets that pass, less fitted multijet events. */
    private Figure subtracted(Spectrum total) {
        String process = of.settings().process();
        double[] multijet = total.fitted().getOrDefault(process, new double[grid.massBins()]);
        double[] sum = total.sum();
        String data = Captions.data(of.analysis(), "observed");
        var points = new ArrayList<Point>();
        var pulls = new ArrayList<Point>();
        for (int i = 0; i < sum.length; i++) {
            double error = Math.sqrt(total.observed()[i]);
            points.add(new Point(grid.massCentre(i), total.observed()[i] - multijet[i], error, error));
            if (sum[i] > 0) {
                pulls.add(new Point(grid.massCentre(i), (total.observed()[i] - sum[i]) / Math.sqrt(sum[i]), 1, 1));
            }
        }
        var layers = new ArrayList<Layer>();
        List<Double> edges = list(grid.mass());
        double[] rest = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            rest[i] = sum[i] - multijet[i];
        }
        double[] below = new double[sum.length];
        for (var each : total.fitted().entrySet()) {
            if (!each.getKey().equals(process)) {
                double[] above = below.clone();
                Spectrum.addTo(above, each.getValue());
                layers.add(new Band(called(each.getKey()), edges, list(below), list(above)));
                below = above;
            }
        }
        layers.add(new Steps(FITTED, edges, list(rest)));
        layers.add(new Points(data, points));
        return figure(
                "pass-subtracted",
                Axis.linear("Events less " + called(process) + " / " + width(), ""),
                layers,
                "Pull",
                pulls,
                data,
                "all bins, pass");
    }

    private double factor(int k, int i) {
        return of.simulated(k, i) * new Surface(residual.order(), residual.coefficients()).at(grid, k, i);
    }

    /** Bins with a negative transfer factor. */
    List<String> negative() {
        var negative = new ArrayList<String>();
        for (int k = 0; k < grid.ptBins(); k++) {
            for (int i = 0; i < grid.massBins(); i++) {
                if (grid.fitted(k, i) && !(factor(k, i) >= 0)) {
                    negative.add(of.name(k, i));
                }
            }
        }
        return negative;
    }

    /** The transfer factor in the bins that are fitted. */
    private Figure map() {
        var rows = new ArrayList<List<Double>>();
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < grid.ptBins(); k++) {
            var row = new ArrayList<Double>();
            for (int i = 0; i < grid.massBins(); i++) {
                double value = grid.fitted(k, i) ? PERCENT * factor(k, i) : Double.NaN;
                row.add(value);
                most = grid.fitted(k, i) ? Math.max(most, value) : most;
                least = grid.fitted(k, i) ? Math.min(least, value) : least;
            }
            rows.add(row);
        }
        var axis = of.analysis().fit().axis();
        double[] pt = grid.pt();
        return new Figure(
                "transfer-factor",
                of.analysis().title(),
                Captions.exposure(of.analysis()),
                Axis.linear(axis.title(), axis.unit(), grid.mass()[0], grid.mass()[grid.massBins()]),
                List.of(new Panel(
                        Axis.linear("$p_T$", "GeV", pt[0], pt[pt.length - 1]),
                        1,
                        List.of(new Cells(
                                "pass / fail (%)",
                                list(grid.mass()), list(pt), rows, Math.min(0, least), most, List.of())),
                        List.of())));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
