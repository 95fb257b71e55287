package org.fiducia.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleFunction;

/**
 * Cells coloured by their values with a number in each: columns to the right, rows upwards, on scales of classes.
 *
 * @param values [row][column]
 * @param colours of the values
 * @param text the number written into a cell; empty for none
 */
public record Matrix(double[][] values, ColourScale colours, DoubleFunction<String> text) {
    /** Below the next cell or the frame, so that no seams show. */
    private static final double OVERLAP = 0.5;

    private static final double LARGEST = 20;

    /** Of a cell's width that its number may take. */
    private static final double SHARE = 0.8;

    /** Draws the cells, the panel over them, and the numbers over both. */
    public void draw(Graphics2D g, Panel panel) {
        double width = panel.x(1) - panel.x(0);
        double height = panel.y(0) - panel.y(1);
        double widest = 1;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                g.setPaint(Double.isFinite(values[i][j]) ? colours.colour(values[i][j]) : Color.WHITE);
                g.fill(new Rectangle2D.Double(panel.x(j), panel.y(i + 1) - OVERLAP, width + OVERLAP, height + OVERLAP));
                widest = Math.max(widest, label(i, j).width(Style.TICK));
            }
        }
        panel.draw(g);
        double size = Math.min(Math.min(LARGEST, 0.7 * height), Style.TICK.getSize2D() * SHARE * width / widest);
        Font font = Style.TICK.deriveFont((float) size);
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                g.setPaint(colours.ink(values[i][j]));
                label(i, j).draw(g, font, panel.x(j + 0.5), panel.y(i + 0.5) + 0.36 * size, 0.5);
            }
        }
    }

    private Label label(int row, int column) {
        return Label.verbatim(text.apply(values[row][column]));
    }
}
