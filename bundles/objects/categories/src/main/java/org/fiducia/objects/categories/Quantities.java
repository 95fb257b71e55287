package org.fiducia.objects.categories;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;

/**
 * Numbers by which candidates are sorted; NaN where one does not exist.
 *
 * @param of what has them, for messages, e.g. {@code a pair of photons}
 * @param values by their names in a card
 */
public record Quantities<C>(String of, Map<String, ToDoubleFunction<C>> values) {
    public Quantities {
        values = new LinkedHashMap<>(values);
    }

    /**
     * One by its name.
     *
     * @param place in the card, for messages
     */
    public ToDoubleFunction<C> named(String name, String place) {
        ToDoubleFunction<C> found = values.get(name);
        if (found == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    place + ": " + name + " is no quantity of " + of,
                    Suggestion.among(name, List.copyOf(values.keySet())));
        }
        return found;
    }
}
