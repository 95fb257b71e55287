package org.fiducia.exchange.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;

/**
 * What became of a fit.
 *
 * @param file name of the file
 * @param format id of its format
 * @param model as read, with the settings of the call
 * @param asimov whether the data are what the model expects at its start
 * @param fitter id
 * @param likelihood with the data that were fitted
 * @param nllAtStart negative log-likelihood at the start, without constants
 * @param conclusions what follows
 */
record Outcome(
        String file,
        String format,
        ExchangedModel model,
        boolean asimov,
        String fitter,
        Likelihood likelihood,
        double nllAtStart,
        Conclusions conclusions) {
    /** A parameter that is none of the likelihood, where it is smallest, with its Hesse uncertainty. */
    record Eliminated(Parameter parameter, double value, double error) {}

    FitResult fit() {
        return conclusions.fit().best();
    }

    /** Whether events have weights, so that uncertainties are corrected. */
    boolean weighted() {
        return conclusions.fit().weighted();
    }

    /** Parameters of single bins over which the likelihood is minimised in the bin itself. */
    List<Eliminated> eliminated() {
        List<Parameter> parameters = likelihood.eliminated();
        if (parameters.isEmpty()) {
            return List.of();
        }
        double[] values = likelihood.eliminated(fit().parameters());
        double[] errors = likelihood.eliminatedErrors(
                fit().parameters(), Objects.requireNonNull(fit().covariance(), "the best fit is asked for it"));
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Eliminated(parameters.get(i), values[i], errors[i]))
                .toList();
    }

    /** What is known of a parameter of interest. */
    Optional<Result> result(String parameter) {
        return conclusions.quantities().stream()
                .filter(r -> r.quantity().name().equals(parameter))
                .findFirst();
    }

    /** Width of the Gaussian constraint of a parameter; empty for none. */
    OptionalDouble width(String parameter) {
        return likelihood.model().constraints().stream()
                .filter(constraint ->
                        constraint.gaussianParameter().filter(parameter::equals).isPresent())
                .mapToDouble(Constraint::gaussianWidth)
                .findFirst();
    }

    /** What the model reports by itself, in its order. */
    List<Result> reported() {
        return model.quantities().stream()
                .flatMap(quantity -> result(quantity.name()).stream())
                .toList();
    }

    /** What has no answer but intervals, and why. */
    Map<String, FiduciaException> questionsWithoutAnswer() {
        var rest = new LinkedHashMap<>(conclusions.failures());
        conclusions.quantities().forEach(r -> rest.remove(Result.question(r.quantity())));
        return rest;
    }

    /** The interval of a parameter. */
    Optional<Interval> interval(String parameter) {
        return result(parameter).flatMap(Result::total);
    }

    List<Parameter> parameters() {
        return likelihood.model().parameters();
    }

    long free() {
        return likelihood.eliminated().size()
                + parameters().stream().filter(parameter -> !parameter.fixed()).count();
    }

    /** Rough uncertainty of a parameter: its interval where there is one, else of the Hessian, else its step. */
    double scale(String parameter) {
        int i = likelihood.model().indexOf(parameter);
        double hesse = fit().error(i);
        return interval(parameter)
                .filter(interval -> interval.up() > 0)
                .map(interval -> Math.max(interval.up(), interval.down()))
                .orElse(hesse > 0 ? hesse : parameters().get(i).step());
    }
}
