package org.fiducia.exchange.hs3;

import java.util.Arrays;
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

    /** Contents of a histogram divided by its integral over the window. */
    double[] normalised(Shape histogram) {
        double[] edges = histogram.tables().get("edges");
        double[] contents = histogram.tables().get("contents");
        double integral = integral(edges, contents);
        return Arrays.stream(contents).map(content -> content / integral).toArray();
    }

    /** Integral of a histogram over the window. */
    double integral(double[] edges, double[] contents) {
        double integral = 0;
        for (int b = 0; b < contents.length; b++) {
            double inside = Math.min(hi, edges[b + 1]) - Math.max(lo, edges[b]);
            integral += contents[b] * Math.max(0, inside) / (edges[b + 1] - edges[b]);
        }
        return integral;
    }
}
