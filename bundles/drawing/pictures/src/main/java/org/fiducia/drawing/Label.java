package org.fiducia.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of text in which what stands between dollar signs is LaTeX. It stays text in a vector picture and is filled
 * outlines in a bitmap, as wide in both.
 */
public final class Label {
    private static final double SCRIPT_SIZE = 0.70;
    private static final double RAISE = 0.38;
    private static final double LOWER = 0.20;

    /** What a label is made of. */
    sealed interface Node permits Run, Scripts {}

    /** Text in one style. */
    record Run(String text, boolean italic) implements Node {}

    /** A subscript and a superscript above each other; either may be empty. */
    record Scripts(List<Node> below, List<Node> above) implements Node {}

    /**
     * A run as laid out.
     *
     * @param font with its style and size
     * @param x its start, from that of the label
     * @param y its base line, downwards from that of the label
     */
    record Piece(String text, Font font, Outline outline, double x, double y, double width) {}

    private final List<Node> nodes;

    private Label(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Reads a line with LaTeX between dollar signs. */
    public static Label of(String source) {
        var nodes = new ArrayList<Node>();
        boolean math = false;
        int from = 0;
        for (int i = 0; i <= source.length(); i++) {
            if (i == source.length() || source.charAt(i) == '$') {
                String part = source.substring(from, i);
                if (math) {
                    nodes.addAll(new LatexReader(part).read());
                } else if (!part.isEmpty()) {
                    nodes.add(new Run(part, false));
                }
                math = !math;
                from = i + 1;
            }
        }
        return new Label(nodes);
    }

    /** A line as it is. */
    public static Label verbatim(String text) {
        return new Label(List.of(new Run(text, false)));
    }

    /** Its parts. */
    List<Node> nodes() {
        return nodes;
    }

    /** The same without any style: scripts follow on the line, the lower one first. */
    public String plain() {
        return plain(nodes);
    }

    /** The same as HTML: letters of formulas slanted, scripts as such. */
    public String html() {
        return html(nodes);
    }

    private static String html(List<Node> nodes) {
        var html = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Run run) {
                String text = run.text()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
                html.append(run.italic() ? "<i>" + text + "</i>" : text);
            } else if (node instanceof Scripts scripts) {
                html.append(scripts.below().isEmpty() ? "" : "<sub>" + html(scripts.below()) + "</sub>");
                html.append(scripts.above().isEmpty() ? "" : "<sup>" + html(scripts.above()) + "</sup>");
            }
        }
        return html.toString();
    }

    private static String plain(List<Node> nodes) {
        var text = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Run run) {
                text.append(run.text());
            } else if (node instanceof Scripts scripts) {
                text.append(plain(scripts.below())).append(plain(scripts.above()));
            }
        }
        return text.toString();
    }

    /** How wide it is in a font. */
    public double width(Font font) {
        return layout(nodes, font, 0, 0, new ArrayList<>());
    }

    /**
     * Draws it on a base line.
     *
     * @param anchor what of it stands at x: 0 its left end, ½ its middle, 1 its right end
     */
    public void draw(Graphics2D g, Font font, double x, double y, double anchor) {
        var pieces = new ArrayList<Piece>();
        double width = layout(nodes, font, 0, 0, pieces);
        if (pieces.isEmpty()) {
            return;
        }
        if (g instanceof VectorGraphics vector) {
            vector.text(pieces, font, x, y, anchor);
            return;
        }
        double left = x - anchor * width;
        for (Piece piece : pieces) {
            g.fill(piece.outline().at(left + piece.x(), y + piece.y()));
        }
    }

    /** Adds what it is made of to a list. Returns the width. */
    private static double layout(List<Node> nodes, Font font, double x, double y, List<Piece> pieces) {
        double at = x;
        for (Node node : nodes) {
            if (node instanceof Run run) {
                at += run(run, font, at, y, pieces);
            } else if (node instanceof Scripts scripts) {
                Font small = font.deriveFont((float) (font.getSize2D() * SCRIPT_SIZE));
                double below = layout(scripts.below(), small, at, y + LOWER * font.getSize2D(), pieces);
                double above = layout(scripts.above(), small, at, y - RAISE * font.getSize2D(), pieces);
                at += Math.max(below, above) + 0.04 * font.getSize2D();
            }
        }
        return at - x;
    }

    private static double run(Run run, Font font, double x, double y, List<Piece> pieces) {
        if (run.text().isEmpty()) {
            return 0;
        }
        // With its size: a style alone is given to a font of whole points, 11 for 11.2, unless something has asked this
        // very font for its attributes before.
        Font styled = run.italic() ? font.deriveFont(font.getStyle() | Font.ITALIC, font.getSize2D()) : font;
        var outline = new Outline(run.text(), styled);
        double width = outline.width();
        pieces.add(new Piece(run.text(), styled, outline, x, y, width));
        return width;
    }
}
