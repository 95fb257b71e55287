package org.fiducia.writer.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Calibration.Level;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.measurement.Measurement;

/**
 * Calibrated intervals beside those with 2ΔNLL = 1, with upper limits.
 *
 * @param rows of a table, the first has the titles
 * @param line why they are there
 */
record CalibratedRows(List<String[]> rows, String line) {
    /** Nothing where no interval was calibrated. */
    static Optional<CalibratedRows> of(Measurement measurement) {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {
            "calibrated (FC)",
            "68.3 % FC",
            "2ΔNLL = 1",
            "95 % FC",
            "95 % upper limit",
            "toys, failed",
            "because 2ΔNLL = 1"
        });
        measurement.bins().forEach(bin -> add(rows, bin.bin().label(), bin.sigma(), bin.ends()));
        measurement.interest().forEach(result -> add(rows, result.name(), result.value(), result.ends()));
        return rows.size() == 1
                ? Optional.empty()
                : Optional.of(new CalibratedRows(
                        rows,
                        "FC: with so few events, or so near to a limit, 2ΔNLL = 1 would not cover 68.3 %; the intervals are"
                                + " Feldman–Cousins ones, thresholds of 2ΔNLL from toys; the upper limit is the upper end"
                                + " of that of 95 %"));
    }

    private static void add(List<String[]> rows, String label, double value, Ends ends) {
        if (!ends.calibrated()) {
            return;
        }
        Calibration calibration = ends.calibration();
        var profile = calibration.profile();
        String toys = calibration.toys().used() + ", " + calibration.toys().failed();
        rows.add(new String[] {
            label,
            range(calibration.levels().get(0)),
            range(value - profile.down(), value + profile.up()),
            range(calibration.levels().get(1)),
            number(calibration.upperLimit()),
            toys,
            calibration.reason().replace("2ΔNLL = 1 ", "")
        });
    }

    private static String range(Level level) {
        return range(level.lower().at(), level.upper().at());
    }

    private static String range(double lo, double hi) {
        return number(lo) + " … " + number(hi);
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, Math.abs(x) >= 100 ? "%.1f" : "%.4f", x + 0.0);
    }
}
