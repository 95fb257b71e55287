package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.fiducia.api.Latex;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.exchange.interpretation.Components.Component;
import org.fiducia.exchange.interpretation.Profile.Curve;
import org.fiducia.exchange.interpretation.Profile.Piece;

/** Interpretations as tables, figures and numbers. */
final class InterpretationReport {
    private static final double HIGHEST = 10;
    private static final String FORM = "%.4g";

    private InterpretationReport() {}

    static Report of(String title, List<Interpretation> interpretations) {
        var items = new ArrayList<Item>();
        items.add(Text.of(Latex.plain(title), ""));
        items.add(intervals(interpretations));
        var lines = new ArrayList<String>();
        for (Interpretation one : interpretations) {
            one.components().ifPresent(components -> items.add(components(one, components)));
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: 2ΔNLL of the Standard Model %.3f / %d, p-value %.3f",
                    one.title(),
                    one.rise(),
                    one.degrees(),
                    pValue(one)));
            one.remarks().forEach(remark -> lines.add("! " + one.title() + ": " + remark));
        }
        lines.addAll(differences(interpretations));
        items.add(new Text(lines));
        items.add(new Document("", fields(interpretations)));
        items.addAll(figures(title, interpretations));
        items.addAll(planes(title, interpretations));
        return new Report("interpret", title, items);
    }

    private static double pValue(Interpretation one) {
        return Gamma.regularizedGammaQ(0.5 * one.degrees(), 0.5 * one.rise());
    }

    private static Table intervals(List<Interpretation> interpretations) {
        var table = Table.of(
                "intervals",
                Column.left("likelihood", "likelihood"),
                Column.left("others", "others"),
                Column.left("parameter", "parameter"),
                Column.right("value", "value", ""),
                Column.left("68", "68.3 %"),
                Column.left("95", "95 %"));
        for (Interpretation one : interpretations) {
            one.single().forEach(curve -> row(table, one.title(), "held", curve));
            one.together().forEach(curve -> row(table, one.title(), "floating", curve));
        }
        return table.table();
    }

    private static void row(Table.Rows table, String title, String others, Curve curve) {
        table.row(
                Cell.of(title),
                Cell.of(others),
                Cell.of(curve.parameter()),
                Cell.of(curve.best(), FORM),
                Cell.of(words(curve.pieces().get(0))),
                Cell.of(words(curve.pieces().get(1))));
    }

    /** An interval in all its pieces. */
    static String words(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> String.format(
                        Locale.ROOT,
                        "[%s%.4g, %.4g%s]",
                        piece.openBelow() ? "≤ " : "",
                        piece.lo(),
                        piece.hi(),
                        piece.openAbove() ? " ≤" : ""))
                .collect(Collectors.joining(" ∪ "));
    }

    private static Table components(Interpretation one, Components components) {
        var table = Table.of(
                        "components",
                        Column.left("name", "component"),
                        Column.right("error", "expected ±", ""),
                        Column.right("value", "value", ""),
                        Column.left("68", "68.3 %"),
                        Column.left("composition", "composition"))
                .titled("principal components, " + one.title());
        for (Component component : components.all()) {
            Curve curve = one.rotated().stream()
                    .filter(each -> each.parameter().equals(component.name()))
                    .findFirst()
                    .orElse(null);
            table.row(
                    Cell.of(component.name()),
                    Double.isFinite(component.error()) ? Cell.of(component.error(), FORM) : Cell.of("∞"),
                    Cell.of(curve == null ? Double.NaN : curve.best(), FORM),
                    Cell.of(curve == null ? "flat" : words(curve.pieces().get(0))),
                    Cell.of(components.composition(component)));
        }
        return table.table();
    }

    /** How far the intervals of two likelihoods of the same approximation differ. */
    private static List<String> differences(List<Interpretation> interpretations) {
        var lines = new ArrayList<String>();
        for (Interpretation full : interpretations) {
            if (!full.title().startsWith(InterpretVerb.FULL)) {
                continue;
            }
            String approximation = full.title().substring(InterpretVerb.FULL.length());
            interpretations.stream()
                    .filter(one -> one.title().equals(InterpretVerb.NUMBERS + approximation))
                    .forEach(numbers -> IntStream.range(0, full.single().size()).forEach(k -> {
                        Curve a = full.single().get(k);
                        Curve b = numbers.single().get(k);
                        lines.add(String.format(
                                Locale.ROOT,
                                "%s%s: the interval from the covariance is %+.1f %% longer than that of the full likelihood,"
                                        + " its value is off by %+.2f of it",
                                a.parameter(),
                                approximation,
                                100 * (b.length(0) / a.length(0) - 1),
                                (b.best() - a.best()) / a.length(0)));
                    }));
        }
        return lines;
    }

    private static Map<String, Object> fields(List<Interpretation> interpretations) {
        var list = new ArrayList<Map<String, Object>>();
        for (Interpretation one : interpretations) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("likelihood", one.title());
            fields.put("single", curves(one.single()));
            if (!one.together().isEmpty()) {
                fields.put("together", curves(one.together()));
            }
            one.components().ifPresent(components -> {
                fields.put("components", components.values());
                fields.put("rotated", curves(one.rotated()));
            });
            if (!one.planes().isEmpty()) {
                fields.put(
                        "contours",
                        one.planes().stream().map(InterpretationReport::values).toList());
            }
            fields.put("rise", one.rise());
            fields.put("degreesOfFreedom", one.degrees());
            fields.put("pValue", pValue(one));
            fields.put("remarks", one.remarks());
            list.add(fields);
        }
        return Map.of("interpretations", list);
    }

    private static List<Map<String, Object>> curves(List<Curve> curves) {
        return curves.stream()
                .map(curve -> {
                    var fields = new LinkedHashMap<String, Object>();
                    fields.put("parameter", curve.parameter());
                    fields.put("value", curve.best());
                    fields.put("interval68", pieces(curve.pieces().get(0)));
                    fields.put("interval95", pieces(curve.pieces().get(1)));
                    fields.put("points", curve.points());
                    fields.put("rises", curve.rises());
                    return (Map<String, Object>) fields;
                })
                .toList();
    }

    private static Map<String, Object> values(Plane plane) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("parameters", List.of(plane.first(), plane.second()));
        fields.put("best", plane.best());
        fields.put(
                "curves",
                plane.curves().stream()
                        .map(curve -> curve.stream()
                                .map(point -> new double[] {point.first(), point.second()})
                                .toList())
                        .toList());
        return fields;
    }

    /** One figure per pair of parameters, with the contours of each likelihood. */
    private static List<Figure> planes(String title, List<Interpretation> interpretations) {
        var figures = new ArrayList<Figure>();
        for (int k = 0; k < interpretations.get(0).planes().size(); k++) {
            var layers = new ArrayList<Layer>();
            Plane pair = interpretations.get(0).planes().get(k);
            for (Interpretation one : interpretations) {
                Plane plane = one.planes().get(k);
                for (List<ProfileScanner.Point> curve : plane.curves()) {
                    var x = new ArrayList<Double>();
                    var y = new ArrayList<Double>();
                    for (ProfileScanner.Point point : curve) {
                        x.add(point.first());
                        y.add(point.second());
                    }
                    if (!curve.isEmpty()) {
                        x.add(x.get(0));
                        y.add(y.get(0));
                        layers.add(new Line(one.title(), x, y));
                    }
                }
                layers.add(new Figure.Points(
                        one.title(), List.of(new Figure.Point(plane.best()[0], plane.best()[1], 0, 0))));
            }
            figures.add(new Figure(
                    "contour-" + file(pair.first()) + "-" + file(pair.second()),
                    title,
                    "68.3 % and 95 %",
                    Axis.linear(label(pair.first()), ""),
                    List.of(new Panel(Axis.linear(label(pair.second()), ""), 1, layers, List.of()))));
        }
        return figures;
    }

    private static String file(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static List<double[]> pieces(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> new double[] {piece.lo(), piece.hi()})
                .toList();
    }

    /** One figure per parameter, with a curve of each likelihood. */
    private static List<Figure> figures(String title, List<Interpretation> interpretations) {
        var figures = new ArrayList<Figure>();
        List<String> names = interpretations.stream()
                .flatMap(one -> one.single().stream().map(Curve::parameter))
                .distinct()
                .toList();
        for (String name : names) {
            var layers = new ArrayList<Layer>();
            double lo = Double.POSITIVE_INFINITY;
            double hi = Double.NEGATIVE_INFINITY;
            for (Interpretation one : interpretations) {
                for (Curve curve : one.single()) {
                    if (curve.parameter().equals(name)) {
                        layers.add(line(one.title(), curve));
                        lo = Math.min(lo, curve.points()[0]);
                        hi = Math.max(hi, curve.points()[curve.points().length - 1]);
                    }
                }
                for (Curve curve : one.together()) {
                    if (curve.parameter().equals(name)) {
                        layers.add(line(one.title() + ", others floating", curve));
                    }
                }
            }
            for (double level : Conclusions.ONE) {
                layers.add(new Line("", List.of(lo, hi), List.of(level, level)));
            }
            figures.add(new Figure(
                    "scan-" + file(name),
                    title,
                    "",
                    Axis.linear(label(name), "", lo, hi),
                    List.of(new Panel(Axis.linear("$2\\,\\Delta$NLL", "", 0, HIGHEST), 1, layers, List.of()))));
        }
        return figures;
    }

    private static String label(String name) {
        return name.equals("kappa_lambda") ? "$\\kappa_\\lambda$" : name;
    }

    /** Up to where there is room. */
    private static Line line(String series, Curve curve) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (int k = 0; k < curve.points().length; k++) {
            x.add(curve.points()[k]);
            y.add(curve.rises()[k] <= HIGHEST ? curve.rises()[k] : Double.NaN);
        }
        return new Line(series, x, y);
    }
}
