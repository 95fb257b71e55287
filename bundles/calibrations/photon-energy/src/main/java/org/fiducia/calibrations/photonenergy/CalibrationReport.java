package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.drawing.Numbers;

/** What a calibration found: tables for people, everything as a document, pictures, and the files of constants. */
final class CalibrationReport {
    private static final String BOTH = "%+.3f ± %.3f";

    private CalibrationReport() {}

    /** Of the stages that were measured. */
    static Report of(List<Constants> stages, Spectra spectra) {
        var items = new ArrayList<Item>();
        var document = new LinkedHashMap<String, Object>();
        for (Constants stage : stages) {
            switch (stage.stage()) {
                case 1 -> scales(stage, items);
                case 2 -> uniformity(stage, items);
                default -> photons(stage, items);
            }
            document.put("stage" + stage.stage(), numbers(stage));
        }
        items.add(new Document(document));
        items.addAll(ConstantsFigures.of(stages));
        items.addAll(MassFigures.of(spectra, stages.size()));
        for (Constants stage : stages) {
            items.add(Attachment.of(ConstantsChain.file(stage.stage()), stage.bytes()));
            items.add(Attachment.of("stage" + stage.stage() + ".correctionlib.json", CorrectionFile.of(stage)));
        }
        return new Report("calibrate", "energy of photons by decays of the Z", items);
    }

    private static Map<String, Object> numbers(Constants stage) {
        var json = new LinkedHashMap<String, Object>();
        json.put("bins", stage.bins());
        if (stage.stage() == 1) {
            json.put("eras", stage.eras().stream().map(Constants.Period::name).toList());
        }
        stage.values().forEach((kind, values) -> {
            json.put(kind, values);
            json.put(kind + "Error", stage.errors(kind));
        });
        stage.more().forEach(json::put);
        json.put("content", stage.content());
        return json;
    }

    static void scales(Constants stage, List<Item> items) {
        double[] alpha = stage.of(Constants.ALPHA);
        double[] alphaError = stage.errors(Constants.ALPHA);
        double[] smear = stage.of(Constants.SMEARING);
        double[] smearError = stage.errors(Constants.SMEARING);
        var columns = new ArrayList<Column>();
        columns.add(Column.left("cell", "cell"));
        for (Constants.Period era : stage.eras()) {
            columns.add(Column.right("alpha-" + era.name(), "α " + era.name(), "%"));
            columns.add(Column.right("smearing-" + era.name(), "s " + era.name(), "%"));
        }
        Table.Rows table = Table.of("", columns).titled("stage 1, Z → ee: scale and extra resolution of electrons");
        int size = stage.bins().size();
        for (int c = 0; c < size; c++) {
            var row = new ArrayList<Cell>();
            row.add(Cell.of(stage.bins().get(c)));
            for (int k = c; k < alpha.length; k += size) {
                row.add(measured(alpha[k], alphaError[k], BOTH));
                row.add(measured(smear[k], smearError[k], "%.2f ± %.2f"));
            }
            table.row(row);
        }
        items.add(table.table());
        var atLimit = new ArrayList<String>();
        for (int k = 0; k < smear.length; k++) {
            if (smear[k] == 0) {
                atLimit.add(stage.bins().get(k % size) + " of "
                        + stage.eras().get(k / size).name());
            }
        }
        if (!atLimit.isEmpty()) {
            items.add(Text.of(
                    "s at its limit of 0, the data are no wider than the simulation: " + String.join(", ", atLimit)));
        }
    }

    private static Cell measured(double value, double error, String form) {
        return Cell.of(100 * value, 100 * error, form);
    }

    private static void uniformity(Constants stage, List<Item> items) {
        Table.Rows table = Table.of(
                        "", Column.left("bin", "η"), Column.right("u", "u", "%"), Column.right("pairs", "pairs", ""))
                .titled("stage 2, Z → ee: uniformity of unconverted electrons, R9 > .96");
        double[] u = stage.of(Constants.UNIFORMITY);
        double[] error = stage.errors(Constants.UNIFORMITY);
        for (int k = 0; k < u.length; k++) {
            table.row(Cell.of(stage.bins().get(k)), measured(u[k], error[k], BOTH), Cell.of((long)
                    stage.found("pairs")[k]));
        }
        items.add(table.table());
    }

    private static void photons(Constants stage, List<Item> items) {
        Table.Rows table = Table.of(
                        "",
                        Column.left("bin", "photons"),
                        Column.right("d", "d, shape", "%"),
                        Column.right("other", "d, means", "%"),
                        Column.right("photons", "number", ""),
                        Column.left("flag", ""))
                .titled("stage 3, Z → μμγ: scale of photons");
        double[] d = stage.of(Constants.PHOTON);
        double[] error = stage.errors(Constants.PHOTON);
        double[] other = stage.found("otherMethod");
        double[] otherError = stage.found("otherMethodError");
        double[] photons = stage.found("photons");
        double sum = 0;
        for (int k = 0; k < d.length; k++) {
            table.row(
                    Cell.of(stage.bins().get(k)),
                    measured(d[k], error[k], BOTH),
                    measured(other[k], otherError[k], BOTH),
                    Cell.of((long) photons[k]),
                    Cell.of(photons[k] < PhotonFit.FEW ? "few photons" : ""));
            sum += (d[k] - other[k]) * (d[k] - other[k]) / (otherError[k] * otherError[k]);
        }
        items.add(table.table());
        items.add(Text.of(Numbers.format(
                "both methods differ by %.2f of the error of the means (rms over %d bins)",
                Math.sqrt(sum / d.length), d.length)));
    }
}
