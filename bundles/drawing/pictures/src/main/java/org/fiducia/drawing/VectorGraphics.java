package org.fiducia.drawing;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.fiducia.drawing.Label.Piece;
import org.w3c.dom.Element;

/**
 * What a vector picture is drawn on. A label becomes one element of text, its parts set one behind the other by whoever
 * shows it: with another font the parts still join, and the label still stands at its anchor.
 */
final class VectorGraphics extends SVGGraphics2D {
    /** The font that widths are measured with where it is installed, and what a browser has otherwise. */
    static final String FAMILY = "DejaVu Sans, sans-serif";

    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final double SMALL = 1e-9;

    VectorGraphics(SVGGeneratorContext context) {
        super(context, false);
    }

    /**
     * Writes a label.
     *
     * @param pieces from left to right as laid out
     * @param anchor what of it stands at x: 0 its left end, ½ its middle, 1 its right end
     */
    void text(List<Piece> pieces, Font font, double x, double y, double anchor) {
        Element text = element("text");
        text.setAttributeNS(null, "x", number(x));
        text.setAttributeNS(null, "y", number(y));
        text.setAttributeNS(XML, "xml:space", "preserve");
        text.setAttributeNS(null, "font-size", number(font.getSize2D()));
        if (font.isBold()) {
            text.setAttributeNS(null, "font-weight", "bold");
        }
        if (anchor > 0) {
            text.setAttributeNS(null, "text-anchor", anchor < 1 ? "middle" : "end");
        }
        double end = 0;
        double height = 0;
        for (Piece piece : pieces) {
            boolean plain = !piece.font().isItalic() && piece.font().getSize2D() == font.getSize2D();
            boolean follows = Math.abs(piece.x() - end) < SMALL && piece.y() == height;
            if (plain && follows) {
                text.appendChild(getDOMFactory().createTextNode(piece.text()));
            } else {
                text.appendChild(part(piece, font, piece.x() - end, piece.y() - height));
            }
            end = piece.x() + piece.width();
            height = piece.y();
        }
        domGroupManager.addElement(text, DOMGroupManager.FILL);
    }

    /**
     * Adds a place that can be pointed at: nothing is seen of it, and what it says is its title, which browsers show.
     *
     * @param bin its number among those of its panel
     */
    void place(Rectangle2D area, int bin, List<String> words) {
        Element place = element("rect");
        place.setAttributeNS(null, "class", "place");
        place.setAttributeNS(null, "data-bin", Integer.toString(bin));
        place.setAttributeNS(null, "x", number(area.getX()));
        place.setAttributeNS(null, "y", number(area.getY()));
        place.setAttributeNS(null, "width", number(area.getWidth()));
        place.setAttributeNS(null, "height", number(area.getHeight()));
        place.setAttributeNS(null, "fill", "none");
        place.setAttributeNS(null, "stroke", "none");
        place.setAttributeNS(null, "pointer-events", "all");
        Element title = element("title");
        title.appendChild(getDOMFactory().createTextNode(String.join("\n", words)));
        place.appendChild(title);
        domGroupManager.addElement(place, DOMGroupManager.FILL);
    }

    private Element part(Piece piece, Font font, double right, double down) {
        Element part = element("tspan");
        if (Math.abs(right) >= SMALL) {
            part.setAttributeNS(null, "dx", number(right));
        }
        if (down != 0) {
            part.setAttributeNS(null, "dy", number(down));
        }
        if (piece.font().getSize2D() != font.getSize2D()) {
            part.setAttributeNS(null, "font-size", number(piece.font().getSize2D()));
        }
        if (piece.font().isItalic()) {
            part.setAttributeNS(null, "font-style", "italic");
        }
        part.appendChild(getDOMFactory().createTextNode(piece.text()));
        return part;
    }

    private Element element(String name) {
        return getDOMFactory().createElementNS(SVG_NAMESPACE_URI, name);
    }

    private String number(double value) {
        return getGeneratorContext().doubleString(value);
    }
}
