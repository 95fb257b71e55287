package org.fiducia.validation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;

/**
 * A value that is not what it was.
 *
 * @param result name of the result it is in
 * @param where it stands there, from outside to inside
 * @param before what it was; null of JSON for a number that did not exist
 * @param after what it is
 * @param sigma uncertainty that belongs to it; NaN for none
 */
record Difference(String result, List<String> where, JsonNode before, JsonNode after, double sigma) {
    /** By how many σ, then by how much of the value, the largest first; what has no measure of it last. */
    static final Comparator<Difference> LARGEST = Comparator.comparingDouble((Difference d) -> -magnitude(d.sigmas()))
            .thenComparingDouble(d -> -magnitude(d.relative()));

    Difference {
        where = List.copyOf(where);
    }

    private static double magnitude(double x) {
        return Double.isNaN(x) ? -1 : Math.abs(x);
    }

    /** Number before; NaN for what is none. */
    double old() {
        return number(before);
    }

    /** Number after; NaN for what is none. */
    double now() {
        return number(after);
    }

    static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    /** Change as a share of the number before; infinite where that is zero. */
    double relative() {
        return (now() - old()) / Math.abs(old());
    }

    /** Change in units of the uncertainty; NaN where there is none. */
    double sigmas() {
        return sigma > 0 ? (now() - old()) / sigma : Double.NaN;
    }

    /** Where it is, in words. */
    String words() {
        return String.join(" › ", where);
    }

    /** For programs. */
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("result", result);
        fields.put("where", where);
        fields.put("old", value(before));
        fields.put("new", value(after));
        fields.put("relative", relative());
        fields.put("sigmas", sigmas());
        return fields;
    }

    static @Nullable Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.asLong() : node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNull() ? null : node.isTextual() ? node.asText() : node.toString();
    }
}
