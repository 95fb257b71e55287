package org.fiducia.exchange.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/** An estimate as its lines tell: edges, names of errors, then underflow, bins and overflow; or what is elsewhere, then bins. */
final class YodaEstimate {
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Path file;
    private final String path;
    private final boolean continuous;
    private final List<String> edges = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private boolean told;

    YodaEstimate(Path file, String type, String path) {
        this.file = file;
        this.path = path;
        this.continuous = type.startsWith("ESTIMATE1D") || type.contains("<D>") || type.contains("<d>");
    }

    /** Takes a line between begin and end. */
    void take(String line, int number) {
        if (!told) {
            told = line.startsWith("---");
        } else if (line.startsWith("Edges(A1):")) {
            edges.addAll(list(line.substring(line.indexOf(':') + 1)));
        } else if (line.startsWith("ErrorLabels:")) {
            labels.addAll(list(line.substring(line.indexOf(':') + 1)));
        } else if (!line.isBlank() && !line.startsWith("#") && !line.matches("\\w+(\\(A\\d\\))?:.*")) {
            rows.add(line.strip().split("\\s+"));
            numbers.add(number);
        }
    }

    private static List<String> list(String text) {
        String inner = text.strip().replaceAll("^\\[|]$", "");
        var found = new ArrayList<String>();
        if (inner.contains("\"")) {
            Matcher quoted = QUOTED.matcher(inner);
            while (quoted.find()) {
                found.add(quoted.group(1));
            }
        } else if (!inner.isBlank()) {
            for (String word : inner.split(",")) {
                found.add(word.strip());
            }
        }
        return found;
    }

    private FiduciaException wrong(String what) {
        return new FiduciaException(Kind.INPUT, file + ", " + path + " " + what, "write the file again");
    }

    /** Its cross sections. */
    Spectrum spectrum() {
        int expected = edges.size() + 1; // below and above the edges; elsewhere and each name
        if (edges.isEmpty() || rows.size() != expected) {
            throw wrong("has " + rows.size() + " values, " + expected + " are expected for " + edges.size() + " edges");
        }
        var bins = new ArrayList<Bin>();
        var places = new ArrayList<Integer>();
        var widths = new ArrayList<Double>();
        if (continuous) {
            double[] numbers = edges.stream().mapToDouble(this::number).toArray();
            for (int i = 0; i + 1 < numbers.length; i++) {
                if (!(numbers[i] < numbers[i + 1])) {
                    throw wrong("has edges that do not rise: " + numbers[i] + ", " + numbers[i + 1]);
                }
                add(bins, Binning.label(numbers[i], numbers[i + 1]), new Range(numbers[i], numbers[i + 1]));
                places.add(i + 1);
                widths.add(numbers[i + 1] - numbers[i]);
            }
            if (!missing(edges.size())) {
                double last = numbers[numbers.length - 1];
                add(bins, Binning.label(last, Double.POSITIVE_INFINITY), new Range(last, Double.POSITIVE_INFINITY));
                places.add(edges.size());
                widths.add(1.0);
            }
        } else {
            for (int i = 0; i < edges.size(); i++) {
                boolean last = i + 1 == edges.size();
                add(bins, edges.get(i), BinName.range(edges.get(i), i, last));
                places.add(i + 1);
                widths.add(1.0);
            }
        }
        return spectrum(bins, places, widths);
    }

    private static void add(List<Bin> bins, String label, Range range) {
        bins.add(new Bin(label, List.of(range)));
    }

    private boolean missing(int row) {
        return rows.get(row)[0].equalsIgnoreCase("nan") || rows.get(row)[0].equals("---");
    }

    private double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong("has '" + text + "' where a number belongs");
        }
        throw wrong("has '" + text + "' where a finite number belongs");
    }

    private Spectrum spectrum(List<Bin> bins, List<Integer> places, List<Double> widths) {
        int n = bins.size();
        var sigma = new double[n];
        Map<String, List<Uncertainty>> sources = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String[] row = rows.get(places.get(i));
            if (row.length != 1 + 2 * labels.size()) {
                throw wrong("has " + row.length + " columns in line " + numbers.get(places.get(i)) + ", "
                        + (1 + 2 * labels.size()) + " are expected");
            }
            sigma[i] = missing(places.get(i)) ? 0 : widths.get(i) * number(row[0]);
            for (int k = 0; k < labels.size(); k++) {
                double a = size(row[1 + 2 * k]);
                double b = size(row[2 + 2 * k]);
                double down = widths.get(i) * Math.max(0, Math.max(-a, -b));
                double up = widths.get(i) * Math.max(0, Math.max(a, b));
                sources.computeIfAbsent(source(labels.get(k)), name -> new ArrayList<>())
                        .add(new Uncertainty(down, up));
            }
        }
        return new Spectrum(path.substring(path.lastIndexOf('/') + 1), new Binning(bins), sigma, sources);
    }

    private double size(String text) {
        return text.equals("---") || text.equalsIgnoreCase("nan") ? 0 : number(text);
    }

    /** An error without a name is statistical. */
    private static String source(String label) {
        return label.isBlank() ? PredictedSpectrum.UNCORRELATED : label;
    }
}
