package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Says what is drawn, in an upper corner, and how high the scale must be so that it covers nothing. */
final class Legend {
    private static final double ROW = 24;
    private static final double SYMBOL = 34;
    private static final double MARGIN = 18;
    private static final BasicStroke DASHES =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 4}, 0);
    private static final Color GROUND = new Color(255, 255, 255, 240);

    /** What stands before an entry. */
    public enum Symbol {
        NONE,
        /** A point with a bar. */
        POINT,
        /** A point with a bar from left to right. */
        ACROSS,
        /** A point alone. */
        DOT,
        /** A thick bar: the statistical part of an uncertainty. */
        THICK,
        /** A bar with lines across its ends: the whole of an uncertainty. */
        CAPPED,
        LINE,
        /** A line of dashes. */
        DASHED,
        /** A line in a band of its light colour. */
        BAND,
        BOX,
        /** Slanted lines. */
        HATCH
    }

    private record Entry(Symbol symbol, Color colour, Label label) {}

    /** How high something reaches on a part of the horizontal scale, as a number on the vertical one. */
    public record Reach(double lo, double hi, double top) {}

    private final List<Entry> entries = new ArrayList<>();
    private boolean right = true;

    public void add(Symbol symbol, Color colour, String label) {
        entries.add(new Entry(symbol, colour, Label.of(label)));
    }

    private double width() {
        return entries.stream()
                        .mapToDouble(e -> e.label().width(Style.TEXT))
                        .max()
                        .orElse(0)
                + SYMBOL;
    }

    private double height() {
        return entries.size() * ROW;
    }

    /**
     * Chooses the corner for which the vertical scale stays shorter.
     *
     * @param frame where it is drawn
     * @param x horizontal scale
     * @param lo lower end of the vertical scale
     * @param log whether that is logarithmic
     * @return upper end of the vertical scale
     */
    public double place(Rectangle2D frame, Scale x, double lo, boolean log, List<Reach> reaches) {
        double onRight = top(frame, x, lo, log, reaches, true);
        double onLeft = top(frame, x, lo, log, reaches, false);
        right = onRight <= onLeft;
        return Math.min(onRight, onLeft);
    }

    private double top(Rectangle2D frame, Scale x, double lo, boolean log, List<Reach> reaches, boolean onRight) {
        double covered = (width() + 2 * MARGIN) / frame.getWidth();
        double free = 0.94;
        double below = Math.max(0.3, 1 - (height() + 2 * MARGIN) / frame.getHeight());
        double top = log ? 10 * lo : lo;
        for (Reach reach : reaches) {
            boolean under = onRight ? x.fraction(reach.hi()) > 1 - covered : x.fraction(reach.lo()) < covered;
            double share = under ? below : free;
            if (reach.top() > lo) {
                top = Math.max(top, log ? lo * Math.pow(reach.top() / lo, 1 / share) : lo + (reach.top() - lo) / share);
            }
        }
        return top > lo ? top : lo + 1;
    }

    /** Draws it on a light ground, so that it can be read where lines or a grid pass below it. */
    public void draw(Graphics2D g, Rectangle2D frame) {
        double x = right ? frame.getMaxX() - MARGIN - width() : frame.getX() + MARGIN;
        g.setPaint(GROUND);
        g.fill(new Rectangle2D.Double(x - 4, frame.getY() + MARGIN - 4, width() + 8, height() + 8));
        double y = frame.getY() + MARGIN + ROW / 2;
        for (Entry entry : entries) {
            symbol(g, entry, x, y);
            g.setPaint(Color.BLACK);
            entry.label().draw(g, Style.TEXT, x + indent(entry), y + 5.5, 0);
            y += ROW;
        }
    }

    /** Width of a place for it beside a frame. */
    public double room() {
        return width() + 2 * MARGIN;
    }

    /** Draws it above a frame, in a line from the left. */
    public void drawAbove(Graphics2D g, Rectangle2D frame) {
        double all = 0;
        for (Entry entry : entries) {
            all += indent(entry) + entry.label().width(Style.TICK) + MARGIN;
        }
        double size = Math.min(1, frame.getWidth() / (all - MARGIN));
        Font font = Style.TICK.deriveFont((float) (size * Style.TICK.getSize2D()));
        double x = frame.getX();
        double y = frame.getY() - 13;
        for (Entry entry : entries) {
            symbol(g, entry, x, y);
            g.setPaint(Color.BLACK);
            entry.label().draw(g, font, x + indent(entry), y + 5.5, 0);
            x += indent(entry) + entry.label().width(font) + MARGIN;
        }
    }

    private static double indent(Entry entry) {
        return entry.symbol() == Symbol.NONE ? 0 : SYMBOL;
    }

    private static void symbol(Graphics2D g, Entry entry, double x, double y) {
        double middle = x + SYMBOL / 2 - 4;
        g.setPaint(entry.colour());
        g.setStroke(Style.BAR);
        switch (entry.symbol()) {
            case NONE -> {}
            case LINE -> {
                g.setStroke(Style.LINE);
                g.draw(new Line2D.Double(middle - 13, y, middle + 13, y));
            }
            case DASHED -> {
                g.setStroke(DASHES);
                g.draw(new Line2D.Double(middle - 13, y, middle + 13, y));
            }
            case BOX -> {
                var box = new Rectangle2D.Double(middle - 12, y - 7, 24, 14);
                g.fill(box);
                g.setPaint(Color.BLACK);
                g.setStroke(new java.awt.BasicStroke(0.8f));
                g.draw(box);
            }
            case BAND -> {
                g.setPaint(Style.light(entry.colour()));
                g.fill(new Rectangle2D.Double(middle - 13, y - 7, 26, 14));
                g.setPaint(entry.colour());
                g.setStroke(Style.LINE);
                g.draw(new Line2D.Double(middle - 13, y, middle + 13, y));
            }
            case HATCH -> Hatch.draw(g, new Rectangle2D.Double(middle - 12, y - 7, 24, 14));
            case THICK -> {
                g.setStroke(Style.THICK);
                g.draw(new Line2D.Double(middle, y - 9, middle, y + 9));
            }
            case CAPPED -> {
                g.draw(new Line2D.Double(middle, y - 9, middle, y + 9));
                g.draw(new Line2D.Double(middle - 4.5, y - 9, middle + 4.5, y - 9));
                g.draw(new Line2D.Double(middle - 4.5, y + 9, middle + 4.5, y + 9));
            }
            case DOT -> dot(g, middle, y);
            case ACROSS -> {
                g.draw(new Line2D.Double(middle - 13, y, middle + 13, y));
                dot(g, middle, y);
            }
            case POINT -> {
                g.draw(new Line2D.Double(middle, y - 11, middle, y + 11));
                dot(g, middle, y);
            }
        }
    }

    private static void dot(Graphics2D g, double x, double y) {
        g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
    }
}
