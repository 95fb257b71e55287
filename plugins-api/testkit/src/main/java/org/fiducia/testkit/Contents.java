package org.fiducia.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is in a value, as text: two values of one text are the same. Records themselves compare arrays by their
 * identity.
 */
public final class Contents {
    private Contents() {}

    /** The text of numbers, texts, records, arrays, lists, sets and maps, to the last bit. */
    public static String of(Object value) {
        if (value instanceof Record one) {
            return record(one);
        }
        if (value instanceof Map<?, ?> map) {
            var parts = new ArrayList<String>();
            map.forEach((key, entry) -> parts.add(key + "=" + of(entry)));
            return parts.toString();
        }
        if (value instanceof Set<?> set) {
            return set.stream().map(Contents::of).sorted().toList().toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Contents::of).toList().toString();
        }
        if (value != null && value.getClass().isArray()) {
            var parts = new ArrayList<String>();
            for (int i = 0; i < Array.getLength(value); i++) {
                parts.add(of(Array.get(value, i)));
            }
            return parts.toString();
        }
        return String.valueOf(value);
    }

    private static String record(Record one) {
        var text = new StringBuilder(one.getClass().getSimpleName());
        try {
            for (RecordComponent component : one.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                text.append(' ').append(component.getName()).append('=').append(of(accessor.invoke(one)));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return "(" + text + ")";
    }
}
