package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Spread;

/**
 * Further predictions over measured cross sections and their ratio: points with their uncertainties, side by side in each bin
 * with those of the measurement in the middle; the legend has the probability of a worse agreement.
 */
final class PredictionLayers {
    /** Predictions that are farther off than this do not stretch the ratio. */
    private static final double MOST = 6;

    private static final double ROOM = 1.1;

    private final List<PredictedSpectrum> predictions;
    private final BinPlaces places;

    private PredictionLayers(Measurement measurement, BinPlaces places) {
        this.predictions = measurement.details().reuse().predictions();
        this.places = places;
    }

    /** The column of a spectrum, above, and its ratio, below, with the predictions over it. */
    static Column over(Column column, Measurement measurement, BinPlaces places) {
        var layers = new PredictionLayers(measurement, places);
        if (layers.predictions.isEmpty()) {
            return column;
        }
        double[] sm = measurement.bins().stream().mapToDouble(BinResult::sm).toArray();
        Panel values = column.panels().get(0);
        Panel ratio = column.panels().get(1);
        double floor = values.y().spread() == Spread.LOGARITHMIC ? values.y().lo() : Double.NEGATIVE_INFINITY;
        return new Column(
                column.x(),
                column.width(),
                List.of(
                        with(values, values.y(), layers.points(places.widths(), floor)),
                        with(ratio, layers.wide(ratio.y(), sm), layers.points(sm, Double.NEGATIVE_INFINITY))));
    }

    private static Panel with(Panel panel, Axis y, List<Layer> more) {
        var all = new ArrayList<>(panel.layers());
        all.addAll(more);
        return new Panel(y, panel.height(), all, panel.annotations());
    }

    private List<Layer> points(double[] divisors, double floor) {
        var layers = new ArrayList<Layer>();
        for (int k = 0; k < predictions.size(); k++) {
            PredictedSpectrum prediction = predictions.get(k);
            var points = new ArrayList<Point>();
            for (int i = 0; i < divisors.length; i++) {
                if (divisors[i] > 0 && Double.isFinite(prediction.sigma()[i])) {
                    Uncertainty size = prediction.total(i);
                    points.add(new Point(
                            place(k, i),
                            Math.max(floor, prediction.sigma()[i] / divisors[i]),
                            size.down() / divisors[i],
                            size.up() / divisors[i]));
                }
            }
            layers.add(new Points(series(prediction), points));
        }
        return layers;
    }

    /** Slots of equal width, of which the middle one is left to the measurement. */
    private double place(int prediction, int bin) {
        int half = (predictions.size() + 1) / 2;
        int slot = prediction < half ? prediction : prediction + 1;
        double share = (slot + 0.5) / (2 * half + 1);
        return places.lo()[bin] + share * (places.hi()[bin] - places.lo()[bin]);
    }

    static String series(PredictedSpectrum prediction) {
        return prediction.title() + ", $p$ = "
                + probability(prediction.agreement().pValue());
    }

    private static String probability(double p) {
        if (p >= 1e-3 || !(p > 0)) {
            return String.format(Locale.ROOT, "%.3f", p);
        }
        int power = (int) Math.floor(Math.log10(p));
        return String.format(Locale.ROOT, "%.1f × $10^{%d}$", p / Math.pow(10, power), power);
    }

    /** The axis of the ratio, wide enough for the predictions, too. */
    private Axis wide(Axis axis, double[] sm) {
        double lo = axis.lo();
        double hi = axis.hi();
        for (PredictedSpectrum prediction : predictions) {
            for (int i = 0; i < sm.length; i++) {
                if (sm[i] > 0) {
                    double over = prediction.sigma()[i] / sm[i];
                    hi = Math.max(hi, Math.min(MOST, ROOM * over));
                    lo = over < lo ? 0 : lo;
                }
            }
        }
        return new Axis(
                axis.title(), axis.unit(), axis.spread(), Math.min(lo, axis.lo()), hi, axis.classes(), axis.sections());
    }
}
