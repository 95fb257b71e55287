package org.fiducia.publisher.yoda;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fiducia.publisher.tables.Independent;
import org.fiducia.publisher.tables.Interval;

/**
 * An axis of an object: the edges of its intervals with one row below and one above, or the names of its classes after one
 * row for all others.
 *
 * @param edges rising; none of classes
 * @param classes none of intervals
 */
record EdgeAxis(List<Double> edges, List<String> classes) {
    /** The axis of an independent variable. */
    static EdgeAxis of(Independent variable) {
        if (variable.rows().get(0).isClass()) {
            return new EdgeAxis(
                    List.of(),
                    variable.rows().stream().map(Interval::name).distinct().toList());
        }
        return new EdgeAxis(
                variable.rows().stream()
                        .flatMap(row -> List.of(row.low(), row.high()).stream())
                        .filter(Double::isFinite)
                        .sorted()
                        .distinct()
                        .toList(),
                List.of());
    }

    boolean ofClasses() {
        return !classes.isEmpty();
    }

    /** Number of rows: of intervals those below and above among them. */
    int size() {
        return ofClasses() ? classes.size() + 1 : edges.size() + 1;
    }

    /** The row of an interval or class. */
    int index(Interval row) {
        if (row.isClass()) {
            return 1 + classes.indexOf(row.name());
        }
        if (row.low() == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        return 1 + edges.indexOf(row.low()); // an open one begins at the last edge
    }

    /** Letter of its type: of numbers none, since continuous ones have a name of their own. */
    String letter() {
        return ofClasses() ? "S" : "D";
    }

    @Override
    public String toString() {
        return ofClasses()
                ? classes.stream().map(YodaText::quoted).collect(Collectors.joining(", ", "[", "]"))
                : edges.stream()
                        .map(edge -> String.format(Locale.ROOT, "%.6e", edge))
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
