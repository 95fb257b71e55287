package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.drawing.Legend.Reach;
import org.fiducia.drawing.Legend.Symbol;

/**
 * 2ΔNLL along one parameter, with some levels and where the curve crosses them; dashed with all constrained nuisances held.
 */
final class ScanPicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 560;
    private static final Rectangle2D FRAME = new Rectangle2D.Double(84, 44, WIDTH - 84 - 28, HEIGHT - 44 - 66);
    private static final double HIGHEST = 12;

    /** Straight pieces of the curve between two points. */
    private static final int PARTS = 8;

    private static final Color HELD = Style.PREDICTION;
    private static final BasicStroke LONG_DASHES =
            new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {9, 5}, 0);
    private static final Color LEVEL = new Color(0x717581);
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

    private final ProfilePictures style;
    private final Scan scan;
    private final Legend legend = new Legend();
    private final Panel panel;

    private ScanPicture(ProfilePictures style, Scan scan) {
        this.style = style;
        this.scan = scan;
        legend.add(Symbol.LINE, Style.component(1), "profile likelihood");
        scan.held().ifPresent(held -> legend.add(Symbol.DASHED, HELD, "without systematic uncertainties"));
        for (int k = 0; k < style.levels().length; k++) {
            legend.add(Symbol.NONE, Color.BLACK, style.shares().get(k) + ": " + interval(style.levels()[k]));
        }
        Scale x = Scale.linear(scan.points()[0], scan.points()[scan.points().length - 1], 7);
        double top = legend.place(FRAME, x, 0, false, reaches());
        panel = new Panel(FRAME, x, Scale.linear(0, top, 7), true);
    }

    static Picture of(ProfilePictures style, Scan scan, String name) {
        var picture = new ScanPicture(style, scan);
        return new Picture(name, WIDTH, HEIGHT, picture::draw);
    }

    /** Where the curve is below a level, as far as that was looked at; three digits of its half width. */
    private String interval(double level) {
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

    private List<Reach> reaches() {
        var reaches = new ArrayList<Reach>();
        double half = 0.5 * (scan.points()[1] - scan.points()[0]);
        for (int i = 0; i < scan.points().length; i++) {
            if (!Double.isNaN(scan.rises()[i])) {
                double top = Math.min(HIGHEST, scan.rises()[i]);
                reaches.add(new Reach(scan.points()[i] - half, scan.points()[i] + half, top));
            }
        }
        return reaches;
    }

    private void draw(Graphics2D g) {
        levels(g);
        scan.held().ifPresent(held -> curve(g, held, HELD, LONG_DASHES));
        curve(g, scan, Style.component(1), new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        panel.draw(g);
        legend.draw(g, FRAME);
        style.header().accept(g, FRAME);
        Style.below(g, style.axis().apply(scan.parameter()), FRAME, HEIGHT - 14);
        Style.beside(g, Label.of("$2\\,\\Delta$NLL"), FRAME, 30);
    }

    private void levels(Graphics2D g) {
        g.setPaint(LEVEL);
        for (double level : style.levels()) {
            if (level < panel.scale().hi()) {
                g.setStroke(DASHED);
                g.draw(new Line2D.Double(FRAME.getX(), panel.y(level), FRAME.getMaxX(), panel.y(level)));
                for (double end : scan.crossings(level)) {
                    if (!Double.isNaN(end)) {
                        g.draw(new Line2D.Double(panel.x(end), panel.y(level), panel.x(end), FRAME.getMaxY()));
                    }
                }
            }
        }
    }

    private void curve(Graphics2D g, Scan curve, Color colour, BasicStroke stroke) {
        var path = new Path2D.Double();
        boolean drawn = false;
        double[] points = curve.points();
        for (int i = 0; i < points.length; i++) {
            double rise = curve.rises()[i];
            if (!Double.isNaN(rise) && drawn) {
                for (int k = 1; k <= PARTS; k++) {
                    double share = (double) k / PARTS;
                    double x = points[i - 1] + share * (points[i] - points[i - 1]);
                    path.lineTo(panel.x(x), panel.y(curve.between(i - 1, share)));
                }
            } else if (!Double.isNaN(rise)) {
                path.moveTo(panel.x(points[i]), panel.y(rise));
            }
            drawn = !Double.isNaN(rise);
        }
        var before = g.getClip();
        g.clip(FRAME);
        g.setPaint(colour);
        g.setStroke(stroke);
        g.draw(path);
        g.setClip(before);
    }
}
