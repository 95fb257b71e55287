package org.fiducia.writer.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiducia.api.Latex;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.PredictedSpectrum.Agreement;

/** How well predictions agree with a measurement. */
final class PredictionRows {
    /** So many bins are named, */
    private static final int MOST_BINS = 3;

    /** of those that contribute at least so much of χ². */
    private static final double SHARE = 0.1;

    private PredictionRows() {}

    /** Rows of a table, the first has the titles; empty without predictions. */
    static List<String[]> of(Measurement measurement) {
        var rows = new ArrayList<String[]>();
        for (PredictedSpectrum prediction : measurement.details().reuse().predictions()) {
            if (rows.isEmpty()) {
                rows.add(new String[] {"prediction", "Σσ_fid (fb)", "χ²/ndof", "p-value", "driven by"});
            }
            Agreement agreement = prediction.agreement();
            String title = Latex.plain(prediction.title());
            rows.add(new String[] {
                title.equals(prediction.name()) ? title : prediction.name() + ": " + title,
                String.format(
                        Locale.ROOT, "%.4f", Arrays.stream(prediction.sigma()).sum()),
                String.format(Locale.ROOT, "%.2f/%d", agreement.chi2(), agreement.degrees()),
                String.format(Locale.ROOT, agreement.pValue() < 1e-3 ? "%.1e" : "%.3f", agreement.pValue()),
                driving(measurement, prediction)
            });
        }
        return rows;
    }

    /** The bins that contribute most, with what and in which direction the measurement is off. */
    private static String driving(Measurement measurement, PredictedSpectrum prediction) {
        Agreement agreement = prediction.agreement();
        double[] contributions = agreement.contributions();
        return IntStream.range(0, contributions.length)
                .boxed()
                .filter(i -> contributions[i] > 0 && contributions[i] >= SHARE * agreement.chi2())
                .sorted(Comparator.comparingDouble((Integer i) -> contributions[i])
                        .reversed())
                .limit(MOST_BINS)
                .map(i -> String.format(
                        Locale.ROOT,
                        "%s (%s%.1f)",
                        measurement.bins().get(i).bin().label(),
                        measurement.bins().get(i).sigma() > prediction.sigma()[i] ? "above, " : "below, ",
                        contributions[i]))
                .collect(Collectors.joining("; "));
    }
}
