package org.fiducia.publisher.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.publisher.tables.Dependent.Qualifier;
import org.fiducia.publisher.tables.Entry.Shift;

/** What an observable is unfolded with, and the events of the fit: for whoever interprets it anew. */
final class ResponseTables {
    private static final String CATEGORY = "Category";
    private static final String ERA = "Era";

    private final Measurement measurement;
    private final Words words;
    private final Analysis analysis;
    private final ObservableInfo observable;
    private final Response response;

    ResponseTables(Measurement measurement) {
        this.measurement = measurement;
        this.words = new Words(measurement);
        this.analysis = measurement.analysis();
        this.observable = measurement.observable();
        this.response = measurement.response();
    }

    List<DataTable> all() {
        var tables = new ArrayList<DataTable>();
        if (response.recoBins() * response.fiducialBins() <= Tables.MOST_ROWS) {
            tables.add(response());
        }
        tables.add(acceptance());
        tables.add(outside());
        if (!measurement.yields().isEmpty()) {
            tables.add(yields());
        }
        return tables;
    }

    private static List<Integer> all(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private Independent reconstructed(List<Integer> bins) {
        return Slice.whole(observable, observable.reconstructed(), "Reconstructed ", bins);
    }

    private Independent fiducial(List<Integer> bins) {
        return Slice.whole(observable, observable.binning(), "Fiducial ", bins);
    }

    /** One column per era and category. */
    private interface Column {
        Entry at(int era, int category, int row);
    }

    private List<Dependent> columns(String name, String unit, int rows, Column column) {
        var columns = new ArrayList<Dependent>();
        for (int e = 0; e < analysis.eras().size(); e++) {
            for (int c = 0; c < response.categories(); c++) {
                int era = e;
                int category = c;
                columns.add(new Dependent(
                        name,
                        unit,
                        List.of(
                                new Qualifier(ERA, analysis.eras().get(e).name(), ""),
                                new Qualifier(
                                        CATEGORY, analysis.categories().get(c).title(), "")),
                        IntStream.range(0, rows)
                                .mapToObj(row -> column.at(era, category, row))
                                .toList()));
            }
        }
        return columns;
    }

    private DataTable response() {
        int n = response.fiducialBins();
        int rows = response.recoBins() * n;
        return new DataTable(
                words.id() + "_response",
                words.id() + " response",
                "Response of the detector to " + words.title()
                        + ": of the fiducial events of a bin, of the generated class of"
                        + " the category, the fraction that is selected in the category, in a reconstructed bin and in the"
                        + " range of the fit, with its uncertainty from the number of simulated events.",
                List.of("EFF"),
                List.of(
                        reconstructed(
                                IntStream.range(0, rows).mapToObj(k -> k / n).toList()),
                        fiducial(IntStream.range(0, rows).mapToObj(k -> k % n).toList())),
                columns("Efficiency", "", rows, (era, category, k) -> {
                    double error = response.efficiencyError()[era][category][k / n][k % n];
                    return Entry.of(
                            response.efficiency()[era][category][k / n][k % n],
                            List.of(Shift.of("stat", new Uncertainty(error, error))));
                }));
    }

    private DataTable acceptance() {
        int n = response.fiducialBins();
        var columns = new ArrayList<Dependent>();
        for (int g = 0; g < response.generatedClasses(); g++) {
            double[] sm = response.sm()[g];
            columns.add(new Dependent(
                    ObservableTables.SIGMA,
                    ObservableTables.FB,
                    List.of(
                            new Qualifier(
                                    "Generated class",
                                    analysis.generatedClasses().get(g),
                                    ""),
                            new Qualifier("Prediction", words.prediction(), "")),
                    IntStream.range(0, n).mapToObj(j -> Entry.of(sm[j])).toList()));
        }
        columns.add(
                new Dependent("Efficiency", "", numbers(measurement.quality().efficiency(), n)));
        columns.add(new Dependent("Stability", "", numbers(measurement.quality().stability(), n)));
        return new DataTable(
                words.id() + "_fiducial",
                words.id() + " fiducial bins",
                "Predicted fiducial cross sections in bins of " + words.title()
                        + " by generated class, the fraction of fiducial"
                        + " events that is selected, in whatever reconstructed bin, and the fraction of these that is found"
                        + " in the same one.",
                List.of("SIG", "EFF"),
                List.of(fiducial(all(n))),
                columns);
    }

    private static List<Entry> numbers(double[] values, int n) {
        return IntStream.range(0, n)
                .mapToObj(k -> k < values.length ? Entry.of(values[k]) : Entry.NONE)
                .toList();
    }

    private DataTable outside() {
        int n = response.recoBins();
        var columns = new ArrayList<>(columns(
                "Non-fiducial fraction",
                "",
                n,
                (era, category, i) -> Entry.of(response.nonFiducial()[era][category][i])));
        columns.addAll(columns(
                "Non-resonant events",
                "FB",
                n,
                (era, category, i) -> Entry.of(response.nonResonant()[era][category][i])));
        columns.add(new Dependent("Purity", "", numbers(measurement.quality().purity(), n)));
        return new DataTable(
                words.id() + "_outside",
                words.id() + " non-fiducial signal",
                "Signal in reconstructed bins of " + words.title()
                        + " from outside of the fiducial phase space over that from"
                        + " inside; selected signal events per unit of luminosity of which the objects are not those of the"
                        + " decay; and the fraction of events that belong to their bin.",
                List.of("N"),
                List.of(reconstructed(all(n))),
                columns);
    }

    private record Spot(String era, String category, String bin) {}

    private DataTable yields() {
        Map<Spot, Map<String, Yield>> spots = new LinkedHashMap<>();
        for (Yield y : measurement.yields()) {
            spots.computeIfAbsent(new Spot(y.era(), y.category(), y.bin()), spot -> new LinkedHashMap<>())
                    .put(y.component(), y);
        }
        List<Spot> rows = List.copyOf(spots.keySet());
        List<String> components =
                measurement.yields().stream().map(Yield::component).distinct().toList();
        var columns = new ArrayList<Dependent>();
        for (String component : components) {
            for (boolean fitted : new boolean[] {false, true}) {
                columns.add(new Dependent(
                        "Events",
                        "",
                        List.of(
                                new Qualifier("Component", component, ""),
                                new Qualifier("Fit", fitted ? "after" : "before", "")),
                        rows.stream()
                                .map(spot -> Objects.requireNonNull(spots.get(spot), "of the same map")
                                        .get(component))
                                .map(y -> y == null ? Entry.NONE : Entry.of(fitted ? y.fitted() : y.expected()))
                                .toList()));
            }
        }
        return new DataTable(
                words.id() + "_yields",
                words.id() + " yields",
                "Events of each component in the range of the fit, before and after it, by era, category and reconstructed bin"
                        + " of " + words.title() + ".",
                List.of("N"),
                List.of(
                        names(ERA, rows.stream().map(Spot::era).toList()),
                        names(CATEGORY, rows.stream().map(Spot::category).toList()),
                        names("Reconstructed bin", rows.stream().map(this::bin).toList())),
                columns);
    }

    private String bin(Spot spot) {
        Binning bins = observable.reconstructed();
        return bins.bins().stream()
                .filter(bin -> bin.label().equals(spot.bin()))
                .findFirst()
                .map(bin -> Slice.text(observable, bin))
                .orElse(spot.bin());
    }

    /** Names, of which nobody takes one for an interval of numbers, as an era of several years. */
    private static Independent names(String name, List<String> rows) {
        return new Independent(
                name,
                "",
                rows.stream()
                        .map(row -> row.matches("[\\d.]+\\s*[-–]\\s*[\\d.]+") ? name + " " + row : row)
                        .map(row -> Interval.named(row.isEmpty() ? "all" : row))
                        .toList());
    }
}
