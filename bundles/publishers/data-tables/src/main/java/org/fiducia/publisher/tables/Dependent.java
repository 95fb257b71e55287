package org.fiducia.publisher.tables;

import java.util.List;

/**
 * A dependent variable of a table.
 *
 * @param name for people, LaTeX between dollar signs
 * @param unit empty for none
 * @param qualifiers what tells it from others
 * @param rows one number per row of the table
 */
public record Dependent(String name, String unit, List<Qualifier> qualifiers, List<Entry> rows) {
    public Dependent {
        qualifiers = List.copyOf(qualifiers);
        rows = List.copyOf(rows);
    }

    /** One that nothing more is said of. */
    public Dependent(String name, String unit, List<Entry> rows) {
        this(name, unit, List.of(), rows);
    }

    /**
     * Says something of a dependent variable.
     *
     * @param unit empty for none
     */
    public record Qualifier(String name, String value, String unit) {}
}
