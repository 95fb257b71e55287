package org.fiducia.exchange.fit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
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
 * @param fit where it ended
 * @param intervals of the parameters of interest, by name
 * @param failures why there is no interval of a parameter of interest, by name
 * @param eliminated parameters of single bins over which the likelihood is minimised in the bin itself
 * @param uncorrected uncertainties without regard to the squares of weights, one per parameter; empty when events have none
 */
record Outcome(
        String file,
        String format,
        ExchangedModel model,
        boolean asimov,
        String fitter,
        Likelihood likelihood,
        double nllAtStart,
        FitResult fit,
        Map<String, Interval> intervals,
        Map<String, String> failures,
        List<Eliminated> eliminated,
        double[] uncorrected) {
    /** A parameter that is none of the likelihood, where it is smallest, with its Hesse uncertainty. */
    record Eliminated(Parameter parameter, double value, double error) {
        static List<Eliminated> of(Likelihood likelihood, FitResult fit) {
            List<Parameter> parameters = likelihood.eliminated();
            if (parameters.isEmpty()) {
                return List.of();
            }
            double[] values = likelihood.eliminated(fit.parameters());
            double[] errors = likelihood.eliminatedErrors(fit.parameters(), fit.covariance());
            return IntStream.range(0, values.length)
                    .mapToObj(i -> new Eliminated(parameters.get(i), values[i], errors[i]))
                    .toList();
        }
    }

    /** Whether events have weights, so that uncertainties are corrected. */
    boolean weighted() {
        return uncorrected.length > 0;
    }

    List<Parameter> parameters() {
        return likelihood.model().parameters();
    }

    /** Centre and width of the Gaussian constraint of a parameter; null for none. */
    double[] gaussian(String parameter) {
        return likelihood.model().constraints().stream()
                .filter(constraint ->
                        constraint.gaussianParameter().filter(parameter::equals).isPresent())
                .map(constraint -> new double[] {constraint.observed(), constraint.gaussianWidth()})
                .findFirst()
                .orElse(null);
    }

    long free() {
        return eliminated.size()
                + parameters().stream().filter(parameter -> !parameter.fixed()).count();
    }

    /** Rough uncertainty of a parameter: its interval where there is one, else of the Hessian, else its step. */
    double scale(String parameter) {
        int i = likelihood.model().indexOf(parameter);
        Interval interval = intervals.get(parameter);
        double hesse = fit.error(i);
        return interval != null && interval.up() > 0
                ? Math.max(interval.up(), interval.down())
                : hesse > 0 ? hesse : parameters().get(i).step();
    }
}
