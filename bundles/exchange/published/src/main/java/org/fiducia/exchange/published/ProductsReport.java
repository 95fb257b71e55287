package org.fiducia.exchange.published;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.special.Gamma;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.exchange.published.Minimum.Result;
import org.fiducia.exchange.published.Products.Per;

/** What is said of products that were combined. */
final class ProductsReport {
    private static final String FORM = "%.3f";

    private ProductsReport() {}

    static Report of(Products products, Per per, Minimum.Tools tools) {
        var minimum = new Minimum(products.model(per), tools);
        List<Result> results = minimum.intervals(group -> false);
        int degrees = products.best().length - results.size();
        var items = new ArrayList<Item>();
        items.add(Text.of(products.source(), ""));
        var table = Table.of(
                "strengths",
                Column.left("name", "strength"),
                Column.right("value", "value", ""),
                Column.right("down", "−", ""),
                Column.right("up", "+", ""));
        for (Result result : results) {
            Interval interval = result.interval();
            table.row(
                    Cell.of(result.name()),
                    Cell.of(interval.value(), FORM),
                    Cell.of(interval.down(), FORM),
                    Cell.of(interval.up(), FORM));
        }
        items.add(table.table());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("chi2", minimum.chi2());
        fields.put("degreesOfFreedom", degrees);
        var lines = new ArrayList<>(List.of(""));
        if (degrees > 0) {
            double p = Gamma.regularizedGammaQ(0.5 * degrees, 0.5 * Math.max(0, minimum.chi2()));
            fields.put("pValue", p);
            lines.add(String.format(Locale.ROOT, "χ² %.2f / %d, p-value %.3f", minimum.chi2(), degrees, p));
        }
        for (int k : products.atBound()) {
            lines.add(String.join(" ", products.axes().get(k))
                    + " stood at a bound: its larger error is taken for both sides");
        }
        lines.add("likelihood of variable Gaussians: good to the rounding of the published numbers, not exact");
        items.add(new Text(lines));
        items.add(new Document("", fields));
        items.add(figure(products, results));
        return new Report("combine", products.source(), items);
    }

    private static Figure figure(Products products, List<Result> results) {
        var points = new ArrayList<Point>();
        var names = new ArrayList<String>();
        for (int k = 0; k < results.size(); k++) {
            Interval interval = results.get(k).interval();
            points.add(new Point(k + 0.5, interval.value(), interval.down(), interval.up()));
            names.add(results.get(k)
                    .name()
                    .replace("mu_", "")
                    .replace("mu", "$\\mu$")
                    .replace('_', ' '));
        }
        return new Figure(
                "strengths",
                products.source(),
                "",
                Axis.of("", names),
                List.of(new Panel(
                        Axis.linear("Signal strength $\\mu$", ""),
                        1,
                        List.of(
                                new Line("", List.of(0.0, (double) names.size()), List.of(1.0, 1.0)),
                                new Points("Combination", points)),
                        List.of())));
    }
}
