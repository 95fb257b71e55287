package org.fiducia.exchange.hs3;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/**
 * A distribution of one observable as a sum of simple densities.
 *
 * @param extended whether the coefficients are expected numbers of events; else they are fractions that sum to 1
 * @param parts its densities
 */
record Mixture(boolean extended, List<Part> parts) {
    Mixture {
        parts = List.copyOf(parts);
    }

    /**
     * A density with its coefficient.
     *
     * @param name of the distribution
     * @param coefficient expected events or fraction
     * @param shape density
     */
    record Part(String name, Expression coefficient, Shape shape) {}

    static Mixture of(String name, Shape shape) {
        return new Mixture(false, List.of(new Part(name, Expression.constant(1), shape)));
    }

    /** The same with every coefficient multiplied. */
    List<Part> times(Expression factor) {
        var scaled = new ArrayList<Part>();
        for (Part part : parts) {
            boolean one = part.coefficient() instanceof Expression.Constant constant && constant.value() == 1;
            scaled.add(
                    new Part(part.name(), one ? factor : Expression.product(factor, part.coefficient()), part.shape()));
        }
        return scaled;
    }

    /** Sum of the coefficients. */
    Expression total() {
        return new Expression.Sum(parts.stream().map(Part::coefficient).toList());
    }
}
