package org.fiducia.writer.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Response;
import org.fiducia.drawing.ColourScale;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Matrix;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/** The efficiency matrix, in percent: fiducial bins to the right, bins of the reconstruction upwards. */
final class ResponsePicture {
    private static final double TOP = 44;
    private static final double BAR = 20;
    private static final double BAR_GAP = 16;
    private static final double RIGHT = BAR_GAP + BAR + 70;

    private final Measurement measurement;
    private final double[][] percent;
    private final ColourScale colours;
    private final int decimals;

    private ResponsePicture(Measurement measurement) {
        this.measurement = measurement;
        percent = percent(measurement);
        double max = 0;
        for (double[] row : percent) {
            for (double x : row) {
                max = Math.max(max, x);
            }
        }
        colours = new ColourScale(0, max > 0 ? max : 1);
        decimals = max >= 10 || max == 0 ? 1 : max >= 1 ? 2 : 3;
    }

    /** The picture of a measurement. */
    static Picture of(Measurement measurement) {
        var response = new ResponsePicture(measurement);
        int reco = response.percent.length;
        int fiducial = response.percent[0].length;
        List<String> right = names(measurement, fiducial);
        List<String> up = names(measurement, reco);
        double left = 62 + Scale.longest(up, Style.TICK);
        double width = Math.max(Math.max(800, left + RIGHT + 400) - left - RIGHT, 50.0 * fiducial);
        double height = Math.max(480, 30.0 * reco);
        var frame = new Rectangle2D.Double(left, TOP, width, height);
        Scale x = Scale.classes(right, Scale.slanted(right, width));
        Scale y = Scale.classes(up, false);
        int total = (int) Math.ceil(TOP + height + x.depth() + 46);
        return new Picture(
                "response",
                (int) Math.ceil(left + width + RIGHT),
                total,
                g -> response.draw(g, frame, new Panel(frame, x, y, true), total));
    }

    /** ε in percent, [reco bin][fiducial bin], eras weighted by luminosity and categories by predicted cross section. */
    static double[][] percent(Measurement measurement) {
        Response response = measurement.response();
        var eras = measurement.analysis().eras();
        double luminosity = measurement.analysis().luminosity();
        var matrix = new double[response.recoBins()][response.fiducialBins()];
        for (int j = 0; j < response.fiducialBins(); j++) {
            double sm = response.sm(j);
            for (int era = 0; era < eras.size(); era++) {
                for (int c = 0; c < response.categories(); c++) {
                    double weight =
                            sm > 0 ? 100 * eras.get(era).luminosity() / luminosity * response.sm()[c][j] / sm : 0;
                    for (int i = 0; i < matrix.length; i++) {
                        matrix[i][j] += weight * response.efficiency()[era][c][i][j];
                    }
                }
            }
        }
        return matrix;
    }

    private static List<String> names(Measurement measurement, int size) {
        var bins = measurement.observable().binning().bins();
        var names = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            names.add(i < bins.size() ? bins.get(i).title() : Integer.toString(i + 1));
        }
        return names;
    }

    private void draw(Graphics2D g, Rectangle2D frame, Panel panel, double height) {
        new Matrix(percent, colours, this::number).draw(g, panel);
        var bar = new Rectangle2D.Double(frame.getMaxX() + BAR_GAP, frame.getY(), BAR, frame.getHeight());
        colours.draw(g, bar, Label.of("$\\varepsilon$ (%)"));
        Style.header(g, frame, measurement.analysis());
        String title = measurement.observable().label();
        Style.below(g, Label.of("Fiducial " + title), frame, height - 14);
        Style.beside(g, Label.of("Reconstructed " + title), frame, 28);
    }

    /** All with the same decimals; nothing for zero. */
    private String number(double percent) {
        return percent == 0 ? "" : String.format(Locale.ROOT, "%." + decimals + "f", percent);
    }
}
