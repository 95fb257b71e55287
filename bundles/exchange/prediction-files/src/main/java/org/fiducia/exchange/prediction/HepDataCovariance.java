package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fiducia.api.exchange.Prediction.Spectrum;

/**
 * A table with the covariance of all uncertainties of a spectrum: two independent variables, all n² elements row by row.
 *
 * @param table its name
 * @param rows symmetric, fb²
 */
record HepDataCovariance(String table, List<double[]> rows) {
    private static final double SAME = 1e-6;
    private static final double FB_PER_PB = 1000;

    HepDataCovariance {
        rows = List.copyOf(rows);
    }

    /** What a table holds; empty for one of anything else, the statistical part of a covariance, and what is not symmetric. */
    static Optional<HepDataCovariance> of(String name, YamlElement table) {
        List<YamlElement> variables = table.listOf("dependent_variables");
        if (table.listOf("independent_variables").size() != 2 || variables.size() != 1) {
            return Optional.empty();
        }
        YamlElement header = variables.get(0).get("header");
        String words = (name + " " + header.get("name").text()).toLowerCase(Locale.ROOT);
        double factor = factor(header.text("units", ""));
        List<YamlElement> values = variables.get(0).get("values").list();
        int n = (int) Math.round(Math.sqrt(values.size()));
        if (!words.contains("covariance") || words.contains("stat") || factor == 0 || n < 1 || n * n != values.size()) {
            return Optional.empty();
        }
        var rows = new ArrayList<double[]>();
        for (int i = 0; i < n; i++) {
            double[] row = new double[n];
            for (int j = 0; j < n; j++) {
                row[j] = factor * values.get(i * n + j).get("value").finite();
            }
            rows.add(row);
        }
        return symmetric(rows) ? Optional.of(new HepDataCovariance(name, rows)) : Optional.empty();
    }

    private static boolean symmetric(List<double[]> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j <= i; j++) {
                double size = Math.sqrt(rows.get(i)[i] * rows.get(j)[j]);
                if (!(Math.abs(rows.get(i)[j] - rows.get(j)[i]) <= SAME * size)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** From the square of a unit to fb²; 0 for any other one. */
    private static double factor(String units) {
        String letters = units.toLowerCase(Locale.ROOT).replaceAll("[^a-z/]", "");
        return switch (letters) {
            case "fb" -> 1;
            case "pb" -> FB_PER_PB * FB_PER_PB;
            default -> 0;
        };
    }

    /** A spectrum with the covariance of the table that begins with its name; as it is where there is none. */
    static Spectrum with(Spectrum spectrum, List<HepDataCovariance> all) {
        return all.stream()
                .filter(one -> one.table.startsWith(spectrum.observable() + " ")
                        && one.rows.size() == spectrum.binning().size())
                .findFirst()
                .map(one -> spectrum.withCovariance(one.rows))
                .orElse(spectrum);
    }
}
