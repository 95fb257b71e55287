package org.fiducia.writer.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * The cross section of each bin with its prediction, and below, on the same horizontal scale, their ratio. Points are in
 * the middle of the bins; bars are total uncertainties, their ticks the statistical part.
 */
final class SpectrumPicture {
    private static final int WIDTH = 800;
    private static final double LEFT = 104;
    private static final double RIGHT = 24;
    private static final double TOP = 44;
    private static final double MAIN = 400;
    private static final double GAP = 14;
    private static final double RATIO = 130;

    /** Above this ratio of largest to smallest value the vertical scale is logarithmic. */
    private static final double LINEAR_UP_TO = 100;

    private static final double[] RATIO_ENDS = {2, 3, 4, 6};

    private final Measurement measurement;
    private final List<BinResult> bins;
    private final Layout layout;

    private SpectrumPicture(Measurement measurement) {
        this.measurement = measurement;
        bins = measurement.bins();
        layout = Layout.of(measurement.observable(), bins);
    }

    /** The picture of a measurement. */
    static Picture of(Measurement measurement) {
        var spectrum = new SpectrumPicture(measurement);
        var main = new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - RIGHT, MAIN);
        var ratio = new Rectangle2D.Double(LEFT, TOP + MAIN + GAP, main.width, RATIO);
        Scale x = spectrum.layout.scale(main.width);
        double height = ratio.getMaxY() + Layout.depth(x) + 44;
        return new Picture("spectrum", WIDTH, (int) Math.ceil(height), g -> spectrum.draw(g, main, ratio, x, height));
    }

    private void draw(Graphics2D g, Rectangle2D main, Rectangle2D ratio, Scale x, double height) {
        Legend legend = legend();
        var upper = new Panel(main, x, cross(legend, main, x), false);
        var lower = new Panel(ratio, x, ratioScale().withoutLast(), true);
        var ones = new double[bins.size()];
        var scales = new double[bins.size()];
        var predictions = new double[bins.size()];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = 1;
            scales[i] = layout.width(i);
            predictions[i] = bins.get(i).sm() / scales[i];
        }
        fill(upper, predictions, scales);
        double[] sm = bins.stream().mapToDouble(BinResult::sm).toArray();
        fill(lower, ones, sm);
        upper.draw(g);
        lower.draw(g);
        legend.draw(g, main);
        Style.header(g, main, measurement.analysis());
        Style.beside(g, layout.quantity(), main, 28);
        Style.beside(g, Label.of("Ratio to SM"), ratio, 28);
        Style.below(g, layout.title(), ratio, height - 14);
    }

    /** Prediction and data, the latter divided. */
    private void fill(Panel panel, double[] predictions, double[] divisors) {
        panel.add(steps(predictions), line());
        panel.add(points(divisors, true, panel.scale()), bars(0, true));
        panel.add(points(divisors, false, panel.scale()), bars(9, false));
    }

    private Legend legend() {
        var legend = new Legend();
        legend.add(
                Legend.Symbol.TICKED_POINT,
                Color.BLACK,
                Style.data(measurement.data()) + ", total uncertainty (ticks: stat.)");
        legend.add(Legend.Symbol.LINE, Style.PREDICTION, "SM prediction");
        if (Double.isFinite(measurement.pValueSm())) {
            double p = measurement.pValueSm();
            legend.add(
                    Legend.Symbol.NONE,
                    Color.BLACK,
                    "$p$-value (SM) " + (p < 5e-4 ? "< 0.0005" : "= " + Numbers.significant(p, 2)));
        }
        layout.notes().forEach(note -> legend.add(Legend.Symbol.NONE, Color.BLACK, note));
        return legend;
    }

    private Scale cross(Legend legend, Rectangle2D main, Scale x) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        double lowest = 0;
        var reaches = new ArrayList<Legend.Reach>();
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            double sigma = finite(bin.sigma()) / layout.width(i);
            double sm = finite(bin.sm()) / layout.width(i);
            // The prediction decides: a fit that ended at next to nothing must not add decades.
            smallest = sm > 0 ? Math.min(smallest, sm) : smallest;
            largest = Math.max(largest, sm);
            if (sigma < 0) {
                lowest = Math.min(lowest, sigma - finite(bin.total().down()) / layout.width(i));
            }
            double top = Math.max(sm, sigma + finite(bin.total().up()) / layout.width(i));
            reaches.add(new Legend.Reach(layout.lo()[i], layout.hi()[i], top));
        }
        boolean log = largest > LINEAR_UP_TO * smallest && lowest == 0;
        if (log) {
            double lo = smallest / 10;
            return Scale.logarithmic(lo, legend.place(main, x, lo, true, reaches));
        }
        double lo = 1.1 * lowest;
        return Scale.linear(lo, legend.place(main, x, lo, false, reaches), 7);
    }

    /** Symmetric about one while that is enough, then from zero. */
    private Scale ratioScale() {
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
        if (lo > 0.5 && hi < 1.5) {
            return Scale.linear(0.5, 1.5, 5);
        }
        double end = RATIO_ENDS[RATIO_ENDS.length - 1];
        for (int i = RATIO_ENDS.length - 1; i >= 0; i--) {
            end = hi < RATIO_ENDS[i] ? RATIO_ENDS[i] : end;
        }
        return Scale.linear(centre < 0 ? -end / 2 : 0, end, 4);
    }

    private XYSeriesCollection steps(double[] values) {
        var series = new XYSeries("SM", false, true);
        for (int i = 0; i < values.length; i++) {
            series.add(layout.lo()[i], values[i]);
            series.add(layout.hi()[i], values[i]);
        }
        return new XYSeriesCollection(series);
    }

    private YIntervalSeriesCollection points(double[] divisors, boolean total, Scale scale) {
        var series = new YIntervalSeries("data", false, true);
        double floor = scale.log() ? scale.lo() : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            if (divisors[i] > 0 && Double.isFinite(bin.sigma())) {
                Uncertainty u = total ? bin.total() : bin.stat();
                series.add(
                        (layout.lo()[i] + layout.hi()[i]) / 2,
                        Math.max(floor, bin.sigma() / divisors[i]),
                        Math.max(floor, (bin.sigma() - finite(u.down())) / divisors[i]),
                        Math.max(floor, (bin.sigma() + finite(u.up())) / divisors[i]));
            }
        }
        var collection = new YIntervalSeriesCollection();
        collection.addSeries(series);
        return collection;
    }

    private static double finite(double x) {
        return Double.isFinite(x) ? x : 0;
    }

    private static XYItemRenderer line() {
        var renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, Style.PREDICTION);
        renderer.setSeriesStroke(0, Style.LINE);
        return renderer;
    }

    /** Points with bars in y. */
    static XYItemRenderer bars(double caps, boolean points) {
        var renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setCapLength(caps);
        renderer.setSeriesPaint(0, Color.BLACK);
        renderer.setErrorStroke(Style.BAR);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4.2, -4.2, 8.4, 8.4));
        renderer.setSeriesShapesVisible(0, points);
        return renderer;
    }
}
