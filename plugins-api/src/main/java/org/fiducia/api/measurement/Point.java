package org.fiducia.api.measurement;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.model.Expression;

/**
 * A point in the space of what nature may be like, e.g. {@code {mH: 125.38}}: the one that an analysis assumes, or the one
 * that a sample was simulated at.
 *
 * @param values by name, finite
 */
public record Point(Map<String, Double> values) {
    /** Of a sample that depends on nothing of the kind. */
    public static final Point NONE = new Point(Map.of());

    public Point {
        values = new LinkedHashMap<>(values);
        values.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " = " + value);
            }
        });
    }

    /** A point with one coordinate. */
    public static Point of(String name, double value) {
        return new Point(Map.of(name, value));
    }

    /** A coordinate, NaN where there is none of that name. */
    public double get(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** Its coordinates as constants. */
    public Map<String, Expression> expressions() {
        var expressions = new LinkedHashMap<String, Expression>();
        values.forEach((name, value) -> expressions.put(name, Expression.constant(value)));
        return expressions;
    }

    /** Sum of the distances in the coordinates that both have. */
    public double distance(Point other) {
        double sum = 0;
        for (var coordinate : values.entrySet()) {
            Double there = other.values.get(coordinate.getKey());
            sum += there == null ? 0 : Math.abs(there - coordinate.getValue());
        }
        return sum;
    }
}
