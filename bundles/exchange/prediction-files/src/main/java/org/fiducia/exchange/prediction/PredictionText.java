package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.command.CardGeneration.Target;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/** What a person reads of a prediction: its processes and the fiducial cross section; the spectra are in the document. */
final class PredictionText {
    private PredictionText() {}

    static List<Item> of(
            Target target,
            List<ProcessPrediction> processes,
            Spectrum fiducial,
            List<Spectrum> spectra,
            Document document) {
        var table = Table.of(
                "",
                Column.left("process", "process"),
                Column.right("events", "events", ""),
                Column.right("sigma", "σ·BR", "fb"),
                Column.left("from", "from"),
                Column.right("fiducial", "σ_fid", "fb"),
                Column.right("uncertainty", "uncertainty", "fb"));
        for (ProcessPrediction process : processes) {
            table.row(
                    Cell.of(process.name().isEmpty() ? "all files" : process.name()),
                    Cell.of(Long.toString(process.events())),
                    Cell.of(number(process.crossSection())),
                    Cell.of(process.from()),
                    Cell.of(number(process.fiducial().sigma()[0])),
                    Cell.of(sources(process.fiducial())));
        }
        if (processes.size() > 1) {
            table.row(
                    Cell.of("sum"),
                    Cell.of(""),
                    Cell.of(number(processes.stream()
                            .mapToDouble(ProcessPrediction::crossSection)
                            .sum())),
                    Cell.of(""),
                    Cell.of(number(fiducial.sigma()[0])),
                    Cell.of(sources(fiducial)));
        }
        var items = new ArrayList<Item>();
        items.add(table.table());
        items.add(Text.of(spectra.size() + " observables of " + target.channel() + ": "
                + String.join(", ", spectra.stream().map(Spectrum::observable).toList())));
        items.add(document);
        return items;
    }

    private static String sources(Spectrum spectrum) {
        var text = new ArrayList<String>();
        spectrum.uncertainties().forEach((name, sizes) -> {
            Uncertainty size = sizes.get(0);
            text.add(
                    size.up() == size.down()
                            ? "±" + number(size.up()) + " " + name
                            : "+" + number(size.up()) + " −" + number(size.down()) + " " + name);
        });
        return String.join(", ", text);
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.4g", x);
    }
}
