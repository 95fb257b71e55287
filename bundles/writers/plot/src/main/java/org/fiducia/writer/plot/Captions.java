package org.fiducia.writer.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Style;

/** What the pictures of a measurement say alike. */
final class Captions {
    private Captions() {}

    /** What data are called. */
    public static String data(String kind) {
        return kind.equals("observed") ? "Data" : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }

    /** The line above the frame: the program and the analysis on the left, luminosity and energy on the right. */
    static void header(Graphics2D g, Rectangle2D frame, Analysis analysis) {
        var exposure = Label.of("$" + Numbers.brief(analysis.luminosity(), 4) + "\\,\\mathrm{fb}^{-1}$ ("
                + Numbers.brief(analysis.energy(), 4) + " TeV)");
        Style.header(g, frame, Label.of(analysis.title()), exposure);
    }
}
