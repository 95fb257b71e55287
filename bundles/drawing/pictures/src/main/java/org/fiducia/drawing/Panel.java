package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.fiducia.drawing.Scale.Tick;

/**
 * A frame with ticks inside on its four sides, at a given place of a picture, and where the data are in it. What lies
 * beyond the vertical scale ends at the frame.
 */
public final class Panel {
    private static final double LONG = 8;
    private static final double SHORT = 4;

    private final Rectangle2D area;
    private final Scale x;
    private final Scale y;
    private final boolean named;

    /**
     * An empty panel.
     *
     * @param area what the frame encloses
     * @param named whether the texts of the horizontal scale are written below
     */
    public Panel(Rectangle2D area, Scale x, Scale y, boolean named) {
        this.area = area;
        this.x = x;
        this.y = y;
        this.named = named;
    }

    /** The vertical scale. */
    public Scale scale() {
        return y;
    }

    /** What the frame encloses. */
    public Rectangle2D area() {
        return area;
    }

    /** Horizontal place of a value. */
    public double x(double value) {
        return area.getX() + area.getWidth() * x.fraction(value);
    }

    /** Vertical place of a value. */
    public double y(double value) {
        return area.getMaxY() - area.getHeight() * y.fraction(value);
    }

    /**
     * A line of steps: one value from each lower end to its upper. It is interrupted where a value is not finite or where an
     * upper end is not the next lower one.
     */
    public Path2D steps(double[] lo, double[] hi, double[] values) {
        var path = new Path2D.Double();
        boolean drawn = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                double at = within(values[i]);
                if (drawn && lo[i] == hi[i - 1]) {
                    path.lineTo(x(lo[i]), at);
                } else {
                    path.moveTo(x(lo[i]), at);
                }
                path.lineTo(x(hi[i]), at);
            }
            drawn = Double.isFinite(values[i]);
        }
        return path;
    }

    /** What lies between two values, as far as it is inside; empty where nothing does. */
    public Rectangle2D between(double left, double right, double lo, double hi) {
        double top = within(Math.max(lo, hi));
        return new Rectangle2D.Double(x(left), top, x(right) - x(left), within(Math.min(lo, hi)) - top);
    }

    /** Vertical place of a value, or of the end of the scale that it lies beyond. */
    private double within(double value) {
        return y(Math.max(y.lo(), Math.min(y.hi(), value)));
    }

    /** Draws ticks, frame and the texts at the scales, over the data. */
    public void draw(Graphics2D g) {
        g.setPaint(Color.BLACK);
        g.setStroke(new BasicStroke(1));
        for (Tick tick : x.ticks()) {
            double length = length(tick);
            double at = x(tick.value());
            if (length > 0 && at > area.getX() + 0.5 && at < area.getMaxX() - 0.5) {
                g.draw(new Line2D.Double(at, area.getMaxY(), at, area.getMaxY() - length));
                g.draw(new Line2D.Double(at, area.getY(), at, area.getY() + length));
            }
        }
        for (Tick tick : y.ticks()) {
            double length = length(tick);
            double at = y(tick.value());
            if (length > 0 && at > area.getY() + 0.5 && at < area.getMaxY() - 0.5) {
                g.draw(new Line2D.Double(area.getX(), at, area.getX() + length, at));
                g.draw(new Line2D.Double(area.getMaxX(), at, area.getMaxX() - length, at));
            }
        }
        g.setStroke(new BasicStroke(1.4f));
        g.draw(area);
        texts(g);
    }

    private void texts(Graphics2D g) {
        double size = Style.TICK.getSize2D();
        for (Tick tick : y.ticks()) {
            Label.of(tick.text()).draw(g, Style.TICK, area.getX() - 6, y(tick.value()) + 0.35 * size, 1);
        }
        if (named && x.slanted()) {
            slanted(g);
        } else if (named) {
            for (Tick tick : x.ticks()) {
                Label.of(tick.text()).draw(g, Style.TICK, x(tick.value()), area.getMaxY() + 5 + 0.93 * size, 0.5);
            }
        }
    }

    /** Writes the texts below, their ends at their ticks. */
    private void slanted(Graphics2D g) {
        AffineTransform before = g.getTransform();
        for (Tick tick : x.ticks()) {
            g.translate(x(tick.value()), area.getMaxY() + 6);
            g.rotate(-Math.PI / 4);
            Label.of(tick.text()).draw(g, Style.TICK, 0, 0.8 * Style.TICK.getSize2D(), 1);
            g.setTransform(before);
        }
    }

    private static double length(Tick tick) {
        return switch (tick.mark()) {
            case NONE -> 0;
            case SHORT -> SHORT;
            case LONG -> LONG;
        };
    }
}
