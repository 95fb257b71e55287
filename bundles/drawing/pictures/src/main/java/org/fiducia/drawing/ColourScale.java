package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.fiducia.drawing.Scale.Tick;

/**
 * Values as colours, in even steps of lightness: from white to dark, ColorBrewer's Blues, or, on both sides of zero, from dark
 * red over white to dark blue, its RdBu.
 *
 * @param lo value of the first colour
 * @param hi value of the last, &gt; lo
 * @param signed whether white is in the middle
 */
record ColourScale(double lo, double hi, boolean signed) {
    private static final int[][] BLUES = {
        {255, 255, 255}, {222, 235, 247}, {158, 202, 225}, {66, 146, 198}, {8, 81, 156}, {8, 48, 107}
    };
    private static final int[][] RED_TO_BLUE = {
        {103, 0, 31}, {214, 96, 77}, {253, 219, 199}, {255, 255, 255}, {209, 229, 240}, {67, 147, 195}, {5, 48, 97}
    };
    private static final int STEPS = 100;

    /** Share of the scale above which text on the colour is white. */
    private static final double DARK = 0.55;

    /** Likewise, of each half of a scale with signs. */
    private static final double DARK_SIGNED = 0.6;

    /** White at the lower end. */
    public ColourScale(double lo, double hi) {
        this(lo, hi, false);
    }

    /** White in the middle of a scale from −end to end. */
    public static ColourScale signed(double end) {
        return new ColourScale(-end, end, true);
    }

    /** Colour of a value; beyond the ends it is that of the end. */
    public Color colour(double value) {
        return ofShare((value - lo) / (hi - lo));
    }

    private Color ofShare(double share) {
        int[][] colours = signed ? RED_TO_BLUE : BLUES;
        double at = Math.max(0, Math.min(1, share)) * (colours.length - 1);
        int k = Math.min(colours.length - 2, (int) at);
        double t = at - k;
        var rgb = new int[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = (int) Math.round((1 - t) * colours[k][i] + t * colours[k + 1][i]);
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }

    /** Colour of a text that is read on the colour of a value. */
    public Color ink(double value) {
        double share = (value - lo) / (hi - lo);
        return (signed ? Math.abs(2 * share - 1) : share) > (signed ? DARK_SIGNED : DARK) ? Color.WHITE : Color.BLACK;
    }

    /** Draws all colours as an upright bar in a frame, numbers and title on its right. */
    public void draw(Graphics2D g, Rectangle2D frame, Label title) {
        for (int k = 0; k < STEPS; k++) {
            g.setPaint(ofShare((k + 0.5) / STEPS));
            // Each reaches to the upper end, so that no seams show between them.
            double height = frame.getHeight() * (STEPS - k) / STEPS;
            g.fill(new Rectangle2D.Double(frame.getX(), frame.getY(), frame.getWidth(), height));
        }
        g.setPaint(Color.BLACK);
        g.setStroke(new BasicStroke(1.2f));
        g.draw(frame);
        for (Tick tick : Scale.round(lo, hi, 8)) {
            if (tick.mark() == Tick.Mark.LONG) {
                double y = frame.getMaxY() - frame.getHeight() * (tick.value() - lo) / (hi - lo);
                g.draw(new Line2D.Double(frame.getMaxX() - 5, y, frame.getMaxX(), y));
                Label.verbatim(tick.text()).draw(g, Style.TICK, frame.getMaxX() + 6, y + 5.5, 0);
            }
        }
        Style.beside(g, title, frame, frame.getMaxX() + (signed ? 70 : 58));
    }
}
