package org.fiducia.writer.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/**
 * The nuisances with the largest impacts, from the top: pull with post-fit uncertainty, change of the sum of all bins, and
 * change of each bin in percent of its total uncertainty.
 */
final class ImpactPicture {
    private static final int MOST = 20;
    private static final double ROW = 30;
    private static final double TOP = 44;
    private static final double GAP = 26;
    private static final double PULL = 230;
    private static final double SUM = 270;
    private static final double CELL = 52;

    /** Of all cells of a row, so that their title can be read. */
    private static final double LEAST_CELLS = 480;

    private static final double RIGHT = 24;
    private static final double BOTTOM = 60;
    private static final Color UP = Style.PREDICTION;
    private static final Color DOWN = new Color(0x3f90da);

    private final Measurement measurement;
    private final List<Impact> impacts;

    private ImpactPicture(Measurement measurement) {
        this.measurement = measurement;
        var shown = new ArrayList<>(measurement
                .impacts()
                .subList(0, Math.min(MOST, measurement.impacts().size())));
        Collections.reverse(shown); // the scale goes upwards
        impacts = shown;
    }

    /** The picture of a measurement with impacts. */
    static Picture of(Measurement measurement) {
        var picture = new ImpactPicture(measurement);
        List<String> rows = picture.impacts.stream().map(Impact::nuisance).toList();
        List<String> bins =
                measurement.bins().stream().map(b -> b.bin().title()).toList();
        double left = 40 + Scale.longest(rows, Style.TICK);
        double height = ROW * Math.max(4, rows.size());
        var pull = new Rectangle2D.Double(left, TOP, PULL, height);
        var sum = new Rectangle2D.Double(pull.getMaxX() + GAP, TOP, SUM, height);
        var cells = new Rectangle2D.Double(sum.getMaxX() + GAP, TOP, Math.max(LEAST_CELLS, CELL * bins.size()), height);
        boolean several = bins.size() > 1;
        double right = several ? cells.getMaxX() : sum.getMaxX();
        Scale names = Scale.classes(bins, several && Scale.slanted(bins, cells.width));
        double depth = several ? Math.max(BOTTOM, names.depth() + 40) : BOTTOM;
        double total = TOP + height + depth;
        return new Picture(
                "impacts",
                (int) Math.ceil(right + RIGHT),
                (int) Math.ceil(total),
                g -> picture.draw(
                        g, rows, pull, sum, several ? new Panel(cells, names, blank(rows), true) : null, total));
    }

    private static Scale blank(List<String> rows) {
        return Scale.classes(rows.stream().map(name -> "").toList(), false);
    }

    private void draw(Graphics2D g, List<String> rows, Rectangle2D pull, Rectangle2D sum, Panel cells, double height) {
        var pulls = new Panel(pull, Scale.linear(-3, 3, 6), Scale.classes(rows, false), true);
        double most = 1e-3;
        double sigma = measurement.inclusive().sigma();
        for (Impact impact : impacts) {
            most = Math.max(
                    most, Math.max(Math.abs(percent(impact.up(), sigma)), Math.abs(percent(impact.down(), sigma))));
        }
        var sums = new Panel(sum, Scale.linear(-1.1 * most, 1.1 * most, 4), blank(rows), true);
        upright(g, pulls, -1, 0, 1);
        upright(g, sums, 0);
        for (int i = 0; i < impacts.size(); i++) {
            pull(g, pulls, impacts.get(i), i + 0.5);
            bar(g, sums, percent(impacts.get(i).up(), sigma), i, UP);
            bar(g, sums, percent(impacts.get(i).down(), sigma), i, DOWN);
            if (cells != null) {
                cells(g, cells, impacts.get(i), i);
            }
        }
        pulls.draw(g);
        sums.draw(g);
        var whole = new Rectangle2D.Double(pull.getX(), pull.getY(), sum.getMaxX() - pull.getX(), pull.getHeight());
        if (cells != null) {
            cells.draw(g);
            whole.width = cells.area().getMaxX() - pull.getX();
            Style.below(
                    g,
                    Label.of("Change at $+1\\sigma$ in % of the uncertainty, bins of "
                            + measurement.observable().label()),
                    cells.area(),
                    height - 14);
        }
        Style.below(g, Label.of("Pull ($\\sigma$)"), pull, height - 14);
        Style.below(g, Label.of("$\\Delta\\Sigma\\sigma$ (%), red $+1\\sigma$, blue $-1\\sigma$"), sum, height - 14);
        Style.header(g, whole, measurement.analysis());
    }

    /** Change of the sum of all bins in percent. */
    private static double percent(double[] changes, double sigma) {
        return 100 * Arrays.stream(changes).sum() / sigma;
    }

    private static void upright(Graphics2D g, Panel panel, double... values) {
        g.setPaint(Color.LIGHT_GRAY);
        g.setStroke(Style.BAR);
        Rectangle2D area = panel.area();
        for (double value : values) {
            g.draw(new Line2D.Double(panel.x(value), area.getY(), panel.x(value), area.getMaxY()));
        }
    }

    private static void pull(Graphics2D g, Panel panel, Impact impact, double row) {
        double pull = Math.max(-3, Math.min(3, impact.pull()));
        double lo = Math.max(-3, pull - impact.constraint());
        double hi = Math.min(3, pull + impact.constraint());
        g.setPaint(Color.BLACK);
        g.setStroke(Style.BAR);
        g.draw(new Line2D.Double(panel.x(lo), panel.y(row), panel.x(hi), panel.y(row)));
        g.fill(new Ellipse2D.Double(panel.x(pull) - 4, panel.y(row) - 4, 8, 8));
    }

    private static void bar(Graphics2D g, Panel panel, double percent, int row, Color colour) {
        double from = panel.x(Math.min(0, percent));
        double to = panel.x(Math.max(0, percent));
        double top = panel.y(row + 0.8);
        double height = panel.y(row + 0.2) - top;
        g.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 190));
        g.fill(new Rectangle2D.Double(from, top, to - from, height));
    }

    private void cells(Graphics2D g, Panel panel, Impact impact, int row) {
        List<BinResult> bins = measurement.bins();
        double size = Style.TICK.getSize2D() * 0.9;
        for (int j = 0; j < bins.size(); j++) {
            double error =
                    0.5 * (bins.get(j).total().down() + bins.get(j).total().up());
            double percent = error > 0 ? 100 * impact.up()[j] / error : 0;
            double depth = Math.min(1, Math.abs(percent) / 50);
            Color colour = percent > 0 ? UP : DOWN;
            g.setPaint(mixed(colour, depth));
            double x = panel.x(j);
            double y = panel.y(row + 1);
            g.fill(new Rectangle2D.Double(x, y, panel.x(j + 1) - x + .5, panel.y(row) - y + .5));
            String text = Math.abs(percent) < 0.05
                    ? ""
                    : String.format(Locale.ROOT, "%.1f", percent).replace('-', '−');
            g.setPaint(depth > 0.7 ? Color.WHITE : Color.BLACK);
            Label.verbatim(text)
                    .draw(
                            g,
                            Style.TICK.deriveFont((float) size),
                            panel.x(j + 0.5),
                            panel.y(row + 0.5) + 0.36 * size,
                            0.5);
        }
    }

    private static Color mixed(Color colour, double depth) {
        int[] rgb = {colour.getRed(), colour.getGreen(), colour.getBlue()};
        for (int k = 0; k < 3; k++) {
            rgb[k] = (int) Math.round(255 + depth * (rgb[k] - 255));
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }
}
