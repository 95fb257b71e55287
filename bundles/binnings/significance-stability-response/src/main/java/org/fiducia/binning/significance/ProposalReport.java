package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.Nullable;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/** What a proposal says: tables for people, a document whose block {@code binnings} the card takes, and its figure. */
final class ProposalReport {
    private ProposalReport() {}

    static Report of(Proposal proposal) {
        var items = new ArrayList<Item>();
        String id = proposal.observable().id();
        items.add(Text.of(String.format(
                Locale.ROOT,
                "Bins of %s: expected events with %.0f < m < %.0f GeV, %.4g /fb; AMS with a background known to sqrt(b)",
                id,
                Simulation.LO,
                Simulation.HI,
                proposal.analysis().luminosity())));
        add(items, "default", proposal, proposal.before());
        add(items, "proposed", proposal, proposal.after());
        List<Object> card = card(proposal.after().binning());
        items.add(Text.of("", "in the card: \"binnings\": {\"" + id + "\": " + json(card) + "}"));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", id);
        fields.put("trials", proposal.trials());
        fields.put("seed", proposal.seed());
        fields.put("default", fields(proposal, proposal.before()));
        fields.put("proposed", fields(proposal, proposal.after()));
        fields.put("binnings", Map.of(id, card));
        items.add(new Document(fields));
        items.add(MigrationFigure.of(proposal));
        return new Report("binning", "Bins of " + proposal.observable().label(), items);
    }

    private static void add(List<Item> items, String title, Proposal proposal, Figures figures) {
        boolean share = !proposal.process().isEmpty();
        var columns = new ArrayList<>(List.of(
                Column.left("label", title),
                Column.right("signal", "signal", ""),
                Column.right("background", "background", ""),
                Column.right("ams", "AMS", ""),
                Column.right("purity", "purity", "")));
        if (share) {
            columns.add(Column.right("share", proposal.process(), ""));
        }
        var table = Table.of("", columns);
        for (int i = 0; i < figures.binning().size(); i++) {
            var cells = new ArrayList<>(List.of(
                    Cell.of(figures.binning().bins().get(i).label()),
                    Cell.of(figures.signal()[i], "%.1f"),
                    Cell.of(figures.background()[i], "%.1f"),
                    Cell.of(figures.ams(i), "%.2f"),
                    Cell.of(figures.migration().purity(i), "%.3f")));
            if (share) {
                cells.add(Cell.of(figures.share(i), "%.3f"));
            }
            table.row(cells);
        }
        items.add(Text.of(""));
        items.add(table.table());
        items.add(Text.of(String.format(
                Locale.ROOT,
                "%d bins, migration score %.3f, condition number %.3f",
                figures.binning().size(),
                figures.migration().score(),
                figures.migration().conditionNumber())));
    }

    /**
     * Bins as the card writes them: edges where these say it all, else every bin. A missing end is null, a whole number has
     * no point.
     */
    static List<Object> card(Binning binning) {
        List<Bin> intervals = binning.bins().stream()
                .filter(bin -> !bin.ranges().get(0).absent())
                .toList();
        boolean edges = binning.dimension() == 1;
        for (int i = 0; i < intervals.size() && edges; i++) {
            Range range = intervals.get(i).ranges().get(0);
            boolean follows = i == 0 || intervals.get(i - 1).ranges().get(0).hi() == range.lo();
            edges = follows && intervals.get(i).label().equals(Binning.label(range.lo(), range.hi()));
        }
        var list = new ArrayList<Object>();
        if (edges && !intervals.isEmpty()) {
            list.add(edge(intervals.get(0).ranges().get(0).lo()));
            intervals.forEach(bin -> list.add(edge(bin.ranges().get(0).hi())));
            return list;
        }
        for (Bin bin : binning.bins()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("label", bin.label());
            one.put("ranges", bin.ranges().stream().map(ProposalReport::range).toList());
            list.add(one);
        }
        return list;
    }

    private static Object range(Range range) {
        if (range.absent()) {
            return "absent";
        }
        return range.equals(Range.ANY) ? "any" : Arrays.asList(edge(range.lo()), edge(range.hi()));
    }

    private static @Nullable Object edge(double edge) {
        if (Double.isInfinite(edge)) {
            return null;
        }
        boolean whole = edge == Math.rint(edge) && Math.abs(edge) < 1e15;
        return whole ? (Object) (long) edge : (Object) edge;
    }

    /** Bins of a card on one line of JSON. */
    static String json(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ProposalReport::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.valueOf(value);
    }

    private static Map<String, Object> fields(Proposal proposal, Figures figures) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("migrationScore", figures.migration().score());
        fields.put("conditionNumber", figures.migration().conditionNumber());
        var bins = new ArrayList<Object>();
        for (int i = 0; i < figures.binning().size(); i++) {
            var bin = new LinkedHashMap<String, Object>();
            bin.put("label", figures.binning().bins().get(i).label());
            bin.put("signal", figures.signal()[i]);
            bin.put("background", figures.background()[i]);
            bin.put("ams", figures.ams(i));
            bin.put("purity", figures.migration().purity(i));
            if (!proposal.process().isEmpty()) {
                bin.put("share" + proposal.process(), figures.share(i));
            }
            bins.add(bin);
        }
        fields.put("bins", bins);
        fields.put("migration", figures.migration().share());
        return fields;
    }
}
