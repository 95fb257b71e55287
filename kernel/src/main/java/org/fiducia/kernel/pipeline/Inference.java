package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.Impact;
import org.fiducia.api.measurement.Measurement.ParameterResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/** Everything that is concluded from one likelihood: best fit, intervals, their breakdown, impacts, p-value. */
final class Inference {
    /** Blocks of nuisances per thread: few copies of the likelihood, and threads that end together. */
    private static final int BLOCKS = 4;

    private final Toolbox tools;
    private final Workers workers;
    private final Progress progress;
    private final String what;
    private final Likelihood likelihood;
    private final StatisticalModel model;
    private final FitResult best;
    private final List<Optional<Constraint>> constraints;

    /**
     * Fits.
     *
     * @param what is fitted, for messages
     * @param start where the fit begins
     */
    Inference(Toolbox tools, Workers workers, Progress progress, String what, Likelihood likelihood, double[] start) {
        this.tools = tools;
        this.workers = workers;
        this.progress = progress;
        this.what = what;
        this.likelihood = likelihood;
        this.model = likelihood.model();
        this.constraints = model.parameters().stream()
                .map(p -> model.constraints().stream()
                        .filter(c -> c.gaussianParameter().equals(Optional.of(p.name())))
                        .findFirst())
                .toList();
        this.best = fit(likelihood, start, true);
        if (!best.edges().isEmpty()) {
            progress.warn("the fit of " + what + " " + best.message());
        }
    }

    FitResult best() {
        return best;
    }

    Likelihood likelihood() {
        return likelihood;
    }

    private FitResult fit(Likelihood of, double[] start, boolean covariance) {
        FitResult result = Plugins.guard(tools.fitter(), () -> tools.fitter().fit(of, start, covariance, progress));
        if (!result.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + what + " did not converge: "
                            + result.status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (result.message().isEmpty() ? "" : ", " + result.message()),
                    "merge bins with few events, or try another fitter in the card");
        }
        return result;
    }

    /** The model with some parameters held at the best fit and the others starting there. */
    private StatisticalModel held(Predicate<Integer> which) {
        var parameters = new ArrayList<Parameter>();
        for (int k = 0; k < best.parameters().length; k++) {
            Parameter parameter = model.parameters().get(k);
            double value = best.parameters()[k];
            parameters.add(which.test(k) ? parameter.fixedAt(value) : parameter.startingAt(value));
        }
        return model.withParameters(parameters);
    }

    private boolean systematic(int parameter) {
        return model.parameters().get(parameter).role() == Parameter.Role.NUISANCE
                && constraints.get(parameter).isPresent();
    }

    /** Intervals of parameters with nothing held, then with all constrained nuisances held at the best fit. */
    List<List<Uncertainty>> totalAndStatistical(List<Integer> parameters) {
        return intervals(List.of(held(k -> false), held(this::systematic)), parameters);
    }

    /** The fit with all constrained nuisances held at their best values. */
    FitResult statistical() {
        return fit(likelihood.copy().with(held(this::systematic)), best.parameters(), true);
    }

    private List<List<Uncertainty>> intervals(List<StatisticalModel> variants, List<Integer> parameters) {
        var tasks = new ArrayList<Callable<Uncertainty>>();
        for (StatisticalModel variant : variants) {
            for (int parameter : parameters) {
                tasks.add(() -> {
                    Likelihood own = likelihood.copy().with(variant);
                    FitResult at = fit(own, best.parameters(), true);
                    Interval interval = Plugins.guard(
                            tools.intervals(),
                            () -> tools.intervals().interval(own, tools.fitter(), at, parameter, progress));
                    progress.advance(1);
                    return new Uncertainty(interval.down(), interval.up());
                });
            }
        }
        List<Uncertainty> all = workers.all(tasks);
        var byVariant = new ArrayList<List<Uncertainty>>();
        for (int v = 0; v < variants.size(); v++) {
            int first = v * parameters.size();
            byVariant.add(all.subList(first, first + parameters.size()));
        }
        return byVariant;
    }

    /** Groups of the constrained nuisances, in the order of the model. */
    private List<String> groups() {
        return IntStream.range(0, constraints.size())
                .filter(this::systematic)
                .mapToObj(k -> model.parameters().get(k).group())
                .distinct()
                .toList();
    }

    /**
     * What each group of nuisances contributes to the uncertainty of parameters.
     *
     * @param total total uncertainty of each
     * @param statistical statistical uncertainty of each
     */
    List<Contribution> breakdown(List<Integer> parameters, List<Uncertainty> total, List<Uncertainty> statistical) {
        List<String> groups = groups();
        var variants = new ArrayList<StatisticalModel>();
        for (String group : groups) {
            variants.add(
                    held(k -> systematic(k) && model.parameters().get(k).group().equals(group)));
        }
        List<List<Uncertainty>> without = intervals(variants, parameters);
        var contributions = new ArrayList<Contribution>();
        contributions.add(new Contribution("statistical", statistical));
        for (int g = 0; g < groups.size(); g++) {
            var bins = new ArrayList<Uncertainty>();
            for (int j = 0; j < parameters.size(); j++) {
                bins.add(total.get(j).without(without.get(g).get(j)));
            }
            contributions.add(new Contribution(groups.get(g), bins));
        }
        var rest = new ArrayList<Uncertainty>();
        for (int j = 0; j < parameters.size(); j++) {
            double down = total.get(j).down() * total.get(j).down();
            double up = total.get(j).up() * total.get(j).up();
            for (Contribution c : contributions) {
                down -= c.bins().get(j).down() * c.bins().get(j).down();
                up -= c.bins().get(j).up() * c.bins().get(j).up();
            }
            rest.add(new Uncertainty(signedRoot(down), signedRoot(up)));
        }
        contributions.add(new Contribution("correlation", rest));
        return contributions;
    }

    private static double signedRoot(double x) {
        return Math.signum(x) * Math.sqrt(Math.abs(x));
    }

    /**
     * Impact of every constrained nuisance on parameters, the largest first.
     *
     * @param total total uncertainty of each parameter
     */
    List<Impact> impacts(List<Integer> parameters, List<Uncertainty> total) {
        List<Integer> nuisances = IntStream.range(0, constraints.size())
                .filter(this::systematic)
                .boxed()
                .toList();
        int blocks = Math.min(nuisances.size(), BLOCKS * workers.threads());
        var tasks = new ArrayList<Callable<List<Impact>>>();
        for (int block = 0; block < blocks; block++) {
            List<Integer> part =
                    nuisances.subList(block * nuisances.size() / blocks, (block + 1) * nuisances.size() / blocks);
            tasks.add(() -> {
                Likelihood own = likelihood.copy(); // costs as much as a few fits
                var impacts = new ArrayList<Impact>();
                for (int nuisance : part) {
                    impacts.add(impact(own, nuisance, parameters));
                    progress.advance(1);
                }
                return impacts;
            });
        }
        return workers.all(tasks).stream()
                .flatMap(List::stream)
                .sorted((a, b) -> Double.compare(size(b, total), size(a, total)))
                .toList();
    }

    private Impact impact(Likelihood own, int nuisance, List<Integer> parameters) {
        double[] up = shifted(own, nuisance, best.error(nuisance), parameters);
        double[] down = shifted(own, nuisance, -best.error(nuisance), parameters);
        Parameter p = model.parameters().get(nuisance);
        double width = constraints.get(nuisance).orElseThrow().gaussianWidth();
        return new Impact(p.name(), p.group(), pull(nuisance), best.error(nuisance) / width, up, down);
    }

    private static double size(Impact impact, List<Uncertainty> total) {
        double largest = 0;
        for (int j = 0; j < total.size(); j++) {
            double error = 0.5 * (total.get(j).down() + total.get(j).up());
            double change = Math.max(Math.abs(impact.up()[j]), Math.abs(impact.down()[j]));
            largest = error > 0 ? Math.max(largest, change / error) : largest;
        }
        return largest;
    }

    /** Changes of parameters when one nuisance is held beside its best fit. */
    private double[] shifted(Likelihood own, int nuisance, double by, List<Integer> parameters) {
        double[] start = best.parameters().clone();
        double variance = best.covariance()[nuisance][nuisance];
        for (int k = 0; k < start.length; k++) {
            Parameter p = model.parameters().get(k);
            double expected = start[k] + (variance > 0 ? by * best.covariance()[nuisance][k] / variance : 0);
            start[k] = Math.max(p.lower(), Math.min(p.upper(), expected));
        }
        start[nuisance] = best.parameters()[nuisance] + by;
        var shifted = new ArrayList<>(model.parameters());
        shifted.set(nuisance, shifted.get(nuisance).fixedAt(start[nuisance]));
        FitResult result = fit(own.with(model.withParameters(shifted)), start, false);
        return parameters.stream()
                .mapToDouble(j -> result.parameters()[j] - best.parameters()[j])
                .toArray();
    }

    private double pull(int parameter) {
        return constraints
                .get(parameter)
                .map(c -> (best.parameters()[parameter] - c.observed()) / c.gaussianWidth())
                .orElse(Double.NaN);
    }

    /** Probability of a larger 2ΔNLL than that of the Standard Model, χ² with as many degrees of freedom as parameters. */
    double pValue() {
        List<Integer> interest = IntStream.range(0, model.parameters().size())
                .filter(k -> model.parameters().get(k).role() == Parameter.Role.INTEREST)
                .boxed()
                .toList();
        var parameters = new ArrayList<>(model.parameters());
        double[] start = best.parameters().clone();
        for (int k : interest) {
            start[k] = parameters.get(k).initial();
            parameters.set(k, parameters.get(k).fixedAt(start[k]));
        }
        FitResult sm = fit(likelihood.with(model.withParameters(parameters)), start, false);
        double q = Math.max(0, 2 * likelihood.difference(best.parameters(), sm.parameters()));
        return Gamma.regularizedGammaQ(interest.size() / 2.0, q / 2);
    }

    /** Every parameter after the fit. */
    List<ParameterResult> parameters() {
        var results = new ArrayList<ParameterResult>();
        for (int k = 0; k < best.parameters().length; k++) {
            Parameter parameter = model.parameters().get(k);
            results.add(new ParameterResult(
                    parameter.name(),
                    parameter.group(),
                    parameter.role() == Parameter.Role.INTEREST,
                    best.parameters()[k],
                    best.error(k),
                    pull(k),
                    best.atLimit().contains(parameter.name())));
        }
        return results;
    }

    /** Correlation of parameters; 0 with one at its limit. */
    double[][] correlation(List<Integer> parameters) {
        var matrix = new double[parameters.size()][parameters.size()];
        for (int a = 0; a < matrix.length; a++) {
            for (int b = 0; b < matrix.length; b++) {
                int i = parameters.get(a);
                int j = parameters.get(b);
                double scale = best.error(i) * best.error(j);
                matrix[a][b] = a == b ? 1 : scale > 0 ? best.covariance()[i][j] / scale : 0;
            }
        }
        return matrix;
    }

    /** Uncertainty of a sum of parameters by a covariance; one at its limit has no Hesse uncertainty and adds none. */
    static double errorOfSum(FitResult fit, StatisticalModel model, List<Integer> parameters) {
        List<Integer> inside = parameters.stream()
                .filter(k -> !fit.atLimit().contains(model.parameters().get(k).name()))
                .toList();
        double sum = 0;
        for (int a : inside) {
            for (int b : inside) {
                sum += fit.covariance()[a][b];
            }
        }
        return Math.sqrt(sum);
    }
}
