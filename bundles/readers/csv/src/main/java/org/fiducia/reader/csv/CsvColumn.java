package org.fiducia.reader.csv;

import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column.Kind;

/** What the first pass through the file learns of a column. */
final class CsvColumn {
    private final String name;
    private final int index;
    private Literal literal;
    private long badLine;
    private String badCell;

    CsvColumn(String name, int index) {
        this.name = name;
        this.index = index;
    }

    /**
     * Takes note of a cell. A column that begins with text is text; one that begins with numbers is meant to hold numbers,
     * and anything else in it a mistake.
     */
    void see(String cell, long line) {
        if (literal == Literal.TEXT || badCell != null) {
            return;
        }
        Literal found = Literal.of(cell);
        if (found == Literal.TEXT && literal != null) {
            badLine = line;
            badCell = cell;
        } else if (literal == null || found == Literal.REAL || found == Literal.TEXT) {
            literal = found;
        }
    }

    String name() {
        return name;
    }

    /** Number of the column in its line, from 0. */
    int index() {
        return index;
    }

    /** How its values are held; null for text. */
    Kind kind() {
        if (literal == Literal.TEXT) {
            return null;
        }
        return literal == Literal.INTEGER ? Kind.INTEGER : Kind.REAL;
    }

    /** Whether every cell is a number. */
    boolean sound() {
        return badCell == null;
    }

    /** Line of the first cell that is no number. */
    long badLine() {
        return badLine;
    }

    /** The first cell that is no number. */
    String badCell() {
        return badCell;
    }

    BranchInfo info() {
        String type = literal == Literal.TEXT ? "text" : kind() == Kind.INTEGER ? "integer" : "real";
        return new BranchInfo(name, type, kind(), false, "");
    }
}
