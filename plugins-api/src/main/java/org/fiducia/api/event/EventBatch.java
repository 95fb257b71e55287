package org.fiducia.api.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.fiducia.api.Nullable;

/**
 * Consecutive events of one tree, as columns.
 *
 * @param source where they come from, for messages (file and tree)
 * @param firstEntry entry number of the first event
 * @param size number of events
 * @param columns columns by name
 */
public record EventBatch(String source, long firstEntry, int size, Map<String, Column> columns) {
    public EventBatch {
        columns = new LinkedHashMap<>(columns);
    }

    /** A column that must be there. */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new NoSuchElementException(source + " has no column " + name);
        }
        return column;
    }

    /** Values of a column as real numbers. */
    public double[] reals(String name) {
        return column(name).reals();
    }

    /** Values of a column as integers. */
    public long[] integers(String name) {
        return column(name).integers();
    }

    /** Offsets of a jagged column; null for one with one value per event. */
    public @Nullable int[] offsets(String name) {
        return column(name).offsets();
    }

    /**
     * Some of its events.
     *
     * @param from index of the first
     * @param to index behind the last
     */
    public EventBatch part(int from, int to) {
        if (from == 0 && to == size) {
            return this;
        }
        var parts = new LinkedHashMap<String, Column>();
        columns.forEach((name, column) -> parts.put(name, column.part(from, to)));
        return new EventBatch(source, firstEntry + from, to - from, parts);
    }
}
