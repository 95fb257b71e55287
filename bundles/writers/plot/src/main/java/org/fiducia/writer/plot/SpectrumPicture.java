package org.fiducia.writer.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/**
 * The cross section of each bin with its prediction, and below, on the same horizontal scale, their ratio. Points are in
 * the middle of the bins; bars with lines across their ends are total uncertainties, thick ones their statistical part.
 */
final class SpectrumPicture {
    private static final int WIDTH = 800;
    private static final double LEFT = 104;
    private static final double RIGHT = 24;
    private static final double TOP = 44;
    private static final double MAIN = 400;
    private static final double GAP = 14;
    private static final double RATIO = 130;
    private static final double ACROSS = 9;

    /** Height of the row with what slices are of. */
    private static final double SLICE = 24;

    /** Above this ratio of largest to smallest value the vertical scale is logarithmic. */
    private static final double LINEAR_UP_TO = 10;

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
        double top = spectrum.layout.slices().isEmpty() ? TOP : TOP + SLICE;
        var main = new Rectangle2D.Double(LEFT, top, WIDTH - LEFT - RIGHT, MAIN);
        var ratio = new Rectangle2D.Double(LEFT, top + MAIN + GAP, main.width, RATIO);
        Scale x = spectrum.layout.scale(main.width);
        double height = ratio.getMaxY() + x.depth() + 44;
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
        layout.drawGaps(g, upper);
        layout.drawGaps(g, lower);
        fill(g, upper, predictions, scales);
        double[] sm = bins.stream().mapToDouble(BinResult::sm).toArray();
        fill(g, lower, ones, sm);
        upper.draw(g);
        lower.draw(g);
        slices(g, upper, lower);
        legend.draw(g, main);
        double raised = layout.slices().isEmpty() ? 0 : SLICE;
        var below = new Rectangle2D.Double(main.getX(), main.getY() - raised, main.getWidth(), main.getHeight());
        Style.header(g, below, measurement.analysis());
        Style.beside(g, layout.quantity(), main, 28);
        Style.beside(g, Label.of("Ratio to SM"), ratio, 28);
        Style.below(g, layout.title(), ratio, height - 14);
    }

    /** Prediction and data, the latter divided. */
    private void fill(Graphics2D g, Panel panel, double[] predictions, double[] divisors) {
        band(g, panel, predictions);
        g.setPaint(Style.PREDICTION);
        g.setStroke(Style.LINE);
        g.draw(panel.steps(layout.lo(), layout.hi(), predictions));
        // On a logarithmic scale what is not above zero stands at its lower end.
        double floor = panel.scale().log() ? panel.scale().lo() : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            if (divisors[i] > 0 && Double.isFinite(bin.sigma())) {
                double at = (layout.lo()[i] + layout.hi()[i]) / 2;
                thick(g, panel, at, bin.sigma(), bin.stat(), divisors[i]);
                bar(g, panel, at, bin.sigma(), bin.total(), divisors[i]);
                panel.point(g, at, Math.max(floor, bin.sigma() / divisors[i]));
            }
        }
    }

    /** Lines between the slices of rectangles, and above them what they are slices of. */
    private void slices(Graphics2D g, Panel upper, Panel lower) {
        for (Layout.Slice slice : layout.slices()) {
            double from = upper.x(slice.from());
            double to = upper.x(slice.to());
            g.setPaint(Color.GRAY);
            g.setStroke(Style.BAR);
            for (Panel panel : List.of(upper, lower)) {
                if (slice.from() > 0) {
                    Rectangle2D area = panel.area();
                    g.draw(new Line2D.Double(from, area.getY(), from, area.getMaxY()));
                }
            }
            g.setPaint(Color.BLACK);
            Label label = Label.of(slice.label());
            Font font = Style.shrunk(label, Style.TICK, to - from - 6);
            label.draw(g, font, (from + to) / 2, upper.area().getY() - 7, 0.5);
        }
    }

    /** Uncertainty of the prediction. */
    private void band(Graphics2D g, Panel panel, double[] predictions) {
        g.setPaint(Style.light(Style.PREDICTION));
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            double unit = bin.sm() > 0 ? predictions[i] / bin.sm() : 0;
            double lo = Math.max(
                    panel.scale().lo(),
                    predictions[i] - unit * finite(bin.theory().down()));
            double hi = Math.min(
                    panel.scale().hi(),
                    predictions[i] + unit * finite(bin.theory().up()));
            if (hi > lo) {
                double x = panel.x(layout.lo()[i]);
                double y = panel.y(hi);
                g.fill(new Rectangle2D.Double(x, y, panel.x(layout.hi()[i]) - x, panel.y(lo) - y));
            }
        }
    }

    private static void bar(Graphics2D g, Panel panel, double at, double sigma, Uncertainty u, double divisor) {
        panel.bar(g, at, (sigma - finite(u.down())) / divisor, (sigma + finite(u.up())) / divisor, ACROSS);
    }

    private static void thick(Graphics2D g, Panel panel, double at, double sigma, Uncertainty u, double divisor) {
        panel.thick(g, at, (sigma - finite(u.down())) / divisor, (sigma + finite(u.up())) / divisor);
    }

    private Legend legend() {
        var legend = new Legend();
        legend.add(Legend.Symbol.DOT, Color.BLACK, Captions.data(measurement.analysis(), measurement.data()));
        legend.add(Legend.Symbol.THICK, Style.STATISTICAL, "Statistical uncertainty");
        legend.add(Legend.Symbol.CAPPED, Color.BLACK, "Total uncertainty");
        boolean band = bins.stream().anyMatch(bin -> finite(bin.theory().up()) > 0);
        legend.add(
                band ? Legend.Symbol.BAND : Legend.Symbol.LINE,
                Style.PREDICTION,
                band ? "SM prediction and its uncertainty" : "SM prediction");
        if (Double.isFinite(measurement.pValueSm())) {
            double p = measurement.pValueSm();
            legend.add(
                    Legend.Symbol.NONE,
                    Color.BLACK,
                    "$p$-value (SM) " + (p < 5e-4 ? "< 0.0005" : String.format(Locale.ROOT, "= %.3f", p)));
        }
        layout.notes().forEach(note -> legend.add(Legend.Symbol.NONE, Color.BLACK, note));
        return legend;
    }

    private Scale cross(Legend legend, Rectangle2D main, Scale x) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        double lowest = 0;
        double lowestEnd = Double.POSITIVE_INFINITY;
        var reaches = new ArrayList<Legend.Reach>();
        for (int i = 0; i < bins.size(); i++) {
            BinResult bin = bins.get(i);
            double sigma = finite(bin.sigma()) / layout.width(i);
            double sm = finite(bin.sm()) / layout.width(i);
            // The prediction decides: a fit that ended at next to nothing must not add decades.
            smallest = sm > 0 ? Math.min(smallest, sm) : smallest;
            largest = Math.max(largest, sm);
            double end = Math.max(0, sigma - finite(bin.total().down()) / layout.width(i));
            lowestEnd = Math.min(lowestEnd, Math.min(end, sm > 0 ? sm : end));
            if (sigma < 0) {
                lowest = Math.min(lowest, sigma - finite(bin.total().down()) / layout.width(i));
            }
            double top = Math.max(
                            finite(bin.sm()) + finite(bin.theory().up()),
                            finite(bin.sigma()) + finite(bin.total().up()))
                    / layout.width(i);
            reaches.add(new Legend.Reach(layout.lo()[i], layout.hi()[i], top));
        }
        boolean log = largest > LINEAR_UP_TO * smallest && lowest == 0;
        if (log) {
            double lo = Math.max(smallest / 10, lowestEnd / 1.5);
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

    private static double finite(double x) {
        return Double.isFinite(x) ? x : 0;
    }
}
