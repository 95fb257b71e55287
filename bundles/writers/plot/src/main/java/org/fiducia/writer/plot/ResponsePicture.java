package org.fiducia.writer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Response;
import org.fiducia.writer.plot.Scale.Tick;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** The efficiency matrix, in percent: fiducial bins to the right, bins of the reconstruction upwards. */
final class ResponsePicture {
    private static final double TOP = 44;
    private static final double BAR = 20;
    private static final double BAR_GAP = 16;
    private static final double RIGHT = BAR_GAP + BAR + 70;

    /** Light to dark in even steps of lightness: white, ColorBrewer's Blues. */
    private static final int[][] COLOURS = {
        {255, 255, 255}, {222, 235, 247}, {158, 202, 225}, {66, 146, 198}, {8, 81, 156}, {8, 48, 107}
    };

    private final Measurement measurement;
    private final double[][] percent;
    private final double largest;

    private ResponsePicture(Measurement measurement) {
        this.measurement = measurement;
        percent = percent(measurement);
        double max = 0;
        for (double[] row : percent) {
            for (double x : row) {
                max = Math.max(max, x);
            }
        }
        largest = max > 0 ? max : 1;
    }

    /** The picture of a measurement. */
    static Picture of(Measurement measurement) {
        var response = new ResponsePicture(measurement);
        int reco = response.percent.length;
        int fiducial = response.percent[0].length;
        List<String> right = names(measurement, fiducial);
        List<String> up = names(measurement, reco);
        double left = 62 + Layout.longest(up, Style.TICK);
        double width = Math.max(Math.max(800, left + RIGHT + 400) - left - RIGHT, 50.0 * fiducial);
        double height = Math.max(480, 30.0 * reco);
        var frame = new Rectangle2D.Double(left, TOP, width, height);
        Scale x = Scale.classes(right, Layout.slanted(right, width));
        Scale y = Scale.classes(up, false);
        int total = (int) Math.ceil(TOP + height + Layout.depth(x) + 46);
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
            names.add(i < bins.size() ? bins.get(i).label() : Integer.toString(i + 1));
        }
        return names;
    }

    private void draw(Graphics2D g, Rectangle2D frame, Panel panel, double height) {
        var renderer = new XYBlockRenderer();
        renderer.setPaintScale(new Colours(largest));
        panel.add(cells(), renderer);
        panel.draw(g);
        numbers(g, panel);
        bar(g, new Rectangle2D.Double(frame.getMaxX() + BAR_GAP, frame.getY(), BAR, frame.getHeight()));
        Style.header(g, frame, measurement.analysis());
        String title = Layout.title(measurement.observable());
        Style.below(g, Label.of("fiducial " + title), frame, height - 14);
        Style.beside(g, Label.of("reconstructed " + title), frame, 28);
    }

    private DefaultXYZDataset cells() {
        int n = percent.length * percent[0].length;
        var data = new double[3][n];
        int k = 0;
        for (int i = 0; i < percent.length; i++) {
            for (int j = 0; j < percent[i].length; j++, k++) {
                data[0][k] = j + 0.5;
                data[1][k] = i + 0.5;
                data[2][k] = percent[i][j];
            }
        }
        var cells = new DefaultXYZDataset();
        cells.addSeries("efficiency", data);
        return cells;
    }

    private void numbers(Graphics2D g, Panel panel) {
        double width = panel.x(1) - panel.x(0);
        double height = panel.y(0) - panel.y(1);
        double widest = 1;
        for (double[] row : percent) {
            for (double x : row) {
                widest = Math.max(widest, Label.verbatim(number(x)).width(Style.TICK));
            }
        }
        double size = Math.min(Math.min(20, 0.7 * height), Style.TICK.getSize2D() * 0.88 * width / widest);
        Font font = Style.TICK.deriveFont((float) size);
        for (int i = 0; i < percent.length; i++) {
            for (int j = 0; j < percent[i].length; j++) {
                g.setPaint(percent[i][j] > 0.55 * largest ? Color.WHITE : Color.BLACK);
                Label.verbatim(number(percent[i][j]))
                        .draw(g, font, panel.x(j + 0.5), panel.y(i + 0.5) + 0.36 * size, 0.5);
            }
        }
    }

    /** Three digits, two where simulation has few events; nothing for zero. */
    private static String number(double percent) {
        if (percent == 0) {
            return "";
        }
        return percent > 0 && percent < 0.001 ? "<0.001" : Numbers.significant(percent, percent < 0.1 ? 2 : 3);
    }

    private void bar(Graphics2D g, Rectangle2D frame) {
        int steps = 100;
        var colours = new Colours(largest);
        for (int k = 0; k < steps; k++) {
            g.setPaint(colours.getPaint(largest * (k + 0.5) / steps));
            // Each reaches to the upper end, so that no seams show between them.
            double height = frame.getHeight() * (steps - k) / steps;
            g.fill(new Rectangle2D.Double(frame.getX(), frame.getY(), frame.getWidth(), height));
        }
        g.setPaint(Color.BLACK);
        g.setStroke(new BasicStroke(1.2f));
        g.draw(frame);
        for (Tick tick : Scale.round(0, largest, 8)) {
            if (tick.mark() == Tick.Mark.LONG) {
                double y = frame.getMaxY() - frame.getHeight() * tick.value() / largest;
                g.draw(new java.awt.geom.Line2D.Double(frame.getMaxX() - 5, y, frame.getMaxX(), y));
                Label.verbatim(tick.text()).draw(g, Style.TICK, frame.getMaxX() + 6, y + 5.5, 0);
            }
        }
        Style.beside(g, Label.of("$\\varepsilon$ (%)"), frame, frame.getMaxX() + 58);
    }

    /** Colour of a value between zero and the largest. */
    private record Colours(double largest) implements PaintScale {
        @Override
        public double getLowerBound() {
            return 0;
        }

        @Override
        public double getUpperBound() {
            return largest;
        }

        @Override
        public Color getPaint(double value) {
            double at = Math.max(0, Math.min(1, value / largest)) * (COLOURS.length - 1);
            int k = Math.min(COLOURS.length - 2, (int) at);
            double t = at - k;
            var rgb = new int[3];
            for (int i = 0; i < 3; i++) {
                rgb[i] = (int) Math.round((1 - t) * COLOURS[k][i] + t * COLOURS[k + 1][i]);
            }
            return new Color(rgb[0], rgb[1], rgb[2]);
        }
    }
}
