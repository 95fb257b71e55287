package org.fiducia.exchange.hs3;

import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.json.JsonElement;

/**
 * The variable of a channel on its window.
 *
 * @param name in the file
 * @param lo lower end
 * @param hi upper end
 */
record Observable(String name, double lo, double hi) {
    Expression ref() {
        return Expression.ref(Shape.VARIABLE);
    }

    /** The variable itself, or what else a name in a formula stands for. */
    Expression orElse(String other, JsonElement user, Functions functions) {
        if (other.equals(name)) {
            return ref();
        }
        Expression expression = functions.named(other, user);
        if (expression.references().contains(Shape.VARIABLE)) {
            throw user.wrong(
                    "uses a parameter called " + Shape.VARIABLE + ", a name kept for the observable", "rename it");
        }
        return expression;
    }
}
