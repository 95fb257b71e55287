package org.fiducia.validation.closure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.fiducia.api.observable.Bin;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/**
 * Pulls of each bin, truths beside each other: mean (point, with its standard error as a thick bar) and width (thin bar);
 * below, coverage with its binomial uncertainty.
 */
final class ClosurePicture {
    private static final double LEFT = 84;
    private static final double RIGHT = 24;
    private static final double TOP = 44;
    private static final double UPPER = 370;
    private static final double GAP = 14;
    private static final double LOWER = 190;
    private static final double LEAST_WIDTH = 700;
    private static final double BIN = 66;
    private static final double LEGEND = 146;
    private static final double RADIUS = 4;
    private static final BasicStroke THICK = new BasicStroke(4.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke DASHED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
    private static final Color GUIDE = new Color(0x9a9a9a);
    private static final Color BAND = new Color(0xececec);
    private static final Color[] COLOURS = {Color.BLACK, new Color(0x3f90da), Style.PREDICTION};

    private final Closure closure;

    private ClosurePicture(Closure closure) {
        this.closure = closure;
    }

    /** The picture of a closure test. */
    static Picture of(Closure closure) {
        var picture = new ClosurePicture(closure);
        List<String> names =
                closure.observable().binning().bins().stream().map(Bin::title).toList();
        double width = Math.max(LEAST_WIDTH, BIN * names.size());
        var upper = new Rectangle2D.Double(LEFT, TOP, width, UPPER);
        var lower = new Rectangle2D.Double(LEFT, upper.getMaxY() + GAP, width, LOWER);
        Scale x = Scale.classes(names, Scale.slanted(names, width));
        double height = lower.getMaxY() + x.depth() + 44;
        return new Picture(
                "closure",
                (int) Math.ceil(LEFT + width + RIGHT),
                (int) Math.ceil(height),
                g -> picture.draw(g, upper, lower, x, height));
    }

    private void draw(Graphics2D g, Rectangle2D upper, Rectangle2D lower, Scale x, double height) {
        var legend = new Legend();
        for (int t = 0; t < closure.truths().size(); t++) {
            String title = closure.truths().get(t).truth().title().replace("pT", "$p_T$");
            legend.add(Legend.Symbol.POINT, colour(t), title);
        }
        legend.add(Legend.Symbol.NONE, Color.BLACK, "thin: width, thick: error of the mean");
        legend.add(Legend.Symbol.NONE, Color.BLACK, "gray: 68.3 % ± " + (int) BinClosure.ERRORS + " standard errors");
        double reach = 1;
        double least = BinClosure.COVERAGE;
        double most = BinClosure.COVERAGE;
        for (Closure.OfTruth of : closure.truths()) {
            for (BinClosure bin : of.bins()) {
                reach = Math.max(reach, Math.abs(bin.pull().mean()) + bin.pull().width());
                least = Math.min(least, bin.coverage() - bin.coverageError());
                most = Math.max(most, bin.coverage() + bin.coverageError());
            }
        }
        double lo = -1.15 * reach;
        double hi = lo + (1.1 * reach - lo) / (1 - LEGEND / UPPER);
        legend.place(upper, x, lo, false, List.of());
        var pulls = new Panel(upper, x, Scale.linear(lo, hi, 7), false);
        double margin = 0.15 * (most - least) + 0.02;
        var covered = new Panel(
                lower,
                x,
                Scale.linear(least - margin, Math.min(1, most + margin), 5).withoutLast(),
                true);
        guide(g, pulls, -1, GUIDE, DASHED);
        guide(g, pulls, 0, GUIDE, Style.BAR);
        guide(g, pulls, 1, GUIDE, DASHED);
        double error = closure.truths().get(0).bins().get(0).coverageError();
        band(
                g,
                covered,
                BinClosure.COVERAGE - BinClosure.ERRORS * error,
                BinClosure.COVERAGE + BinClosure.ERRORS * error);
        guide(g, covered, BinClosure.COVERAGE, GUIDE, Style.BAR);
        for (int t = 0; t < closure.truths().size(); t++) {
            points(g, pulls, covered, t);
        }
        pulls.draw(g);
        covered.draw(g);
        legend.draw(g, upper);
        Style.header(g, upper, closure.analysis(), ", " + closure.toys() + " toys");
        Style.beside(g, Label.of("Pull: mean and width"), upper, 28);
        Style.beside(g, Label.of("Coverage"), lower, 28);
        Style.below(g, Label.of(closure.observable().label()), lower, height - 14);
    }

    private void points(Graphics2D g, Panel pulls, Panel covered, int t) {
        List<BinClosure> bins = closure.truths().get(t).bins();
        double step = 1.0 / (closure.truths().size() + 1);
        g.setPaint(colour(t));
        for (int j = 0; j < bins.size(); j++) {
            BinClosure bin = bins.get(j);
            double at = j + step * (t + 1);
            double mean = bin.pull().mean();
            upright(g, pulls, at, mean, bin.pull().width(), Style.BAR);
            upright(g, pulls, at, mean, bin.pull().meanError(), THICK);
            dot(g, pulls, at, mean);
            upright(g, covered, at, bin.coverage(), bin.coverageError(), Style.BAR);
            dot(g, covered, at, bin.coverage());
        }
    }

    private static void upright(Graphics2D g, Panel panel, double at, double value, double error, BasicStroke stroke) {
        g.setStroke(stroke);
        double lo = Math.max(panel.scale().lo(), value - error);
        double hi = Math.min(panel.scale().hi(), value + error);
        g.draw(new Line2D.Double(panel.x(at), panel.y(lo), panel.x(at), panel.y(hi)));
    }

    private static void dot(Graphics2D g, Panel panel, double at, double value) {
        g.fill(new Ellipse2D.Double(panel.x(at) - RADIUS, panel.y(value) - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }

    private static void guide(Graphics2D g, Panel panel, double value, Color colour, BasicStroke stroke) {
        g.setPaint(colour);
        g.setStroke(stroke);
        double y = panel.y(value);
        g.draw(new Line2D.Double(panel.area().getX(), y, panel.area().getMaxX(), y));
    }

    private static void band(Graphics2D g, Panel panel, double lo, double hi) {
        g.setPaint(BAND);
        double top = panel.y(Math.min(hi, panel.scale().hi()));
        double bottom = panel.y(Math.max(lo, panel.scale().lo()));
        Rectangle2D area = panel.area();
        g.fill(new Rectangle2D.Double(area.getX(), top, area.getWidth(), bottom - top));
    }

    private static Color colour(int truth) {
        return COLOURS[truth % COLOURS.length];
    }
}
