package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/** What a closure test says: tables for people, all numbers as a document, and its figure. */
final class ClosureReport {
    private ClosureReport() {}

    static Report of(Closure closure) {
        var items = new ArrayList<Item>();
        Quality quality = closure.quality();
        items.add(Text.of(
                "Closure of " + closure.observable().id() + ": " + closure.toys() + " toys of each truth, seed "
                        + closure.seed(),
                format(
                        "condition number %.3f, migration score %.3f",
                        quality.conditionNumber(), quality.migrationScore()),
                ""));
        items.add(table(closure));
        items.add(Text.of(
                "",
                "pull = (fit - truth) / expected uncertainty; root = sign(fit - truth) sqrt(2 dNLL(truth)) of each toy,"
                        + " covered when within 1"));
        for (Closure.OfTruth of : closure.truths()) {
            items.add(Text.of(""));
            items.add(table(of));
        }
        items.add(Text.of("", verdict(closure)));
        items.add(new Document(fields(closure)));
        items.add(ClosureFigure.of(closure));
        return new Report("validate", "Closure of " + closure.observable().label(), items);
    }

    /** What a closure with the simulated events says. */
    static Report of(EventClosure closure) {
        var table = Table.of(
                "",
                Column.left("bin", "bin"),
                Column.right("truth", "true", ""),
                Column.right("fitted", "fit", ""),
                Column.right("expectedError", "expected error", ""),
                Column.right("relative", "bias", "%"),
                Column.right("bias", "bias", "expected errors"),
                Column.right("pullMean", "replicas: mean", ""),
                Column.right("pullWidth", "width", ""),
                Column.left("failed", ""));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", closure.of().observable().id());
        fields.put("luminosity", closure.luminosity());
        fields.put("events", closure.backgrounds() ? ValidateVerb.ALL : ValidateVerb.SIGNAL);
        fields.put("replicas", closure.replicas());
        fields.put("seed", closure.seed());
        fields.put("closes", closure.closes());
        var rows = new ArrayList<Map<String, Object>>();
        for (EventClosure.Row row : closure.rows()) {
            table.row(
                    Cell.of(row.name()),
                    Cell.of(row.truth(), "%.4f"),
                    Cell.of(row.fitted(), "%.4f"),
                    Cell.of(row.expected(), "%.4f"),
                    Cell.of(100 * (row.fitted() / row.truth() - 1), "%+.2f"),
                    Cell.of(row.bias(), "%+.3f"),
                    Cell.of(row.pulls().mean(), row.pulls().meanError(), "%+.2f ± %.2f"),
                    Cell.of(row.pulls().width(), "%.2f"),
                    Cell.of((row.closes() ? "ok" : "FAILS")
                            + (row.failed() > 0 ? ", " + row.failed() + " replicas failed" : "")));
            var one = new LinkedHashMap<String, Object>();
            one.put("bin", row.name());
            one.put("truth", row.truth());
            one.put("fitted", row.fitted());
            one.put("expectedError", row.expected());
            one.put("bias", row.bias());
            one.put("pull", fields(row.pulls()));
            one.put("failedReplicas", row.failed());
            one.put("closes", row.closes());
            rows.add(one);
        }
        fields.put("bins", rows);
        long failures = closure.rows().stream().filter(row -> !row.closes()).count();
        String title = "Closure of " + closure.of().observable().id() + " with the simulated events of "
                + (closure.backgrounds() ? "signal and backgrounds" : "the signal") + " at "
                + format("%.4g", closure.luminosity()) + " /fb, " + closure.replicas() + " bootstrap replicas, seed "
                + closure.seed();
        String verdict = failures == 0
                ? "closes: every bias is within " + EventClosure.TOLERANCE + " expected errors"
                : failures + " of " + closure.rows().size() + " biases are beyond " + EventClosure.TOLERANCE
                        + " expected errors";
        return new Report(
                "validate",
                "Closure of " + closure.of().observable().label(),
                List.of(
                        Text.of(title),
                        table.table(),
                        Text.of(
                                "",
                                "bias = fit to the weighted events - truth; replicas: (fit - truth) / expected error"),
                        Text.of("", verdict),
                        new Document(fields),
                        ClosureFigure.of(closure)));
    }

    /** What other mixtures of the production modes do. */
    static Report of(ModelDependence dependence) {
        var observable = dependence.of().observable();
        var columns = new ArrayList<Column>(List.of(Column.left("bin", "bin")));
        dependence.mixtures().forEach(mixture -> columns.add(Column.right(mixture.title(), mixture.title(), "%")));
        columns.add(Column.right("expected", "expected error", "%"));
        var table = Table.of("", columns.toArray(Column[]::new));
        var mixtures = new ArrayList<Map<String, Object>>();
        for (int j = 0; j < dependence.expected().length; j++) {
            var cells = new ArrayList<Cell>(
                    List.of(Cell.of(observable.binning().bins().get(j).label())));
            for (ModelDependence.Mixture mixture : dependence.mixtures()) {
                cells.add(Cell.of(100 * mixture.bias(j), "%+.2f"));
            }
            double sm = dependence.of().response().sm(j);
            cells.add(Cell.of(100 * dependence.expected()[j] / sm, "%.1f"));
            table.row(cells.toArray(Cell[]::new));
        }
        for (ModelDependence.Mixture mixture : dependence.mixtures()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("process", mixture.process());
            one.put("factor", mixture.factor());
            one.put("truth", mixture.truth());
            one.put("fitted", mixture.fitted());
            mixtures.add(one);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", observable.id());
        fields.put("bins", observable.binning().bins().stream().map(Bin::label).toList());
        fields.put("expectedErrors", dependence.expected());
        fields.put("mixtures", mixtures);
        return new Report(
                "validate",
                "Model dependence of " + observable.label(),
                List.of(
                        Text.of("Model dependence of " + observable.id()
                                + ": bias of each cross section when one production mode has another rate"),
                        table.table(),
                        Text.of(
                                "",
                                "the model with the response of the nominal mixture is fitted to what the other mixture"
                                        + " gives; bias = fit / true - 1"),
                        new Document(fields),
                        ClosureFigure.of(dependence)));
    }

    private static Table table(Closure closure) {
        Quality quality = closure.quality();
        var table = Table.of(
                "",
                Column.left("bin", "bin"),
                Column.right("purity", "purity", ""),
                Column.right("stability", "stability", ""),
                Column.right("efficiency", "efficiency", ""));
        for (int j = 0; j < quality.purity().length; j++) {
            table.row(
                    Cell.of(closure.observable().binning().bins().get(j).label()),
                    Cell.of(quality.purity()[j], "%.3f"),
                    Cell.of(quality.stability()[j], "%.3f"),
                    Cell.of(quality.efficiency()[j], "%.3f"));
        }
        return table.table();
    }

    private static Table table(Closure.OfTruth of) {
        var table = Table.of(
                        "",
                        Column.left("bin", "bin"),
                        Column.right("sigma", "true", "fb"),
                        Column.right("bias", "bias", "%"),
                        Column.right("pullMean", "pull mean", ""),
                        Column.right("pullWidth", "pull width", ""),
                        Column.right("root", "(root)", ""),
                        Column.right("coverage", "coverage", ""),
                        Column.right("toys", "toys", ""),
                        Column.left("failed", ""))
                .titled("truth: " + of.truth().title());
        for (BinClosure bin : of.bins()) {
            table.row(
                    Cell.of(bin.bin()),
                    Cell.of(bin.sigma(), "%.4f"),
                    Cell.of(100 * bin.bias() / bin.sigma(), 100 * bin.biasError() / bin.sigma(), "%+.2f ± %.2f"),
                    Cell.of(bin.pull().mean(), bin.pull().meanError(), "%+.3f ± %.3f"),
                    Cell.of(bin.pull().width(), bin.pull().widthError(), "%.3f ± %.3f"),
                    Cell.of(bin.root().mean(), bin.root().width(), "(%+.2f, %.2f)"),
                    Cell.of(bin.coverage(), bin.coverageError(), "%.3f ± %.3f"),
                    Cell.of(bin.toys()),
                    Cell.of(bin.failed().isEmpty() ? "ok" : "FAILS " + String.join(", ", bin.failed())));
        }
        return table.table();
    }

    private static String verdict(Closure closure) {
        String tolerance = " (mean 0 within 3 standard errors, width 1 within 5 % or 3 standard errors, coverage 68.3 %"
                + " within 3 standard errors)";
        return closure.closes()
                ? "closes: all " + closure.checks() + " checks pass" + tolerance
                : format(
                        "%d of %d checks fail; chance alone makes %.1f fail%s",
                        closure.failures(), closure.checks(), closure.expectedFailures(), tolerance);
    }

    private static Map<String, Object> fields(Closure closure) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", closure.observable().id());
        fields.put("toys", closure.toys());
        fields.put("seed", closure.seed());
        fields.put("closes", closure.closes());
        fields.put("checks", closure.checks());
        fields.put("failures", closure.failures());
        fields.put("failuresByChance", closure.expectedFailures());
        Quality quality = closure.quality();
        var response = new LinkedHashMap<String, Object>();
        response.put("conditionNumber", quality.conditionNumber());
        response.put("migrationScore", quality.migrationScore());
        response.put("purity", quality.purity());
        response.put("stability", quality.stability());
        response.put("efficiency", quality.efficiency());
        fields.put("quality", response);
        fields.put(
                "truths", closure.truths().stream().map(ClosureReport::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Closure.OfTruth of) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", of.truth().id());
        fields.put("title", of.truth().title());
        List<Map<String, Object>> bins =
                of.bins().stream().map(ClosureReport::fields).toList();
        fields.put("bins", bins);
        return fields;
    }

    private static Map<String, Object> fields(BinClosure bin) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("bin", bin.bin());
        fields.put("sigma", bin.sigma());
        fields.put("bias", bin.bias());
        fields.put("biasError", bin.biasError());
        fields.put("expectedError", bin.expected());
        fields.put("pull", fields(bin.pull()));
        fields.put("signedRoot", fields(bin.root()));
        fields.put("coverage", bin.coverage());
        fields.put("coverageError", bin.coverageError());
        fields.put("toys", bin.toys());
        fields.put("failed", bin.failed());
        return fields;
    }

    private static Map<String, Object> fields(Pulls pulls) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("mean", pulls.mean());
        fields.put("meanError", pulls.meanError());
        fields.put("width", pulls.width());
        fields.put("widthError", pulls.widthError());
        return fields;
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
