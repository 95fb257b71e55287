package org.fiducia.exchange.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.osgi.service.component.annotations.Component;

/**
 * Reads cross sections from tables of HEPData in YAML: a submission in a folder or an archive, or one table. A spectrum is called
 * by the name of its table, by that and {@code /LABEL} where a table has several cross sections, and by the observable where a
 * publisher of this program wrote the table, with the covariance of its table; slices of one are put together where they say their coordinates. Of several tables those that make no spectrum are left out, with a warning.
 */
@Component(service = PredictionFormat.class)
public final class HepDataPrediction implements PredictionFormat {
    /** Names of tables as {@code measure --publish} writes them: with intervals, and with classes or slices behind a comma. */
    private static final Pattern PUBLISHED = Pattern.compile("(\\S+) cross sections(?:, (.+))?");

    private static final String CLASSES = "classes";

    private static final int MOST_REASONS = 3;

    @Override
    public String id() {
        return "hepdata";
    }

    @Override
    public String title() {
        return "tables of HEPData in YAML";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return HepDataFiles.are(file);
    }

    @Override
    public Prediction read(Path file, Progress progress) throws IOException {
        HepDataFiles files = HepDataFiles.of(file);
        String name = name(file);
        var found = new Found();
        List<YamlElement> documents = files.main();
        for (YamlElement document : documents) {
            boolean inside = document.has("dependent_variables");
            if (inside || document.has("data_file")) {
                String called = document.text("name", name);
                String observable = inside && documents.size() == 1 && !document.has("name")
                        ? name.endsWith("_cross-sections") ? name.substring(0, name.lastIndexOf('_')) : ""
                        : observable(called, document);
                YamlElement data = inside
                        ? document
                        : files.table(document.get("data_file").text());
                Optional<HepDataCovariance> covariance = HepDataCovariance.of(called, data);
                if (covariance.isPresent()) {
                    found.covariances.add(covariance.get());
                    continue;
                }
                try {
                    found.take(new HepDataTable(called, observable, data), observable);
                } catch (FiduciaException e) {
                    found.leftOut(e, documents.size() == 1);
                }
            } else if (documents.size() == 1) {
                throw document.wrong("is no table of HEPData", "it has independent_variables and dependent_variables");
            }
        }
        return new Prediction(name, name, found.spectra(file, progress));
    }

    private static String name(Path file) {
        String name = file.toAbsolutePath().normalize().getFileName().toString();
        return name.replaceFirst("(?<=.)\\.(ya?ml|tar|tgz|tar\\.gz)$", "");
    }

    /** The observable of a table of which the name begins with it and the keywords tell a cross section, too; else empty. */
    private static String observable(String table, YamlElement document) {
        Matcher name = PUBLISHED.matcher(table);
        if (!name.matches()) {
            return "";
        }
        String wanted = "DSIG/D" + name.group(1).toUpperCase(Locale.ROOT);
        boolean told = document.listOf("keywords").stream()
                .filter(keyword -> keyword.text("name", "").equals("observables"))
                .flatMap(keyword -> keyword.listOf("values").stream())
                .anyMatch(value -> value.text().equals(wanted) || value.text().equals("SIG"));
        return told ? name.group(1) : "";
    }

    /** The spectra of a table by label. */
    private record Part(HepDataTable table, Map<String, Spectrum> spectra) {
        boolean located() {
            return spectra.keySet().stream().allMatch(table::located);
        }
    }

    /** What is found in tables. */
    private static final class Found {
        private final Map<String, Spectrum> spectra = new LinkedHashMap<>();
        private final Map<String, List<Part>> observables = new LinkedHashMap<>();
        private final Set<String> reasons = new LinkedHashSet<>();
        private final List<HepDataCovariance> covariances = new ArrayList<>();
        private boolean several;
        private int tables;

        void take(HepDataTable table, String observable) {
            tables++;
            var part = new Part(table, new LinkedHashMap<>());
            List<String> labels = table.labels();
            for (String label : labels) {
                String obstacle = table.obstacle(label);
                if (obstacle.isEmpty()) {
                    part.spectra.put(label, table.spectrum(label, table.name()));
                } else {
                    reasons.add(table.name() + " " + obstacle);
                }
            }
            several |= part.spectra.size() > 1;
            part.spectra.forEach((label, spectrum) -> {
                if (labels.size() > 1) {
                    add(called(table.name() + "/" + label, spectrum));
                }
                if (table.meant().equals(Optional.of(label))) {
                    add(spectrum);
                }
            });
            if (!observable.isEmpty()) {
                observables.computeIfAbsent(observable, o -> new ArrayList<>()).add(part);
            }
        }

        /** Leaves a table out, unless it is the only one. */
        void leftOut(FiduciaException why, boolean only) {
            if (only) {
                throw why;
            }
            tables++;
            reasons.add(String.valueOf(why.getMessage()));
        }

        private static Spectrum called(String name, Spectrum spectrum) {
            return new Spectrum(
                    name, spectrum.binning(), spectrum.sigma(), spectrum.uncertainties(), spectrum.covariance());
        }

        private void add(Spectrum spectrum) {
            if (spectra.putIfAbsent(spectrum.observable(), spectrum) != null) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "a second table is called " + spectrum.observable(),
                        "give it another name in " + HepDataFiles.MAIN);
            }
        }

        /** All, those of observables first. */
        List<Spectrum> spectra(Path file, Progress progress) {
            var all = new LinkedHashMap<String, Spectrum>();
            observables.forEach((observable, parts) -> {
                long slices = parts.stream()
                        .filter(p -> !p.table.name().endsWith(", " + CLASSES))
                        .count();
                if (slices > 1 && !parts.stream().allMatch(Part::located)) {
                    reasons.add(observable + " is in slices of a second coordinate");
                    return;
                }
                for (String label : parts.get(0).spectra.keySet()) {
                    Optional<Spectrum> whole = together(parts, label, observable);
                    // of slices that are put together the covariance has another order
                    if (parts.size() == 1 && parts.get(0).table.measured(label)) {
                        whole = whole.map(spectrum -> HepDataCovariance.with(spectrum, covariances));
                    }
                    if (parts.get(0).table.meant().equals(Optional.of(label))) {
                        whole.ifPresent(spectrum -> all.put(observable, spectrum));
                    }
                    String name = observable + "/" + label;
                    whole.ifPresent(spectrum -> all.put(name, called(name, spectrum)));
                }
            });
            spectra.forEach(all::putIfAbsent);
            if (all.isEmpty()) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + " has no spectrum of cross sections in "
                                + (tables == 1 ? "its table" : tables + " tables")
                                + (reasons.isEmpty() ? "" : ": " + some()),
                        "name tables with σ in fb or pb, or dσ/dx, in bins");
            }
            if (!reasons.isEmpty()) {
                progress.warn(file.getFileName() + ": not compared: " + some());
            }
            if (several) {
                progress.warn(file.getFileName() + ": where a table has several cross sections, σ is taken before dσ/dx"
                        + " and what has the qualifier Prediction before what has none; FILE#TABLE/LABEL takes another,"
                        + " LABEL is what that qualifier says, or the number of the dependent variable");
            }
            return List.copyOf(all.values());
        }

        private String some() {
            int more = reasons.size() - MOST_REASONS;
            return String.join("; ", reasons.stream().limit(MOST_REASONS).toList())
                    + (more > 0 ? "; and " + more + " more" : "");
        }

        /** The bins of all tables of an observable; empty when one of them does not have it. */
        private static Optional<Spectrum> together(List<Part> parts, String label, String observable) {
            var bins = new ArrayList<Bin>();
            var sigma = new ArrayList<Double>();
            var errors = new ArrayList<Map<String, Uncertainty>>();
            for (Part part : parts) {
                Spectrum one = part.spectra.get(label);
                if (one == null) {
                    return Optional.empty();
                }
                for (int i = 0; i < one.sigma().length; i++) {
                    int bin = i;
                    bins.add(one.binning().bins().get(i));
                    sigma.add(one.sigma()[i]);
                    var sizes = new LinkedHashMap<String, Uncertainty>();
                    one.uncertainties().forEach((source, of) -> sizes.put(source, of.get(bin)));
                    errors.add(sizes);
                }
            }
            return Optional.of(HepDataTable.spectrum(observable, bins, sigma, errors));
        }
    }
}
