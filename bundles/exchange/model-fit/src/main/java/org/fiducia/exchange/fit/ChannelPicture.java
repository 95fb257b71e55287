package org.fiducia.exchange.fit;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Legend.Reach;
import org.fiducia.drawing.Legend.Symbol;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Poisson;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/**
 * A channel of a model: fitted components on top of each other, dashed what was expected before the fit, and data with the
 * uncertainty of their count; below, data over the fit.
 */
final class ChannelPicture {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 700;
    private static final Rectangle2D FRAME = new Rectangle2D.Double(92, 44, WIDTH - 92 - 24, 440);
    private static final Rectangle2D RATIO =
            new Rectangle2D.Double(92, FRAME.getMaxY() + 14, FRAME.getWidth(), HEIGHT - FRAME.getMaxY() - 14 - 68);
    private static final BasicStroke OUTLINE = new BasicStroke(0.8f);
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 4}, 0);

    /** Components with a colour of their own; the smaller ones are drawn as one. */
    private static final int MOST = 8;

    private static final double HIGHEST_RATIO = 2;

    private final String name;
    private final Label file;
    private final Label data;
    private final double[] edges;
    private final double[] observed;
    private final double[] before;
    private final double[] after;
    private final List<Layer> layers = new ArrayList<>();

    /**
     * What is drawn in one colour.
     *
     * @param events per interval
     */
    private record Layer(String name, double[] events) {
        double sum() {
            return Arrays.stream(events).sum();
        }
    }

    private ChannelPicture(Outcome outcome, ModelChannel channel, Label data) {
        Likelihood likelihood = outcome.likelihood();
        name = channel.name();
        file = Label.verbatim(outcome.file());
        this.data = data;
        edges = channel.edges();
        observed = channel.observed(likelihood.data());
        before = new double[observed.length];
        after = new double[observed.length];
        channel.expected(likelihood, likelihood.model().initial()).values().forEach(events -> add(before, events));
        var all = new ArrayList<Layer>();
        channel.expected(likelihood, outcome.fit().parameters()).forEach((component, events) -> {
            add(after, events);
            all.add(new Layer(component, events));
        });
        List<Layer> large = all.stream()
                .sorted(Comparator.comparingDouble(Layer::sum).reversed())
                .limit(all.size() > MOST ? MOST - 1 : MOST)
                .toList();
        if (large.size() < all.size()) {
            var rest = new double[observed.length];
            all.stream().filter(layer -> !large.contains(layer)).forEach(layer -> add(rest, layer.events()));
            layers.add(new Layer(all.size() - large.size() + " others", rest));
        }
        all.stream().filter(large::contains).forEach(layers::add);
    }

    /**
     * The picture of a channel.
     *
     * @param data what the data are
     */
    static Picture of(Outcome outcome, ModelChannel channel, Label data) {
        var picture = new ChannelPicture(outcome, channel, data);
        return new Picture(Picture.name("channel", picture.name), WIDTH, HEIGHT, picture::draw);
    }

    private static void add(double[] to, double[] events) {
        for (int i = 0; i < to.length; i++) {
            to[i] += events[i];
        }
    }

    private void draw(Graphics2D g) {
        Scale x = Scale.linear(edges[0], edges[edges.length - 1], 8);
        var legend = new Legend();
        legend.add(Symbol.POINT, Color.BLACK, "Data");
        for (int k = layers.size() - 1; k >= 0; k--) {
            legend.add(Symbol.BOX, Style.component(k), layers.get(k).name().replace("$", ""));
        }
        legend.add(Symbol.DASHED, Color.BLACK, "before the fit");
        double top = legend.place(FRAME, x, 0, false, reaches());
        var panel = new Panel(FRAME, x, Scale.linear(0, top, 7), false);
        components(g, panel);
        g.setPaint(Color.BLACK);
        g.setStroke(DASHED);
        g.draw(panel.steps(edges, Arrays.copyOfRange(edges, 1, edges.length), before));
        var ratio = new Panel(RATIO, x, Scale.linear(0, HIGHEST_RATIO, 4), true);
        g.setPaint(Color.GRAY);
        g.setStroke(Style.BAR);
        g.draw(new Line2D.Double(RATIO.getX(), ratio.y(1), RATIO.getMaxX(), ratio.y(1)));
        for (int i = 0; i < observed.length; i++) {
            point(g, panel, i, 1);
            if (after[i] > 0) {
                point(g, ratio, i, after[i]);
            }
        }
        panel.draw(g);
        ratio.draw(g);
        legend.draw(g, FRAME);
        Style.header(g, FRAME, file, data);
        Style.below(g, Label.verbatim(name), RATIO, HEIGHT - 16);
        Style.beside(g, Label.of("Events / interval"), FRAME, 28);
        Style.beside(g, Label.of("Data / fit"), RATIO, 28);
    }

    /** From the highest sum down, each over the one before: no seams between components. */
    private void components(Graphics2D g, Panel panel) {
        double[] sum = after.clone();
        for (int k = layers.size() - 1; k >= 0; k--) {
            var area = new Path2D.Double();
            area.moveTo(FRAME.getX(), FRAME.getMaxY());
            area.append(panel.steps(edges, Arrays.copyOfRange(edges, 1, edges.length), sum), true);
            area.lineTo(FRAME.getMaxX(), FRAME.getMaxY());
            area.closePath();
            g.setPaint(Style.component(k));
            g.fill(area);
            g.setPaint(Color.BLACK);
            g.setStroke(OUTLINE);
            g.draw(area);
            for (int i = 0; i < sum.length; i++) {
                sum[i] -= layers.get(k).events()[i];
            }
        }
    }

    /** What was observed in an interval, divided. */
    private void point(Graphics2D g, Panel panel, int i, double divisor) {
        double middle = (edges[i] + edges[i + 1]) / 2;
        double lo = Poisson.lower(observed[i]) / divisor;
        if (lo < panel.scale().hi()) {
            panel.bar(g, middle, lo, Poisson.upper(observed[i]) / divisor, 0);
        }
        panel.point(g, middle, observed[i] / divisor);
    }

    private List<Reach> reaches() {
        var reaches = new ArrayList<Reach>();
        for (int i = 0; i < observed.length; i++) {
            double highest = Math.max(Poisson.upper(observed[i]), Math.max(before[i], after[i]));
            reaches.add(new Reach(edges[i], edges[i + 1], highest));
        }
        return reaches;
    }
}
