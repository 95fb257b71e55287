package org.fiducia.exchange.interpretation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.exchange.interpretation.Spectrum.Part;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;

/**
 * Reads measured spectra: {@code result.json} of a measurement; JSON with {@code edges} (null for no end) or {@code bins} (names), {@code sigma}, {@code
 * sm}, {@code covariance} and perhaps {@code modeShares} and {@code C1}; and the formats of predictions, such as tables of HEPData and YODA, whose
 * covariance is the one they hold, or that of their sources of uncertainty.
 */
final class SpectrumFile {
    private static final String COVARIANCE = "covariance";
    private static final String SM = "sm";
    private static final String SIGMA = "sigma";
    private static final String COMPOSITION = "composition";
    private static final double SAME = 1e-6;

    private final List<PredictionFormat> formats;
    private final Progress progress;

    SpectrumFile(List<PredictionFormat> formats, Progress progress) {
        this.formats = formats;
        this.progress = progress;
    }

    /**
     * A spectrum with what its file says of how modes follow the self-coupling.
     *
     * @param known settings that belong to it, by name
     */
    record Read(Spectrum spectrum, Map<String, Object> known) {}

    /**
     * Reads one.
     *
     * @param observable which spectrum of a file with several; empty for the only one
     * @param prediction file with the Standard Model, for formats that have no prediction; null for none
     */
    Read read(Path file, String observable, @Nullable Path prediction) throws IOException {
        if (Files.isRegularFile(file) && file.toString().endsWith(".json")) {
            Set<String> fields = JsonFile.fields(file);
            if (fields.containsAll(List.of(SIGMA, COVARIANCE, SM))) {
                return numbers(JsonFile.read(file, List.of()), file);
            }
            if (isResult(file)) {
                return new Read(result(JsonFile.read(file, List.of()), file), Map.of());
            }
        }
        return new Read(published(file, observable, prediction), Map.of());
    }

    private static Read numbers(JsonElement root, Path file) {
        var bins = new ArrayList<Bin>();
        if (root.has("edges")) {
            List<JsonElement> edges = root.get("edges").list();
            for (int j = 0; j + 1 < edges.size(); j++) {
                double lo = edges.get(j).isNumber() ? edges.get(j).number() : Double.NEGATIVE_INFINITY;
                double hi = edges.get(j + 1).isNumber() ? edges.get(j + 1).number() : Double.POSITIVE_INFINITY;
                if (!(lo < hi)) {
                    throw edges.get(j + 1).wrong("an edge that does not rise", "give rising edges, null for no end");
                }
                bins.add(new Bin(Binning.label(lo, hi), List.of(new Range(lo, hi))));
            }
        } else {
            root.get("bins").texts().forEach(name -> bins.add(new Bin(name, List.of())));
        }
        int n = bins.size();
        double[] predicted = root.get(SM).numbers(n);
        for (int j = 0; j < n; j++) {
            if (!(predicted[j] > 0)) {
                throw root.get(SM).wrong("a prediction of " + predicted[j], "give cross sections above 0");
            }
        }
        var parts = new ArrayList<Part>();
        if (root.has("modeShares")) {
            JsonElement all = root.get("modeShares").object();
            all.names().forEach(mode -> {
                double[] shares = all.get(mode).numbers(n);
                for (int j = 0; j < n; j++) {
                    parts.add(new Part(mode, "", j, shares[j]));
                }
            });
        } else if (root.has(COMPOSITION)) {
            parts.addAll(parts(root.get(COMPOSITION), n));
        }
        var known = new LinkedHashMap<String, Object>();
        if (root.has("C1")) {
            JsonElement all = root.get("C1").object();
            var values = new LinkedHashMap<String, Object>();
            all.names().forEach(mode -> {
                var list = new ArrayList<Object>();
                for (double value : all.get(mode).numbers(n)) {
                    list.add(value);
                }
                values.put(mode, list);
            });
            known.put("C1", values);
        }
        return new Read(
                new Spectrum(
                        root.text("title", file.getFileName().toString()),
                        root.text("observable"),
                        bins,
                        root.get(SIGMA).numbers(n),
                        predicted,
                        matrix(root.get(COVARIANCE), n),
                        parts),
                known);
    }

    private static double[][] matrix(JsonElement element, int n) {
        List<JsonElement> rows = element.list();
        if (rows.size() != n) {
            throw element.wrong(rows.size() + " rows for " + n + " bins", "give a row and a column for each bin");
        }
        double[][] matrix = rows.stream().map(row -> row.numbers(n)).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(matrix[i][j] - matrix[j][i]) > SAME * Math.sqrt(matrix[i][i] * matrix[j][j])) {
                    throw rows.get(i).wrong("not symmetric in column " + j, "give a covariance");
                }
            }
        }
        return matrix;
    }

    /** Numbers of a measurement: the covariance of mean errors and correlation. */
    private static Spectrum result(JsonElement root, Path file) {
        List<JsonElement> list = root.get("bins").list();
        int n = list.size();
        var bins = new ArrayList<Bin>();
        var sigma = new double[n];
        var predicted = new double[n];
        var errors = new double[n];
        for (int j = 0; j < n; j++) {
            JsonElement bin = list.get(j);
            double lo =
                    bin.has("lo") && bin.get("lo").isNumber() ? bin.get("lo").number() : Double.NEGATIVE_INFINITY;
            double hi =
                    bin.has("hi") && bin.get("hi").isNumber() ? bin.get("hi").number() : Double.POSITIVE_INFINITY;
            bins.add(new Bin(bin.text("label"), List.of(new Range(lo, hi))));
            sigma[j] = bin.get(SIGMA).number();
            predicted[j] = bin.get(SM).number();
            JsonElement total = bin.get("total");
            errors[j] = 0.5 * (total.get("down").number() + total.get("up").number());
        }
        List<JsonElement> rows = root.get("correlation").list();
        var covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = rows.get(i).numbers();
            for (int j = 0; j < n; j++) {
                covariance[i][j] = row[j] * errors[i] * errors[j];
            }
        }
        return new Spectrum(
                file.getFileName().toString(),
                root.text("observable"),
                bins,
                sigma,
                predicted,
                covariance,
                root.has(COMPOSITION) ? parts(root.get(COMPOSITION), n) : List.of());
    }

    private static List<Part> parts(JsonElement composition, int bins) {
        var parts = new ArrayList<Part>();
        for (JsonElement part : composition.list()) {
            double bin = part.get("bin").number();
            if (!(bin >= 0 && bin < bins)) {
                throw part.get("bin").wrong("there is no bin " + bin, "give the place in bins, from 0");
            }
            double share = part.get(SM).number();
            if (share != 0) {
                parts.add(new Part(part.text("production"), part.text("member", ""), (int) bin, share));
            }
        }
        return parts;
    }

    private Spectrum published(Path file, String observable, @Nullable Path prediction) throws IOException {
        Published published = published(file, observable);
        Prediction.Spectrum measured = published.measured();
        if (prediction == null && published.predicted().isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    file.getFileName() + " does not say what the Standard Model expects",
                    "name a file with --prediction");
        }
        Spectrum expected = prediction == null
                ? spectrum(file, published.predicted().get())
                : predicted(prediction, measured.observable());
        int n = measured.binning().size();
        if (!labels(expected.bins()).equals(labels(measured.binning().bins()))) {
            throw new FiduciaException(
                    Kind.INPUT,
                    (prediction == null ? file : prediction).getFileName() + " has other bins of "
                            + measured.observable() + " than " + file.getFileName(),
                    "predict in the bins that were measured");
        }
        double[][] covariance = measured.covariance().isEmpty()
                ? ofSources(measured.uncertainties(), n)
                : measured.covariance().stream().map(double[]::clone).toArray(double[][]::new);
        return new Spectrum(
                file.getFileName().toString(),
                measured.observable(),
                measured.binning().bins(),
                measured.sigma(),
                expected.predicted(),
                covariance,
                expected.parts());
    }

    /** Sources are fully correlated between bins, but for statistical ones. */
    private static double[][] ofSources(Map<String, List<Uncertainty>> sources, int n) {
        var covariance = new double[n][n];
        sources.forEach((source, errors) -> {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (i == j || !source.startsWith("stat")) {
                        covariance[i][j] += mean(errors.get(i)) * mean(errors.get(j));
                    }
                }
            }
        });
        return covariance;
    }

    private static List<String> labels(List<Bin> bins) {
        return bins.stream().map(Bin::label).toList();
    }

    /** What is predicted: result.json tells, too, of what its prediction is made. */
    private Spectrum predicted(Path file, String observable) throws IOException {
        if (isResult(file)) {
            return result(JsonFile.read(file, List.of()), file);
        }
        Published read = published(file, observable);
        return spectrum(file, read.predicted().orElse(read.measured()));
    }

    private static Spectrum spectrum(Path file, Prediction.Spectrum read) {
        int n = read.binning().size();
        return new Spectrum(
                file.getFileName().toString(),
                read.observable(),
                read.binning().bins(),
                read.sigma(),
                read.sigma(),
                new double[n][n],
                List.of());
    }

    private static boolean isResult(Path file) throws IOException {
        return Files.isRegularFile(file)
                && file.toString().endsWith(".json")
                && JsonFile.fields(file).containsAll(List.of("schemaVersion", "observable", "bins", "correlation"));
    }

    private static double mean(Uncertainty error) {
        return 0.5 * (error.down() + error.up());
    }

    /**
     * A spectrum of a file.
     *
     * @param measured its cross sections
     * @param predicted what the file has beside them, if it has
     */
    private record Published(Prediction.Spectrum measured, Optional<Prediction.Spectrum> predicted) {
        /** Of several cross sections in a table those with a number for a label are no predictions. */
        static Published of(Prediction read, Prediction.Spectrum first) {
            String start = first.observable() + "/";
            return read.spectra().stream()
                    .filter(each -> each.observable().startsWith(start)
                            && each.observable().substring(start.length()).matches("\\d+"))
                    .findFirst()
                    .map(measured -> new Published(
                            new Prediction.Spectrum(
                                    first.observable(),
                                    measured.binning(),
                                    measured.sigma(),
                                    measured.uncertainties(),
                                    measured.covariance()),
                            Arrays.equals(first.sigma(), measured.sigma()) ? Optional.empty() : Optional.of(first)))
                    .orElse(new Published(first, Optional.empty()));
        }
    }

    private Published published(Path file, String observable) throws IOException {
        for (PredictionFormat format : formats) {
            if (format.recognises(file)) {
                Prediction read = format.read(file, progress);
                if (observable.isEmpty() && read.spectra().size() == 1) {
                    return new Published(read.spectra().get(0), Optional.empty());
                }
                return read.spectrum(observable)
                        .map(first -> Published.of(read, first))
                        .orElseThrow(() -> new FiduciaException(
                                Kind.USAGE,
                                file.getFileName() + " has "
                                        + (observable.isEmpty() ? "several spectra" : "no spectrum of " + observable),
                                "name one with --observable: "
                                        + String.join(
                                                ", ",
                                                read.spectra().stream()
                                                        .map(Prediction.Spectrum::observable)
                                                        .toList())));
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                file + " holds no spectrum",
                "give result.json of a measurement, JSON with edges, sigma, sm and covariance, tables of HEPData, or YODA");
    }
}
