package org.fiducia.api.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table.
 *
 * @param id its name in JSON; empty where a {@link Document} says the same to programs
 * @param title a line above it, with LaTeX between dollar signs; may be empty
 * @param columns at least one
 * @param rows each a cell for every column
 */
public record Table(String id, String title, List<Column> columns, List<List<Cell>> rows) implements Item {
    /** Where the cells of a column stand. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /**
     * A column.
     *
     * @param id its name in JSON
     * @param title what stands above it, with LaTeX between dollar signs
     * @param unit of its numbers; may be empty
     */
    public record Column(String id, String title, String unit, Align align) {
        /** Of words. */
        public static Column left(String id, String title) {
            return new Column(id, title, "", Align.LEFT);
        }

        /** Of numbers. */
        public static Column right(String id, String title, String unit) {
            return new Column(id, title, unit, Align.RIGHT);
        }

        /** Its title with the unit. */
        public String heading() {
            return unit.isEmpty() ? title : title + " (" + unit + ")";
        }
    }

    /** @throws IllegalArgumentException when a row has more or fewer cells than there are columns */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells in a table of " + columns.size() + " columns");
            }
        }
    }

    /** A table as it is made, row by row. */
    public static Rows of(String id, Column... columns) {
        return new Rows(id, List.of(columns));
    }

    /** The same for any number of columns. */
    public static Rows of(String id, List<Column> columns) {
        return new Rows(id, List.copyOf(columns));
    }

    /** Rows of a table that is not complete yet. */
    public static final class Rows {
        private final String id;
        private final List<Column> columns;
        private final List<List<Cell>> rows = new ArrayList<>();
        private String title = "";

        private Rows(String id, List<Column> columns) {
            this.id = id;
            this.columns = columns;
        }

        /** Sets the line above it. */
        public Rows titled(String line) {
            title = line;
            return this;
        }

        /** Adds a row. */
        public Rows row(Cell... cells) {
            return row(List.of(cells));
        }

        /** Adds a row. */
        public Rows row(List<Cell> cells) {
            rows.add(List.copyOf(cells));
            return this;
        }

        /** The table of the rows so far. */
        public Table table() {
            return new Table(id, title, columns, rows);
        }
    }

    /** As lines of text, columns as wide as they need. */
    public List<String> lines() {
        return TextForm.of(this);
    }
}
