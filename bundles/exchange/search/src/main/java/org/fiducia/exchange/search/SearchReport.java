package org.fiducia.exchange.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.drawing.Numbers;

/** The answer: limits, events per region, and their pictures. */
final class SearchReport {
    private static final String NUMBER = "%.3f";
    private static final String EVENTS = "%.2f ± %.2f";
    private static final String[] BANDS = {"minus2", "minus1", "median", "plus1", "plus2"};
    private static final String[] TITLES = {"-2 σ", "-1 σ", "expected", "+1 σ", "+2 σ"};

    private SearchReport() {}

    /**
     * The report.
     *
     * @param title of the model
     * @param strength name of the parameter
     * @param found of every channel, and of all together at the end
     */
    static Report of(String title, String strength, List<Search.Found> found) {
        var items = new ArrayList<Item>();
        items.add(limits(strength, found));
        List<Search.Found> limited =
                found.stream().filter(each -> each.limit().isPresent()).toList();
        found.forEach(each -> each.failure()
                .ifPresent(why ->
                        items.add(Text.of("", "no limit of " + each.part().name() + ": " + why.getMessage()))));
        if (!limited.isEmpty()) {
            items.add(BrazilFigure.of(
                    title,
                    strength,
                    limited.stream().map(each -> each.part().title()).toList(),
                    limited.stream().map(each -> each.limit().orElseThrow()).toList()));
        }
        Search.Found whole = found.get(found.size() - 1);
        items.addAll(regions(strength, whole));
        var report = new Report("search", title, List.copyOf(items), 0, Optional.empty());
        return limited.size() == found.size() ? report : report.failed(Kind.FIT);
    }

    private static Table limits(String strength, List<Search.Found> found) {
        var columns = new ArrayList<>(List.of(
                Column.left("channel", "channel"),
                Column.right("value", strength, ""),
                Column.right("down", "-", ""),
                Column.right("up", "+", ""),
                Column.right("observed", "observed", "")));
        for (int k = 0; k < BANDS.length; k++) {
            columns.add(Column.right(BANDS[k], TITLES[k], ""));
        }
        var table = Table.of("limits", columns).titled(heading(strength, found));
        for (Search.Found each : found) {
            Result result = each.conclusions().quantities().get(0);
            var cells = new ArrayList<Cell>();
            cells.add(Cell.of(each.part().name()));
            cells.add(Cell.of(result.value(), NUMBER));
            cells.add(Cell.of(result.total().map(Interval::down).orElse(Double.NaN), NUMBER));
            cells.add(Cell.of(result.total().map(Interval::up).orElse(Double.NaN), NUMBER));
            Optional<Limit> limit = each.limit();
            cells.add(Cell.of(limit.map(l -> l.value().observed()).orElse(Double.NaN), NUMBER));
            for (int k = 0; k < BANDS.length; k++) {
                int band = k;
                cells.add(Cell.of(limit.map(l -> l.value().expected()[band]).orElse(Double.NaN), NUMBER));
            }
            table.row(cells);
        }
        return table.table();
    }

    private static String heading(String strength, List<Search.Found> found) {
        return found.stream()
                .flatMap(each -> each.limit().stream()
                        .map(limit -> String.format(
                                Locale.ROOT,
                                "upper limits on %s at %s %%, %s",
                                strength,
                                Numbers.brief(100 * limit.level(), 4),
                                each.conclusions().answers().method().test())))
                .findFirst()
                .orElse("no limit on " + strength);
    }

    /** Events of every region in a fit of all, and their distributions. */
    private static List<Item> regions(String strength, Search.Found whole) {
        Part part = whole.part();
        FitResult best = whole.conclusions().fit().best();
        Expected before = Expected.before(whole.likelihood());
        Expected after = Expected.after(
                whole.likelihood(), best.parameters(), Expected.known(best.covariance(), best.parameters().length));
        var table = Table.of(
                        "regions",
                        Column.left("region", "region"),
                        Column.right("observed", "observed", ""),
                        Column.right("before", "before the fit", ""),
                        Column.right("after", "after the fit", ""))
                .titled("events");
        var items = new ArrayList<Item>();
        var fields = new LinkedHashMap<String, Object>();
        var figures = new ArrayList<Item>();
        for (Distribution distribution : Distribution.of(part)) {
            List<Expected.Events> early = distribution.events(part, before);
            List<Expected.Events> late = distribution.events(part, after);
            double[] observed = distribution.observed(part);
            table.row(
                    Cell.of(distribution.name()),
                    Cell.of(Math.round(Arrays.stream(observed).sum())),
                    total(before, early),
                    total(after, late));
            fields.put(distribution.name(), bins(distribution, part, before, after));
            if (distribution.bins().size() > 1) {
                String id = "events-" + distribution.name().replaceAll("[^A-Za-z0-9_]+", "-");
                figures.add(distribution.figure(part, strength, before, id + "-before", "before the fit", "Data"));
                figures.add(distribution.figure(part, strength, after, id + "-after", "after the fit", "Data"));
            }
        }
        items.add(table.table());
        items.add(new Document("events", fields));
        items.addAll(figures);
        return items;
    }

    private static Cell total(Expected expected, List<Expected.Events> events) {
        Expected.Events sum = Expected.Events.sum(events);
        return Cell.of(sum.number(), expected.error(sum), EVENTS);
    }

    private static Map<String, Object> bins(Distribution distribution, Part part, Expected before, Expected after) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(
                "bins",
                distribution.bins().stream().map(Distribution.Bin::label).toList());
        fields.put("observed", distribution.observed(part));
        fields.put("before", expected(distribution, part, before));
        fields.put("after", expected(distribution, part, after));
        return fields;
    }

    private static Map<String, Object> expected(Distribution distribution, Part part, Expected expected) {
        var fields = new LinkedHashMap<String, Object>();
        List<Expected.Events> events = distribution.events(part, expected);
        fields.put("events", events.stream().map(Expected.Events::number).toList());
        fields.put("errors", events.stream().map(expected::error).toList());
        fields.put("processes", new LinkedHashMap<String, Object>(distribution.processes(part, expected)));
        return fields;
    }
}
