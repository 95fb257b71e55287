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
