package org.fiducia.validation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/**
 * What a comparison says.
 *
 * @param before the old results as the user named them
 * @param after the new ones
 * @param tolerance relative
 * @param most rows of the table of what moved; 0 for all
 */
record ComparisonReport(String before, String after, double tolerance, int most) {
    /** Of a line of text in a table. */
    private static final int LONGEST = 60;

    private static final int DIGITS = 5;
    private static final int MOST_DIGITS = 17;

    Report of(Comparison comparison) {
        var items = new ArrayList<Item>();
        items.add(Text.of(summary(comparison)));
        int shown = most == 0
                ? comparison.moved().size()
                : Math.min(most, comparison.moved().size());
        if (shown > 0) {
            items.add(Text.of(""));
            items.add(moved(comparison, shown));
        }
        if (shown < comparison.moved().size()) {
            items.add(Text.of("and " + (comparison.moved().size() - shown) + " more; --most 0 shows all"));
        }
        only(items, "only in " + before + ":", comparison.onlyBefore());
        only(items, "only in " + after + ":", comparison.onlyAfter());
        if (!comparison.origins().isEmpty()) {
            items.add(Text.of(""));
            items.add(origins(comparison));
        }
        items.add(new Document(fields(comparison)));
        return new Report("compare", "Results in " + before + " and in " + after, items).asExpected(comparison.same());
    }

    private String summary(Comparison comparison) {
        int results = comparison.pairs().size();
        String what = results == 1 ? comparison.pairs().get(0) : results + " results";
        String moved = comparison.moved().isEmpty()
                ? "nothing moved"
                : comparison.moved().size() + " values moved";
        return String.format(
                Locale.ROOT,
                "%s: %d numbers compared, %s by more than %s (relative)",
                what,
                comparison.compared(),
                moved,
                brief(tolerance, DIGITS));
    }

    private static Table moved(Comparison comparison, int shown) {
        boolean many = comparison.pairs().size() > 1;
        var columns = new ArrayList<Column>();
        if (many) {
            columns.add(Column.left("result", "result"));
        }
        columns.add(Column.left("where", "where"));
        columns.add(Column.right("old", "old", ""));
        columns.add(Column.right("new", "new", ""));
        columns.add(Column.right("relative", "relative", ""));
        columns.add(Column.right("sigmas", "σ", ""));
        var table = Table.of("", columns);
        for (Difference difference : comparison.moved().subList(0, shown)) {
            var cells = new ArrayList<Cell>();
            if (many) {
                cells.add(Cell.of(difference.result()));
            }
            cells.add(Cell.of(difference.words()));
            int digits = digits(difference.relative());
            cells.add(cell(difference.before(), digits));
            cells.add(cell(difference.after(), digits));
            cells.add(
                    Double.isInfinite(difference.relative())
                            ? Cell.of("from 0")
                            : Cell.of(difference.relative(), "%+.2e"));
            cells.add(Cell.of(difference.sigmas(), Math.abs(difference.sigmas()) < 1e-3 ? "%+.1e" : "%+.3f"));
            table.row(cells);
        }
        return table.table();
    }

    /** As many as show a change of that size, and some. */
    private static int digits(double relative) {
        double change = Math.abs(relative);
        return change > 0 && change < 1 ? (int) Math.min(MOST_DIGITS, DIGITS - Math.floor(Math.log10(change))) : DIGITS;
    }

    private static Cell cell(JsonNode value, int digits) {
        if (value.isNull()) {
            return Cell.of("none");
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Cell.of(value.asLong());
        }
        return value.isNumber()
                ? Cell.of(Double.isNaN(value.asDouble()) ? "none" : brief(value.asDouble(), digits))
                : Cell.of(shortened(String.valueOf(Difference.value(value))));
    }

    /** A number without zeros at the end of its mantissa. */
    static String brief(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "g", value);
        int e = text.contains("e") ? text.indexOf('e') : text.length();
        String mantissa = text.substring(0, e);
        return (mantissa.contains(".") ? mantissa.replaceAll("0+$", "").replaceAll("\\.$", "") : mantissa)
                + text.substring(e);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static void only(List<Item> items, String heading, List<String> what) {
        if (!what.isEmpty()) {
            var lines = new ArrayList<>(List.of("", heading));
            what.forEach(each -> lines.add("  " + each));
            items.add(new Text(lines));
        }
    }

    private static Table origins(Comparison comparison) {
        boolean many = comparison.pairs().size() > 1;
        var columns = new ArrayList<>(
                List.of(Column.left("what", "what"), Column.left("old", "old"), Column.left("new", "new")));
        if (many) {
            columns.add(Column.right("results", "results", ""));
        }
        var table = Table.of("", columns).titled("how they came about, not counted:");
        for (Comparison.Origin origin : comparison.origins()) {
            var cells = new ArrayList<>(List.of(
                    Cell.of(origin.what()), Cell.of(shortened(origin.before())), Cell.of(shortened(origin.after()))));
            if (many) {
                cells.add(Cell.of(origin.results().size()));
            }
            table.row(cells);
        }
        return table.table();
    }

    private Map<String, Object> fields(Comparison comparison) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("old", before);
        fields.put("new", after);
        fields.put("tolerance", tolerance);
        fields.put("same", comparison.same());
        fields.put("results", comparison.pairs());
        fields.put("compared", comparison.compared());
        fields.put("moved", comparison.moved().stream().map(Difference::fields).toList());
        fields.put("onlyInOld", comparison.onlyBefore());
        fields.put("onlyInNew", comparison.onlyAfter());
        var origins = new ArrayList<Object>();
        for (Comparison.Origin origin : comparison.origins()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("what", origin.what());
            one.put("old", origin.before());
            one.put("new", origin.after());
            one.put("results", origin.results());
            origins.add(one);
        }
        fields.put("provenance", origins);
        return fields;
    }
}
