package org.fiducia.writer.table;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.Latex;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.ParameterResult;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.Uncertainty;
import org.osgi.service.component.annotations.Component;

/** Prints a measurement as a table for people. */
@Component(service = ResultWriter.class)
public final class TableWriter implements ResultWriter {
    private static final int REMARKABLE_PULL = 2;

    @Override
    public String id() {
        return "table";
    }

    @Override
    public String title() {
        return "table on the terminal";
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) {
        if (!console.json()) {
            print(measurement, console.out());
        }
    }

    private static void print(Measurement measurement, PrintWriter out) {
        var info = measurement.observable();
        String unit = info.axes().get(0).unit();
        out.println();
        out.printf(
                Locale.ROOT,
                "%s: fiducial cross section, %s, %s TeV, %.1f /fb, %s data%n",
                info.id(),
                Latex.plain(measurement.analysis().title()),
                number(measurement.analysis().energy()),
                measurement.analysis().luminosity(),
                measurement.data());
        out.println();
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {
            "bin" + (unit.isEmpty() ? "" : " (" + unit + ")"), "σ_fid (fb)", "stat", "syst", "total", "SM (fb)", "ratio"
        });
        for (BinResult bin : measurement.bins()) {
            rows.add(row(bin.bin().label(), bin));
        }
        if (measurement.bins().size() > 1) {
            rows.add(row("all", measurement.inclusive()));
        }
        print(rows, out);
        out.println();
        out.printf(
                Locale.ROOT,
                "p-value against the SM %.3f, %s events, fit %s, NLL %.4f%n",
                measurement.pValueSm(),
                number(measurement.events()),
                measurement.status(),
                measurement.nll());
        List<ParameterResult> remarkable = measurement.parameters().stream()
                .filter(p -> p.atLimit() || Math.abs(p.pull()) > REMARKABLE_PULL)
                .toList();
        for (ParameterResult p : remarkable) {
            out.println(
                    "  " + p.name() + (p.atLimit() ? " is at its limit" : " is pulled by " + number(p.pull()) + " σ"));
        }
    }

    private static String[] row(String label, BinResult bin) {
        return new String[] {
            label,
            fixed(bin.sigma()),
            pair(bin.stat()),
            pair(bin.syst()),
            pair(bin.total()),
            fixed(bin.sm()),
            String.format(Locale.ROOT, "%.2f", bin.sigma() / bin.sm())
        };
    }

    private static String pair(Uncertainty u) {
        return "+" + fixed(u.up()) + " −" + fixed(u.down());
    }

    private static String fixed(double x) {
        return String.format(Locale.ROOT, "%.4f", x);
    }

    private static String number(double x) {
        return x == Math.rint(x) ? String.format(Locale.ROOT, "%.0f", x) : String.format(Locale.ROOT, "%.4g", x);
    }

    private static void print(List<String[]> rows, PrintWriter out) {
        var width = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int c = 0; c < width.length; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < width.length; c++) {
                String pad = " ".repeat(width[c] - row[c].length());
                line.append(c == 0 ? row[c] + pad : pad + row[c]).append("   ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
