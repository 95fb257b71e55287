package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/**
 * Bias by the choice of functions: for each function the model with it, wherever it is among the alternatives, is fitted to
 * the data with the parameters of interest as predicted; toys of that are fitted with the choice between all functions.
 * Uncertainties are statistical: parameters that auxiliary measurements constrain are held. Events of {@link NarrowIntervals}
 * are taken together.
 *
 * @param closure for each function the parameters of interest, in the place of bins
 */
record FunctionBias(Closure closure) {
    /** Bias in units of the expected statistical uncertainty from which on intervals cover 1 % less. */
    static final double TOLERABLE = 0.14;

    /** The same of a rate. */
    static final double TOLERABLE_RATE = 0.2;

    /** Of the coverage. */
    static final double COVERAGE = 0.03;

    private static final double ERRORS = 3;

    /** Runs it. */
    static FunctionBias run(CardModel.Model measured, int toys, long seed, int threads, Progress progress) {
        Likelihood whole = measured.likelihood();
        var intervals = new NarrowIntervals(whole.model());
        Likelihood likelihood = statistical(whole).with(intervals.of(whole.data()));
        CardModel.Model model = with(measured, likelihood);
        List<Choice> free = DiscreteProfiling.floating(likelihood);
        if (free.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "the model of " + model.observable().id() + " has no choice between functions",
                    "take a background with one, such as analytic");
        }
        List<Parameter> parameters = likelihood.model().parameters();
        List<String> reported = model.quantities().stream()
                .filter(Quantity::isParameter)
                .map(quantity -> ((Expression.Ref) quantity.value()).parameter())
                .filter(name -> {
                    Parameter of = parameters.get(likelihood.model().indexOf(name));
                    return of.role() == Parameter.Role.INTEREST && !of.fixed();
                })
                .distinct()
                .toList();
        Fitter fitter = DiscreteProfiling.over(model.fitter());
        progress.begin("fits of " + model.observable().id() + " with each function", 0);
        FitResult best = fitter.fit(predicted(likelihood), likelihood.model().initial(), true, progress);
        var names = new LinkedHashSet<String>();
        free.forEach(choice -> choice.alternatives().forEach(each -> names.add(each.name())));
        var truths = new ArrayList<Truth>();
        var likelihoods = new ArrayList<Likelihood>();
        for (String name : names) {
            FitResult fit = with(name, likelihood, free, best, fitter, progress);
            if (!fit.converged()) {
                progress.warn("no toys of " + name + ": its fit to the data does not converge: " + fit.message());
                continue;
            }
            var starting = new ArrayList<Parameter>();
            for (int k = 0; k < parameters.size(); k++) {
                starting.add(parameters.get(k).startingAt(fit.parameters()[k]));
            }
            truths.add(new Truth(name, name, null));
            likelihoods.add(likelihood.with(likelihood.model().withParameters(starting)));
        }
        return new FunctionBias(new ClosureTest(model, truths, likelihoods, reported, reported, intervals::of)
                .run(toys, seed, threads, progress));
    }

    /** Without what auxiliary measurements constrain, which the choice of functions has nothing to do with. */
    private static Likelihood statistical(Likelihood likelihood) {
        StatisticalModel model = likelihood.model();
        var constrained = model.constraints().stream()
                .flatMap(constraint -> constraint.references().stream())
                .collect(Collectors.toSet());
        var held = model.parameters().stream()
                .filter(p -> p.role() == Parameter.Role.NUISANCE && constrained.contains(p.name()))
                .collect(Collectors.toMap(Parameter::name, Parameter::initial));
        return likelihood.compiled(model.holding(held)).orElse(likelihood);
    }

    private static CardModel.Model with(CardModel.Model model, Likelihood likelihood) {
        return new CardModel.Model(
                model.analysis(),
                model.observable(),
                model.response(),
                model.quality(),
                model.quantities(),
                likelihood,
                model.truths(),
                model.fitter(),
                model.intervals());
    }

    /** Parameters of interest held where they start. */
    private static Likelihood predicted(Likelihood likelihood) {
        return likelihood.with(likelihood
                .model()
                .withParameters(likelihood.model().parameters().stream()
                        .map(p -> p.role() == Parameter.Role.INTEREST ? p.fixedAt(p.initial()) : p)
                        .toList()));
    }

    /** The fit with a function in every choice that has it, and the best ones in others. */
    private static FitResult with(
            String name, Likelihood likelihood, List<Choice> free, FitResult best, Fitter fitter, Progress progress) {
        Likelihood predicted = predicted(likelihood);
        var parameters = new ArrayList<>(predicted.model().parameters());
        double[] start = best.parameters().clone();
        for (Choice choice : free) {
            int k = choice.index();
            for (int a = 0; a < choice.alternatives().size(); a++) {
                start[k] = choice.alternatives().get(a).name().equals(name) ? a : start[k];
            }
            parameters.set(k, parameters.get(k).fixedAt(start[k]));
        }
        return fitter.fit(predicted.with(predicted.model().withParameters(parameters)), start, false, progress);
    }

    /** What is no coordinate of the point, such as a mass, is a rate. */
    private double tolerable(BinClosure of) {
        return closure.analysis().point().values().containsKey(of.bin()) ? TOLERABLE : TOLERABLE_RATE;
    }

    private List<String> failed(BinClosure of) {
        var failed = new ArrayList<String>();
        if (Math.abs(of.pull().mean()) > tolerable(of) + ERRORS * of.pull().meanError()) {
            failed.add("bias");
        }
        if (Math.abs(of.pull().width() - 1) > ERRORS / Math.sqrt(2.0 * of.toys())) {
            failed.add("width");
        }
        if (Math.abs(of.coverage() - BinClosure.COVERAGE) > Math.max(COVERAGE, ERRORS * of.coverageError())) {
            failed.add("coverage");
        }
        return failed;
    }

    Report report() {
        var table = Table.of(
                "",
                Column.left("function", "function"),
                Column.left("parameter", "parameter"),
                Column.right("truth", "true", ""),
                Column.right("bias", "bias", ""),
                Column.right("expected", "expected error", ""),
                Column.right("pullMean", "bias / error", ""),
                Column.right("pullWidth", "width", ""),
                Column.right("coverage", "coverage", ""),
                Column.right("toys", "toys", ""),
                Column.left("failed", ""));
        var rows = new ArrayList<Map<String, Object>>();
        int failures = 0;
        for (Closure.OfTruth function : closure.truths()) {
            for (BinClosure of : function.bins()) {
                List<String> failed = failed(of);
                failures += failed.isEmpty() ? 0 : 1;
                table.row(
                        Cell.of(function.truth().title()),
                        Cell.of(of.bin()),
                        Cell.of(of.sigma(), "%.5g"),
                        Cell.of(of.bias(), of.biasError(), "%+.4f ± %.4f"),
                        Cell.of(of.expected(), "%.4f"),
                        Cell.of(of.pull().mean(), of.pull().meanError(), "%+.3f ± %.3f"),
                        Cell.of(of.pull().width(), of.pull().widthError(), "%.3f ± %.3f"),
                        Cell.of(of.coverage(), of.coverageError(), "%.3f ± %.3f"),
                        Cell.of(of.toys()),
                        Cell.of(String.join(", ", failed)));
                var row = new LinkedHashMap<String, Object>();
                row.put("function", function.truth().id());
                row.put("parameter", of.bin());
                row.put("truth", of.sigma());
                row.put("bias", of.bias());
                row.put("biasError", of.biasError());
                row.put("expectedError", of.expected());
                row.put("pullMean", of.pull().mean());
                row.put("pullWidth", of.pull().width());
                row.put("coverage", of.coverage());
                row.put("toys", of.toys());
                row.put("failed", failed);
                rows.add(row);
            }
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", closure.observable().id());
        fields.put("toys", closure.toys());
        fields.put("seed", closure.seed());
        fields.put("closes", failures == 0);
        fields.put("functions", rows);
        String verdict = failures == 0
                ? "closes: every bias is below " + TOLERABLE + " expected statistical errors (" + TOLERABLE_RATE
                        + " of a rate), within " + (int) ERRORS + " errors of the toys"
                : failures + " of " + rows.size() + " do not close";
        return new Report(
                "validate",
                "Choice of functions in " + closure.observable().label(),
                List.of(
                        Text.of("Bias by the choice of functions in "
                                + closure.observable().id() + ": " + closure.toys() + " toys of each function, seed "
                                + closure.seed()),
                        table.table(),
                        Text.of("", verdict),
                        new Document(fields)));
    }
}
