package org.fiducia.exchange.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;

/**
 * Events of every component in every category, before the fit and after it.
 *
 * @param rows category by category
 */
record Yields(List<Row> rows) {
    private static final int MOST = 60;

    /**
     * A component in a category, or all of them.
     *
     * @param component its name; empty for all
     * @param observed events of the category; NaN for a component
     * @param expected before the fit
     * @param fitted after the fit
     */
    record Row(String category, String component, double observed, double expected, double fitted) {}

    static Yields of(Outcome outcome) {
        Likelihood likelihood = outcome.likelihood();
        double[] before = likelihood.model().initial();
        double[] after = outcome.fit().parameters();
        var rows = new ArrayList<Row>();
        for (int c = 0; c < likelihood.model().categories().size(); c++) {
            ModelCategory category = likelihood.model().categories().get(c);
            double[] window = {category.lo(), category.hi()};
            double expected = 0;
            double fitted = 0;
            var parts = new ArrayList<Row>();
            for (int k = 0; k < category.components().size(); k++) {
                var part = new Row(
                        category.name(),
                        category.components().get(k).name(),
                        Double.NaN,
                        likelihood.expected(c, k, before, window)[0],
                        likelihood.expected(c, k, after, window)[0]);
                expected += part.expected();
                fitted += part.fitted();
                parts.add(part);
            }
            rows.add(new Row(category.name(), "", observed(likelihood.data(), c), expected, fitted));
            rows.addAll(parts);
        }
        return new Yields(rows);
    }

    private static double observed(Dataset data, int category) {
        return data.weights() == null
                ? data.values().get(category).length
                : Arrays.stream(data.weights().get(category)).sum();
    }

    void print(PrintWriter out) {
        var table = new ArrayList<String[]>();
        table.add(new String[] {"events", "observed", "before the fit", "after", ""});
        for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
            boolean all = row.component().isEmpty();
            table.add(new String[] {
                all ? row.category() : "  " + row.component(),
                all ? Columns.general(row.observed()) : "",
                Columns.number("%.2f", row.expected()),
                Columns.number("%.2f", row.fitted()),
                ""
            });
        }
        out.println();
        Columns.table(table, out);
        if (rows.size() > MOST) {
            out.println("  and " + (rows.size() - MOST) + " more, see --json");
        }
    }

    void add(ArrayNode node) {
        for (Row row : rows) {
            if (!row.component().isEmpty()) {
                ObjectNode yield = node.addObject();
                yield.put("category", row.category());
                yield.put("component", row.component());
                FitJson.number(yield, "expected", row.expected());
                FitJson.number(yield, "fitted", row.fitted());
            }
        }
    }
}
