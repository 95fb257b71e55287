package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A table of text with columns as wide as they need. Columns of numbers are right-aligned. */
final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9 .,eE+-]*|");

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(header);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).length;
        var width = new int[columns];
        var numeric = new boolean[columns];
        Arrays.fill(numeric, true);
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row[c].length());
                numeric[c] &= row == rows.get(0) || NUMBER.matcher(row[c]).matches();
            }
        }
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(width[c] - row[c].length());
                line.append(numeric[c] ? pad + row[c] : row[c] + pad).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
