package org.fiducia.writer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Hatch;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Poisson;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/**
 * The mass distribution: fitted components on top of each other, hatched what the uncertainty of the fitted cross section
 * makes of their sum, and data with the uncertainty of their count; below, data over the fit.
 */
final class MassPicture {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 700;
    private static final Rectangle2D FRAME = new Rectangle2D.Double(92, 44, WIDTH - 92 - 24, 440);
    private static final Rectangle2D RATIO =
            new Rectangle2D.Double(92, FRAME.getMaxY() + 14, FRAME.getWidth(), HEIGHT - FRAME.getMaxY() - 14 - 68);
    private static final double[] RATIO_ENDS = {2, 3, 4};

    private static final BasicStroke OUTLINE = new BasicStroke(0.8f);

    private final Measurement measurement;
    private final Spectrum spectrum;
    private final Stack stack;

    private MassPicture(Measurement measurement) {
        this.measurement = measurement;
        spectrum = measurement.spectrum();
        stack = Stack.of(measurement);
    }

    /** The picture of a measurement. */
    static Picture of(Measurement measurement) {
        return new Picture("m4l", WIDTH, HEIGHT, new MassPicture(measurement)::draw);
    }

    private void draw(Graphics2D g) {
        double[] edges = spectrum.edges();
        Scale x = Scale.linear(edges[0], edges[edges.length - 1], 8);
        var legend = new Legend();
        legend.add(Legend.Symbol.POINT, Color.BLACK, Captions.data(measurement.analysis(), measurement.data()));
        for (int k = stack.layers().size() - 1; k >= 0; k--) {
            Stack.Layer layer = stack.layers().get(k);
            legend.add(Legend.Symbol.BOX, Style.component(layer.colour()), layer.name());
        }
        if (stack.uncertain()) {
            legend.add(Legend.Symbol.HATCH, Color.BLACK, "Unc. of the fitted $\\sigma_\\mathrm{fid}$");
        }
        double top = legend.place(FRAME, x, 0, false, reaches());
        var panel = new Panel(FRAME, x, Scale.linear(0, top, 7), false);
        components(g, panel);
        var ratio = new Panel(RATIO, x, ratioScale().withoutLast(), true);
        g.setPaint(Color.GRAY);
        g.setStroke(Style.BAR);
        g.draw(new Line2D.Double(RATIO.getX(), ratio.y(1), RATIO.getMaxX(), ratio.y(1)));
        for (int i = 0; i < spectrum.observed().length; i++) {
            double fit = stack.total()[i];
            if (stack.uncertain() && stack.upper(i) > stack.lower(i)) {
                Hatch.draw(g, panel.between(edges[i], edges[i + 1], stack.lower(i), stack.upper(i)));
                Hatch.draw(g, ratio.between(edges[i], edges[i + 1], stack.lower(i) / fit, stack.upper(i) / fit));
            }
            points(g, panel, i, 1);
            if (fit > 0) {
                points(g, ratio, i, fit);
            }
        }
        panel.draw(g);
        ratio.draw(g);
        legend.draw(g, FRAME);
        Style.header(g, FRAME, measurement.analysis());
        Style.below(g, Label.of(measurement.analysis().fit().axis().label()), RATIO, HEIGHT - 16);
        Style.beside(g, Label.of(events(edges)), FRAME, 28);
        Style.beside(g, Label.of("Data / fit"), RATIO, 28);
    }

    /** From the highest sum down, each over the one before: no seams between components. */
    private void components(Graphics2D g, Panel panel) {
        double[] sum = stack.total().clone();
        for (int k = stack.layers().size() - 1; k >= 0; k--) {
            Stack.Layer layer = stack.layers().get(k);
            Path2D area = area(panel, sum);
            g.setPaint(Style.component(layer.colour()));
            g.fill(area);
            g.setPaint(Color.BLACK);
            g.setStroke(OUTLINE);
            g.draw(area);
            for (int i = 0; i < sum.length; i++) {
                sum[i] -= layer.events()[i];
            }
        }
    }

    /** What was observed in an interval, divided. */
    private void points(Graphics2D g, Panel panel, int i, double divisor) {
        double middle = (spectrum.edges()[i] + spectrum.edges()[i + 1]) / 2;
        double n = spectrum.observed()[i];
        double lo = Poisson.lower(n) / divisor;
        if (lo < panel.scale().hi()) {
            panel.bar(g, middle, lo, Poisson.upper(n) / divisor, 0);
        }
        panel.point(g, middle, n / divisor);
    }

    private List<Legend.Reach> reaches() {
        var reaches = new ArrayList<Legend.Reach>();
        for (int i = 0; i < spectrum.observed().length; i++) {
            double data = Poisson.upper(spectrum.observed()[i]);
            reaches.add(new Legend.Reach(spectrum.edges()[i], spectrum.edges()[i + 1], Math.max(stack.upper(i), data)));
        }
        return reaches;
    }

    /** From zero; as high as all points need, but for few that are far out. */
    private Scale ratioScale() {
        double highest = 1;
        for (int i = 0; i < spectrum.observed().length; i++) {
            if (stack.total()[i] > 0) {
                highest = Math.max(highest, spectrum.observed()[i] / stack.total()[i]);
            }
        }
        double end = RATIO_ENDS[RATIO_ENDS.length - 1];
        for (int k = RATIO_ENDS.length - 1; k >= 0; k--) {
            end = 1.05 * highest < RATIO_ENDS[k] ? RATIO_ENDS[k] : end;
        }
        return Scale.linear(0, end, 4);
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
}
