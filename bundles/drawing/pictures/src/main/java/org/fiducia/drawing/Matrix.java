package org.fiducia.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Cells coloured by their values with a text in each: columns to the right, rows upwards, on scales of classes.
 *
 * @param values [row][column]
 * @param colours of the values; one that is not finite has none
 * @param texts of the rows, each of one line, or of two of which the second is smaller
 */
record Matrix(double[][] values, ColourScale colours, List<List<String>> texts) {
    /** Below the next cell or the frame, so that no seams show. */
    private static final double OVERLAP = 0.5;

    private static final double LARGEST = 20;

    /** Of a cell's width that its text may take. */
    private static final double SHARE = 0.8;

    private static final float SECOND = 0.8f;

    /** Draws the cells, the panel over them, and the texts over both. */
    void draw(Graphics2D g, Panel panel) {
        double width = panel.x(1) - panel.x(0);
        double height = panel.y(0) - panel.y(1);
        double widest = 1;
        double lines = 1;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                g.setPaint(Double.isFinite(values[i][j]) ? colours.colour(values[i][j]) : Color.WHITE);
                g.fill(new Rectangle2D.Double(panel.x(j), panel.y(i + 1) - OVERLAP, width + OVERLAP, height + OVERLAP));
                String[] text = text(i, j);
                widest = Math.max(widest, Label.verbatim(text[0]).width(Style.TICK));
                lines = Math.max(lines, text.length);
            }
        }
        panel.draw(g);
        double size =
                Math.min(Math.min(LARGEST, 0.7 * height / lines), Style.TICK.getSize2D() * SHARE * width / widest);
        Font font = Style.TICK.deriveFont((float) size);
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                g.setPaint(Double.isFinite(values[i][j]) ? colours.ink(values[i][j]) : Color.BLACK);
                String[] text = text(i, j);
                double x = panel.x(j + 0.5);
                double y = panel.y(i + 0.5);
                Label.verbatim(text[0]).draw(g, font, x, y + (text.length > 1 ? -0.1 : 0.36) * size, 0.5);
                if (text.length > 1) {
                    Font small = font.deriveFont(SECOND * font.getSize2D());
                    Label.verbatim(text[1]).draw(g, small, x, y + 0.9 * size, 0.5);
                }
            }
        }
    }

    private String[] text(int row, int column) {
        return texts.isEmpty() ? new String[] {""} : texts.get(row).get(column).split("\n");
    }
}
