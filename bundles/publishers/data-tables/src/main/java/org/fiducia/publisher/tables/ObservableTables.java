package org.fiducia.publisher.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Shape;
import org.fiducia.publisher.tables.Dependent.Qualifier;
import org.fiducia.publisher.tables.Entry.Shift;

/** The cross sections of one observable: by slices, with predictions, with their uncertainties by groups and nuisances. */
final class ObservableTables {
    static final String SIGMA = "$\\sigma_\\mathrm{fid}$";
    static final String FB = "FB";
    private static final String STATISTICAL = "statistical";
    private static final String CORRELATION = "correlation";
    private static final String PREDICTED = "Prediction";
    private static final String COORDINATES = "Coordinates of bins";

    private final Measurement measurement;
    private final Words words;

    ObservableTables(Measurement measurement) {
        this.measurement = measurement;
        this.words = new Words(measurement);
    }

    List<DataTable> all() {
        var tables = new ArrayList<DataTable>();
        List<Slice> slices =
                Slice.of(measurement.observable(), measurement.observable().binning());
        for (int s = 0; s < slices.size(); s++) {
            tables.add(crossSections(slices.get(s), s, slices.size()));
        }
        for (int s = 0; s < slices.size() && !measurement.breakdown().isEmpty(); s++) {
            tables.add(groups(slices.get(s), s, slices.size()));
        }
        for (int s = 0; s < slices.size() && !measurement.impacts().isEmpty(); s++) {
            tables.add(nuisances(slices.get(s), s, slices.size()));
        }
        return tables;
    }

    private static String suffix(int slice, int slices) {
        return slices == 1 ? "" : "-" + (slice + 1);
    }

    private String name(String what, Slice slice) {
        return words.id() + " " + what + (slice.name().isEmpty() ? "" : ", " + slice.name());
    }

    private String in(Slice slice) {
        return slice.across().isEmpty() ? "" : " in a slice of " + slice.across() + ": " + slice.name();
    }

    /** Of a table from which, with those of the other slices, the whole can be put together. */
    private List<Qualifier> located(Slice slice, Qualifier... others) {
        var binning = measurement.observable().binning();
        List<Qualifier> all = qualifiers(slice);
        if (binning.dimension() > 1) {
            all.add(new Qualifier(COORDINATES, BinCoordinates.text(binning, slice.bins()), ""));
        }
        all.addAll(List.of(others));
        return all;
    }

    private List<Qualifier> qualifiers(Slice slice, Qualifier... others) {
        var all = new ArrayList<>(words.qualifiers());
        if (!slice.across().isEmpty()) {
            all.add(new Qualifier(slice.across(), slice.name(), ""));
        }
        all.addAll(List.of(others));
        return all;
    }

    private static Independent along(Slice slice) {
        return new Independent(slice.axis().title(), slice.axis().unit(), slice.rows());
    }

    private static List<Entry> rows(Slice slice, IntFunction<Entry> of) {
        return slice.bins().stream().map(of::apply).toList();
    }

    /** Cross section, and where bins have a width its derivative, each with every prediction. */
    private DataTable crossSections(Slice slice, int s, int slices) {
        var dependents = new ArrayList<Dependent>();
        both(
                dependents,
                slice,
                located(slice),
                rows(slice, j -> measured(measurement.bins().get(j))));
        both(
                dependents,
                slice,
                located(slice, new Qualifier(PREDICTED, words.prediction(), "")),
                rows(slice, j -> predicted(measurement.bins().get(j))));
        for (PredictedSpectrum prediction : measurement.details().reuse().predictions()) {
            both(
                    dependents,
                    slice,
                    located(slice, new Qualifier(PREDICTED, prediction.title(), "")),
                    rows(slice, j -> predicted(prediction, j)));
        }
        return new DataTable(
                words.id() + "_cross-sections" + suffix(s, slices),
                name("cross sections", slice),
                "Fiducial cross sections in bins of " + words.title() + in(slice)
                        + ", with statistical and systematic uncertainties, and as predicted."
                        + (slice.ofClasses()
                                ? ""
                                : " Where a bin has a width, also divided by it; an interval contains its lower edge, the"
                                        + " last one everything above."),
                slice.ofClasses()
                        ? List.of("SIG")
                        : List.of("SIG", "DSIG/D" + words.id().toUpperCase(java.util.Locale.ROOT)),
                List.of(along(slice)),
                dependents);
    }

    private void both(List<Dependent> to, Slice slice, List<Qualifier> qualifiers, List<Entry> sigma) {
        to.add(new Dependent(SIGMA, FB, qualifiers, sigma));
        if (slice.ofClasses() || slice.rows().stream().allMatch(row -> Double.isNaN(row.width()))) {
            return;
        }
        List<Entry> density = IntStream.range(0, sigma.size())
                .mapToObj(k -> sigma.get(k).times(1 / slice.rows().get(k).width()))
                .toList();
        String symbol = slice.axis().title().replace("$", "");
        String unit = slice.axis().unit();
        to.add(new Dependent(
                "$d\\sigma_\\mathrm{fid} / d" + (symbol.contains(" ") ? "\\," : "") + " " + symbol + "$",
                unit.isEmpty() ? FB : FB + "/" + unit.toUpperCase(java.util.Locale.ROOT),
                qualifiers,
                density));
    }

    static Entry measured(BinResult bin) {
        return Entry.of(bin.sigma(), List.of(Shift.of("stat", bin.stat()), Shift.of("sys", bin.syst())));
    }

    static Entry predicted(BinResult bin) {
        return Entry.of(bin.sm(), List.of(Shift.of("sys,theory", bin.theory())));
    }

    private static Entry predicted(PredictedSpectrum prediction, int bin) {
        var errors = new ArrayList<Shift>();
        prediction
                .uncertainties()
                .forEach((source, bins) -> errors.add(Shift.of(
                        source.startsWith(PredictedSpectrum.UNCORRELATED) ? source : "sys," + source, bins.get(bin))));
        return Entry.of(prediction.sigma()[bin], errors);
    }

    private DataTable groups(Slice slice, int s, int slices) {
        return new DataTable(
                words.id() + "_groups" + suffix(s, slices),
                name("uncertainties by group", slice),
                "Fiducial cross sections in bins of " + words.title() + in(slice)
                        + " with their uncertainties by group:"
                        + " what is left in quadrature when the nuisances of the group are held at the best fit. What the"
                        + " groups share by their correlation in the fit is no source, and left out.",
                List.of("SIG"),
                List.of(along(slice)),
                List.of(new Dependent(SIGMA, FB, qualifiers(slice), rows(slice, this::byGroup))));
    }

    private Entry byGroup(int bin) {
        var errors = new ArrayList<Shift>();
        for (Contribution group : measurement.breakdown()) {
            Uncertainty part = group.bins().get(bin);
            if (group.group().equals(STATISTICAL)) {
                errors.add(Shift.of("stat", part));
            } else if (!group.group().equals(CORRELATION) && !group.group().equals(Shape.CHOICE)) {
                errors.add(Shift.of(systematic(group.group()), part));
            }
        }
        return Entry.of(measurement.bins().get(bin).sigma(), errors);
    }

    private static String systematic(String name) {
        return "sys," + (name.isBlank() ? "others" : name);
    }

    private DataTable nuisances(Slice slice, int s, int slices) {
        return new DataTable(
                words.id() + "_nuisances" + suffix(s, slices),
                name("uncertainties by nuisance", slice),
                "Fiducial cross sections in bins of " + words.title() + in(slice) + " with the change of each when a"
                        + " nuisance is held one standard deviation above (plus) or below (minus) its best fit: signed, and"
                        + " fully correlated between all bins, those of other slices too.",
                List.of("SIG"),
                List.of(along(slice)),
                List.of(new Dependent(SIGMA, FB, qualifiers(slice), rows(slice, this::byNuisance))));
    }

    private Entry byNuisance(int bin) {
        var errors = new ArrayList<Shift>();
        errors.add(Shift.of("stat", measurement.bins().get(bin).stat()));
        for (Impact impact : measurement.impacts()) {
            errors.add(new Shift(systematic(impact.nuisance()), impact.down()[bin], impact.up()[bin]));
        }
        return Entry.of(measurement.bins().get(bin).sigma(), errors);
    }
}
