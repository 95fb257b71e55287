package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/**
 * The cross section of each bin with its prediction, and below, on the same horizontal axis, their ratio. Points are in
 * the middle of the bins; bars with lines across their ends are total uncertainties, thick ones their statistical part.
 */
final class SpectrumFigure {
    private static final String STATISTICAL = "Statistical uncertainty";
    private static final String TOTAL = "Total uncertainty";
    private static final double RATIO = 0.325;

    /** Above this ratio of largest to smallest value the vertical axis is logarithmic. */
    private static final double LINEAR_UP_TO = 10;

    private static final double[] RATIO_ENDS = {2, 3, 4, 6};

    private final Measurement measurement;
    private final List<BinResult> bins;
    private final BinPlaces places;
    private final String data;
    private final String prediction;

    private SpectrumFigure(Measurement measurement) {
        this.measurement = measurement;
        bins = measurement.bins();
        places = BinPlaces.of(measurement.observable(), bins);
        data = Captions.data(measurement.analysis(), measurement.data());
        prediction = isBand() ? "SM prediction and its uncertainty" : "SM prediction";
    }

    /** The figure of a measurement. */
    static Figure of(Measurement measurement) {
        return new SpectrumFigure(measurement).figure();
    }

    private boolean isBand() {
        return bins.stream().anyMatch(bin -> finite(bin.theory().up()) > 0);
    }

    private Figure figure() {
        Axis y = cross();
        double[] sm = bins.stream().mapToDouble(BinResult::sm).toArray();
        // On a logarithmic axis what is not above zero stands at its lower end.
        double floor = y.spread() == Figure.Spread.LOGARITHMIC ? y.lo() : Double.NEGATIVE_INFINITY;
        var analysis = measurement.analysis();
        return new Figure(
                        "spectrum",
                        analysis.title(),
                        Captions.exposure(analysis),
                        places.axis(),
                        List.of(
                                new Panel(y, 1, layers(places.widths(), floor), notes()),
                                new Panel(ratio(), RATIO, layers(sm, Double.NEGATIVE_INFINITY), List.of())))
                .toned(Map.of(
                        data, Tone.DATA, TOTAL, Tone.DATA, STATISTICAL, Tone.STATISTICAL, prediction, Tone.PREDICTION));
    }

    /** Prediction and data, divided. */
    private List<Layer> layers(double[] divisors, double floor) {
        var predictions = new double[bins.size()];
        var lo = new double[bins.size()];
        var hi = new double[bins.size()];
        for (int i = 0; i < predictions.length; i++) {
            BinResult bin = bins.get(i);
            // over the prediction itself it is one, even where there is none
            predictions[i] = bin.sm() == divisors[i] ? 1 : bin.sm() / divisors[i];
            double unit = bin.sm() > 0 ? 1 / divisors[i] : 0;
            lo[i] = predictions[i] - unit * finite(bin.theory().down());
            hi[i] = predictions[i] + unit * finite(bin.theory().up());
        }
        var layers = new ArrayList<Layer>();
        if (isBand()) {
            layers.add(new Band(prediction, places.edges(), places.steps(lo), places.steps(hi)));
        }
        layers.add(new Steps(prediction, places.edges(), places.steps(predictions)));
        layers.add(new Points(STATISTICAL, points(divisors, BinResult::stat, -Double.MAX_VALUE), Mark.THICK));
        layers.add(new Points(TOTAL, points(divisors, BinResult::total, -Double.MAX_VALUE), Mark.CAPPED));
        layers.add(new Points(data, points(divisors, bin -> new Uncertainty(0, 0), floor)));
        return layers;
    }

    private List<Point> points(double[] divisors, Function<BinResult, Uncertainty> uncertainty, double floor) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            if (divisors[i] > 0 && Double.isFinite(bin.sigma())) {
                Uncertainty u = uncertainty.apply(bin);
                points.add(new Point(
                        places.middle(i),
                        Math.max(floor, bin.sigma() / divisors[i]),
                        finite(u.down()) / divisors[i],
                        finite(u.up()) / divisors[i]));
            }
        }
        return points;
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        double p = measurement.pValueSm();
        if (Double.isFinite(p)) {
            notes.add("$p$-value (SM) " + (p < 5e-4 ? "< 0.0005" : String.format(Locale.ROOT, "= %.3f", p)));
        }
        notes.addAll(places.notes());
        return notes;
    }

    private Axis cross() {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        double lowest = 0;
        double lowestEnd = Double.POSITIVE_INFINITY;
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            double sigma = finite(bin.sigma()) / places.widths()[i];
            double sm = finite(bin.sm()) / places.widths()[i];
            double down = finite(bin.total().down()) / places.widths()[i];
            // The prediction decides: a fit that ended at next to nothing must not add decades.
            smallest = sm > 0 ? Math.min(smallest, sm) : smallest;
            largest = Math.max(largest, sm);
            double end = Math.max(0, sigma - down);
            lowestEnd = Math.min(lowestEnd, Math.min(end, sm > 0 ? sm : end));
            lowest = sigma < 0 ? Math.min(lowest, sigma - down) : lowest;
        }
        return largest > LINEAR_UP_TO * smallest && lowest == 0
                ? Axis.logarithmic(places.quantity(), "", Math.max(smallest / 10, lowestEnd / 1.5), Double.NaN)
                : Axis.linear(places.quantity(), "", 1.1 * lowest, Double.NaN);
    }

    /** Symmetric about one while that is enough, then from zero. */
    private Axis ratio() {
        double lo = 1;
        double hi = 1;
        double centre = 1;
        for (BinResult bin : bins) {
            if (bin.sm() > 0) {
                double ratio = finite(bin.sigma()) / bin.sm();
                lo = Math.min(lo, ratio - finite(bin.total().down()) / bin.sm());
                hi = Math.max(hi, ratio + finite(bin.total().up()) / bin.sm());
                centre = Math.min(centre, ratio);
            }
        }
        String title = "Ratio to SM";
        if (lo > 0.5 && hi < 1.5) {
            return Axis.linear(title, "", 0.5, 1.5);
        }
        double end = RATIO_ENDS[RATIO_ENDS.length - 1];
        for (int i = RATIO_ENDS.length - 1; i >= 0; i--) {
            end = hi < RATIO_ENDS[i] ? RATIO_ENDS[i] : end;
        }
        return Axis.linear(title, "", centre < 0 ? -end / 2 : 0, end);
    }

    private static double finite(double x) {
        return Double.isFinite(x) ? x : 0;
    }
}
