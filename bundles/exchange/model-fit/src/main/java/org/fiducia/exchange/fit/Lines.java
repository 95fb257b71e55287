package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/** Lines and tables for people, as they come, and the numbers in them. */
final class Lines {
    private final List<Item> items = new ArrayList<>();

    /** Adds a line. */
    void line(String format, Object... arguments) {
        items.add(Text.of(String.format(Locale.ROOT, format, arguments)));
    }

    /** Adds a line after an empty one. */
    void apart(String format, Object... arguments) {
        items.add(Text.of(""));
        line(format, arguments);
    }

    /**
     * Adds a table after an empty line.
     *
     * @param rows the first has the titles. The first column is words, the others are numbers; a title that is empty is that
     *     of remarks
     */
    void table(List<List<String>> rows) {
        List<Column> columns = new ArrayList<>();
        for (String title : rows.get(0)) {
            boolean left = columns.isEmpty() || title.isEmpty();
            columns.add(left ? Column.left(title, title) : Column.right(title, title, ""));
        }
        var table = Table.of("", columns);
        rows.stream()
                .skip(1)
                .forEach(row -> table.row(row.stream().map(Cell::of).toList()));
        items.add(Text.of(""));
        items.add(table.table());
    }

    List<Item> items() {
        return List.copyOf(items);
    }

    /** A row of some words and numbers, each in one form; nothing for what does not exist. */
    static List<String> row(List<String> first, String form, double... values) {
        var row = new ArrayList<>(first);
        Arrays.stream(values).forEach(value -> row.add(Double.isNaN(value) ? "" : number(form, value)));
        return row;
    }

    /** With as many digits as three of the uncertainty need; a number without uncertainty as it is. */
    static String rounded(double value, double uncertainty) {
        int digits = uncertainty > 0 ? 2 - (int) Math.floor(Math.log10(uncertainty)) : -1;
        return digits < 0 || digits > 9 ? general(value) : number("%." + digits + "f", value);
    }

    static String general(double value) {
        double whole = Math.rint(value);
        return Math.abs(value - whole) <= 1e-9 * Math.abs(value) && Math.abs(value) < 1e9
                ? Long.toString((long) whole)
                : number("%.6g", value);
    }

    static String number(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }
}
