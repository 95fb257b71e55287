package org.fiducia.reader.csv;

import org.fiducia.api.Nullable;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column.Kind;

/** What the first pass through the file learns of a column. */
final class CsvColumn {
    private final String name;
    private final int index;
    private @Nullable Literal literal;
    private boolean negative;
    private boolean filled;
    private long missing;
    private long badLine;
    private String badCell = "";

    CsvColumn(String name, int index) {
        this.name = name;
        this.index = index;
    }

    /**
     * Takes note of a cell. A column that begins with text is text; one that begins with numbers is meant to hold numbers,
     * and anything else in it a mistake. Cells may be missing in either.
     */
    void see(String cell, long line) {
        if (literal == Literal.TEXT || literal != null && !sound()) {
            return;
        }
        Literal found = Literal.of(cell);
        if (found == Literal.MISSING) {
            missing++;
            filled |= !cell.isBlank();
            return;
        }
        filled = true;
        if (found == Literal.TEXT) {
            badLine = line;
            badCell = cell;
            literal = literal == null ? Literal.TEXT : literal;
            return;
        }
        negative |= found == Literal.INTEGER && cell.indexOf('-') >= 0;
        if (literal == null || found.compareTo(literal) > 0) { // integers, those without sign, reals
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

    /** Whether any cell holds anything. */
    boolean filled() {
        return filled;
    }

    /** How its values are held; null for text. */
    @Nullable Kind kind() {
        if (literal == Literal.TEXT) {
            return null;
        }
        return missing == 0 && (literal == Literal.INTEGER || unsigned()) ? Kind.INTEGER : Kind.REAL;
    }

    /** Whether its integers are held without sign. */
    boolean unsigned() {
        return literal == Literal.UNSIGNED && !negative && missing == 0;
    }

    /** Whether every cell is a number or missing. */
    boolean sound() {
        return badCell.isEmpty();
    }

    /** Line of the first cell that is no number. */
    long badLine() {
        return badLine;
    }

    /** The first cell that is no number; empty for none. */
    String badCell() {
        return badCell;
    }

    BranchInfo info() {
        if (kind() == null) {
            String reason = "it holds text, '" + badCell + "' in line " + badLine
                    + (Literal.hasDecimalComma(badCell) ? ": a decimal comma" : "");
            return new BranchInfo(name, "text", null, false, "", reason);
        }
        String type = kind() == Kind.INTEGER ? "integer" : "real";
        String title = missing == 0 ? "" : missing + " missing";
        return new BranchInfo(name, type, kind(), false, title);
    }
}
