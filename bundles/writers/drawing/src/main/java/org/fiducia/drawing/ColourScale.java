package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.fiducia.drawing.Scale.Tick;

/**
 * Values as colours, from light to dark in even steps of lightness: white, ColorBrewer's Blues.
 *
 * @param lo value of the lightest colour
 * @param hi value of the darkest, &gt; lo
 */
public record ColourScale(double lo, double hi) {
    private static final int[][] COLOURS = {
        {255, 255, 255}, {222, 235, 247}, {158, 202, 225}, {66, 146, 198}, {8, 81, 156}, {8, 48, 107}
    };
    private static final int STEPS = 100;

    /** Share of the scale above which text on the colour is white. */
    private static final double DARK = 0.55;

    /** Colour of a value; beyond the ends it is that of the end. */
    public Color colour(double value) {
        return ofShare((value - lo) / (hi - lo));
    }

    private static Color ofShare(double share) {
        double at = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
        int k = Math.min(COLOURS.length - 2, (int) at);
        double t = at - k;
        var rgb = new int[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = (int) Math.round((1 - t) * COLOURS[k][i] + t * COLOURS[k + 1][i]);
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }

    /** Colour of a text that is read on the colour of a value. */
    public Color ink(double value) {
        return (value - lo) / (hi - lo) > DARK ? Color.WHITE : Color.BLACK;
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
        Style.beside(g, title, frame, frame.getMaxX() + 58);
    }
}
