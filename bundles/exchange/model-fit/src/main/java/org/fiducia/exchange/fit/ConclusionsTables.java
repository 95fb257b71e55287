package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Grid;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Conclusions.Test;
import org.fiducia.api.report.Item;

/** What was concluded beyond the fit. */
final class ConclusionsTables {
    private static final String[] LEVELS = {"68.3 %", "95 %"};
    private static final List<String> BAND = List.of("observed", "-2 σ", "-1 σ", "expected", "+1 σ", "+2 σ");

    private final Outcome outcome;
    private final Answers answers;
    private final Lines lines = new Lines();

    private ConclusionsTables(Outcome outcome) {
        this.outcome = outcome;
        answers = outcome.conclusions().answers();
    }

    static List<Item> of(Outcome outcome) {
        var tables = new ConclusionsTables(outcome);
        tables.fill();
        return tables.lines.items();
    }

    private void fill() {
        answers.scans().forEach(this::scan);
        answers.grids().forEach(this::grid);
        answers.contours().forEach(this::contours);
        limits();
        tests();
        answers.discoveries().forEach(discovery -> {
            String of = "significance of " + discovery.parameter() + ", "
                    + answers.method().test();
            if (discovery.value().significance() == Double.POSITIVE_INFINITY) {
                lines.apart("%s: infinite, p = 0: without it nothing is expected where something was observed", of);
            } else {
                lines.apart(
                        "%s: %.3f standard deviations, p = %.4g",
                        of, discovery.value().significance(), discovery.value().pValue());
            }
        });
        answers.goodness()
                .forEach((id, value) -> lines.apart(
                        "goodness of fit, %s: %.5g, p = %.3g ± %.2g (%d toys)",
                        id,
                        value.statistic(),
                        value.pValue(),
                        Math.sqrt(Math.max(value.pValue() * (1 - value.pValue()), 1.0 / value.toys()) / value.toys()),
                        value.toys()));
        outcome.conclusions()
                .failures()
                .forEach((question, why) ->
                        lines.apart("no %s: %s; %s", question, String.valueOf(why.getMessage()), why.remedy()));
    }

    private void scan(Scan scan) {
        double scale = outcome.scale(scan.parameter());
        var rows = new ArrayList<List<String>>(List.of(List.of("scan of " + scan.parameter(), "2ΔNLL")));
        for (int i = 0; i < scan.points().length; i++) {
            double rise = scan.rises()[i];
            rows.add(List.of(
                    Lines.rounded(scan.points()[i], scale), Double.isNaN(rise) ? "-" : Lines.number("%.4f", rise)));
        }
        lines.table(rows);
        for (int k = 0; k < LEVELS.length; k++) {
            lines.line("%s: %s", LEVELS[k], interval(scan.crossings(Conclusions.ONE[k]), scale));
        }
    }

    /** An interval of which an end that lies beyond what was looked at is NaN. */
    private static String interval(double[] ends, double uncertainty) {
        String lo = Lines.rounded(ends[0], uncertainty);
        String hi = Lines.rounded(ends[1], uncertainty);
        if (Double.isNaN(ends[0])) {
            return Double.isNaN(ends[1]) ? "all of the range" : "up to " + hi;
        }
        return Double.isNaN(ends[1]) ? "from " + lo : lo + " to " + hi;
    }

    private void grid(Grid grid) {
        var rises = Arrays.stream(grid.rises())
                .flatMapToDouble(Arrays::stream)
                .filter(rise -> !Double.isNaN(rise))
                .summaryStatistics();
        long none = (long) grid.firstPoints().length * grid.secondPoints().length - rises.getCount();
        lines.apart(
                "scan of %s and %s: %d × %d points, 2ΔNLL up to %.4g%s",
                grid.first(),
                grid.second(),
                grid.firstPoints().length,
                grid.secondPoints().length,
                Math.max(0, rises.getMax()),
                none > 0 ? ", " + none + " without a fit" : "");
    }

    private void contours(Contours contours) {
        for (int k = 0; k < LEVELS.length; k++) {
            List<Point> curve = contours.curves().get(k);
            if (!curve.isEmpty()) {
                long at = curve.stream().filter(Point::atLimit).count();
                String limited = at > 0 ? ", " + at + " of them at limits of the parameters" : "";
                lines.apart("%s contour, %d points%s", LEVELS[k], curve.size(), limited);
                extent(contours.first(), curve, true);
                extent(contours.second(), curve, false);
            }
        }
    }

    private void extent(String parameter, List<Point> curve, boolean first) {
        double scale = outcome.scale(parameter);
        var values =
                curve.stream().mapToDouble(first ? Point::first : Point::second).summaryStatistics();
        lines.line(
                "%s from %s to %s",
                parameter, Lines.rounded(values.getMin(), scale), Lines.rounded(values.getMax(), scale));
    }

    private void limits() {
        var rows = new ArrayList<List<String>>();
        for (Limit limit : answers.limits()) {
            double scale = 0.1 * limit.value().observed();
            var row = new ArrayList<>(List.of(
                    limit.parameter(),
                    Lines.general(100 * limit.level()) + " %",
                    Lines.rounded(limit.value().observed(), scale)));
            for (double expected : limit.value().expected()) {
                row.add(Double.isNaN(expected) ? "-" : Lines.rounded(expected, scale));
            }
            rows.add(row);
        }
        table("upper limit, ", "level", rows);
    }

    private void tests() {
        var rows = new ArrayList<List<String>>();
        for (Test test : answers.tests()) {
            double error = test.cls().error();
            var row = new ArrayList<>(List.of(
                    test.parameter(),
                    Lines.general(test.value()),
                    error > 0
                            ? Lines.rounded(test.cls().observed(), error) + " ± " + Lines.rounded(error, error)
                            : Lines.number("%.6g", test.cls().observed())));
            rows.add(Lines.row(row, error > 0 ? "%.4g" : "%.6g", test.cls().expected()));
        }
        table("CLs, ", "of", rows);
    }

    private void table(String what, String of, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            var head = new ArrayList<>(List.of(what + answers.method().test(), of));
            head.addAll(BAND);
            rows.add(0, head);
            lines.table(rows);
        }
    }
}
