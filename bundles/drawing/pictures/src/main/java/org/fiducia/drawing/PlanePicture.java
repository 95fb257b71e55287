package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Grid;
import org.fiducia.drawing.Legend.Reach;
import org.fiducia.drawing.Legend.Symbol;

/** The plane of two parameters: best fit, contours, and the scan as colours. */
final class PlanePicture {
    private static final int HEIGHT = 620;
    private static final double LEFT = 92;
    private static final double TOP = 44;
    private static final double SIDE = HEIGHT - TOP - 66;
    private static final double BAR = 20;
    private static final double BAR_GAP = 16;
    private static final double CROSS = 7;

    /** End of the colours: three standard deviations of two parameters. */
    private static final double DARKEST = 11.83;

    private static final Color[] CURVES = {new Color(0xbd1f01), new Color(0xe76300)};
    private static final String[] LEVELS = {"68.3 % contour", "95 % contour"};
    private static final Color NOTHING = new Color(0xd0d0d0);

    private final ProfilePictures style;
    private final Grid grid;
    private final Contours contours;
    private final String first;
    private final String second;
    private final double[] best;
    private final Legend legend = new Legend();
    private final ColourScale colours = new ColourScale(0, DARKEST);
    private final Rectangle2D frame = new Rectangle2D.Double(LEFT, TOP, SIDE * 1.15, SIDE);
    private final Panel panel;

    private PlanePicture(ProfilePictures style, Grid grid, Contours contours) {
        this.style = style;
        this.grid = grid;
        this.contours = contours;
        first = grid == null ? contours.first() : grid.first();
        second = grid == null ? contours.second() : grid.second();
        best = grid == null ? contours.best() : grid.best();
        for (int k = 0; contours != null && k < LEVELS.length; k++) {
            if (!contours.curves().get(k).isEmpty()) {
                legend.add(Symbol.LINE, CURVES[k], LEVELS[k]);
            }
        }
        legend.add(Symbol.NONE, Color.BLACK, "+  best fit");
        double[] right = extent(true);
        double[] up = extent(false);
        Scale x = Scale.linear(right[0], right[1], 6);
        double top = Math.max(up[1], legend.place(frame, x, up[0], false, reaches(right)));
        panel = new Panel(frame, x, Scale.linear(up[0], top, 7), true);
    }

    /** The picture of a scan, of contours, or of both. */
    static Picture of(ProfilePictures style, Optional<Grid> grid, Optional<Contours> contours, String name) {
        var picture = new PlanePicture(style, grid.orElse(null), contours.orElse(null));
        double right = grid.isEmpty() ? 28 : BAR_GAP + BAR + 70;
        return new Picture(name, (int) Math.ceil(picture.frame.getMaxX() + right), HEIGHT, picture::draw);
    }

    /** What the frame must hold in one direction: the scan, else the contours with some room. */
    private double[] extent(boolean horizontal) {
        double lo = horizontal ? best[0] : best[1];
        double hi = lo;
        for (Point point : points()) {
            double value = horizontal ? point.first() : point.second();
            lo = Math.min(lo, value);
            hi = Math.max(hi, value);
        }
        double room = hi > lo ? 0.08 * (hi - lo) : 1;
        if (grid == null) {
            return new double[] {lo - room, hi + room};
        }
        double[] cells = edges(horizontal ? grid.firstPoints() : grid.secondPoints());
        double left = cells[0];
        double right = cells[cells.length - 1];
        lo = lo < left ? lo - room : left;
        hi = hi > right ? hi + room : right;
        return new double[] {lo, hi};
    }

    private List<Point> points() {
        var points = new ArrayList<Point>();
        if (contours != null) {
            contours.curves().forEach(points::addAll);
        }
        return points;
    }

    private List<Reach> reaches(double[] right) {
        var reaches = new ArrayList<Reach>();
        points().forEach(point -> reaches.add(new Reach(point.first(), point.first(), point.second())));
        if (grid != null) {
            double[] cells = edges(grid.secondPoints());
            reaches.add(new Reach(right[0], right[1], cells[cells.length - 1]));
        }
        return reaches;
    }

    private void draw(Graphics2D g) {
        var before = g.getClip();
        g.clip(frame);
        if (grid != null) {
            cells(g);
        }
        for (int k = 0; contours != null && k < LEVELS.length; k++) {
            if (!contours.curves().get(k).isEmpty()) {
                curve(g, contours.curves().get(k), CURVES[k]);
            }
        }
        cross(g);
        g.setClip(before);
        panel.draw(g);
        legend.draw(g, frame);
        if (grid != null) {
            var bar = new Rectangle2D.Double(frame.getMaxX() + BAR_GAP, frame.getY(), BAR, frame.getHeight());
            colours.draw(g, bar, Label.of("$2\\,\\Delta$NLL, darkest from " + Numbers.brief(DARKEST, 3)));
        }
        style.header().accept(g, frame);
        Style.below(g, style.axis().apply(first), frame, HEIGHT - 14);
        Style.beside(g, style.axis().apply(second), frame, 30);
    }

    private void cells(Graphics2D g) {
        double[] x = edges(grid.firstPoints());
        double[] y = edges(grid.secondPoints());
        double overlap = 0.5; // below the next cell or the frame, so that no seams show
        for (int i = 0; i < x.length - 1; i++) {
            for (int j = 0; j < y.length - 1; j++) {
                double rise = grid.rises()[i][j];
                g.setPaint(Double.isNaN(rise) ? NOTHING : colours.colour(rise));
                double width = panel.x(x[i + 1]) - panel.x(x[i]) + overlap;
                double height = panel.y(y[j]) - panel.y(y[j + 1]) + overlap;
                g.fill(new Rectangle2D.Double(panel.x(x[i]), panel.y(y[j + 1]) - overlap, width, height));
            }
        }
    }

    /** Each point of a scan is the middle of its cell. */
    private static double[] edges(double[] points) {
        int n = points.length;
        double[] edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = 0.5 * (points[i - 1] + points[i]);
        }
        edges[0] = points[0] - (edges[1] - points[0]);
        edges[n] = points[n - 1] + (points[n - 1] - edges[n - 1]);
        return edges;
    }

    private void curve(Graphics2D g, List<Point> curve, Color colour) {
        var path = new Path2D.Double();
        for (Point point : curve) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(panel.x(point.first()), panel.y(point.second()));
            } else {
                path.lineTo(panel.x(point.first()), panel.y(point.second()));
            }
        }
        path.closePath();
        g.setPaint(colour);
        g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
    }

    private void cross(Graphics2D g) {
        double x = panel.x(best[0]);
        double y = panel.y(best[1]);
        g.setPaint(Color.BLACK);
        g.setStroke(Style.LINE);
        g.draw(new Line2D.Double(x - CROSS, y, x + CROSS, y));
        g.draw(new Line2D.Double(x, y - CROSS, x, y + CROSS));
    }
}
