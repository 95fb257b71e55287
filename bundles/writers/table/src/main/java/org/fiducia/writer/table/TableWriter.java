package org.fiducia.writer.table;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.fiducia.api.Latex;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Pulls;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.osgi.service.component.annotations.Component;

/** Prints a measurement as a table for people. */
@Component(service = ResultWriter.class)
public final class TableWriter implements ResultWriter {
    private static final int REMARKABLE_PULL = 2;
    private static final int MOST = 20;

    @Override
    public String id() {
        return "table";
    }

    @Override
    public String title() {
        return "table on the terminal";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) {
        if (!console.json()) {
            print(measurement, console.out());
        }
    }

    private static void print(Measurement measurement, PrintWriter out) {
        var info = measurement.observable();
        String unit = String.join(", ", info.units());
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
        if (measurement.bins().stream().anyMatch(TableWriter::oneSided)) {
            out.println("* one-sided: the best fit is at a limit or at the edge of positive expectation; 2ΔNLL ≤ 1"
                    + " covers 68 to 84 % there");
        }
        out.println();
        interest(measurement, out);
        CalibratedRows.of(measurement).ifPresent(calibrated -> {
            print(calibrated.rows(), out);
            out.println(calibrated.line());
            out.println();
        });
        breakdown(measurement, out);
        impacts(measurement, out);
        for (List<String[]> details : DetailRows.of(measurement)) {
            print(details, out);
            out.println();
        }
        answers(measurement.answers(), out);
        out.printf(
                Locale.ROOT,
                "unfolding: condition number %s, migration score %.3f%n",
                number(measurement.quality().conditionNumber()),
                measurement.quality().migrationScore());
        out.printf(
                Locale.ROOT,
                "p-value against the SM %s%s, %s events, fit %s, NLL %.4f%n",
                measurement.pValueText(),
                measurement.pValueTheoryText().isEmpty()
                        ? ""
                        : " (" + measurement.pValueTheoryText() + " with the uncertainty of the prediction)",
                number(measurement.events()),
                measurement.status(),
                measurement.nll());
        List<String[]> predictions = PredictionRows.of(measurement);
        if (!predictions.isEmpty()) {
            out.println();
            print(predictions, out);
            out.println("driven by: bins with their part of χ², and where the measurement is");
        }
        List<Fitted> remarkable = measurement.parameters().stream()
                .filter(p -> p.atLimit() || Math.abs(p.pull()) > REMARKABLE_PULL)
                .toList();
        for (Fitted p : remarkable) {
            out.println(
                    "  " + p.name() + (p.atLimit() ? " is at its limit" : " is pulled by " + number(p.pull()) + " σ"));
        }
    }

    private static void interest(Measurement measurement, PrintWriter out) {
        if (measurement.interest().isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"parameter", "value", "stat", "syst", "total", "SM", "unit"});
        for (InterestResult r : measurement.interest()) {
            boolean events = r.unit().equals("events");
            rows.add(new String[] {
                r.name(),
                figure(r.value(), events),
                pair(r.stat(), events),
                pair(r.syst(), events),
                marked(pair(r.total(), events), r.ends()),
                figure(r.expected(), events),
                r.unit()
            });
        }
        print(rows, out);
        out.println();
    }

    private static String figure(double x, boolean events) {
        return events ? String.format(Locale.ROOT, "%.1f", x) : fixed(x);
    }

    private static String pair(Uncertainty u, boolean events) {
        return "+" + figure(u.up(), events) + " −" + figure(u.down(), events);
    }

    /** Contributions in percent of the cross section, in fb where one is not above 0. */
    private static void breakdown(Measurement measurement, PrintWriter out) {
        if (measurement.breakdown().isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        boolean relative = measurement.bins().stream().allMatch(bin -> bin.sigma() > 0);
        var head = new ArrayList<String>(List.of(relative ? "uncertainty (%)" : "uncertainty (fb)"));
        measurement.bins().forEach(bin -> head.add(bin.bin().label()));
        rows.add(head.toArray(String[]::new));
        for (Contribution c : measurement.breakdown()) {
            var row = new ArrayList<String>(List.of(c.group()));
            for (int j = 0; j < c.bins().size(); j++) {
                double scale = relative ? 100 / measurement.bins().get(j).sigma() : 1;
                Uncertainty u = c.bins().get(j);
                row.add(String.format(
                                Locale.ROOT, relative ? "+%.2f −%.2f" : "+%.4f −%.4f", scale * u.up(), scale * u.down())
                        .replace("+-", "−")
                        .replace("−-", "+"));
            }
            rows.add(row.toArray(String[]::new));
        }
        print(rows, out);
        out.println();
    }

    private static void impacts(Measurement measurement, PrintWriter out) {
        if (measurement.impacts().isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"nuisance", "pull", "constraint", "Δ sum of σ (fb)", "group"});
        for (Impact impact : measurement
                .impacts()
                .subList(0, Math.min(MOST, measurement.impacts().size()))) {
            rows.add(new String[] {
                impact.nuisance(),
                String.format(Locale.ROOT, "%+.2f", impact.pull()),
                String.format(Locale.ROOT, "%.2f", impact.constraint()),
                String.format(Locale.ROOT, "%+.4f %+.4f", sum(impact.up()), sum(impact.down())),
                impact.group()
            });
        }
        print(rows, out);
        if (measurement.impacts().size() > MOST) {
            out.println("and " + (measurement.impacts().size() - MOST) + " more in result.json");
        }
        out.println();
    }

    private static void answers(Answers answers, PrintWriter out) {
        var scans = new ArrayList<String[]>();
        boolean choice = answers.scans().stream().anyMatch(scan -> scan.frozen().length > 0);
        var titles = List.of("scan", "68.3 %", "95.4 %", "68.3 % stat", "functions held, too");
        scans.add(titles.subList(0, choice ? 5 : 4).toArray(String[]::new));
        for (Scan scan : answers.scans()) {
            var row = new ArrayList<>(List.of(
                    scan.parameter(),
                    range(scan.crossings(1)),
                    range(scan.crossings(4)),
                    scan.held().map(held -> range(held.crossings(1))).orElse("")));
            if (choice) {
                row.add(scan.withoutChoice()
                        .map(frozen -> range(frozen.crossings(1)))
                        .orElse(""));
            }
            scans.add(row.toArray(String[]::new));
        }
        var limits = new ArrayList<String[]>();
        limits.add(new String[] {
            "upper limit, " + answers.method().test(), "level", "observed", "-2 σ", "-1 σ", "expected", "+1 σ", "+2 σ"
        });
        for (Limit limit : answers.limits()) {
            var row = new ArrayList<>(List.of(
                    limit.parameter(),
                    number(100 * limit.level()) + " %",
                    fixed(limit.value().observed())));
            for (double expected : limit.value().expected()) {
                row.add(fixed(expected));
            }
            limits.add(row.toArray(String[]::new));
        }
        var tests = new ArrayList<String[]>();
        tests.add(new String[] {
            "CLs, " + answers.method().test(), "of", "observed", "-2 σ", "-1 σ", "expected", "+1 σ", "+2 σ"
        });
        for (Conclusions.Test test : answers.tests()) {
            var row = new ArrayList<>(List.of(
                    test.parameter(),
                    number(test.value()),
                    probability(test.cls().observed())));
            for (double expected : test.cls().expected()) {
                row.add(probability(expected));
            }
            tests.add(row.toArray(String[]::new));
        }
        var significances = new ArrayList<String[]>();
        significances.add(new String[] {"significance, " + answers.method().test(), "standard deviations", "p-value"});
        for (Conclusions.Discovery discovery : answers.discoveries()) {
            significances.add(new String[] {
                discovery.parameter(),
                discovery.value().significance() == Double.POSITIVE_INFINITY
                        ? "infinite"
                        : String.format(Locale.ROOT, "%.2f", discovery.value().significance()),
                probability(discovery.value().pValue())
            });
        }
        var contours = new ArrayList<String[]>();
        contours.add(new String[] {"contour", "68.3 %", "", "95 %", ""});
        for (Contours c : answers.contours()) {
            contours.add(new String[] {
                c.first() + ", " + c.second(),
                extent(c.curves().get(0), Point::first),
                extent(c.curves().get(0), Point::second),
                extent(c.curves().get(1), Point::first),
                extent(c.curves().get(1), Point::second)
            });
        }
        var goodness = new ArrayList<String[]>();
        goodness.add(new String[] {"goodness of fit", "statistic", "p-value", "toys"});
        answers.goodness()
                .forEach((id, value) -> goodness.add(new String[] {
                    id,
                    String.format(Locale.ROOT, "%.5g", value.statistic()),
                    String.format(Locale.ROOT, "%.3f", value.pValue()),
                    String.valueOf(value.toys())
                }));
        for (List<String[]> rows : List.of(scans, contours, limits, tests, significances, goodness)) {
            if (rows.size() > 1) {
                print(rows, out);
                out.println();
            }
        }
    }

    private static String probability(double p) {
        return String.format(Locale.ROOT, "%.3g", p);
    }

    /** An interval of which an end that lies beyond what was looked at is NaN. */
    private static String range(double[] ends) {
        String lo = Double.isNaN(ends[0]) ? "" : fixed(ends[0]);
        String hi = Double.isNaN(ends[1]) ? "" : fixed(ends[1]);
        return lo + " … " + hi;
    }

    private static String extent(List<Point> curve, ToDoubleFunction<Point> coordinate) {
        if (curve.isEmpty()) {
            return "not closed";
        }
        var values = curve.stream().mapToDouble(coordinate).summaryStatistics();
        return range(new double[] {values.getMin(), values.getMax()});
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public void summarise(List<Measurement> measurements, Path folder, Console console) {
        if (console.json() || measurements.isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        rows.add(
                new String[] {"observable", "bins", "Σσ_fid (fb)", "total", "SM (fb)", "largest deviation", "p-value"});
        for (Measurement m : measurements) {
            BinResult all = m.inclusive();
            rows.add(new String[] {
                m.observable().id(),
                String.valueOf(m.bins().size()),
                fixed(all.sigma()),
                "+" + fixed(all.total().up()) + " −" + fixed(all.total().down()),
                fixed(all.sm()),
                m.largestDeviation(),
                m.pValueText()
            });
        }
        console.out().println();
        print(rows, console.out());
        console.out().println();
        String pulls = Pulls.line(measurements);
        if (!pulls.isEmpty()) {
            console.out().println(pulls);
            console.out().println();
        }
    }

    private static String[] row(String label, BinResult bin) {
        return new String[] {
            label,
            fixed(bin.sigma()),
            pair(bin.stat()),
            pair(bin.syst()),
            marked(pair(bin.total()), bin.ends()) + (oneSided(bin) ? " *" : ""),
            fixed(bin.sm()) + (bin.theory().up() > 0 || bin.theory().down() > 0 ? " " + pair(bin.theory()) : ""),
            String.format(Locale.ROOT, "%.2f", bin.sigma() / bin.sm())
        };
    }

    /** Whether 2ΔNLL = 1 gives an interval to one side. */
    private static boolean oneSided(BinResult bin) {
        return bin.total().oneSided() && !bin.ends().calibrated();
    }

    private static String marked(String interval, Ends ends) {
        return ends.mark().isEmpty() ? interval : interval + " " + ends.mark();
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

    /** A table whose first column is words, and whose first row has the titles. */
    private static void print(List<String[]> rows, PrintWriter out) {
        var columns = new ArrayList<Column>();
        for (String title : rows.get(0)) {
            columns.add(columns.isEmpty() ? Column.left(title, title) : Column.right(title, title, ""));
        }
        var table = Table.of("", columns);
        rows.stream()
                .skip(1)
                .forEach(row -> table.row(Stream.of(row).map(Cell::of).toList()));
        table.table().lines().forEach(out::println);
    }
}
