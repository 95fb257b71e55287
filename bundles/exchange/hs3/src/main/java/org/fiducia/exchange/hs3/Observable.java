package org.fiducia.exchange.hs3;

import java.util.Arrays;
import java.util.Objects;
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
    /** How expressions refer to it while a file is read: no parameter can have this name. */
    private static final String VARIABLE = "\0";

    Expression ref() {
        return Expression.ref(VARIABLE);
    }

    /** Whether an expression depends on it. */
    static boolean in(Expression expression) {
        return expression.references().contains(VARIABLE);
    }

    /** Whether an expression is the variable itself. */
    static boolean is(Expression expression) {
        return expression instanceof Expression.Ref ref && ref.parameter().equals(VARIABLE);
    }

    /** A density that is written as a formula, up to its normalisation. */
    static Shape formula(Expression density, JsonElement user) {
        if (density.references().contains(Shape.VARIABLE)) {
            throw user.wrong(
                    "uses a parameter called " + Shape.VARIABLE + ", a name kept for the observable", "rename it");
        }
        return Shape.formula(density.renamed(name -> name.equals(VARIABLE) ? Shape.VARIABLE : name));
    }

    /** Contents of a histogram divided by its integral over the window. */
    double[] normalised(Shape histogram) {
        double[] edges = Objects.requireNonNull(histogram.tables().get("edges"), "a histogram has edges");
        double[] contents = Objects.requireNonNull(histogram.tables().get("contents"), "a histogram has contents");
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
