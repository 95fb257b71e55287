package org.fiducia.api.report;

import java.util.List;

/**
 * A figure: panels above each other on one horizontal axis. It shows what tables and documents of its report hold.
 *
 * @param id name of its files
 * @param title above it on the left, with LaTeX between dollar signs
 * @param remark above it on the right, likewise; may be empty
 * @param x the horizontal axis
 * @param panels from above; at least one
 */
public record Figure(String id, String title, String remark, Axis x, List<Panel> panels) implements Item {
    /** @throws IllegalArgumentException without a panel */
    public Figure {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a figure without a panel");
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
     * An axis.
     *
     * @param title with LaTeX between dollar signs
     * @param unit may be empty
     * @param lo lower end; NaN to have it from the data
     * @param hi upper end; NaN to have it from the data
     * @param classes names of the classes; empty for other axes
     */
    public record Axis(String title, String unit, Spread spread, double lo, double hi, List<String> classes) {
        /** @throws IllegalArgumentException for ends that span nothing, or a logarithmic axis that reaches zero */
        public Axis {
            classes = List.copyOf(classes);
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
            return new Axis(title, unit, Spread.LINEAR, lo, hi, List.of());
        }

        /** A logarithmic axis with ends from the data. */
        public static Axis logarithmic(String title, String unit) {
            return new Axis(title, unit, Spread.LOGARITHMIC, Double.NaN, Double.NaN, List.of());
        }

        /** An axis of classes. */
        public static Axis of(String title, List<String> classes) {
            return new Axis(title, "", Spread.CLASSES, 0, classes.size(), classes);
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
     * @param height in units of those of the other panels
     * @param layers drawn one over the other in their order; a {@link Cells} is the only one
     * @param annotations lines beside the legend
     */
    public record Panel(Axis y, double height, List<Layer> layers, List<String> annotations) {
        /** @throws IllegalArgumentException when cells share their panel */
        public Panel {
            layers = List.copyOf(layers);
            annotations = List.copyOf(annotations);
            if (layers.size() > 1 && layers.stream().anyMatch(Cells.class::isInstance)) {
                throw new IllegalArgumentException("a matrix shares its panel");
            }
        }
    }

    /** Some data of a panel. Values that are not finite are not drawn. */
    public sealed interface Layer permits Points, Steps, Band, Line, Cells {
        /**
         * What they are: their entry in the legend of the first panel that has it, with LaTeX between dollar signs. Layers of
         * equal names have equal colours; empty for guides, which are gray and have no entry.
         */
        String series();
    }

    /** A point with the lengths of its vertical bar. */
    public record Point(double x, double y, double down, double up) {}

    /** Points with vertical bars. */
    public record Points(String series, List<Point> points) implements Layer {
        public Points {
            points = List.copyOf(points);
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

    /** A line through points. */
    public record Line(String series, List<Double> x, List<Double> y) implements Layer {
        /** @throws IllegalArgumentException for lists of different length */
        public Line {
            x = List.copyOf(x);
            y = List.copyOf(y);
            require(x.size() == y.size());
        }
    }

    /**
     * A matrix of numbers on two axes of classes.
     *
     * @param series title of its colours
     * @param values rows upwards, columns to the right
     * @param lo value of the first colour; below zero for colours on both sides of it
     * @param hi value of the last
     * @param form how a number is written into its cell, e.g. {@code %.2f}
     */
    public record Cells(String series, List<List<Double>> values, double lo, double hi, String form) implements Layer {
        public Cells {
            values = values.stream().map(List::copyOf).toList();
        }
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("lists of a layer that do not fit each other");
        }
    }
}
