package org.fiducia.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fiducia.api.Latex;
import org.fiducia.api.report.Table.Align;
import org.fiducia.api.report.Table.Column;

/** Reports as lines of text. */
final class TextForm {
    private static final String GAP = "  ";
    private static final Pattern FORMULA = Pattern.compile("\\$[^$]+\\$");

    private TextForm() {}

    static List<String> of(Report report) {
        var lines = new ArrayList<String>();
        for (Item item : report.items()) {
            if (item instanceof Text text) {
                lines.addAll(text.lines());
            } else if (item instanceof Table table) {
                lines.addAll(of(table));
            }
        }
        return lines;
    }

    static List<String> of(Table table) {
        List<Column> columns = table.columns();
        var texts = new ArrayList<List<String>>();
        texts.add(columns.stream().map(column -> plain(column.heading())).toList());
        table.rows()
                .forEach(row ->
                        texts.add(row.stream().map(cell -> plain(cell.text())).toList()));
        var width = new int[columns.size()];
        for (List<String> row : texts) {
            for (int c = 0; c < width.length; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        var lines = new ArrayList<String>();
        if (!table.title().isEmpty()) {
            lines.add(plain(table.title()));
        }
        for (List<String> row : texts) {
            var line = new StringBuilder();
            for (int c = 0; c < width.length; c++) {
                String pad = " ".repeat(width[c] - row.get(c).length());
                boolean right = columns.get(c).align() == Align.RIGHT;
                line.append(c == 0 ? "" : GAP).append(right ? pad + row.get(c) : row.get(c) + pad);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Formulas as plain text; what has none is as it was. */
    private static String plain(String text) {
        return FORMULA.matcher(text).find() ? Latex.plain(text) : text;
    }
}
