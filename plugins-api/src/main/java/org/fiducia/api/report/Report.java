package org.fiducia.api.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;

/**
 * What a verb answers. It is printed as text or as JSON, drawn and written by others; nothing in it knows how.
 *
 * @param id name of what it is about, e.g. of the verb; its files belong to it
 * @param title for people, with LaTeX between dollar signs
 * @param items in their order
 * @param exitCode of the verb: 0; 1 for an answer that is no failure, but not what should be (a wrong check value, a number
 *     that moved); that of a kind of failure where only a part could be answered
 * @param destination where its files go; empty for one that is only printed
 */
public record Report(String id, String title, List<Item> items, int exitCode, Optional<Destination> destination) {
    public Report {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        items = List.copyOf(items);
    }

    /** One that is as it should be and only printed. */
    public Report(String id, String title, List<? extends Item> items) {
        this(id, title, List.copyOf(items), 0, Optional.empty());
    }

    /** One that is as it should be and only printed. */
    public Report(String id, String title, Item... items) {
        this(id, title, List.of(items));
    }

    /** The same, as it should be or not. */
    public Report asExpected(boolean good) {
        return new Report(id, title, items, good ? 0 : 1, destination);
    }

    /** The same with files. */
    public Report into(Destination place) {
        return new Report(id, title, items, exitCode, Optional.of(place));
    }

    /** The same, where a part could not be answered. */
    public Report failed(FiduciaException.Kind kind) {
        return new Report(id, title, items, kind.exitCode(), destination);
    }

    /** Whether all is as it should be. */
    public boolean asExpected() {
        return exitCode == 0;
    }

    /** Its text and its tables as lines. */
    public List<String> lines() {
        return TextForm.of(this);
    }

    /**
     * Its documents and tables as fields of one JSON object: strings, numbers, truth values, null, lists and maps. A table
     * has its rows, each a map of column to cell, and what is known of title and units; a number with its uncertainty is a
     * map of {@code value} and {@code error}.
     */
    public Map<String, Object> data() {
        var fields = new LinkedHashMap<String, Object>();
        for (Item item : items) {
            if (item instanceof Document document && document.name().isEmpty()) {
                fields.putAll(document.fields());
            } else if (item instanceof Document document) {
                fields.put(document.name(), document.fields());
            } else if (item instanceof Table table && !table.id().isEmpty()) {
                fields.put(table.id(), DataForm.of(table));
            }
        }
        return fields;
    }

    /** Its items of one kind. */
    public <T extends Item> List<T> all(Class<T> kind) {
        return items.stream()
                .flatMap(item -> kind.isInstance(item) ? Stream.of(kind.cast(item)) : Stream.empty())
                .toList();
    }
}
