package org.fiducia.api.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;

/**
 * Data for programs, in the shape they have in the JSON of a report; not in its text.
 *
 * @param name under which they stand; empty where they are fields of the report itself
 * @param fields strings, whole and real numbers, truth values, null, and lists, arrays and maps of these; kept in their
 *     order. A number that is not finite becomes null, which JSON has for it
 */
public record Document(String name, Map<String, Object> fields) implements Item {
    /** @throws IllegalArgumentException for a value that JSON cannot express */
    public Document {
        fields = fields(fields);
    }

    /** Fields of the report itself. */
    public Document(Map<String, Object> fields) {
        this("", fields);
    }

    private static Map<String, Object> fields(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        if (value instanceof Map<?, ?> map) {
            return fields(map);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection);
        }
        if (value instanceof double[] row) {
            return list(java.util.Arrays.stream(row).boxed().toList());
        }
        if (value instanceof Object[] array) {
            return list(List.of(array));
        }
        throw new IllegalArgumentException("JSON has no " + value.getClass().getSimpleName());
    }

    private static List<Object> list(Collection<?> collection) {
        var copy = new ArrayList<Object>();
        collection.forEach(each -> copy.add(value(each)));
        return Collections.unmodifiableList(copy);
    }
}
