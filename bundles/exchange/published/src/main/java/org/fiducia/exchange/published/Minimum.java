package org.fiducia.exchange.published;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/** The minimum of a likelihood of published values, and intervals with some of its nuisances held there. */
final class Minimum {
    /** With what the work is done. */
    record Tools(LikelihoodCompiler compiler, Fitter fitter, IntervalEstimator intervals, Progress progress) {}

    /** A parameter of interest with its interval. */
    record Result(String name, Interval interval) {}

    private final Tools tools;
    private final Likelihood likelihood;
    private final FitResult best;

    Minimum(StatisticalModel model, Tools tools) {
        this.tools = tools;
        likelihood = tools.compiler().compile(model, Dataset.unweighted(List.of()));
        best = fit(likelihood, model.initial());
    }

    private FitResult fit(Likelihood of, double[] start) {
        FitResult fit = tools.fitter().fit(of, start, true, tools.progress());
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT, "the combination found no minimum: " + fit.message(), "look at errors and correlations");
        }
        return fit;
    }

    /** χ² of the values with the best parameters, nuisances with their constraints. */
    double chi2() {
        return 2 * likelihood.value(best.parameters());
    }

    FitResult best() {
        return best;
    }

    /** Intervals of all parameters of interest, with the parameters of some groups held at the best fit. */
    List<Result> intervals(Predicate<String> heldGroup) {
        var parameters = new ArrayList<Parameter>();
        for (int k = 0; k < best.parameters().length; k++) {
            Parameter p = likelihood.model().parameters().get(k);
            boolean held = p.role() == Parameter.Role.NUISANCE && heldGroup.test(p.group());
            parameters.add(held ? p.fixedAt(best.parameters()[k]) : p);
        }
        Likelihood partly = likelihood.with(likelihood.model().withParameters(parameters));
        FitResult at = fit(partly, best.parameters());
        var results = new ArrayList<Result>();
        for (int k = 0; k < parameters.size(); k++) {
            if (parameters.get(k).role() == Parameter.Role.INTEREST) {
                results.add(new Result(
                        parameters.get(k).name(),
                        tools.intervals().interval(partly, tools.fitter(), at, k, tools.progress())));
            }
        }
        return results;
    }
}
