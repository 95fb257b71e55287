package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.report.Item;

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
            List<Row> parts = before.entrySet().stream()
                    .map(part -> new Row(
                            channel.name(),
                            part.getKey(),
                            Double.NaN,
                            sum(part.getValue()),
                            sum(Objects.requireNonNull(after.get(part.getKey()), "the same components"))))
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

    List<Item> items() {
        var table = new ArrayList<List<String>>();
        table.add(List.of("events", "observed", "before the fit", "after"));
        for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
            boolean all = row.component().isEmpty();
            var first =
                    List.of(all ? row.category() : "  " + row.component(), all ? Lines.general(row.observed()) : "");
            table.add(Lines.row(first, "%.2f", row.expected(), row.fitted()));
        }
        var lines = new Lines();
        lines.table(table);
        if (rows.size() > MOST) {
            lines.line("and %d more, see --json", rows.size() - MOST);
        }
        return lines.items();
    }

    /** The components for programs. */
    List<Map<String, Object>> values() {
        var values = new ArrayList<Map<String, Object>>();
        for (Row row : rows) {
            if (!row.component().isEmpty()) {
                var yield = new LinkedHashMap<String, Object>();
                yield.put("category", row.category());
                yield.put("component", row.component());
                yield.put("expected", row.expected());
                yield.put("fitted", row.fitted());
                values.add(yield);
            }
        }
        return values;
    }
}
