package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.Captions;

/**
 * The cross sections of the final states, or of groups of them, and beside them the one of all: for one bin in a panel, for
 * several in a column of its own each, and below, on the same axes, their ratios to the prediction. The prediction of a final
 * state has the relative uncertainty of that of all final states.
 */
final class FinalStateFigure {
    private static final String ALL = "All final states";

    /** Width of one of several columns. */
    private static final double NARROW = 0.58;

    private final Measurement measurement;
    private final BinResults results;
    private final Map<String, List<InterestResult>> groups;

    private FinalStateFigure(Measurement measurement) {
        this.measurement = measurement;
        results = new BinResults(measurement);
        groups = results.crossSections();
    }

    /** The figure of a measurement; none without cross sections of final states. */
    static Optional<Figure> of(Measurement measurement) {
        var figure = new FinalStateFigure(measurement);
        return figure.groups.isEmpty() ? Optional.empty() : Optional.of(figure.figure());
    }

    private Figure figure() {
        var analysis = measurement.analysis();
        var columns = new ArrayList<Column>();
        var tones = new HashMap<String, Tone>();
        if (measurement.bins().size() == 1) {
            columns.add(together(tones));
        } else {
            groups.forEach((group, values) -> columns.add(column(results.title(group), bins(values), tones)));
            columns.add(column(ALL, measurement.bins(), tones));
        }
        return new Figure("final-states", analysis.title(), Captions.exposure(analysis), columns, tones);
    }

    private Column together(Map<String, Tone> tones) {
        var shown = new ArrayList<BinResult>();
        groups.forEach((group, values) ->
                shown.add(named(results.title(group), bins(values).get(0))));
        shown.add(named(ALL, measurement.bins().get(0)));
        int last = shown.size() - 1;
        BinPlaces places = BinPlaces.named(
                        "Final state",
                        shown.stream().map(bin -> bin.bin().title()).toList(),
                        BinPlaces.CROSS_SECTION)
                .parted(List.of(new Section(0, last, ""), new Section(last, last + 1.0, "")));
        Comparison compared = SpectrumFigure.compared(measurement, shown, places);
        tones.putAll(compared.tones());
        return compared.column(1, List.of());
    }

    private Column column(String title, List<BinResult> bins, Map<String, Tone> tones) {
        BinPlaces places = BinPlaces.of(measurement.observable(), bins);
        var notes = new ArrayList<>(List.of(title));
        notes.addAll(places.notes());
        Comparison compared = SpectrumFigure.compared(measurement, bins, places);
        tones.putAll(compared.tones());
        return compared.column(NARROW, notes);
    }

    /** Cross sections of a group. */
    private List<BinResult> bins(List<InterestResult> values) {
        var bins = new ArrayList<BinResult>();
        for (int j = 0; j < values.size(); j++) {
            BinResult all = measurement.bins().get(j);
            double share = all.sm() > 0 ? values.get(j).expected() / all.sm() : 0;
            bins.add(BinResults.of(
                    all.bin(),
                    values.get(j),
                    new Uncertainty(
                            share * all.theory().down(), share * all.theory().up())));
        }
        return bins;
    }

    private static BinResult named(String title, BinResult bin) {
        return new BinResult(
                new Bin(title, List.of(Range.ANY)),
                bin.sigma(),
                bin.stat(),
                bin.syst(),
                bin.total(),
                bin.sm(),
                bin.theory(),
                bin.ends());
    }
}
