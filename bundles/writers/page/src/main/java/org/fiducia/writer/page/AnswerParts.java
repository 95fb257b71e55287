package org.fiducia.writer.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Discovery;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Conclusions.Test;
import org.fiducia.drawing.Numbers;

/** Answers to further questions: scans, contours, limits, tests, significances, goodness of the fit. */
record AnswerParts(Answers answers) {
    private static final int DIGITS = 4;

    /** All that were asked for. */
    Part all(Pictures pictures) {
        return new Part(
                "answers",
                "Scans, limits and goodness of fit",
                pictures.figures(name -> name.startsWith("scan-"))
                        + scans()
                        + pictures.figures(name -> name.startsWith("contour-"))
                        + contours()
                        + limits()
                        + tests()
                        + discoveries()
                        + goodness());
    }

    private String scans() {
        var table = new HtmlTable("scan of", "68.3 %", "95.4 %", "68.3 % without systematic uncertainties");
        for (Scan scan : answers.scans()) {
            table.row(
                    Words.code(scan.parameter()),
                    range(scan.crossings(1)),
                    range(scan.crossings(4)),
                    scan.held().map(held -> range(held.crossings(1))).orElse(""));
        }
        return table.html();
    }

    private String contours() {
        var table = new HtmlTable(
                List.of(0, 1), List.of("contour", "level", "extent of the first", "extent of the second"));
        for (Contours c : answers.contours()) {
            for (int k = 0; k < c.curves().size(); k++) {
                table.row(
                        Words.code(c.first()) + ", " + Words.code(c.second()),
                        k == 0 ? "68.3 %" : "95 %",
                        extent(c.curves().get(k), Point::first),
                        extent(c.curves().get(k), Point::second));
            }
        }
        return table.html();
    }

    private static List<String> bands(String first, String second) {
        return List.of(first, second, "observed", "−2 σ", "−1 σ", "expected", "+1 σ", "+2 σ");
    }

    private String limits() {
        var table = new HtmlTable(
                List.of(0),
                bands("upper limit, " + Words.escaped(answers.method().test()), "level"));
        for (Limit limit : answers.limits()) {
            table.row(cells(
                    Words.code(limit.parameter()),
                    Numbers.brief(100 * limit.level(), DIGITS) + " %",
                    limit.value().observed(),
                    limit.value().expected()));
        }
        return table.html();
    }

    private String tests() {
        var table = new HtmlTable(
                List.of(0),
                bands("CL<sub>s</sub>, " + Words.escaped(answers.method().test()), "of"));
        for (Test test : answers.tests()) {
            table.row(cells(
                    Words.code(test.parameter()),
                    Numbers.brief(test.value(), DIGITS),
                    test.cls().observed(),
                    test.cls().expected()));
        }
        return table.html();
    }

    private static List<String> cells(String name, String of, double observed, double[] expected) {
        var cells = new ArrayList<>(List.of(name, of, Numbers.significant(observed, DIGITS)));
        for (double value : expected) {
            cells.add(Numbers.significant(value, DIGITS));
        }
        return cells;
    }

    private String discoveries() {
        var table = new HtmlTable(
                "significance, " + Words.escaped(answers.method().test()), "standard deviations", "<i>p</i>-value");
        for (Discovery discovery : answers.discoveries()) {
            table.row(
                    Words.code(discovery.parameter()),
                    Numbers.fixed(discovery.value().significance(), 2),
                    Words.probability(discovery.value().pValue()));
        }
        return table.html();
    }

    private String goodness() {
        var table = new HtmlTable("goodness of fit", "statistic", "<i>p</i>-value", "toys");
        answers.goodness()
                .forEach((id, outcome) -> table.row(
                        Words.escaped(id),
                        Numbers.significant(outcome.statistic(), 5),
                        Words.probability(outcome.pValue()),
                        String.valueOf(outcome.toys())));
        return table.html();
    }

    /** An interval of which an end that lies beyond what was looked at is NaN. */
    private static String range(double[] ends) {
        String lo = Double.isNaN(ends[0]) ? "" : Numbers.significant(ends[0], DIGITS);
        String hi = Double.isNaN(ends[1]) ? "" : Numbers.significant(ends[1], DIGITS);
        return lo + " … " + hi;
    }

    private static String extent(List<Point> curve, ToDoubleFunction<Point> coordinate) {
        if (curve.isEmpty()) {
            return "not closed";
        }
        var values = curve.stream().mapToDouble(coordinate).summaryStatistics();
        return range(new double[] {values.getMin(), values.getMax()});
    }
}
