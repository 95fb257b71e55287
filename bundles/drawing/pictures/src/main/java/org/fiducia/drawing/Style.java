package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** What all pictures share: fonts, colours, the line above the frame and the titles of the scales. */
public final class Style {
    public static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    public static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 19);
    private static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 20);

    public static final BasicStroke LINE = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    public static final BasicStroke BAR = new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    /** Of the inner, statistical part of an uncertainty. */
    public static final BasicStroke THICK = new BasicStroke(5, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    public static final Color STATISTICAL = new Color(0x3f90da);
    public static final Color PREDICTION = new Color(0xbd1f01);

    /** Ten colours that people who see fewer colours can tell apart (M. Petroff, arXiv:2107.02270). */
    private static final int[] PALETTE = {
        0x94a4a2, 0x3f90da, 0x92dadd, 0xffa90e, 0xbd1f01, 0x832db6, 0xa96b59, 0xe76300, 0xb9ac70, 0x717581
    };

    private Style() {}

    /** Colour of the k-th component of a stack. */
    public static Color component(int k) {
        return new Color(PALETTE[k % PALETTE.length]);
    }

    /** A light form of a colour, for a band around a line of it. */
    public static Color light(Color colour) {
        int[] rgb = {colour.getRed(), colour.getGreen(), colour.getBlue()};
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (int) Math.round(255 - 0.24 * (255 - rgb[i]));
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }

    /** The line above the frame: the program and a title on the left, what the data are on the right. */
    public static void header(Graphics2D g, Rectangle2D frame, Label title, Label data) {
        g.setPaint(Color.BLACK);
        double y = frame.getY() - 11;
        var name = Label.of("Fiducia");
        double gap = 12;
        double room = frame.getWidth() - name.width(NAME) - data.width(TEXT) - 2 * gap;
        name.draw(g, NAME, frame.getX(), y, 0);
        title.draw(g, shrunk(title, TEXT, room), frame.getX() + name.width(NAME) + gap, y, 0);
        data.draw(g, TEXT, frame.getMaxX(), y, 1);
    }

    /** Title of the horizontal scale, at its upper end. */
    public static void below(Graphics2D g, Label title, Rectangle2D frame, double y) {
        g.setPaint(Color.BLACK);
        title.draw(g, shrunk(title, TITLE, frame.getWidth()), frame.getMaxX(), y, 1);
    }

    /** Title of the vertical scale, at its upper end. */
    public static void beside(Graphics2D g, Label title, Rectangle2D frame, double x) {
        g.setPaint(Color.BLACK);
        AffineTransform before = g.getTransform();
        g.translate(x, frame.getY());
        g.rotate(-Math.PI / 2);
        title.draw(g, shrunk(title, TITLE, frame.getHeight()), 0, 0, 1);
        g.setTransform(before);
    }

    /** The font, smaller when a label would be wider than the room it has. */
    public static Font shrunk(Label label, Font font, double room) {
        double width = label.width(font);
        return width <= room ? font : font.deriveFont((float) (font.getSize2D() * Math.max(0.3, room / width)));
    }
}
