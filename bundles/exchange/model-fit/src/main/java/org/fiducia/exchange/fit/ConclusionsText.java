package org.fiducia.exchange.fit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Grid;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Conclusions.Test;

/** What was concluded, for people. */
final class ConclusionsText {
    private static final String[] LEVELS = {"68.3 %", "95 %"};

    private final Outcome outcome;
    private final Answers answers;
    private final PrintWriter out;

    ConclusionsText(Outcome outcome, PrintWriter out) {
        this.outcome = outcome;
        answers = outcome.conclusions().answers();
        this.out = out;
    }

    void print() {
        answers.scans().forEach(this::scan);
        answers.grids().forEach(this::grid);
        answers.contours().forEach(this::contours);
        if (!answers.limits().isEmpty()) {
            limits();
        }
        if (!answers.tests().isEmpty()) {
            tests();
        }
        answers.discoveries().forEach(discovery -> {
            out.println();
            if (discovery.value().significance() == Double.POSITIVE_INFINITY) {
                line(
                        "significance of %s, %s: infinite, p = 0: without it nothing is expected where something was"
                                + " observed",
                        discovery.parameter(), answers.method().test());
                return;
            }
            line(
                    "significance of %s, %s: %.3f standard deviations, p = %.4g",
                    discovery.parameter(),
                    answers.method().test(),
                    discovery.value().significance(),
                    discovery.value().pValue());
        });
        answers.goodness().forEach((id, value) -> {
            out.println();
            line(
                    "goodness of fit, %s: %.5g, p = %.3g ± %.2g (%d toys)",
                    id,
                    value.statistic(),
                    value.pValue(),
                    Math.sqrt(Math.max(value.pValue() * (1 - value.pValue()), 1.0 / value.toys()) / value.toys()),
                    value.toys());
        });
        outcome.conclusions().failures().forEach((question, why) -> {
            out.println();
            line("no %s: %s; %s", question, why.getMessage(), why.remedy());
        });
    }

    private void scan(Scan scan) {
        double scale = outcome.scale(scan.parameter());
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"scan of " + scan.parameter(), "2ΔNLL"});
        for (int i = 0; i < scan.points().length; i++) {
            double rise = scan.rises()[i];
            rows.add(new String[] {
                Columns.rounded(scan.points()[i], scale), Double.isNaN(rise) ? "-" : Columns.number("%.4f", rise)
            });
        }
        out.println();
        Columns.table(rows, out);
        for (int k = 0; k < LEVELS.length; k++) {
            line("  %s: %s", LEVELS[k], Columns.interval(scan.crossings(Conclusions.ONE[k]), scale));
        }
    }

    private void grid(Grid grid) {
        double largest = 0;
        int none = 0;
        for (double[] row : grid.rises()) {
            for (double rise : row) {
                none += Double.isNaN(rise) ? 1 : 0;
                largest = Double.isNaN(rise) ? largest : Math.max(largest, rise);
            }
        }
        out.println();
        line(
                "scan of %s and %s: %d × %d points, 2ΔNLL up to %.4g%s",
                grid.first(),
                grid.second(),
                grid.firstPoints().length,
                grid.secondPoints().length,
                largest,
                none > 0 ? ", " + none + " without a fit" : "");
    }

    private void contours(Contours contours) {
        for (int k = 0; k < LEVELS.length; k++) {
            List<Point> curve = contours.curves().get(k);
            if (!curve.isEmpty()) {
                out.println();
                line("%s contour, %d points%s", LEVELS[k], curve.size(), limited(curve));
                line("  %s", extent(contours.first(), curve, true));
                line("  %s", extent(contours.second(), curve, false));
            }
        }
    }

    private static String limited(List<Point> curve) {
        long at = curve.stream().filter(Point::atLimit).count();
        return at > 0 ? ", " + at + " of them at limits of the parameters" : "";
    }

    private String extent(String parameter, List<Point> curve, boolean first) {
        double scale = outcome.scale(parameter);
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (Point point : curve) {
            double value = first ? point.first() : point.second();
            lo = Math.min(lo, value);
            hi = Math.max(hi, value);
        }
        return parameter + " from " + Columns.rounded(lo, scale) + " to " + Columns.rounded(hi, scale);
    }

    private void limits() {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {
            "upper limit, " + answers.method().test(),
            "level",
            "observed",
            "-2 σ",
            "-1 σ",
            "expected",
            "+1 σ",
            "+2 σ",
            ""
        });
        for (Limit limit : answers.limits()) {
            double scale = 0.1 * limit.value().observed();
            var row = new ArrayList<String>(List.of(
                    limit.parameter(),
                    Columns.general(100 * limit.level()) + " %",
                    Columns.rounded(limit.value().observed(), scale)));
            for (double expected : limit.value().expected()) {
                row.add(Double.isNaN(expected) ? "-" : Columns.rounded(expected, scale));
            }
            row.add("");
            rows.add(row.toArray(String[]::new));
        }
        out.println();
        Columns.table(rows, out);
    }

    private void tests() {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {
            "CLs, " + answers.method().test(), "of", "observed", "-2 σ", "-1 σ", "expected", "+1 σ", "+2 σ", ""
        });
        for (Test test : answers.tests()) {
            double error = test.cls().error();
            var row = new ArrayList<String>(List.of(
                    test.parameter(),
                    Columns.general(test.value()),
                    error > 0
                            ? Columns.rounded(test.cls().observed(), error) + " ± " + Columns.rounded(error, error)
                            : Columns.number("%.6g", test.cls().observed())));
            for (double expected : test.cls().expected()) {
                row.add(Columns.number(error > 0 ? "%.4g" : "%.6g", expected));
            }
            row.add("");
            rows.add(row.toArray(String[]::new));
        }
        out.println();
        Columns.table(rows, out);
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }
}
