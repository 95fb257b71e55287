package org.fiducia.api.report;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A figure: columns beside each other, each of panels above each other on one horizontal axis. It shows what tables and
 * documents of its report hold.
 *
 * @param id name of its files
 * @param title above it on the left, with LaTeX between dollar signs
 * @param remark above it on the right, likewise; may be empty
 * @param columns from the left; at least one
 * @param tones what some series mean; the others have colours in turn
 */
public record Figure(String id, String title, String remark, List<Column> columns, Map<String, Tone> tones)
        implements Item {
    /** @throws IllegalArgumentException without a column */
    public Figure {
        columns = List.copyOf(columns);
        tones = Collections.unmodifiableMap(new TreeMap<>(tones)); // the same as text in every run
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a figure without a column");
        }
    }

    /** A figure of one column, of its usual width. */
    public Figure(String id, String title, String remark, Axis x, List<Panel> panels) {
        this(id, title, remark, List.of(new Column(x, 1, panels)), Map.of());
    }

    /** The same with what some series mean. */
    public Figure toned(Map<String, Tone> meanings) {
        return new Figure(id, title, remark, columns, meanings);
    }

    /** What a series means, which decides how it looks in every figure. */
    public enum Tone {
        DATA,
        PREDICTION,
        /** A second one of the kind of a prediction. */
        ALTERNATIVE,
        /** The statistical part of an uncertainty, or a fit. */
        STATISTICAL,
        /** Lines of dashes: what is compared with. */
        REFERENCE,
        /** A band of slanted lines. */
        UNCERTAINTY,
        /** Where 68 % of results are expected. */
        EXPECTED,
        /** Where 95 % of results are expected. */
        EXPECTED_WIDE
    }

    /**
     * Panels on one horizontal axis.
     *
     * @param x the axis
     * @param width in units of that of a figure with one column
     * @param panels from above; at least one
     */
    public record Column(Axis x, double width, List<Panel> panels) {
        /** @throws IllegalArgumentException without a panel */
        public Column {
            panels = List.copyOf(panels);
            if (panels.isEmpty()) {
                throw new IllegalArgumentException("a figure without a panel");
            }
        }
    }

    /** How the numbers of an axis are spread. */
    public enum Spread {
        LINEAR,
        LOGARITHMIC,
        /** Classes of equal width: the k-th spans [k, k + 1). */
        CLASSES
    }

    /**
     * A part of an axis that has a name. On an axis of classes it is of several that share something, and its name is written
     * above them; on any other it lies beyond an end of the axis, stands apart, and its name is in the place of numbers.
     */
    public record Section(double lo, double hi, String name) {}

    /**
     * An axis.
     *
     * @param title with LaTeX between dollar signs
     * @param unit may be empty
     * @param lo lower end; NaN to have it from the data
     * @param hi upper end; NaN to have it from the data. A vertical one is raised where a legend needs room
     * @param classes names of the classes; empty for other axes
     * @param sections rising; may be empty
     */
    public record Axis(
            String title,
            String unit,
            Spread spread,
            double lo,
            double hi,
            List<String> classes,
            List<Section> sections) {
        /** @throws IllegalArgumentException for ends that span nothing, or a logarithmic axis that reaches zero */
        public Axis {
            classes = List.copyOf(classes);
            sections = List.copyOf(sections);
            if (lo >= hi || spread == Spread.LOGARITHMIC && lo <= 0 || spread == Spread.CLASSES == classes.isEmpty()) {
                throw new IllegalArgumentException("an axis from " + lo + " to " + hi + " with classes " + classes);
            }
        }

        /** A linear axis with ends from the data. */
        public static Axis linear(String title, String unit) {
            return linear(title, unit, Double.NaN, Double.NaN);
        }

        /** A linear axis. */
        public static Axis linear(String title, String unit, double lo, double hi) {
            return new Axis(title, unit, Spread.LINEAR, lo, hi, List.of(), List.of());
        }

        /** A logarithmic axis with ends from the data. */
        public static Axis logarithmic(String title, String unit) {
            return logarithmic(title, unit, Double.NaN, Double.NaN);
        }

        /** A logarithmic axis. */
        public static Axis logarithmic(String title, String unit, double lo, double hi) {
            return new Axis(title, unit, Spread.LOGARITHMIC, lo, hi, List.of(), List.of());
        }

        /** An axis of classes. */
        public static Axis of(String title, List<String> classes) {
            return new Axis(title, "", Spread.CLASSES, 0, classes.size(), classes, List.of());
        }

        /** The same with sections. */
        public Axis with(List<Section> parts) {
            return new Axis(title, unit, spread, lo, hi, classes, parts);
        }

        /** Its title with the unit. */
        public String heading() {
            return unit.isEmpty() ? title : title + " (" + unit + ")";
        }
    }

    /**
     * A panel.
     *
     * @param y its vertical axis
     * @param height in units of those of the other panels of its column
     * @param layers drawn one over the other in their order; {@link Cells} can only be the first
     * @param annotations lines beside the legend; above the panel where that has cells
     */
    public record Panel(Axis y, double height, List<Layer> layers, List<String> annotations) {
        /** @throws IllegalArgumentException when cells would cover something */
        public Panel {
            layers = List.copyOf(layers);
            annotations = List.copyOf(annotations);
            if (layers.stream().skip(1).anyMatch(Cells.class::isInstance)) {
                throw new IllegalArgumentException("a matrix covers other layers");
            }
        }
    }

    /** Some data of a panel. Values that are not finite are not drawn. */
    public sealed interface Layer permits Points, Steps, Area, Band, Boxes, Line, Words, Cells {
        /**
         * What they are: their entry in the legend of the first panel that has it, with LaTeX between dollar signs. Layers of
         * equal names have equal colours; empty for guides, which are gray and have no entry.
         */
        String series();
    }

    /** A point with the lengths of its bar to both sides. */
    public record Point(double x, double y, double down, double up) {}

    /** What is drawn of points. */
    public enum Mark {
        /** The point with an upright bar. */
        POINT,
        /** The point with a bar across, from left to right. */
        ACROSS,
        /** A thick upright bar alone. */
        THICK,
        /** An upright bar alone, with lines across its ends. */
        CAPPED
    }

    /** Points with bars. */
    public record Points(String series, List<Point> points, Mark mark) implements Layer {
        public Points {
            points = List.copyOf(points);
        }

        /** Points with upright bars. */
        public Points(String series, List<Point> points) {
            this(series, points, Mark.POINT);
        }
    }

    /**
     * One value from each edge to the next.
     *
     * @param edges one more than values, rising
     */
    public record Steps(String series, List<Double> edges, List<Double> values) implements Layer {
        /** @throws IllegalArgumentException for another number of edges */
        public Steps {
            edges = List.copyOf(edges);
            values = List.copyOf(values);
            require(edges.size() == values.size() + 1);
        }
    }

    /**
     * What lies below steps, filled and with an outline: one of those that are piled up, drawn from the highest.
     *
     * @param colour its place among the colours of components, from 0
     * @param edges one more than values, rising
     * @param values its upper ends
     */
    public record Area(String series, int colour, List<Double> edges, List<Double> values) implements Layer {
        /** @throws IllegalArgumentException for another number of edges */
        public Area {
            edges = List.copyOf(edges);
            values = List.copyOf(values);
            require(edges.size() == values.size() + 1);
        }
    }

    /**
     * What lies between two values from each edge to the next.
     *
     * @param edges one more than values, rising
     */
    public record Band(String series, List<Double> edges, List<Double> lo, List<Double> hi) implements Layer {
        /** @throws IllegalArgumentException for another number of edges */
        public Band {
            edges = List.copyOf(edges);
            lo = List.copyOf(lo);
            hi = List.copyOf(hi);
            require(edges.size() == lo.size() + 1 && lo.size() == hi.size());
        }
    }

    /** A rectangle, its ends in any order. */
    public record Box(double x0, double x1, double y0, double y1) {}

    /** Filled rectangles, through which others can be seen. */
    public record Boxes(String series, List<Box> boxes) implements Layer {
        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /** A line through points, interrupted at one that is not finite. */
    public record Line(String series, List<Double> x, List<Double> y) implements Layer {
        /** @throws IllegalArgumentException for lists of different length */
        public Line {
            x = List.copyOf(x);
            y = List.copyOf(y);
            require(x.size() == y.size());
        }
    }

    /** Words above a place, with LaTeX between dollar signs. */
    public record Word(double x, double y, String text) {}

    /** Words at places; they have no entry in the legend. */
    public record Words(List<Word> words) implements Layer {
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public String series() {
            return "";
        }
    }

    /**
     * A matrix of numbers.
     *
     * @param series title of its colours; empty for none
     * @param x edges of its columns; empty for classes
     * @param y edges of its rows; empty for classes
     * @param values rows upwards, columns to the right. One that is not finite is a gray cell where nothing is written into
     *     any, else a white one
     * @param lo value of the first colour; below zero for colours on both sides of it
     * @param hi value of the last
     * @param texts what is written into the cells, a second line below the first; empty for nothing
     */
    public record Cells(
            String series,
            List<Double> x,
            List<Double> y,
            List<List<Double>> values,
            double lo,
            double hi,
            List<List<String>> texts)
            implements Layer {
        public Cells {
            x = List.copyOf(x);
            y = List.copyOf(y);
            values = values.stream().map(List::copyOf).toList();
            texts = texts.stream().map(List::copyOf).toList();
        }

        /**
         * A matrix of classes with its numbers in it.
         *
         * @param form how a number is written, e.g. {@code %.2f}. On colours from zero, nothing is written for what rounds to
         *     zero
         */
        public Cells(String series, List<List<Double>> values, double lo, double hi, String form) {
            this(
                    series,
                    List.of(),
                    List.of(),
                    values,
                    lo,
                    hi,
                    values.stream()
                            .map(row -> row.stream()
                                    .map(value -> number(value, form, lo == 0))
                                    .toList())
                            .toList());
        }

        private static String number(double value, String form, boolean fromZero) {
            if (!Double.isFinite(value)) {
                return "";
            }
            String text = String.format(Locale.ROOT, form, value);
            if (text.matches("[-+]?[0.]+")) {
                return fromZero ? "" : text.replaceFirst("^[-+]", "");
            }
            return text.replace('-', '−');
        }
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("lists of a layer that do not fit each other");
        }
    }
}
