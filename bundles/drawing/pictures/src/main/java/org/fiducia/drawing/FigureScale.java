package org.fiducia.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.api.report.Figure.Spread;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.drawing.Scale.Tick;

/** Scales of the axes of a figure. Ends that an axis does not name are those of the data, with some room up and down. */
final class FigureScale {
    private static final double MARGIN = 0.12;
    private static final double LOG_MARGIN = 1.5;
    private static final int MOST_ACROSS = 8;
    private static final int LEAST_ACROSS = 5;
    private static final int MOST_UP = 7;
    private static final int LEAST_UP = 4;
    private static final double APART_ACROSS = 60;
    private static final double APART_UP = 53;

    private FigureScale() {}

    /** The horizontal scale. */
    static Scale across(Axis axis, double length, Stream<Layer> layers) {
        if (axis.spread() == Spread.CLASSES) {
            return Scale.classes(axis.classes(), Scale.slanted(axis.classes(), length));
        }
        Scale scale = scale(
                axis,
                layers.flatMapToDouble(FigureScale::abscissas),
                0,
                1,
                aim(length, APART_ACROSS, LEAST_ACROSS, MOST_ACROSS));
        return axis.sections().isEmpty() ? scale : apart(scale, axis.sections(), length);
    }

    /** The vertical scale. */
    static Scale upwards(Axis axis, double length, Stream<Layer> layers) {
        return axis.spread() == Spread.CLASSES
                ? Scale.classes(axis.classes(), false)
                : scale(
                        axis,
                        layers.flatMapToDouble(FigureScale::ordinates),
                        MARGIN,
                        LOG_MARGIN,
                        aim(length, APART_UP, LEAST_UP, MOST_UP));
    }

    /** The same vertical scale with another upper end. */
    static Scale raised(Scale scale, double top, double length) {
        return scale.log()
                ? Scale.logarithmic(scale.lo(), top)
                : Scale.linear(scale.lo(), top, aim(length, APART_UP, LEAST_UP, MOST_UP));
    }

    private static int aim(double length, double apart, int least, int most) {
        return Math.max(least, Math.min(most, (int) (length / apart)));
    }

    private static Scale scale(Axis axis, DoubleStream data, double margin, double factor, int aim) {
        boolean log = axis.spread() == Spread.LOGARITHMIC;
        double[] values = data.filter(value -> Double.isFinite(value) && (!log || value > 0))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(log ? 0.1 : 0);
        double most = DoubleStream.of(values).max().orElse(1);
        double room = margin * (most > least ? most - least : Math.max(Math.abs(most), 1e-300));
        double lo = log ? least / factor : least - room;
        if (margin > 0 && !log && least >= 0 && least < 0.5 * most) {
            lo = 0; // values of one sign that reach far are seen from zero
        }
        double hi = log ? most * factor : most + room;
        lo = Double.isNaN(axis.lo()) ? lo : axis.lo();
        hi = Double.isNaN(axis.hi()) ? hi : axis.hi();
        if (!(hi > lo)) {
            hi = log ? 10 * lo : lo + 1;
        }
        return log ? Scale.logarithmic(lo, hi) : Scale.linear(lo, hi, aim);
    }

    /** A scale with sections beyond its ends: numbers stop where it does. */
    private static Scale apart(Scale scale, List<Section> sections, double length) {
        double lo = Math.min(scale.lo(), sections.get(0).lo());
        double hi = Math.max(scale.hi(), sections.get(sections.size() - 1).hi());
        Scale whole = scale.log()
                ? Scale.logarithmic(lo, hi)
                : Scale.linear(lo, hi, aim(length, APART_ACROSS, LEAST_ACROSS, MOST_ACROSS));
        var ticks = new ArrayList<Tick>();
        for (Tick tick : whole.ticks()) {
            double at = scale.fraction(tick.value());
            if (at >= -1e-9 && at <= 1 + 1e-9) {
                ticks.add(tick);
            }
        }
        for (Section section : sections) {
            double middle = scale.log() ? Math.sqrt(section.lo() * section.hi()) : (section.lo() + section.hi()) / 2;
            named(ticks, section.name(), middle, whole, length);
        }
        return new Scale(lo, hi, scale.log(), false, ticks);
    }

    /** Adds a name and takes away the numbers that it would touch. */
    private static void named(List<Tick> ticks, String name, double at, Scale scale, double length) {
        double half = Label.of(name).width(Style.TICK) / 2;
        ticks.replaceAll(tick -> {
            double distance = Math.abs(scale.fraction(tick.value()) - scale.fraction(at)) * length;
            boolean touches = distance < half + Label.of(tick.text()).width(Style.TICK) / 2 + 8;
            return touches ? new Tick(tick.value(), "", tick.mark()) : tick;
        });
        ticks.add(new Tick(at, name, Tick.Mark.NONE));
    }

    private static DoubleStream abscissas(Layer layer) {
        if (layer instanceof Points points) {
            return points.points().stream()
                    .flatMapToDouble(p -> points.mark() == Mark.ACROSS
                            ? DoubleStream.of(p.x() - p.down(), p.x(), p.x() + p.up())
                            : DoubleStream.of(p.x()));
        }
        if (layer instanceof Steps steps) {
            return stream(steps.edges());
        }
        if (layer instanceof Area area) {
            return stream(area.edges());
        }
        if (layer instanceof Band band) {
            return stream(band.edges());
        }
        if (layer instanceof Boxes boxes) {
            return boxes.boxes().stream().flatMapToDouble(box -> DoubleStream.of(box.x0(), box.x1()));
        }
        if (layer instanceof Cells cells) {
            return stream(cells.x());
        }
        return layer instanceof Line line ? stream(line.x()) : DoubleStream.empty();
    }

    private static DoubleStream ordinates(Layer layer) {
        if (layer instanceof Points points) {
            return points.points().stream()
                    .flatMapToDouble(p -> points.mark() == Mark.ACROSS
                            ? DoubleStream.of(p.y())
                            : DoubleStream.of(p.y(), p.y() - p.down(), p.y() + p.up()));
        }
        if (layer instanceof Steps steps) {
            return stream(steps.values());
        }
        if (layer instanceof Area area) {
            return DoubleStream.concat(DoubleStream.of(0), stream(area.values()));
        }
        if (layer instanceof Band band) {
            return DoubleStream.concat(stream(band.lo()), stream(band.hi()));
        }
        if (layer instanceof Boxes boxes) {
            return boxes.boxes().stream().flatMapToDouble(box -> DoubleStream.of(box.y0(), box.y1()));
        }
        if (layer instanceof Cells cells) {
            return stream(cells.y());
        }
        return layer instanceof Line line ? stream(line.y()) : DoubleStream.empty();
    }

    private static DoubleStream stream(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }
}
