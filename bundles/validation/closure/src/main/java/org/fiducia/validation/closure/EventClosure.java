package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/**
 * Closure with the simulated events themselves: a model is fitted to the weighted events it is made from, at a luminosity at
 * which shapes that are wrong show. Counting closes by construction, since the response is of the same events; what remains
 * is the bias of the shapes. Fits to bootstrap replicas of the events tell how far that bias is known.
 *
 * @param of what was fitted
 * @param luminosity fb⁻¹
 * @param seed of the replicas
 * @param backgrounds whether those that are simulated are events, too
 * @param replicas number of them
 * @param rows of each parameter of interest, the cross sections of the bins first
 */
record EventClosure(
        CardModel.Model of, double luminosity, boolean backgrounds, long seed, int replicas, List<Row> rows) {
    /** Bias that is tolerated, in units of the uncertainty to be expected. */
    static final double TOLERANCE = 0.1;

    /**
     * A parameter.
     *
     * @param name of the bin, or of the parameter where it is none
     * @param bin index of the bin, −1 for none
     * @param truth what it is in the simulation
     * @param fitted best fit to the weighted events
     * @param expected uncertainty to be expected at the luminosity
     * @param pulls (fit to a replica − truth) / expected; NaN where there are too few replicas
     * @param failed replicas of which the fit failed
     */
    record Row(String name, int bin, double truth, double fitted, double expected, Pulls pulls, int failed) {
        /** In units of the uncertainty to be expected. */
        double bias() {
            return (fitted - truth) / expected;
        }

        boolean closes() {
            return Math.abs(bias()) <= TOLERANCE;
        }
    }

    /** Whether every bias is within its tolerance. */
    boolean closes() {
        return rows.stream().allMatch(Row::closes);
    }

    /**
     * Runs it.
     *
     * @param luminosity fb⁻¹
     * @param backgrounds whether those that are simulated are events, too
     * @throws FiduciaException when the model does not fit its own expectation or events
     */
    static EventClosure run(
            CardModel.Model model,
            LikelihoodCompiler compiler,
            double luminosity,
            boolean backgrounds,
            int replicas,
            long seed,
            Progress progress) {
        if (model.analysis().fit().intervals() > 0) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--events, and the card fits a histogram",
                    "leave --events out, or remove intervals from /fit of the card");
        }
        progress.begin("closure of " + model.observable().id() + ": simulated events", replicas + 2);
        double factor = luminosity / model.analysis().luminosity();
        StatisticalModel scaled = scaled(model.likelihood().model(), factor);
        double[] start = scaled.initial();
        Likelihood compiled = compiler.compile(scaled, model.likelihood().data());
        FitResult expected = converged(model, compiled.asimov(start), "the expectation", progress);
        var data = new SimulatedData(model, compiled, factor, backgrounds);
        FitResult fit = converged(model, compiled.with(data.weighted()), "the simulated events", progress);
        var random = new SplittableRandom(seed);
        List<FitResult> fits = IntStream.range(0, replicas)
                .mapToObj(r -> fit(model, compiled.with(data.replica(random.split())), fit.parameters(), progress))
                .toList();
        var rows = new ArrayList<Row>();
        List<String> reported = model.reported();
        for (int p = 0; p < start.length; p++) {
            Parameter parameter = scaled.parameters().get(p);
            if (parameter.role() != Parameter.Role.INTEREST || parameter.fixed()) {
                continue;
            }
            int index = p;
            double error = expected.error(p);
            double[] pulls = fits.stream()
                    .mapToDouble(one -> one.converged() ? (one.parameters()[index] - start[index]) / error : Double.NaN)
                    .toArray();
            int bin = reported.indexOf(parameter.name());
            rows.add(new Row(
                    bin < 0
                            ? parameter.name()
                            : model.observable().binning().bins().get(bin).label(),
                    bin,
                    start[p],
                    fit.parameters()[p],
                    error,
                    Pulls.of(pulls),
                    (int) fits.stream().filter(one -> !one.converged()).count()));
        }
        return new EventClosure(model, luminosity, backgrounds, seed, replicas, rows);
    }

    /** The same model with more events of everything. */
    private static StatisticalModel scaled(StatisticalModel model, double factor) {
        var categories = new ArrayList<ModelCategory>();
        for (ModelCategory category : model.categories()) {
            List<Component> components = category.components().stream()
                    .map(one -> new Component(
                            one.name(), Expression.product(Expression.constant(factor), one.yield()), one.shape()))
                    .toList();
            categories.add(
                    new ModelCategory(category.name(), category.lo(), category.hi(), components, category.labels()));
        }
        return new StatisticalModel(model.parameters(), model.constraints(), categories);
    }

    private static FitResult fit(CardModel.Model model, Likelihood likelihood, double[] start, Progress progress) {
        progress.checkCancelled();
        FitResult fit = DiscreteProfiling.over(model.fitter()).fit(likelihood, start, true, progress);
        progress.advance(1);
        return fit;
    }

    private static FitResult converged(CardModel.Model model, Likelihood likelihood, String what, Progress progress) {
        FitResult fit = fit(model, likelihood, likelihood.model().initial(), progress);
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + model.observable().id() + " to " + what + " fails: " + fit.message(),
                    "merge bins of few events, or hold with --set what the data cannot tell");
        }
        return fit;
    }
}
