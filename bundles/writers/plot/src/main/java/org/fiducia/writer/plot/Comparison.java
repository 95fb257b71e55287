package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;

/**
 * Measured numbers with their prediction, and below, on the same horizontal axis, their ratio. Points are in the middle of
 * the bins; bars with lines across their ends are total uncertainties, thick ones their statistical part.
 *
 * @param bins what is measured in each bin, in units of the vertical axis times those of the widths
 * @param places where they stand, and what the vertical axis is called
 * @param data what the points are called
 * @param predicted what the prediction is called where its uncertainty is not known
 * @param ratio title of the ratio
 */
record Comparison(List<BinResult> bins, BinPlaces places, String data, String predicted, String ratio) {
    private static final String STATISTICAL = "Statistical uncertainty";
    private static final String TOTAL = "Total uncertainty";
    private static final double RATIO = 0.325;

    /** Above this ratio of largest to smallest prediction, as it is drawn, the vertical axis is logarithmic. */
    private static final double LINEAR_UP_TO = 10;

    private static final double[] RATIO_ENDS = {2, 3, 4, 6};

    Comparison {
        bins = List.copyOf(bins);
    }

    /**
     * Both panels.
     *
     * @param width in units of that of a figure with one column
     * @param notes lines beside the legend
     */
    Column column(double width, List<String> notes) {
        Axis y = values();
        double[] sm = bins.stream().mapToDouble(BinResult::sm).toArray();
        // On a logarithmic axis what is not above zero stands at its lower end.
        double floor = y.spread() == Figure.Spread.LOGARITHMIC ? y.lo() : Double.NEGATIVE_INFINITY;
        return new Column(
                places.axis(),
                width,
                List.of(
                        new Panel(y, 1, layers(places.widths(), floor), notes),
                        new Panel(ratios(), RATIO, layers(sm, Double.NEGATIVE_INFINITY), List.of())));
    }

    /** What the series mean. */
    Map<String, Tone> tones() {
        return Map.of(data, Tone.DATA, TOTAL, Tone.DATA, STATISTICAL, Tone.STATISTICAL, prediction(), Tone.PREDICTION);
    }

    private boolean isBand() {
        return bins.stream().anyMatch(bin -> finite(bin.theory().up()) > 0);
    }

    private String prediction() {
        return isBand() ? predicted + " and its uncertainty" : predicted;
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
            layers.add(new Band(prediction(), places.edges(), places.steps(lo), places.steps(hi)));
        }
        layers.add(new Steps(prediction(), places.edges(), places.steps(predictions)));
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

    private Axis values() {
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
    private Axis ratios() {
        double lo = 1;
        double hi = 1;
        double centre = 1;
        for (BinResult bin : bins) {
            if (bin.sm() > 0) {
                double over = finite(bin.sigma()) / bin.sm();
                lo = Math.min(lo, over - finite(bin.total().down()) / bin.sm());
                hi = Math.max(hi, over + finite(bin.total().up()) / bin.sm());
                centre = Math.min(centre, over);
            }
        }
        if (lo > 0.5 && hi < 1.5) {
            return Axis.linear(ratio, "", 0.5, 1.5);
        }
        double end = RATIO_ENDS[RATIO_ENDS.length - 1];
        for (int i = RATIO_ENDS.length - 1; i >= 0; i--) {
            end = hi < RATIO_ENDS[i] ? RATIO_ENDS[i] : end;
        }
        return Axis.linear(ratio, "", centre < 0 ? -end / 2 : 0, end);
    }

    private static double finite(double x) {
        return Double.isFinite(x) ? x : 0;
    }
}
