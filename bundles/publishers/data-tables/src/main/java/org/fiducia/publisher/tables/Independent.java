package org.fiducia.publisher.tables;

import java.util.List;

/**
 * An independent variable of a table.
 *
 * @param name for people, LaTeX between dollar signs
 * @param unit empty for none
 * @param rows where each row is: intervals all, or classes all
 */
public record Independent(String name, String unit, List<Interval> rows) {
    public Independent {
        rows = List.copyOf(rows);
    }
}
