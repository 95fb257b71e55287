package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.background.transferfactor.OrderSearch.Test;
import org.fiducia.background.transferfactor.OrderSearch.Trial;

/** Every order that was tried, the transfer factor, and the fitted spectra. */
final class FactorReport {
    private final Ingredients of;
    private final Outcome residual;
    private final ResidualOrders.Fitted fit;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Object> document = new LinkedHashMap<>();

    /** @param fit that of the order that was taken */
    FactorReport(Ingredients of, Outcome residual, ResidualOrders.Fitted fit) {
        this.of = of;
        this.residual = residual;
        this.fit = fit;
    }

    /** @param parameter of interest */
    Report report(String parameter, Optional<Significance> significance, List<ToyBias> biases) {
        document.put("bins", of.grid().size());
        add("simulated", "transfer factor of simulation, orders in (pT, ρ)", "χ²", of.simulated());
        add("residual", "residual transfer factor, fits of the data", "−2 ln λ", residual);
        items.add(Text.of(
                "",
                String.format(
                        Locale.ROOT,
                        "%d bins; p-value of F: that the lower order is enough, at most %.2f for a higher one to be taken",
                        of.grid().size(),
                        OrderSearch.BETTER)));
        document.put(parameter, fit.value(parameter));
        significance.ifPresent(found -> {
            items.add(Text.of(
                    "",
                    String.format(
                            Locale.ROOT,
                            "%s %.3f, significance %.2f, expected %.2f at 1 with everything else as data say",
                            parameter,
                            fit.value(parameter),
                            found.observed(),
                            found.expected())));
            document.put("significance", Map.of("observed", found.observed(), "expected", found.expected()));
        });
        if (!biases.isEmpty()) {
            addBiases(biases);
        }
        var figures = new FactorFigures(of, residual.chosen(), fit);
        negative(figures);
        items.add(new Document(document));
        items.addAll(figures.all());
        return new Report(
                "transfer-factor", "transfer factor of " + of.settings().process(), items);
    }

    private void add(String id, String title, String statistic, Outcome outcome) {
        Table.Rows fits = Table.of(
                        id + "-fits",
                        Column.left("order", "order"),
                        Column.right("parameters", "parameters", ""),
                        Column.right("chi2", statistic, ""),
                        Column.right("freedom", "degrees of freedom", ""),
                        Column.right("pValue", "p-value", ""),
                        Column.left("verdict", ""))
                .titled(title);
        var trials = new ArrayList<Map<String, Object>>();
        for (Trial trial : outcome.trials()) {
            boolean taken = trial.order().equals(outcome.chosen().order());
            double pValue = RegularizedGamma.Q.value(0.5 * trial.freedom(), 0.5 * trial.chi2());
            fits.row(
                    Cell.of(trial.order().toString()),
                    Cell.of(trial.order().size()),
                    Cell.of(trial.chi2(), "%.1f"),
                    Cell.of(trial.freedom()),
                    Cell.of(pValue, "%.2g"),
                    Cell.of(taken ? "taken" : ""));
            var row = new LinkedHashMap<String, Object>();
            row.put("order", List.of(trial.order().pt(), trial.order().rho()));
            row.put("chi2", trial.chi2());
            row.put("freedom", trial.freedom());
            row.put("pValue", pValue);
            row.put("coefficients", Arrays.stream(trial.coefficients()).boxed().toList());
            row.put("taken", taken);
            trials.add(row);
        }
        items.add(fits.table());
        var tests = new ArrayList<Map<String, Object>>();
        if (!outcome.tests().isEmpty()) {
            Table.Rows table = Table.of(
                            id + "-tests",
                            Column.left("lower", "from"),
                            Column.left("higher", "to"),
                            Column.right("f", "F", ""),
                            Column.right("pValue", "p-value", ""),
                            Column.left("verdict", ""))
                    .titled("F-tests");
            for (Test test : outcome.tests()) {
                table.row(
                        Cell.of(test.lower().order().toString()),
                        Cell.of(test.higher().order().toString()),
                        Cell.of(test.f(), "%.2f"),
                        Cell.of(test.pValue(), "%.2g"),
                        Cell.of(test.taken() ? "taken" : ""));
                var row = new LinkedHashMap<String, Object>();
                row.put(
                        "from",
                        List.of(test.lower().order().pt(), test.lower().order().rho()));
                row.put(
                        "to",
                        List.of(
                                test.higher().order().pt(),
                                test.higher().order().rho()));
                row.put("f", test.f());
                row.put("pValue", test.pValue());
                row.put("taken", test.taken());
                tests.add(row);
            }
            items.add(table.table());
        }
        document.put(id, Map.of("fits", trials, "tests", tests));
    }

    private void addBiases(List<ToyBias> biases) {
        Table.Rows table = Table.of(
                        "bias",
                        Column.left("drawn", "toys of"),
                        Column.left("fitted", "fitted with"),
                        Column.right("truth", "true", ""),
                        Column.right("mean", "mean", ""),
                        Column.right("pullMean", "pull", ""),
                        Column.right("pullWidth", "width", ""),
                        Column.right("toys", "toys", ""),
                        Column.left("failed", ""))
                .titled("bias by the order, pulls beyond " + ToyBias.TOLERABLE + " in their mean are marked");
        var rows = new ArrayList<Map<String, Object>>();
        for (ToyBias bias : biases) {
            double mean = Arrays.stream(bias.values()).average().orElse(Double.NaN);
            boolean good = Math.abs(bias.mean()) <= ToyBias.TOLERABLE;
            table.row(
                    Cell.of(bias.drawn().toString()),
                    Cell.of(bias.fitted().toString()),
                    Cell.of(bias.truth(), "%.3f"),
                    Cell.of(mean, "%.3f"),
                    Cell.of(bias.mean(), bias.meanError(), "%+.3f ± %.3f"),
                    Cell.of(bias.width(), "%.3f"),
                    Cell.of(bias.pulls().length),
                    Cell.of(good ? "" : "bias"));
            var fields = new LinkedHashMap<String, Object>();
            fields.put("drawn", List.of(bias.drawn().pt(), bias.drawn().rho()));
            fields.put("fitted", List.of(bias.fitted().pt(), bias.fitted().rho()));
            fields.put("toys", bias.toys());
            fields.put("converged", bias.pulls().length);
            fields.put("truth", bias.truth());
            fields.put("mean", mean);
            fields.put("pullMean", bias.mean());
            fields.put("pullMeanError", bias.meanError());
            fields.put("pullWidth", bias.width());
            rows.add(fields);
        }
        items.add(table.table());
        document.put("bias", rows);
    }

    private void negative(FactorFigures figures) {
        List<String> negative = figures.negative();
        document.put("negative", negative);
        if (!negative.isEmpty()) {
            items.add(Text.of("", "the transfer factor is negative in " + String.join("; ", negative)));
        }
    }
}
