package org.fiducia.exchange.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.exchange.published.MeasuredValues.Input;
import org.fiducia.exchange.published.MeasuredValues.Source;

/** What is said of values of one quantity that were combined. */
final class ValuesReport {
    /** Correlations that are tried. */
    private static final double[] CORRELATIONS = {0, .1, .2, .3, .5, .7, .9, 1};

    private static final String STATISTICAL = "statistical";
    private static final String ALL = "Total";
    private static final String STAT = "Statistical";
    private static final String COMBINED = "Combination, total";
    private static final String FORM = "%.4f";

    private final MeasuredValues values;
    private final Minimum.Tools tools;
    private final Blue blue;
    private final Minimum minimum;

    ValuesReport(MeasuredValues values, Minimum.Tools tools) {
        this.values = values;
        this.tools = tools;
        blue = Blue.of(values);
        minimum = new Minimum(Gaussians.model(values), tools);
    }

    /**
     * All of it.
     *
     * @param order in which sources are frozen; empty for that of the file
     * @param scanned sources whose correlations are tried; empty for those of which nothing is said
     */
    Report of(List<String> order, List<String> scanned) {
        Interval total = minimum.intervals(group -> false).get(0).interval();
        Interval statistical = minimum.intervals(group -> true).get(0).interval();
        var items = new ArrayList<Item>();
        items.add(inputs());
        items.add(Text.of(""));
        items.add(results(total, statistical));
        items.add(new Text(remarks()));
        items.add(split(order, total));
        for (String source : scanned.isEmpty() ? values.unknown() : scanned) {
            items.add(Text.of(""));
            items.add(scan(source));
        }
        for (TheoryBlock block : values.theory()) {
            items.add(Text.of(""));
            items.add(theory(block));
        }
        items.add(document(total, statistical));
        items.add(figure(total, statistical));
        return new Report("combine", values.title(), items);
    }

    private String unit() {
        return values.unit();
    }

    private Table inputs() {
        var columns = new ArrayList<>(List.of(Column.left("name", "input"), Column.right("value", "value", unit())));
        values.sources().forEach(source -> columns.add(Column.right(source.name(), source.name(), "")));
        columns.add(Column.right("weight", "weight", ""));
        var table = Table.of("inputs", columns).titled(values.title());
        for (int k = 0; k < values.inputs().size(); k++) {
            Input input = values.inputs().get(k);
            var row = new ArrayList<>(List.of(Cell.of(input.name()), Cell.of(input.value(), FORM)));
            values.sources().forEach(source -> row.add(Cell.of(input.error(source.name()), FORM)));
            row.add(Cell.of(blue.weights()[k], FORM));
            table.row(row);
        }
        return table.table();
    }

    private Table results(Interval total, Interval statistical) {
        double half = 0.5 * (total.down() + total.up());
        double stat = 0.5 * (statistical.down() + statistical.up());
        return Table.of(
                        "results",
                        Column.left("method", "method"),
                        Column.right("value", "value", unit()),
                        Column.right("stat", "stat", ""),
                        Column.right("syst", "syst", ""),
                        Column.right("total", "total", ""))
                .row(
                        Cell.of("linear estimate"),
                        Cell.of(blue.value(), FORM),
                        Cell.of(blue.part(values, true), FORM),
                        Cell.of(blue.part(values, false), FORM),
                        Cell.of(blue.total(), FORM))
                .row(
                        Cell.of("likelihood"),
                        Cell.of(total.value(), FORM),
                        Cell.of(stat, FORM),
                        Cell.of(Math.sqrt(Math.max(0, half * half - stat * stat)), FORM),
                        Cell.of(half, FORM))
                .table();
    }

    private List<String> remarks() {
        var lines = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "χ² %.3f / %d, p-value %.3f",
                blue.chi2(),
                values.inputs().size() - 1,
                blue.pValue())));
        for (int k = 0; k < blue.weights().length; k++) {
            if (blue.weights()[k] < 0) {
                lines.add("the weight of " + values.inputs().get(k).name()
                        + " is negative: its correlation is larger than the ratio of the uncertainties");
            }
        }
        lines.add("the statistical part of the likelihood has all nuisances held at the best fit, that of the linear"
                + " estimate has its weights");
        lines.add("");
        return lines;
    }

    /** Uncertainty by source: of the linear estimate, and by freezing one source after the other. */
    private Table split(List<String> order, Interval total) {
        List<String> all = values.sources().stream()
                .filter(source -> !source.statistical())
                .map(Source::name)
                .toList();
        var sequence = new ArrayList<>(order);
        all.stream().filter(name -> !order.contains(name)).forEach(sequence::add);
        var table = Table.of(
                        "parts",
                        Column.left("source", "source, frozen in this order"),
                        Column.right("estimate", "linear estimate", ""),
                        Column.right("down", "likelihood −", ""),
                        Column.right("up", "+", ""))
                .titled("parts of the uncertainty");
        var frozen = new HashSet<String>();
        Interval before = total;
        for (String name : sequence) {
            frozen.add(name);
            Interval now = minimum.intervals(frozen::contains).get(0).interval();
            table.row(
                    Cell.of(name),
                    Cell.of(blue.parts().getOrDefault(name, 0.0), FORM),
                    Cell.of(without(before.down(), now.down()), FORM),
                    Cell.of(without(before.up(), now.up()), FORM));
            before = now;
        }
        return table.row(
                        Cell.of(STATISTICAL),
                        Cell.of(blue.part(values, true), FORM),
                        Cell.of(before.down(), FORM),
                        Cell.of(before.up(), FORM))
                .table();
    }

    private static double without(double all, double rest) {
        return Math.sqrt(Math.max(0, all * all - rest * rest));
    }

    private Table scan(String source) {
        var columns = new ArrayList<>(List.of(
                Column.right("correlation", "correlation", ""),
                Column.right("value", "value", unit()),
                Column.right("stat", "stat", ""),
                Column.right("syst", "syst", ""),
                Column.right("total", "total", ""),
                Column.right("chi2", "χ²", "")));
        for (int k = 0; k < values.inputs().size(); k++) {
            columns.add(Column.right(
                    "weight" + k, "weight of " + values.inputs().get(k).name(), ""));
        }
        var table = Table.of("scan_" + source, columns).titled("correlation of " + source + " between the inputs");
        for (double rho : CORRELATIONS) {
            MeasuredValues tried = values.with(source, rho);
            Blue found = Blue.of(tried);
            var row = new ArrayList<>(List.of(
                    Cell.of(rho, "%.1f"),
                    Cell.of(found.value(), FORM),
                    Cell.of(found.part(tried, true), FORM),
                    Cell.of(found.part(tried, false), FORM),
                    Cell.of(found.total(), FORM),
                    Cell.of(found.chi2(), "%.3f")));
            Arrays.stream(found.weights()).forEach(weight -> row.add(Cell.of(weight, FORM)));
            table.row(row);
        }
        return table.table();
    }

    private static Table theory(TheoryBlock block) {
        var table = Table.of(
                        "theory_" + block.name(),
                        Column.left("component", "component"),
                        Column.right("down", "−", "%"),
                        Column.right("up", "+", "%"))
                .titled(String.format(Locale.ROOT, "%s: %s %s", block.name(), block.value(), block.unit())
                        .strip());
        block.linear().forEach(c -> row(table, c.name(), c.down(), c.up()));
        row(table, "their linear sum", block.sum(false), block.sum(true));
        block.quadrature().forEach(c -> row(table, c.name() + ", in quadrature", c.down(), c.up()));
        row(table, "total", block.total(false), block.total(true));
        return table.table();
    }

    private static void row(Table.Rows table, String name, double down, double up) {
        table.row(Cell.of(name), Cell.of(down, "%.2f"), Cell.of(up, "%.2f"));
    }

    private Document document(Interval total, Interval statistical) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("quantity", values.name());
        fields.put("unit", unit());
        fields.put("estimate", Map.of("value", blue.value(), "total", blue.total(), "chi2", blue.chi2()));
        fields.put(
                "likelihood",
                Map.of(
                        "value",
                        total.value(),
                        "down",
                        total.down(),
                        "up",
                        total.up(),
                        "statistical",
                        Map.of("down", statistical.down(), "up", statistical.up()),
                        "chi2",
                        minimum.chi2()));
        return new Document("", fields);
    }

    private Figure figure(Interval total, Interval statistical) {
        int n = values.inputs().size();
        var names = new ArrayList<>(values.inputs().stream().map(Input::name).toList());
        names.add("Combination");
        var all = new ArrayList<Point>();
        var stat = new ArrayList<Point>();
        IntStream.range(0, n).forEach(k -> {
            Input input = values.inputs().get(k);
            add(all, k, input.value(), size(input, false), size(input, false));
            add(stat, k, input.value(), size(input, true), size(input, true));
        });
        add(all, n, total.value(), total.down(), total.up());
        add(stat, n, total.value(), statistical.down(), statistical.up());
        var band = new Band(
                COMBINED,
                List.of(0.0, n + 1.0),
                List.of(total.value() - total.down()),
                List.of(total.value() + total.up()));
        return new Figure(
                        "values",
                        values.title(),
                        "",
                        Axis.of("", names),
                        List.of(new Panel(
                                Axis.linear(values.label(), unit()),
                                1,
                                List.of(band, new Points(STAT, stat, Mark.THICK), new Points(ALL, all)),
                                List.of())))
                .toned(Map.of(ALL, Tone.DATA, STAT, Tone.STATISTICAL, COMBINED, Tone.UNCERTAINTY));
    }

    private static void add(List<Point> points, int place, double value, double down, double up) {
        points.add(new Point(place + 0.5, value, down, up));
    }

    private double size(Input input, boolean statistical) {
        return Math.sqrt(values.sources().stream()
                .filter(source -> !statistical || source.statistical())
                .mapToDouble(source -> Math.pow(input.error(source.name()), 2))
                .sum());
    }
}
