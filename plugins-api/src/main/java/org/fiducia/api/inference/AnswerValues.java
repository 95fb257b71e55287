package org.fiducia.api.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Scan;

/** Answers as JSON values; nothing is there that was not asked for. */
final class AnswerValues {
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Answers answers;

    private AnswerValues(Answers answers) {
        this.answers = answers;
    }

    static Map<String, Object> of(Answers answers) {
        var values = new AnswerValues(answers);
        values.scans();
        values.contours();
        values.tests();
        var goodness = new LinkedHashMap<String, Object>();
        answers.goodness()
                .forEach((id, value) -> goodness.put(
                        id, map("statistic", value.statistic(), "pValue", value.pValue(), "toys", value.toys())));
        values.put("goodness", goodness.isEmpty() ? null : goodness);
        return values.root;
    }

    /** What is null or an empty list was not asked for. */
    private void put(String name, @Nullable Object value) {
        if (value != null && !List.of().equals(value)) {
            root.put(name, value);
        }
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            map.put((String) namesAndValues[i], value instanceof Double x ? number(x) : value);
        }
        return map;
    }

    private static @Nullable Double number(double x) {
        return Double.isFinite(x) ? x : null;
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).mapToObj(AnswerValues::number).toList();
    }

    private void scans() {
        var scans = new ArrayList<Object>();
        for (Scan scan : answers.scans()) {
            Map<String, Object> node = map(
                    "parameter", scan.parameter(), "points", numbers(scan.points()), "rises", numbers(scan.rises()));
            scan.held().ifPresent(held -> node.put("statistical", numbers(held.rises())));
            scan.withoutChoice().ifPresent(frozen -> node.put("withoutChoice", numbers(frozen.rises())));
            node.put("crossings68", numbers(scan.crossings(Conclusions.ONE[0])));
            node.put("crossings95", numbers(scan.crossings(Conclusions.ONE[1])));
            scans.add(node);
        }
        put("scans", scans);
        put(
                "grids",
                answers.grids().stream()
                        .map(grid -> map(
                                "first", grid.first(),
                                "second", grid.second(),
                                "firstPoints", numbers(grid.firstPoints()),
                                "secondPoints", numbers(grid.secondPoints()),
                                "rises",
                                        Arrays.stream(grid.rises())
                                                .map(AnswerValues::numbers)
                                                .toList()))
                        .toList());
    }

    private void contours() {
        var all = new ArrayList<Object>();
        for (Contours pair : answers.contours()) {
            for (int k = 0; k < pair.curves().size(); k++) {
                List<Point> curve = pair.curves().get(k);
                if (!curve.isEmpty()) {
                    all.add(map(
                            "first", pair.first(),
                            "second", pair.second(),
                            "level", k == 0 ? 0.683 : 0.95,
                            "rise", Conclusions.TWO[k],
                            "points",
                                    curve.stream()
                                            .map(p -> List.of(p.first(), p.second()))
                                            .toList(),
                            "atLimit",
                                    IntStream.range(0, curve.size())
                                            .filter(i -> curve.get(i).atLimit())
                                            .boxed()
                                            .toList()));
                }
            }
        }
        put("contours", all);
    }

    private void tests() {
        String test = answers.method().test();
        put(
                "limits",
                answers.limits().stream()
                        .map(limit -> map(
                                "parameter", limit.parameter(),
                                "test", test,
                                "level", limit.level(),
                                "observed", limit.value().observed(),
                                "expected", numbers(limit.value().expected())))
                        .toList());
        put(
                "tests",
                answers.tests().stream()
                        .map(value -> map(
                                "parameter", value.parameter(),
                                "test", test,
                                "value", value.value(),
                                "observed", value.cls().observed(),
                                "error", value.cls().error(),
                                "expected", numbers(value.cls().expected())))
                        .toList());
        put(
                "significances",
                answers.discoveries().stream()
                        .map(discovery -> map(
                                "parameter",
                                discovery.parameter(),
                                "test",
                                test,
                                "significance",
                                discovery.value().significance(),
                                "infinite",
                                discovery.value().significance() == Double.POSITIVE_INFINITY,
                                "pValue",
                                discovery.value().pValue()))
                        .toList());
    }
}
