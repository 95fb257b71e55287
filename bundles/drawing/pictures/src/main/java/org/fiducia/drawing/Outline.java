package org.fiducia.drawing;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;

/**
 * A run of text in one style as the outlines of its glyphs. They are those of the font at one big size and scaled from
 * there: lengths are proportional to the size of the font, and no cache of bitmaps, hinting or resolution of the picture
 * takes part.
 */
final class Outline {
    /** Above the sizes of which the runtime keeps bitmaps. */
    private static final float SIZE = 1000;

    private final GlyphVector glyphs;
    private final double scale;

    Outline(String text, Font font) {
        Font big = font.deriveFont(SIZE);
        var context = new FontRenderContext(null, true, true);
        // Only marks that stand on letters need a layout.
        boolean marks = text.codePoints().anyMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK);
        glyphs = marks
                ? big.layoutGlyphVector(context, text.toCharArray(), 0, text.length(), Font.LAYOUT_LEFT_TO_RIGHT)
                : big.createGlyphVector(context, text);
        scale = font.getSize2D() / SIZE;
    }

    /** From its start to where the next run begins. */
    double width() {
        return scale * glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
    }

    /** Its shape with its start on a base line. */
    Shape at(double x, double y) {
        var place = new AffineTransform(scale, 0, 0, scale, x, y);
        return place.createTransformedShape(glyphs.getOutline());
    }
}
