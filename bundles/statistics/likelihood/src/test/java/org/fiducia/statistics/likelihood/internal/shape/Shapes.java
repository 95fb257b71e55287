package org.fiducia.statistics.likelihood.internal.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.model.Expression;

/** Shapes for tests. */
final class Shapes {
    private Shapes() {}

    /** Parameters of which only the names matter. */
    static Map<String, Expression> constants(String... names) {
        var constants = new LinkedHashMap<String, Expression>();
        for (String name : names) {
            constants.put(name, Expression.constant(0));
        }
        return constants;
    }
}
