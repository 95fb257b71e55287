package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/**
 * The cross sections of a data table. One is told from the others by what its qualifier {@value #PREDICTION} says, or by the
 * number of its dependent variable, from 1; of the same qualifier σ is taken before dσ/dx.
 */
final class HepDataTable {
    private static final String PREDICTION = "Prediction";
    private static final String STAT = PredictedSpectrum.UNCORRELATED;

    private final String name;
    private final String prefix;
    private final List<YamlElement> axes;
    private final List<Column> columns;

    /**
     * @param name of the table
     * @param prefix that names of bins may have, the observable; empty for none
     * @param document its independent and dependent variables
     * @throws FiduciaException for a table that is none
     */
    HepDataTable(String name, String prefix, YamlElement document) {
        this.name = name;
        this.prefix = prefix;
        List<YamlElement> dependents = document.get("dependent_variables").list();
        this.axes = document.listOf("independent_variables");
        this.columns = axes.isEmpty() ? List.of() : columns(dependents);
    }

    /** A dependent variable that is a cross section. */
    private record Column(String label, String prediction, CrossSectionUnit unit, YamlElement variable) {}

    private static List<Column> columns(List<YamlElement> dependents) {
        var byPrediction = new LinkedHashMap<String, List<Column>>();
        for (int k = 0; k < dependents.size(); k++) {
            YamlElement variable = dependents.get(k);
            YamlElement header = variable.get("header");
            Optional<CrossSectionUnit> unit =
                    CrossSectionUnit.of(header.get("name").text(), header.text("units", ""));
            String prediction = variable.listOf("qualifiers").stream()
                    .filter(q -> q.text("name", "").equalsIgnoreCase(PREDICTION))
                    .map(q -> q.text("value", ""))
                    .findFirst()
                    .orElse("");
            String number = Integer.toString(k + 1);
            unit.ifPresent(known -> byPrediction
                    .computeIfAbsent(prediction, p -> new ArrayList<>())
                    .add(new Column(number, prediction, known, variable)));
        }
        var chosen = new ArrayList<Column>();
        byPrediction.forEach((prediction, all) -> {
            List<Column> best = preferred(all);
            boolean told = best.size() == 1 && !prediction.isEmpty();
            best.forEach(c -> chosen.add(new Column(told ? prediction : c.label, prediction, c.unit, c.variable)));
        });
        return chosen;
    }

    private static List<Column> preferred(List<Column> all) {
        List<Column> sigma = all.stream().filter(c -> !c.unit.derivative()).toList();
        return sigma.isEmpty() ? all : sigma;
    }

    /** What the table is called. */
    String name() {
        return name;
    }

    /** What its cross sections are called, in their order; none for a table of something else. */
    List<String> labels() {
        return columns.stream().map(Column::label).toList();
    }

    /** The one that is meant when nobody says which: the only σ, or the only one that is a prediction; else so of dσ/dx. */
    Optional<String> meant() {
        List<Column> best = preferred(columns);
        List<Column> predicted =
                best.stream().filter(c -> !c.prediction.isEmpty()).toList();
        List<Column> one = best.size() == 1 ? best : predicted;
        return one.size() == 1 ? Optional.of(one.get(0).label) : Optional.empty();
    }

    /** Whether it is none of the predictions. */
    boolean measured(String label) {
        return column(label).prediction.isEmpty();
    }

    private Column column(String label) {
        return columns.stream().filter(c -> c.label.equals(label)).findFirst().orElseThrow();
    }

    /** Whether it says where its bins are in all coordinates, be its rows a slice or classes. */
    boolean located(String label) {
        return coordinates(column(label)).isPresent();
    }

    private static Optional<List<List<Range>>> coordinates(Column column) {
        int bins = column.variable.get("values").list().size();
        return column.unit.derivative()
                ? Optional.empty() // which is by the coordinate that it shows
                : column.variable.listOf("qualifiers").stream()
                        .filter(q -> q.text("name", "").equals(BinCoordinates.NAME))
                        .findFirst()
                        .flatMap(q -> BinCoordinates.read(q.text("value", ""), bins));
    }

    private static String unit(YamlElement axis) {
        return axis.get("header").text("units", "");
    }

    /** Why a cross section makes no spectrum although nothing is wrong with it; empty when it makes one. */
    String obstacle(String label) {
        Column column = column(label);
        for (YamlElement axis : axes) {
            double before = Double.NaN;
            for (YamlElement row : axis.get("values").list()) {
                if (isInterval(row)) {
                    continue;
                }
                YamlElement value = row.get("value");
                if (!value.isName()) {
                    double x = value.number();
                    if (x != Math.rint(x) || !Double.isNaN(before) && x - before != 1) {
                        return "has points without low and high edges";
                    }
                    before = x;
                }
                if (column.unit.derivative()) {
                    return "has dσ/dx in bins without widths";
                }
            }
        }
        List<YamlElement> values = column.variable.get("values").list();
        if (values.stream().allMatch(entry -> entry.get("value").isDash())) {
            return "has no number of "
                    + column.variable.get("header").get("name").text();
        }
        if (column.unit.derivative()) {
            if (axes.size() > 1) {
                return "has a derivative by one of " + axes.size() + " independent variables";
            }
            if (column.unit.timesWidth(unit(axes.get(0))).isEmpty()) {
                return "has dσ/dx in "
                        + column.variable.get("header").text("units", "")
                        + ", but x in '" + unit(axes.get(0)) + "'";
            }
            List<YamlElement> along = axes.get(0).get("values").list();
            for (int i = 0; i < values.size() && along.size() == values.size(); i++) {
                double width = along.get(i).get("high").number()
                        - along.get(i).get("low").number();
                if (Double.isInfinite(width) && !values.get(i).get("value").isDash()) {
                    return "has dσ/dx in an open bin, which has no width";
                }
            }
        }
        return "";
    }

    private static boolean isInterval(YamlElement row) {
        return row.has("low") || row.has("high");
    }

    /**
     * A cross section.
     *
     * @param label one of {@link #labels()} without {@link #obstacle}
     * @param called name of the spectrum
     * @throws FiduciaException for numbers that make no sense
     */
    Spectrum spectrum(String label, String called) {
        Column column = column(label);
        List<YamlElement> values = column.variable.get("values").list();
        List<List<YamlElement>> rows =
                axes.stream().map(axis -> axis.get("values").list()).toList();
        for (List<YamlElement> along : rows) {
            if (along.size() != values.size()) {
                throw column.variable
                        .get("values")
                        .wrong("has " + values.size() + " entries for " + along.size() + " bins", "give one per bin");
            }
        }
        Optional<List<List<Range>>> located = coordinates(column);
        double factor = column.unit.derivative()
                ? column.unit.timesWidth(unit(axes.get(0))).orElseThrow()
                : column.unit.factor();
        var bins = new ArrayList<Bin>();
        var sigma = new ArrayList<Double>();
        var errors = new ArrayList<Map<String, Uncertainty>>();
        for (int i = 0; i < values.size(); i++) {
            YamlElement entry = values.get(i);
            if (entry.get("value").isDash()) {
                continue; // there is no number
            }
            Bin bin = bin(rows, i, i + 1 == values.size());
            bin = located.isEmpty() ? bin : new Bin(bin.label(), located.get().get(i));
            double times = factor;
            if (column.unit.derivative()) {
                Range range = bin.ranges().get(0);
                times *= range.hi() - range.lo();
            }
            double value = entry.get("value").finite();
            bins.add(bin);
            sigma.add(times * value);
            errors.add(errors(entry, value, times));
        }
        return spectrum(called, bins, sigma, errors);
    }

    /** A spectrum of bins, each with its sources: one that it does not have is 0 there. */
    static Spectrum spectrum(String called, List<Bin> bins, List<Double> sigma, List<Map<String, Uncertainty>> errors) {
        var names = new LinkedHashSet<String>();
        errors.forEach(of -> names.addAll(of.keySet()));
        var sources = new LinkedHashMap<String, List<Uncertainty>>();
        for (String source : names) {
            sources.put(
                    source,
                    errors.stream()
                            .map(of -> of.getOrDefault(source, new Uncertainty(0, 0)))
                            .toList());
        }
        return new Spectrum(
                called,
                new Binning(bins),
                sigma.stream().mapToDouble(Double::doubleValue).toArray(),
                sources);
    }

    private Bin bin(List<List<YamlElement>> rows, int i, boolean last) {
        var labels = new ArrayList<String>();
        var ranges = new ArrayList<Range>();
        for (int a = 0; a < rows.size(); a++) {
            YamlElement row = rows.get(a).get(i);
            if (isInterval(row)) {
                double gev = CrossSectionUnit.toGev(unit(axes.get(a)));
                double low = gev * row.get("low").number();
                double high = gev * row.get("high").number();
                if (!(low < high)) {
                    throw row.wrong("goes from " + low + " to " + high, "edges rise");
                }
                ranges.add(new Range(low, high));
                labels.add(Binning.label(low, high));
            } else {
                YamlElement value = row.get("value");
                String text = value.isName() ? value.text() : Long.toString((long) value.number());
                String own = text.startsWith(prefix + " ") ? text.substring(prefix.length() + 1) : text;
                ranges.add(BinName.range(own, i, last));
                labels.add(text);
            }
        }
        return new Bin(String.join(", ", labels), ranges);
    }

    /** Sizes by source; the sign of an asymmetric one belongs to the variation. */
    private static Map<String, Uncertainty> errors(YamlElement entry, double value, double times) {
        var sizes = new LinkedHashMap<String, Uncertainty>();
        for (YamlElement error : entry.listOf("errors")) {
            double a;
            double b;
            if (error.has("symerror")) {
                a = Math.abs(size(error.get("symerror"), value));
                b = -a;
            } else {
                YamlElement both = error.get("asymerror");
                a = size(both.get("plus"), value);
                b = size(both.get("minus"), value);
            }
            double down = times * Math.max(0, Math.max(-a, -b));
            double up = times * Math.max(0, Math.max(a, b));
            String source = source(error.text("label", ""));
            if (sizes.putIfAbsent(source, new Uncertainty(down, up)) != null) {
                throw error.wrong("is a second error " + source + " of one value", "give each its own label");
            }
        }
        return sizes;
    }

    private static double size(YamlElement size, double value) {
        if (size.isName()) {
            String text = size.text().strip();
            if (text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*%")) {
                return Math.abs(value) * Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
            }
        }
        return size.finite();
    }

    /** An error without a name is statistical; of others what publishers put before names of systematic ones is left out. */
    private static String source(String label) {
        String text = label.strip();
        String rest = text.replaceFirst("^sys,\\s*", "");
        if (text.isEmpty()) {
            return STAT;
        }
        if (text.regionMatches(true, 0, STAT, 0, STAT.length())) {
            return STAT + text.substring(STAT.length());
        }
        return rest.isEmpty() || rest.regionMatches(true, 0, STAT, 0, STAT.length()) ? text : rest;
    }
}
