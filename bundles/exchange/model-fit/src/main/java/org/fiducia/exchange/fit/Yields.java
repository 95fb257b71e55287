package org.fiducia.exchange.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.fit.Likelihood;

/**
 * Events of every component in every channel, before the fit and after it.
 *
 * @param rows channel by channel
 */
record Yields(List<Row> rows) {
    private static final int MOST = 60;

    /**
     * A component in a channel, or all of them.
     *
     * @param component its name; empty for all
     * @param observed events of the channel; NaN for a component
     * @param expected before the fit
     * @param fitted after the fit
     */
    record Row(String category, String component, double observed, double expected, double fitted) {}

    static Yields of(Outcome outcome) {
        Likelihood likelihood = outcome.likelihood();
        var rows = new ArrayList<Row>();
        for (ModelChannel channel : ModelChannel.of(likelihood)) {
            Map<String, double[]> before =
                    channel.expected(likelihood, likelihood.model().initial());
            Map<String, double[]> after =
                    channel.expected(likelihood, outcome.fit().parameters());
            List<Row> parts = before.keySet().stream()
                    .map(name -> new Row(channel.name(), name, Double.NaN, sum(before.get(name)), sum(after.get(name))))
                    .toList();
            rows.add(new Row(
                    channel.name(),
                    "",
                    sum(channel.observed(likelihood.data())),
                    parts.stream().mapToDouble(Row::expected).sum(),
                    parts.stream().mapToDouble(Row::fitted).sum()));
            rows.addAll(parts);
        }
        return new Yields(rows);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
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
