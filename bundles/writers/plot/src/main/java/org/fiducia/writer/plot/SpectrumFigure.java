package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.report.Figure;
import org.fiducia.drawing.Captions;

/** The cross section of each bin with its prediction, and their ratio. */
final class SpectrumFigure {
    private SpectrumFigure() {}

    /** The figure of a measurement. */
    static Figure of(Measurement measurement) {
        BinPlaces places = BinPlaces.of(measurement.observable(), measurement.bins());
        Comparison bins = compared(measurement, measurement.bins(), places);
        Analysis analysis = measurement.analysis();
        return new Figure(
                "spectrum",
                analysis.title(),
                Captions.exposure(analysis),
                List.of(PredictionLayers.over(bins.column(1, notes(measurement, places)), measurement, places)),
                bins.tones());
    }

    /** Cross sections and what the Standard Model predicts. */
    static Comparison compared(Measurement measurement, List<BinResult> bins, BinPlaces places) {
        String data = Captions.data(measurement.analysis(), measurement.data());
        return new Comparison(bins, places, data, "SM prediction", "Ratio to SM");
    }

    private static List<String> notes(Measurement measurement, BinPlaces places) {
        var notes = new ArrayList<String>();
        double p = measurement.pValueSm();
        if (Double.isFinite(p)) {
            notes.add("$p$-value (SM) = " + latex(measurement.pValueText()));
        }
        notes.addAll(places.notes());
        return notes;
    }

    /** Raised digits as LaTeX. */
    private static String latex(String text) {
        int power = text.indexOf(" × 10");
        if (power < 0) {
            return text;
        }
        var raised = new StringBuilder();
        text.substring(power + " × 10".length())
                .chars()
                .forEach(c -> raised.append(c == '⁻' ? '-' : (char) ('0' + "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))));
        return text.substring(0, power) + " × $10^{" + raised + "}$";
    }
}
