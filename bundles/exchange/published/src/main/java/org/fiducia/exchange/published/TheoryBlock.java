package org.fiducia.exchange.published;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A prediction with the components of its uncertainty, in percent, and the rule that makes a total of them: those of {@code
 * linear} add up, as uncertainties that are no standard deviations do; the others are combined with that in quadrature.
 *
 * @param name for people
 * @param value in a unit
 * @param unit of the value
 */
record TheoryBlock(String name, double value, String unit, List<Component> linear, List<Component> quadrature) {
    TheoryBlock {
        linear = List.copyOf(linear);
        quadrature = List.copyOf(quadrature);
    }

    /**
     * A component.
     *
     * @param down percent, ≥ 0
     * @param up percent, ≥ 0
     */
    record Component(String name, double down, double up) {}

    /** The linear sum. */
    double sum(boolean up) {
        return linear.stream().mapToDouble(side(up)).sum();
    }

    /** All together. */
    double total(boolean up) {
        double squares = quadrature.stream()
                .mapToDouble(side(up))
                .map(size -> size * size)
                .sum();
        return Math.sqrt(sum(up) * sum(up) + squares);
    }

    private static ToDoubleFunction<Component> side(boolean up) {
        return up ? Component::up : Component::down;
    }
}
