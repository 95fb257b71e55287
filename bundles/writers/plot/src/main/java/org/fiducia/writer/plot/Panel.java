package org.fiducia.writer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.writer.plot.Scale.Tick;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;

/** A frame with ticks inside on its four sides and data in it, at a given place of a picture. */
final class Panel {
    private static final double LONG = 8;
    private static final double SHORT = 4;
    private static final double ROOM_FOR_TEXT = 400;

    private final Rectangle2D area;
    private final Scale x;
    private final Scale y;
    private final boolean named;
    private final XYPlot plot;

    /**
     * An empty panel.
     *
     * @param area what the frame encloses
     * @param named whether the texts of the horizontal scale are written below
     */
    Panel(Rectangle2D area, Scale x, Scale y, boolean named) {
        this.area = area;
        this.x = x;
        this.y = y;
        this.named = named;
        plot = new XYPlot(null, axis(x, named), axis(y, true), null);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        var left = new AxisSpace();
        left.setLeft(ROOM_FOR_TEXT);
        plot.setFixedRangeAxisSpace(left);
        var bottom = new AxisSpace();
        bottom.setBottom(ROOM_FOR_TEXT);
        plot.setFixedDomainAxisSpace(bottom);
    }

    /** Adds data, over those added before. */
    void add(XYDataset data, XYItemRenderer renderer) {
        int index = plot.getDatasetCount();
        if (index == 1 && plot.getDataset(0) == null) {
            index = 0;
        }
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    /** The vertical scale. */
    Scale scale() {
        return y;
    }

    /** What the frame encloses. */
    Rectangle2D area() {
        return area;
    }

    /** Horizontal place of a value. */
    double x(double value) {
        return area.getX() + area.getWidth() * x.fraction(value);
    }

    /** Vertical place of a value. */
    double y(double value) {
        return area.getMaxY() - area.getHeight() * y.fraction(value);
    }

    /** Draws data, texts at the scales, ticks and frame. */
    void draw(Graphics2D g) {

        plot.draw(
                g,
                new Rectangle2D.Double(
                        area.getX() - ROOM_FOR_TEXT,
                        area.getY(),
                        area.getWidth() + ROOM_FOR_TEXT,
                        area.getHeight() + ROOM_FOR_TEXT),
                null,
                null,
                null);
        g.setPaint(Color.BLACK);
        g.setStroke(new BasicStroke(1));
        for (Tick tick : x.ticks()) {
            double length = length(tick);
            double at = x(tick.value());
            if (length > 0 && at > area.getX() + 0.5 && at < area.getMaxX() - 0.5) {
                g.draw(new Line2D.Double(at, area.getMaxY(), at, area.getMaxY() - length));
                g.draw(new Line2D.Double(at, area.getY(), at, area.getY() + length));
            }
        }
        for (Tick tick : y.ticks()) {
            double length = length(tick);
            double at = y(tick.value());
            if (length > 0 && at > area.getY() + 0.5 && at < area.getMaxY() - 0.5) {
                g.draw(new Line2D.Double(area.getX(), at, area.getX() + length, at));
                g.draw(new Line2D.Double(area.getMaxX(), at, area.getMaxX() - length, at));
            }
        }
        g.setStroke(new BasicStroke(1.4f));
        g.draw(area);
        if (named && x.slanted()) {
            slanted(g);
        }
    }

    /** Writes the texts below, their ends at their ticks. */
    private void slanted(Graphics2D g) {
        AffineTransform before = g.getTransform();
        for (Tick tick : x.ticks()) {
            g.translate(x(tick.value()), area.getMaxY() + 6);
            g.rotate(-Math.PI / 4);
            Label.verbatim(tick.text()).draw(g, Style.TICK, 0, 0.8 * Style.TICK.getSize2D(), 1);
            g.setTransform(before);
        }
    }

    private static double length(Tick tick) {
        return switch (tick.mark()) {
            case NONE -> 0;
            case SHORT -> SHORT;
            case LONG -> LONG;
        };
    }

    private static ValueAxis axis(Scale scale, boolean named) {
        ValueAxis axis = scale.log() ? new Logarithmic(scale) : new Linear(scale);
        axis.setRange(scale.lo(), scale.hi());
        axis.setTickLabelFont(Style.TICK);
        axis.setTickLabelPaint(Color.BLACK);
        axis.setTickLabelsVisible(named);
        axis.setTickLabelInsets(new RectangleInsets(5, 6, 5, 6));
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }

    private static List<NumberTick> texts(Scale scale, RectangleEdge edge) {
        if (scale.slanted()) {
            return List.of(); // the axis would turn them into outlines
        }
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        var texts = new ArrayList<NumberTick>();
        for (Tick tick : scale.ticks()) {
            if (!tick.text().isEmpty()) {
                texts.add(new NumberTick(tick.value(), tick.text(), anchor, anchor, 0));
            }
        }
        return texts;
    }

    private static final class Linear extends NumberAxis {
        private final transient Scale scale;

        private Linear(Scale scale) {
            this.scale = scale;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return texts(scale, edge);
        }
    }

    private static final class Logarithmic extends LogAxis {
        private final transient Scale scale;

        private Logarithmic(Scale scale) {
            this.scale = scale;
            setSmallestValue(scale.lo() * 1e-6);
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return texts(scale, edge);
        }
    }
}
