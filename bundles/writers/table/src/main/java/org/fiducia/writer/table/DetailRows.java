package org.fiducia.writer.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.FitDetails.FitClass;
import org.fiducia.api.measurement.FitDetails.Unit;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;

/** Tables of what a fit says beside cross sections: the first row of each has the titles. */
final class DetailRows {
    private static final int MOST = 20;

    private DetailRows() {}

    /** Those that there are. */
    static List<List<String[]>> of(Measurement measurement) {
        var tables = new ArrayList<List<String[]>>();
        Coordinates coordinates = measurement.details().coordinates();
        List<InterestResult> results = coordinates.names().stream()
                .flatMap(name -> measurement.interest().stream()
                        .filter(r -> r.name().equals(name))
                        .limit(1))
                .toList();
        if (!results.isEmpty() && !coordinates.breakdown().isEmpty()) {
            tables.add(breakdown(coordinates, results));
        }
        if (!results.isEmpty() && !coordinates.impacts().isEmpty()) {
            tables.add(impacts(coordinates, results));
        }
        if (!measurement.details().classes().isEmpty()) {
            tables.add(classes(measurement));
        }
        return tables;
    }

    private static String heading(String name, InterestResult result) {
        String unit = Unit.of(result).name();
        return name + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    /** What the groups contribute, all systematic ones, and the total. */
    private static List<String[]> breakdown(Coordinates coordinates, List<InterestResult> results) {
        var rows = new ArrayList<String[]>();
        var head = new ArrayList<>(List.of("uncertainty"));
        results.forEach(r -> head.add(heading(r.name(), r)));
        rows.add(head.toArray(String[]::new));
        for (Contribution c : coordinates.breakdown()) {
            rows.add(row(c.group(), c.bins(), results));
        }
        rows.add(
                row("all systematic", results.stream().map(InterestResult::syst).toList(), results));
        rows.add(row("total", results.stream().map(InterestResult::total).toList(), results));
        return rows;
    }

    private static String[] row(String name, List<Uncertainty> sizes, List<InterestResult> results) {
        var row = new ArrayList<>(List.of(name));
        for (int k = 0; k < results.size(); k++) {
            Unit unit = Unit.of(results.get(k));
            Uncertainty u = sizes.get(k);
            row.add(signed(u.up(), unit) + " " + signed(-u.down(), unit));
        }
        return row.toArray(String[]::new);
    }

    /** With a sign: MeV to a tenth, anything else to four digits. */
    private static String signed(double x, Unit unit) {
        String text = String.format(Locale.ROOT, unit.factor() == 1 ? "%.4f" : "%.1f", Math.abs(unit.factor() * x));
        return (Math.copySign(1, x) < 0 ? "−" : "+") + text;
    }

    private static List<String[]> impacts(Coordinates coordinates, List<InterestResult> results) {
        var rows = new ArrayList<String[]>();
        var head = new ArrayList<>(List.of("nuisance", "pull", "constraint"));
        results.forEach(r -> head.add("Δ " + heading(r.name(), r)));
        head.add("group");
        rows.add(head.toArray(String[]::new));
        for (Impact impact : coordinates
                .impacts()
                .subList(0, Math.min(MOST, coordinates.impacts().size()))) {
            var row = new ArrayList<>(List.of(
                    impact.nuisance(),
                    String.format(Locale.ROOT, "%+.2f", impact.pull()),
                    String.format(Locale.ROOT, "%.2f", impact.constraint())));
            for (int k = 0; k < results.size(); k++) {
                Unit unit = Unit.of(results.get(k));
                row.add(signed(impact.up()[k], unit) + " " + signed(impact.down()[k], unit));
            }
            row.add(impact.group());
            rows.add(row.toArray(String[]::new));
        }
        return rows;
    }

    private static List<String[]> classes(Measurement measurement) {
        String unit = measurement.analysis().fit().axis().unit();
        String in = unit.isEmpty() ? "" : " (" + unit + ")";
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {
            "category",
            "events",
            "fitted S",
            "peak" + in,
            "σ_eff" + in,
            "B / " + (unit.isEmpty() ? "unit" : unit) + " at the peak",
            "S/(S+B) in 68 %"
        });
        for (FitClass c : measurement.details().classes()) {
            rows.add(new String[] {
                c.category(),
                String.format(Locale.ROOT, "%.0f", c.observed()),
                String.format(Locale.ROOT, "%.1f", c.signal()),
                number("%.2f", c.peak()),
                number("%.2f", c.width()),
                number("%.1f", c.background()),
                number("%.3f", c.purity())
            });
        }
        return rows;
    }

    private static String number(String form, double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, form, x);
    }
}
