package org.fiducia.exchange.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.exchange.fit.Conclusions.Contours;

/** What was concluded, as JSON; nothing is added that was not asked for. */
final class ConclusionsJson {
    private ConclusionsJson() {}

    static void add(ObjectNode root, Conclusions conclusions) {
        scans(root, conclusions);
        contours(root, conclusions.contours());
        tests(root, conclusions);
        if (!conclusions.goodness().isEmpty()) {
            ObjectNode goodness = root.putObject("goodness");
            conclusions.goodness().forEach((id, value) -> {
                ObjectNode node = goodness.putObject(id);
                FitJson.number(node, "statistic", value.statistic());
                FitJson.number(node, "pValue", value.pValue());
                node.put("toys", value.toys());
            });
        }
        if (!conclusions.failures().isEmpty()) {
            ObjectNode failures = root.putObject("failures");
            conclusions.failures().forEach(failures::put);
        }
    }

    private static void scans(ObjectNode root, Conclusions conclusions) {
        if (!conclusions.scans().isEmpty()) {
            ArrayNode scans = root.putArray("scans");
            for (var scan : conclusions.scans()) {
                ObjectNode node = scans.addObject();
                node.put("parameter", scan.parameter());
                add(node.putArray("points"), scan.points());
                add(node.putArray("rises"), scan.rises());
                add(node.putArray("crossings68"), scan.crossings(Conclusions.ONE[0]));
                add(node.putArray("crossings95"), scan.crossings(Conclusions.ONE[1]));
            }
        }
        if (!conclusions.grids().isEmpty()) {
            ArrayNode grids = root.putArray("grids");
            for (var grid : conclusions.grids()) {
                ObjectNode node = grids.addObject();
                node.put("first", grid.first());
                node.put("second", grid.second());
                add(node.putArray("firstPoints"), grid.firstPoints());
                add(node.putArray("secondPoints"), grid.secondPoints());
                ArrayNode rows = node.putArray("rises");
                for (double[] row : grid.rises()) {
                    add(rows.addArray(), row);
                }
            }
        }
    }

    private static void contours(ObjectNode root, List<Contours> contours) {
        if (contours.isEmpty()) {
            return;
        }
        ArrayNode all = root.putArray("contours");
        for (var pair : contours) {
            for (int k = 0; k < pair.curves().size(); k++) {
                if (pair.curves().get(k) != null) {
                    ObjectNode node = all.addObject();
                    node.put("first", pair.first());
                    node.put("second", pair.second());
                    node.put("level", k == 0 ? 0.683 : 0.95);
                    FitJson.number(node, "rise", Conclusions.TWO[k]);
                    points(node, pair.curves().get(k));
                }
            }
        }
    }

    private static void points(ObjectNode node, List<Point> curve) {
        ArrayNode points = node.putArray("points");
        for (Point point : curve) {
            ArrayNode both = points.addArray();
            both.add(point.first());
            both.add(point.second());
        }
        ArrayNode limits = node.putArray("atLimit");
        for (int k = 0; k < curve.size(); k++) {
            if (curve.get(k).atLimit()) {
                limits.add(k);
            }
        }
    }

    private static void tests(ObjectNode root, Conclusions conclusions) {
        if (!conclusions.limits().isEmpty()) {
            ArrayNode limits = root.putArray("limits");
            for (var limit : conclusions.limits()) {
                ObjectNode node = limits.addObject();
                node.put("parameter", limit.parameter());
                node.put("test", conclusions.test());
                node.put("level", limit.level());
                FitJson.number(node, "observed", limit.value().observed());
                add(node.putArray("expected"), limit.value().expected());
            }
        }
        if (!conclusions.tests().isEmpty()) {
            ArrayNode values = root.putArray("tests");
            for (var test : conclusions.tests()) {
                ObjectNode node = values.addObject();
                node.put("parameter", test.parameter());
                node.put("test", conclusions.test());
                node.put("value", test.value());
                FitJson.number(node, "observed", test.cls().observed());
                FitJson.number(node, "error", test.cls().error());
                add(node.putArray("expected"), test.cls().expected());
            }
        }
        if (!conclusions.discoveries().isEmpty()) {
            ArrayNode discoveries = root.putArray("significances");
            for (var discovery : conclusions.discoveries()) {
                ObjectNode node = discoveries.addObject();
                node.put("parameter", discovery.parameter());
                node.put("test", conclusions.test());
                FitJson.number(node, "significance", discovery.value().significance());
                node.put("infinite", discovery.value().significance() == Double.POSITIVE_INFINITY);
                FitJson.number(node, "pValue", discovery.value().pValue());
            }
        }
    }

    private static void add(ArrayNode node, double[] values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                node.add(value);
            } else {
                node.addNull();
            }
        }
    }
}
