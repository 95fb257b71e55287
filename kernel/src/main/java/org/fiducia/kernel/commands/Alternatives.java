package org.fiducia.kernel.commands;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;

/**
 * Measurements of the same observables with other values of the card, combined bin by bin by a systematic scheme. The
 * statistical uncertainty that the scheme is told of is that of the nominal measurement, the mean of both sides.
 */
final class Alternatives {
    private final List<String> changes;
    private final SystematicScheme scheme;
    private final List<List<Measurement>> measured = new ArrayList<>();

    /** @param changes what each alternative changes in the card */
    Alternatives(List<String> changes, SystematicScheme scheme) {
        this.changes = List.copyOf(changes);
        this.scheme = scheme;
    }

    void add(List<Measurement> alternative) {
        measured.add(alternative);
    }

    /** Nominal value and alternatives of a bin. */
    private double[] values(List<Measurement> nominal, int observable, int bin) {
        var values = new double[1 + measured.size()];
        values[0] = nominal.get(observable).bins().get(bin).sigma();
        for (int k = 1; k < values.length; k++) {
            List<BinResult> bins = measured.get(k - 1).get(observable).bins();
            if (bins.size() != nominal.get(observable).bins().size()) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--alternative " + changes.get(k - 1) + " changes the bins of "
                                + nominal.get(observable).observable().id(),
                        "alternatives must measure the same quantities");
            }
            values[k] = bins.get(bin).sigma();
        }
        return values;
    }

    private Combination combined(List<Measurement> nominal, int observable, int bin) {
        BinResult result = nominal.get(observable).bins().get(bin);
        double stat = 0.5 * (result.stat().down() + result.stat().up());
        return scheme.combine(values(nominal, observable, bin), stat, 0, 0);
    }

    void print(List<Measurement> nominal, PrintWriter out) {
        for (int o = 0; o < nominal.size(); o++) {
            var columns = new ArrayList<>(List.of(
                    Column.left("bin", nominal.get(o).observable().id()), Column.right("nominal", "nominal", "")));
            for (int k = 1; k <= changes.size(); k++) {
                columns.add(Column.right("alternative" + k, "[" + k + "]", ""));
            }
            columns.add(Column.right("combined", "combined (" + scheme.id() + ")", ""));
            columns.add(Column.right("total", "±", ""));
            var table = Table.of("", columns);
            for (int bin = 0; bin < nominal.get(o).bins().size(); bin++) {
                var row = new ArrayList<Cell>();
                row.add(Cell.of(nominal.get(o).bins().get(bin).bin().label()));
                for (double value : values(nominal, o, bin)) {
                    row.add(Cell.of(value, "%.4f"));
                }
                Combination both = combined(nominal, o, bin);
                row.add(Cell.of(both.central(), "%.4f"));
                row.add(Cell.of(both.total(), "%.4f"));
                table.row(row);
            }
            out.println();
            table.table().lines().forEach(out::println);
        }
        for (int k = 0; k < changes.size(); k++) {
            out.println("[" + (k + 1) + "] " + changes.get(k));
        }
        out.println();
    }

    /** Writes {@code alternatives.json} beside the results of each observable. */
    void write(List<Measurement> nominal, Path folder) {
        var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
        for (int o = 0; o < nominal.size(); o++) {
            Path target = folder.resolve(nominal.get(o).observable().id());
            var bins = new ArrayList<Map<String, Object>>();
            for (int bin = 0; bin < nominal.get(o).bins().size(); bin++) {
                Combination both = combined(nominal, o, bin);
                var one = new LinkedHashMap<String, Object>();
                one.put("label", nominal.get(o).bins().get(bin).bin().label());
                one.put("values", values(nominal, o, bin));
                one.put("combined", both.central());
                one.put("total", both.total());
                bins.add(one);
            }
            var root = new LinkedHashMap<String, Object>();
            root.put("schemaVersion", 1);
            root.put("scheme", scheme.id());
            root.put("alternatives", changes);
            root.put("bins", bins);
            try (var results = new ResultFolder(target, "alternatives")) {
                Files.write(results.path().resolve("alternatives.json"), json.writeValueAsBytes(root));
                results.add();
            } catch (IOException e) {
                throw FiduciaException.unwritable(target, e);
            }
        }
    }
}
