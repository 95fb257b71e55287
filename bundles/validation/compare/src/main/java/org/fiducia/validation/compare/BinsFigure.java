package org.fiducia.validation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.Latex;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;

/** Old and new cross sections of the bins of an observable over each other, and their ratio below. */
final class BinsFigure {
    private static final String OLD = "old";
    private static final String NEW = "new";

    private BinsFigure() {}

    /** Value of a bin and its total uncertainty. */
    private record Bin(double sigma, double down, double up) {
        static Bin of(JsonNode node) {
            return new Bin(
                    Difference.number(node.path("sigma")),
                    Difference.number(node.path("total").path("down")),
                    Difference.number(node.path("total").path("up")));
        }

        /** In units of a value. */
        Bin over(double value) {
            return new Bin(sigma / value, down / value, up / value);
        }

        Point at(double x) {
            return new Point(x, sigma, down, up);
        }
    }

    /** The figure of the bins that both have; empty where there is none. */
    static Optional<Figure> of(String name, JsonNode before, JsonNode after) {
        Map<String, Bin> old = bins(before);
        Map<String, Bin> now = bins(after);
        List<String> labels = old.keySet().stream().filter(now::containsKey).toList();
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        var above = new Layers();
        var below = new Layers();
        for (int i = 0; i < labels.size(); i++) {
            Bin first = Objects.requireNonNull(old.get(labels.get(i)), "both have it");
            Bin second = Objects.requireNonNull(now.get(labels.get(i)), "both have it");
            above.add(i, first, second);
            below.add(i, first.over(first.sigma()), second.over(first.sigma()));
        }
        String title = before.path("title").asText(name);
        String unit = before.path("unit").asText();
        Axis x = Axis.of(
                unit.isEmpty() ? title : title + " (" + unit + ")",
                labels.stream().map(Latex::ofPlain).toList());
        return Optional.of(new Figure(
                "compare-" + name,
                name,
                "",
                x,
                List.of(
                        above.panel(Axis.linear("Cross section", "fb"), 2),
                        below.panel(Axis.linear("New / old", ""), 1))));
    }

    private static Map<String, Bin> bins(JsonNode tree) {
        var bins = new LinkedHashMap<String, Bin>();
        for (JsonNode bin : tree.path("bins")) {
            if (bin.path("sigma").isNumber() && bin.path("label").isTextual()) {
                bins.put(bin.path("label").asText(), Bin.of(bin));
            }
        }
        return bins;
    }

    /** Layers of a panel, bin by bin. */
    private static final class Layers {
        private final List<Double> edges = new ArrayList<>(List.of(0.0));
        private final List<Double> values = new ArrayList<>();
        private final List<Double> lo = new ArrayList<>();
        private final List<Double> hi = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();

        void add(int i, Bin old, Bin now) {
            edges.add(i + 1.0);
            values.add(old.sigma());
            lo.add(old.sigma() - old.down());
            hi.add(old.sigma() + old.up());
            points.add(now.at(i + 0.5));
        }

        Panel panel(Axis y, double height) {
            return new Panel(
                    y,
                    height,
                    List.of(new Band(OLD, edges, lo, hi), new Steps(OLD, edges, values), new Points(NEW, points)),
                    List.of());
        }
    }
}
