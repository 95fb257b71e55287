package org.fiducia.exchange.fit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Numbers and tables of them for people. */
final class Columns {
    private Columns() {}

    /** The first column is text, the others are numbers; so is the last when there are more than three. */
    static void table(List<String[]> rows, PrintWriter out) {
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        for (String[] row : rows) {
            var text = new StringBuilder("  ");
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(width[c] - row[c].length());
                boolean left = c == 0 || c == columns - 1 && columns > 3;
                text.append(left ? row[c] + pad : pad + row[c]).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** With as many digits as three of the uncertainty need; a number without uncertainty as it is. */
    static String rounded(double value, double uncertainty) {
        int digits = uncertainty > 0 ? 2 - (int) Math.floor(Math.log10(uncertainty)) : -1;
        return digits < 0 || digits > 9 ? general(value) : number("%." + digits + "f", value);
    }

    /** An interval of which an end that lies beyond what was looked at is NaN. */
    static String interval(double[] ends, double uncertainty) {
        String lo = rounded(ends[0], uncertainty);
        String hi = rounded(ends[1], uncertainty);
        if (Double.isNaN(ends[0])) {
            return Double.isNaN(ends[1]) ? "all of the range" : "up to " + hi;
        }
        return Double.isNaN(ends[1]) ? "from " + lo : lo + " to " + hi;
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
