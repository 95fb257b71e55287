package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Slanted lines over a rectangle; those of neighbours join. */
final class Hatch {
    private static final double STEP = 5;
    private static final BasicStroke STROKE = new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final Color COLOUR = new Color(0x404040);

    private Hatch() {}

    /** Draws them, from the lower left to the upper right. */
    public static void draw(Graphics2D g, Rectangle2D area) {
        var lines = new Path2D.Double();
        double first = Math.ceil((area.getX() + area.getY()) / STEP) * STEP;
        for (double sum = first; sum < area.getMaxX() + area.getMaxY(); sum += STEP) {
            // The line of all points whose coordinates have this sum, as far as it is inside.
            double x0 = Math.max(area.getX(), sum - area.getMaxY());
            double x1 = Math.min(area.getMaxX(), sum - area.getY());
            if (x1 > x0) {
                lines.moveTo(x0, sum - x0);
                lines.lineTo(x1, sum - x1);
            }
        }
        g.setPaint(COLOUR);
        g.setStroke(STROKE);
        g.draw(lines);
    }
}
