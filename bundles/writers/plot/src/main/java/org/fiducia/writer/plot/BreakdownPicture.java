package org.fiducia.writer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Legend;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/** Relative uncertainty of each bin and what each group of nuisances contributes to it. */
final class BreakdownPicture {
    private static final double LEFT = 104;
    private static final double WIDTH = 680;
    private static final double TOP = 44;
    private static final double HEIGHT = 460;
    private static final double LEGEND = 250;

    /** Smaller contributions are not drawn, in percent. */
    private static final double LEAST = 0.1;

    private record Line(String name, Color colour, double[] percent) {}

    private BreakdownPicture() {}

    /** The picture of a measurement with a breakdown. */
    static Picture of(Measurement measurement) {
        Layout layout = Layout.of(measurement.observable(), measurement.bins());
        List<Line> lines = lines(measurement);
        var frame = new Rectangle2D.Double(LEFT, TOP, WIDTH, HEIGHT);
        Scale x = layout.scale(WIDTH);
        double total = TOP + HEIGHT + x.depth() + 44;
        return new Picture("breakdown", (int) (LEFT + WIDTH + LEGEND), (int) Math.ceil(total), g -> {
            var legend = new Legend();
            double top = LEAST;
            for (Line line : lines) {
                legend.add(Legend.Symbol.LINE, line.colour(), line.name());
                top = Math.max(top, Arrays.stream(line.percent()).max().orElse(top));
            }
            var beside = new Rectangle2D.Double(frame.getMaxX(), TOP, LEGEND, HEIGHT);
            legend.place(beside, x, LEAST, true, List.of());
            var panel = new Panel(frame, x, Scale.logarithmic(LEAST, 2 * top), true);
            layout.drawGaps(g, panel);
            for (Line line : lines) {
                g.setPaint(line.colour());
                g.setStroke(new BasicStroke(2));
                double[] shown = line.percent().clone();
                for (int i = 0; i < shown.length; i++) {
                    shown[i] = shown[i] < LEAST ? Double.NaN : shown[i];
                }
                g.draw(panel.steps(layout.lo(), layout.hi(), shown));
            }
            panel.draw(g);
            legend.draw(g, beside);
            Style.header(g, frame, measurement.analysis());
            Style.beside(g, Label.of("Uncertainty (%)"), frame, 28);
            Style.below(g, layout.title(), frame, total - 14);
        });
    }

    private static List<Line> lines(Measurement measurement) {
        List<BinResult> bins = measurement.bins();
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                "total",
                Color.BLACK,
                percent(bins, bins.stream().map(BinResult::total).toList())));
        int colour = 0;
        for (Contribution c : measurement.breakdown()) {
            if (!c.group().equals("correlation")) {
                lines.add(new Line(c.group(), Style.component(colour++), percent(bins, c.bins())));
            }
        }
        return lines;
    }

    private static double[] percent(List<BinResult> bins, List<Uncertainty> uncertainties) {
        var percent = new double[bins.size()];
        for (int i = 0; i < percent.length; i++) {
            double mean =
                    0.5 * (uncertainties.get(i).down() + uncertainties.get(i).up());
            percent[i] = bins.get(i).sigma() > 0 ? 100 * mean / bins.get(i).sigma() : Double.NaN;
        }
        return percent;
    }
}
