package org.fiducia.exchange.fit;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Legend.Reach;
import org.fiducia.drawing.Legend.Symbol;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;
import org.fiducia.exchange.fit.Conclusions.Scan;

/** 2ΔNLL along one parameter, with the levels of 68.3 and 95 % and where the curve crosses them. */
final class ScanPicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 560;
    private static final Rectangle2D FRAME = new Rectangle2D.Double(84, 44, WIDTH - 84 - 28, HEIGHT - 44 - 66);
    private static final double HIGHEST = 12;

    /** Straight pieces of the curve between two points. */
    private static final int PARTS = 8;

    private static final Color LEVEL = new Color(0x717581);
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

    private final Outcome outcome;
    private final Scan scan;
    private final Legend legend = new Legend();
    private final Panel panel;

    private ScanPicture(Outcome outcome, Scan scan) {
        this.outcome = outcome;
        this.scan = scan;
        legend.add(Symbol.LINE, Style.component(1), "profile likelihood");
        legend.add(Symbol.NONE, Color.BLACK, "68.3 %: " + interval(Conclusions.ONE[0]));
        legend.add(Symbol.NONE, Color.BLACK, "95 %: " + interval(Conclusions.ONE[1]));
        Scale x = Scale.linear(scan.points()[0], scan.points()[scan.points().length - 1], 7);
        double top = legend.place(FRAME, x, 0, false, reaches());
        panel = new Panel(FRAME, x, Scale.linear(0, top, 7), true);
    }

    static Picture of(Outcome outcome, Scan scan, String name) {
        var picture = new ScanPicture(outcome, scan);
        return new Picture(name, WIDTH, HEIGHT, picture::draw);
    }

    private String interval(double level) {
        return Columns.interval(scan.crossings(level), outcome.scale(scan.parameter()))
                .replace('-', '−');
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
        curve(g);
        panel.draw(g);
        legend.draw(g, FRAME);
        String data = outcome.asimov() ? "Asimov data" : "Data";
        Style.header(g, FRAME, Label.verbatim(outcome.file()), Label.verbatim(data));
        Style.below(g, Label.verbatim(scan.parameter()), FRAME, HEIGHT - 14);
        Style.beside(g, Label.of("$2\\,\\Delta$NLL"), FRAME, 30);
    }

    private void levels(Graphics2D g) {
        g.setPaint(LEVEL);
        for (double level : Conclusions.ONE) {
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

    private void curve(Graphics2D g) {
        var path = new Path2D.Double();
        boolean drawn = false;
        for (int i = 0; i < scan.points().length; i++) {
            double rise = scan.rises()[i];
            if (!Double.isNaN(rise) && drawn) {
                for (int k = 1; k <= PARTS; k++) {
                    double share = (double) k / PARTS;
                    double x = scan.points()[i - 1] + share * (scan.points()[i] - scan.points()[i - 1]);
                    path.lineTo(panel.x(x), panel.y(scan.between(i - 1, share)));
                }
            } else if (!Double.isNaN(rise)) {
                path.moveTo(panel.x(scan.points()[i]), panel.y(rise));
            }
            drawn = !Double.isNaN(rise);
        }
        var before = g.getClip();
        g.clip(FRAME);
        g.setPaint(Style.component(1));
        g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        g.setClip(before);
    }
}
