package org.fiducia.drawing;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Area;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Box;
import org.fiducia.api.report.Figure.Boxes;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.api.report.Figure.Spread;
import org.fiducia.api.report.Figure.Steps;

/**
 * What a panel tells whoever points at it: its intervals, its rows or its cells, each with the values that are drawn there.
 *
 * @param rows names of the rows of the figure, from below; empty where the first column has none
 * @param column the column of the panel
 * @param panel what is drawn
 * @param drawn where
 * @param x its horizontal scale
 */
record PanelPlaces(List<String> rows, Column column, Figure.Panel panel, Panel drawn, Scale x) {
    /** More intervals than that cannot be pointed at. */
    private static final int MOST = 160;

    /** More cells than that make the picture too large. */
    private static final int MOST_CELLS = 2500;

    private static final int DIGITS = 4;
    private static final String NEXT = " · ";

    /**
     * A place.
     *
     * @param area of the picture
     * @param bin its number among those of the panel, from 0
     * @param words a heading, then a line for each value
     */
    record Place(Rectangle2D area, int bin, List<String> words) {
        Place {
            words = List.copyOf(words);
        }
    }

    /** A part of the horizontal axis, and where curves are read in it. */
    private record Interval(double lo, double hi, double at) {
        boolean has(double value) {
            return value >= lo && value < hi;
        }
    }

    /** Those with something to say. */
    List<Place> all() {
        Optional<Cells> cells = layers(Cells.class).findFirst();
        if (cells.isPresent()) {
            return cells(cells.get());
        }
        return panel.y().spread() == Spread.CLASSES ? inRows() : intervals();
    }

    private <L extends Layer> Stream<L> layers(Class<L> kind) {
        return panel.layers().stream().filter(kind::isInstance).map(kind::cast);
    }

    private Place place(double left, double right, double lo, double hi, int bin, List<String> words) {
        double x0 = drawn.x(Math.max(x.lo(), Math.min(x.hi(), left)));
        double x1 = drawn.x(Math.max(x.lo(), Math.min(x.hi(), right)));
        double top = drawn.y(hi);
        return new Place(new Rectangle2D.Double(x0, top, x1 - x0, drawn.y(lo) - top), bin, words);
    }

    private static String plain(String title) {
        return Label.of(title).plain();
    }

    private List<Place> cells(Cells cells) {
        var places = new ArrayList<Place>();
        int n = cells.values().size();
        if (n * (n == 0 ? 0 : cells.values().get(0).size()) > MOST_CELLS) {
            return places;
        }
        String what = cells.series().isEmpty() ? String.join(NEXT, panel.annotations()) : cells.series();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < cells.values().get(i).size(); j++) {
                double value = cells.values().get(i).get(j);
                if (Double.isFinite(value)) {
                    boolean classes = cells.x().isEmpty();
                    String heading = along(column.x(), cells.x(), j) + NEXT + up(cells.y(), i);
                    places.add(place(
                            classes ? j : cells.x().get(j),
                            classes ? j + 1 : cells.x().get(j + 1),
                            classes ? i : cells.y().get(i),
                            classes ? i + 1 : cells.y().get(i + 1),
                            places.size(),
                            List.of(heading, plain(what) + ": " + Numbers.brief(value, DIGITS))));
                }
            }
        }
        return places;
    }

    /** The name of a column of cells, with that of the axis unless both axes have the same. */
    private String along(Axis axis, List<Double> edges, int j) {
        String title =
                axis.title().equals(panel.y().title()) || panel.y().title().isEmpty() ? "" : axis.heading() + ": ";
        return plain(title + (edges.isEmpty() ? named(axis, j) : range(axis, edges.get(j), edges.get(j + 1))));
    }

    private String up(List<Double> edges, int i) {
        Axis axis = panel.y();
        String title = axis.title().equals(column.x().title()) || axis.title().isEmpty() ? "" : axis.heading() + ": ";
        return plain(title + (edges.isEmpty() ? row(i) : range(axis, edges.get(i), edges.get(i + 1))));
    }

    private String row(int i) {
        String own = panel.y().classes().get(i);
        return own.isEmpty() && i < rows.size() ? rows.get(i) : own;
    }

    private List<Place> inRows() {
        var places = new ArrayList<Place>();
        for (int k = 0; k < panel.y().classes().size(); k++) {
            int row = k;
            var words = new ArrayList<String>(List.of(plain(row(k))));
            layers(Points.class)
                    .filter(points -> points.mark() == Mark.ACROSS)
                    .forEach(points -> points.points().stream()
                            .filter(point -> Math.floor(point.y()) == row)
                            .forEach(point -> words.add(plain(points.series()) + ": "
                                    + Numbers.measured(point.x(), point.down(), point.up()))));
            layers(Boxes.class)
                    .forEach(boxes -> boxes.boxes().stream()
                            .filter(box -> Math.floor((box.y0() + box.y1()) / 2) == row)
                            .forEach(box -> words.add(
                                    plain(column.x().heading() + ", " + boxes.series()) + ": " + signed(far(box)))));
            if (words.size() > 1) {
                places.add(place(x.lo(), x.hi(), k, k + 1.0, k, words));
            }
        }
        return places;
    }

    /** The end of a box that is not where all begin. */
    private static double far(Box box) {
        return Math.abs(box.x1()) >= Math.abs(box.x0()) ? box.x1() : box.x0();
    }

    private static String signed(double value) {
        String text = Numbers.significant(value, 2);
        return value > 0 ? "+" + text : text;
    }

    private List<Place> intervals() {
        List<Interval> all = parts();
        var places = new ArrayList<Place>();
        int bin = 0;
        for (Interval interval : all) {
            List<String> values = values(interval);
            if (!values.isEmpty() && interval.hi() > x.lo() && interval.lo() < x.hi()) {
                var words = new ArrayList<>(List.of(heading(interval)));
                words.addAll(values);
                places.add(place(
                        interval.lo(),
                        interval.hi(),
                        drawn.scale().lo(),
                        drawn.scale().hi(),
                        bin,
                        words));
            }
            bin++;
        }
        return places;
    }

    private List<Interval> parts() {
        List<Double> edges = layers(Area.class)
                .map(Area::edges)
                .findFirst()
                .or(() -> layers(Steps.class).map(Steps::edges).findFirst())
                .or(() -> layers(Band.class).map(Band::edges).findFirst())
                .orElse(List.of());
        var parts = new ArrayList<Interval>();
        for (int i = 1; i < edges.size(); i++) {
            double at = middle(edges.get(i - 1), edges.get(i));
            if (!apart(at)) {
                parts.add(new Interval(edges.get(i - 1), edges.get(i), at));
            }
        }
        if (edges.isEmpty() && column.x().spread() == Spread.CLASSES) {
            for (int k = 0; k < column.x().classes().size(); k++) {
                parts.add(new Interval(k, k + 1.0, k + 0.5));
            }
        }
        return parts.isEmpty() ? around() : parts.size() > MOST ? List.of() : parts;
    }

    private double middle(double lo, double hi) {
        return x.log() && lo > 0 ? Math.sqrt(lo * hi) : (lo + hi) / 2;
    }

    /** Whether a value is between the axis and a section beyond its end. */
    private boolean apart(double at) {
        Axis axis = column.x();
        return axis.spread() != Spread.CLASSES
                && axis.sections().stream()
                        .anyMatch(section -> section.hi() <= axis.lo()
                                ? at > section.hi() && at < axis.lo()
                                : at > axis.hi() && at < section.lo());
    }

    /** What is nearest to each of the points, or to those of the longest line. */
    private List<Interval> around() {
        List<Double> all = layers(Points.class)
                .filter(points -> points.mark() != Mark.ACROSS)
                .map(points -> points.points().stream()
                        .map(Point::x)
                        .sorted()
                        .distinct()
                        .toList())
                .findFirst()
                .or(() -> layers(Line.class)
                        .filter(line -> !line.series().isEmpty() && rises(line.x()))
                        .map(Line::x)
                        .max(Comparator.comparingInt(List::size)))
                .orElse(List.of());
        int step = 1 + all.size() / MOST;
        var parts = new ArrayList<Interval>();
        for (int i = 0; i < all.size(); i += step) {
            double at = all.get(i);
            double before = i < step ? x.lo() : middle(all.get(i - step), at);
            double after = i + step < all.size() ? middle(at, all.get(i + step)) : x.hi();
            parts.add(new Interval(before, after, at));
        }
        return parts;
    }

    private static boolean rises(List<Double> values) {
        for (int i = 1; i < values.size(); i++) {
            if (!(values.get(i) > values.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    private String heading(Interval interval) {
        Axis axis = column.x();
        if (axis.spread() == Spread.CLASSES) {
            String name = named(axis, (int) interval.lo());
            return plain(axis.heading().isEmpty() ? name : axis.heading() + ": " + name);
        }
        boolean parts = layers(Steps.class).findAny().isPresent()
                || layers(Area.class).findAny().isPresent()
                || layers(Band.class).findAny().isPresent();
        String place = parts ? range(axis, interval.lo(), interval.hi()) : Numbers.brief(interval.at(), DIGITS);
        return plain(
                axis.title() + (parts ? ": " : " = ") + place + (axis.unit().isEmpty() ? "" : " " + axis.unit()));
    }

    /** A class with the name of what it shares with its neighbours. */
    private static String named(Axis axis, int k) {
        String name = axis.classes().get(k);
        return axis.sections().stream()
                .filter(section ->
                        section.lo() <= k && k < section.hi() && !section.name().isEmpty())
                .map(section -> section.name() + ", " + name)
                .findFirst()
                .orElse(name);
    }

    private static String range(Axis axis, double lo, double hi) {
        return axis.sections().stream()
                .filter(section -> section.lo() == lo && section.hi() == hi)
                .map(Section::name)
                .findFirst()
                .orElseGet(() -> Numbers.brief(lo, DIGITS) + " – " + Numbers.brief(hi, DIGITS));
    }

    /** The values of an interval: data first, as they are what is asked for. */
    private List<String> values(Interval interval) {
        var data = new ArrayList<String>();
        var others = new ArrayList<String>();
        int decimals = decimals(interval);
        points(interval).forEach((series, point) -> {
            boolean alone = series.mark() == Mark.POINT;
            boolean bar = point.down() > 0 || point.up() > 0;
            String error = Numbers.uncertainty(point.down(), point.up());
            String value = bar && alone
                    ? Numbers.measured(point.y(), point.down(), point.up())
                    : alone ? number(point.y(), decimals) : error;
            data.add(alone ? 0 : data.size(), plain(series.series()) + ": " + value);
        });
        int finer = decimals < 0 ? decimals : decimals + 1;
        areas(interval, others, finer);
        layers(Steps.class)
                .forEach(steps -> at(steps.edges(), steps.values(), interval)
                        .ifPresent(value -> others.add(
                                plain(steps.series()) + ": " + inBand(steps.series(), value, interval, finer))));
        layers(Line.class)
                .filter(line -> !line.series().isEmpty() && rises(line.x()))
                .forEach(line -> on(line, interval.at())
                        .ifPresent(value -> others.add(plain(line.series()) + ": " + number(value, finer))));
        data.addAll(others);
        return data;
    }

    /** The first point of each series in an interval. */
    private Map<Points, Point> points(Interval interval) {
        var found = new LinkedHashMap<Points, Point>();
        layers(Points.class)
                .filter(points -> points.mark() != Mark.ACROSS)
                .forEach(points -> points.points().stream()
                        .filter(point -> interval.has(point.x()) && Double.isFinite(point.y()))
                        .findFirst()
                        .ifPresent(point -> found.put(points, point)));
        return found;
    }

    /** Decimals of two significant digits of the longest bar in an interval; −1 where there is none. */
    private int decimals(Interval interval) {
        return points(interval).values().stream()
                .filter(point -> point.down() > 0 || point.up() > 0)
                .max(Comparator.comparingDouble(point -> point.down() + point.up()))
                .map(point -> Numbers.decimals(point.down(), point.up()))
                .orElse(-1);
    }

    /** With so many decimals; as many digits as it needs where these are not known. */
    private static String number(double value, int decimals) {
        return decimals < 0 ? Numbers.brief(value, DIGITS) : Numbers.fixed(value, decimals);
    }

    /** Areas are piled up: each component is what its upper end lies above that of the next. */
    private void areas(Interval interval, List<String> lines, int decimals) {
        List<Area> areas = layers(Area.class).toList();
        for (int k = 0; k < areas.size(); k++) {
            OptionalDouble top = at(areas.get(k).edges(), areas.get(k).values(), interval);
            OptionalDouble below = k + 1 < areas.size()
                    ? at(areas.get(k + 1).edges(), areas.get(k + 1).values(), interval)
                    : OptionalDouble.of(0);
            if (top.isPresent() && below.isPresent()) {
                if (k == 0 && areas.size() > 1) {
                    lines.add("Sum: " + number(top.getAsDouble(), decimals));
                }
                lines.add(plain(areas.get(k).series()) + ": "
                        + number(top.getAsDouble() - below.getAsDouble(), decimals));
            }
        }
    }

    /** A value with the ends of the band of its series in parentheses, where it has one. */
    private String inBand(String series, double value, Interval interval, int decimals) {
        for (Band band :
                layers(Band.class).filter(of -> of.series().equals(series)).toList()) {
            OptionalDouble lo = at(band.edges(), band.lo(), interval);
            OptionalDouble hi = at(band.edges(), band.hi(), interval);
            if (lo.isPresent() && hi.isPresent() && hi.getAsDouble() > lo.getAsDouble()) {
                int own = Numbers.decimals((hi.getAsDouble() - lo.getAsDouble()) / 2);
                return Numbers.fixed(value, own) + " (" + Numbers.fixed(lo.getAsDouble(), own) + " – "
                        + Numbers.fixed(hi.getAsDouble(), own) + ")";
            }
        }
        return number(value, decimals);
    }

    private static OptionalDouble at(List<Double> edges, List<Double> values, Interval interval) {
        for (int i = 0; i < values.size(); i++) {
            if (interval.at() >= edges.get(i) && interval.at() < edges.get(i + 1)) {
                return Double.isFinite(values.get(i)) ? OptionalDouble.of(values.get(i)) : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble on(Line line, double at) {
        for (int i = 1; i < line.x().size(); i++) {
            double from = line.x().get(i - 1);
            double to = line.x().get(i);
            if (at >= from && at <= to) {
                double value = line.y().get(i - 1)
                        + (at - from)
                                / (to - from)
                                * (line.y().get(i) - line.y().get(i - 1));
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }
}
