package org.fiducia.statistics.likelihood.internal.shape;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Shape;

/** Numbered parameters of a shape that takes any number of them. */
final class Coefficients {
    private static final int MOST = 60;

    private Coefficients() {}

    /** p1 … pn, f1 … f(n−1), as many as the shape is given. */
    static List<String> sum(Shape shape) {
        int number = shape.parameters().size();
        if (number % 2 == 0 || number > MOST) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "shape " + shape.kind() + " is given " + number + " parameters",
                    "give it n exponents p1, p2, … and n − 1 fractions f1, f2, …");
        }
        var names = new ArrayList<String>(number);
        for (int k = 1; k <= number / 2 + 1; k++) {
            names.add("p" + k);
        }
        for (int k = 1; k <= number / 2; k++) {
            names.add("f" + k);
        }
        return names;
    }

    /** letter0, letter1, … as many as the shape is given. */
    static List<String> names(Shape shape, String letter) {
        int n = shape.parameters().size();
        if (n == 0 || n > MOST) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "shape " + shape.kind() + " is given " + n + " coefficients",
                    "give it 1 to " + MOST + ", called " + letter + "0, " + letter + "1, …");
        }
        var names = new ArrayList<String>(n);
        for (int k = 0; k < n; k++) {
            names.add(letter + k);
        }
        return names;
    }
}
