package org.fiducia.api.event;

/**
 * A column that a channel reads.
 *
 * @param name name by which the channel asks for it; {@code Collection_field} for a jagged column, whose collection is
 *     everything before the last underscore
 * @param kind real or integer
 * @param jagged several values per event
 * @param optional when absent from the file, a jagged column is empty and a plain one has the value {@code otherwise}
 * @param otherwise value of an absent optional plain column
 */
public record ColumnSpec(String name, Column.Kind kind, boolean jagged, boolean optional, double otherwise) {
    /** One real number per event. */
    public static ColumnSpec real(String name) {
        return new ColumnSpec(name, Column.Kind.REAL, false, false, Double.NaN);
    }

    /** One integer or flag per event. */
    public static ColumnSpec integer(String name) {
        return new ColumnSpec(name, Column.Kind.INTEGER, false, false, Double.NaN);
    }

    /** Any number of real numbers per event. */
    public static ColumnSpec reals(String name) {
        return new ColumnSpec(name, Column.Kind.REAL, true, false, Double.NaN);
    }

    /** Any number of integers or flags per event. */
    public static ColumnSpec integers(String name) {
        return new ColumnSpec(name, Column.Kind.INTEGER, true, false, Double.NaN);
    }

    /** The same column, not required; {@code otherwise} stands in where it is absent (jagged: per object). */
    public ColumnSpec or(double otherwise) {
        return new ColumnSpec(name, kind, jagged, true, otherwise);
    }

    /** The collection of a jagged column. */
    public String collection() {
        int cut = name.lastIndexOf('_');
        return cut < 0 ? name : name.substring(0, cut);
    }
}
