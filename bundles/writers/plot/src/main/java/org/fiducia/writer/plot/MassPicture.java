package org.fiducia.writer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Poisson;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/** The mass distribution: fitted components on top of each other, and data with the uncertainty of their count. */
final class MassPicture {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final Rectangle2D FRAME = new Rectangle2D.Double(92, 44, WIDTH - 92 - 24, HEIGHT - 44 - 68);

    private static final BasicStroke OUTLINE = new BasicStroke(0.8f);

    private final Measurement measurement;
    private final Spectrum spectrum;
    private final List<String> names;
    /** [component][interval] sum of the components up to it. */
    private final double[][] sums;

    private MassPicture(Measurement measurement) {
        this.measurement = measurement;
        spectrum = measurement.spectrum();
        names = List.copyOf(new ArrayList<>(spectrum.components().keySet()));
        sums = new double[names.size()][spectrum.observed().length];
        int k = 0;
        for (Map.Entry<String, double[]> component : spectrum.components().entrySet()) {
            for (int i = 0; i < sums[k].length; i++) {
                sums[k][i] = component.getValue()[i] + (k > 0 ? sums[k - 1][i] : 0);
            }
            k++;
        }
    }

    /** The picture of a measurement. */
    static Picture of(Measurement measurement) {
        return new Picture("m4l", WIDTH, HEIGHT, new MassPicture(measurement)::draw);
    }

    private void draw(Graphics2D g) {
        double[] edges = spectrum.edges();
        Scale x = Scale.linear(edges[0], edges[edges.length - 1], 8);
        var legend = new Legend();
        legend.add(Legend.Symbol.POINT, Color.BLACK, Captions.data(measurement.data()));
        for (int k = names.size() - 1; k >= 0; k--) {
            legend.add(Legend.Symbol.BOX, Style.component(k), words(names.get(k)));
        }
        double top = legend.place(FRAME, x, 0, false, reaches());
        var panel = new Panel(FRAME, x, Scale.linear(0, top, 7), true);
        // From the highest sum down, each over the one before: no seams between components.
        for (int k = names.size() - 1; k >= 0; k--) {
            Path2D area = area(panel, sums[k]);
            g.setPaint(Style.component(k));
            g.fill(area);
            g.setPaint(Color.BLACK);
            g.setStroke(OUTLINE);
            g.draw(area);
        }
        for (int i = 0; i < spectrum.observed().length; i++) {
            double middle = (edges[i] + edges[i + 1]) / 2;
            double n = spectrum.observed()[i];
            panel.bar(g, middle, Poisson.lower(n), Poisson.upper(n), 0);
            panel.point(g, middle, n);
        }
        panel.draw(g);
        legend.draw(g, FRAME);
        Style.header(g, FRAME, measurement.analysis());
        Style.below(g, Label.of(measurement.analysis().massTitle() + " (GeV)"), FRAME, HEIGHT - 16);
        Style.beside(g, Label.of(events(edges)), FRAME, 28);
    }

    private List<Legend.Reach> reaches() {
        var reaches = new ArrayList<Legend.Reach>();
        for (int i = 0; i < spectrum.observed().length; i++) {
            double stack = sums.length == 0 ? 0 : sums[sums.length - 1][i];
            double data = Poisson.upper(spectrum.observed()[i]);
            reaches.add(new Legend.Reach(spectrum.edges()[i], spectrum.edges()[i + 1], Math.max(stack, data)));
        }
        return reaches;
    }

    /** What lies below the steps. */
    private Path2D area(Panel panel, double[] values) {
        double[] edges = spectrum.edges();
        var area = new Path2D.Double();
        area.moveTo(FRAME.getX(), FRAME.getMaxY());
        area.append(panel.steps(edges, Arrays.copyOfRange(edges, 1, edges.length), values), true);
        area.lineTo(FRAME.getMaxX(), FRAME.getMaxY());
        area.closePath();
        return area;
    }

    /** Title of the vertical scale: the width is named when all intervals share it. */
    private static String events(double[] edges) {
        double first = edges[1] - edges[0];
        for (int i = 1; i + 1 < edges.length; i++) {
            if (Math.abs(edges[i + 1] - edges[i] - first) > 1e-6 * first) {
                return "Events / interval";
            }
        }
        return "Events / " + Numbers.brief(first, 4) + " GeV";
    }

    /** The name of a component as words, e.g. {@code Non-resonant} for {@code nonResonant}; abbreviations stay. */
    static String words(String name) {
        String[] parts = name.split("(?<=\\p{Ll})(?=\\p{Lu}\\p{Ll})");
        String first = parts[0].chars().allMatch(Character::isLowerCase)
                ? parts[0].substring(0, 1).toUpperCase(Locale.ROOT) + parts[0].substring(1)
                : parts[0];
        var words = new StringBuilder(first);
        for (int i = 1; i < parts.length; i++) {
            words.append(first.equals("Non") ? "-" : " ").append(parts[i].toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
