package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Fits the nominal model to toys of a truth. For one thread.
 *
 * <p>The signed root of a bin is sign(σ̂ − σ) √(2 [NLL(σ) − NLL(σ̂)]) with σ the truth, σ̂ the best fit, and the NLL
 * minimised over all other parameters. The profile-likelihood interval covers the truth exactly when this is within ±1, so
 * that coverage takes one fit with σ held instead of a search for two ends.
 */
final class ToyFit {
    private final Likelihood nominal;
    private final Likelihood truth;
    private final int[] reported;
    private final double[] drawnFrom;
    private final double[] sigma;
    private final Fitter fitter;
    private final AuxiliaryResults auxiliary;
    private final boolean complete;
    private final StatisticalModel model;
    private final UnaryOperator<Dataset> data;

    /** That fits the data of a toy as they are. */
    ToyFit(Likelihood nominal, Likelihood truth, List<String> reported, Fitter fitter) {
        this(nominal, truth, reported, fitter, UnaryOperator.identity());
    }

    /**
     * @param nominal the model that is fitted; used by this thread only
     * @param truth the model that is drawn from, at its start values; used by this thread only
     * @param reported names of the parameters that are the cross sections of the bins
     * @param data what is fitted of the data of a toy
     */
    ToyFit(Likelihood nominal, Likelihood truth, List<String> reported, Fitter fitter, UnaryOperator<Dataset> data) {
        this.nominal = nominal;
        this.truth = truth;
        this.fitter = fitter;
        this.data = data;
        model = nominal.model();
        this.reported = reported.stream().mapToInt(model::indexOf).toArray();
        drawnFrom = truth.model().initial();
        sigma = truths(truth, reported);
        auxiliary = new AuxiliaryResults(model);
        complete = auxiliary.completeIn(truth.model());
    }

    /** True cross sections, fb. */
    static double[] truths(Likelihood truth, List<String> reported) {
        double[] start = truth.model().initial();
        return reported.stream()
                .mapToDouble(name -> start[truth.model().indexOf(name)])
                .toArray();
    }

    /**
     * What one toy says.
     *
     * @param value best fit of each bin, fb; NaN throughout when the fit failed
     * @param root signed root of each bin; NaN when the fit with the truth held failed
     */
    record Result(double[] value, double[] root) {}

    /**
     * Uncertainty of each bin to be expected, fb: Hesse errors of a fit to the Asimov data of the truth.
     *
     * @throws FiduciaException when that fit does not converge
     */
    double[] expected(Progress progress) {
        Likelihood asimov = truth.asimov(drawnFrom);
        StatisticalModel spare =
                complete ? null : nominal.asimov(model.initial()).model();
        Likelihood expected = nominal.with(asimov.data()).with(auxiliary.of(asimov.model(), spare));
        FitResult fit = fitter.fit(expected, model.initial(), true, progress);
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit to the expectation of a truth fails: " + fit.message(),
                    "merge bins of few events, or hold with --set what the data cannot tell");
        }
        return Arrays.stream(reported).mapToDouble(fit::error).toArray();
    }

    /** Draws and fits a toy; depends on the two models, the seed and the number only. */
    Result fit(long seed, long number, Progress progress) {
        Likelihood drawn = truth.toy(drawnFrom, seed, number);
        StatisticalModel spare =
                complete ? null : nominal.toy(model.initial(), seed, number).model();
        Likelihood toy = nominal.with(data.apply(drawn.data())).with(auxiliary.of(drawn.model(), spare));
        FitResult best = fitter.fit(toy, model.initial(), true, progress);
        int bins = reported.length;
        var result = new Result(new double[bins], new double[bins]);
        for (int j = 0; j < bins; j++) {
            int k = reported[j];
            boolean good = best.converged();
            result.value()[j] = good ? best.parameters()[k] : Double.NaN;
            result.root()[j] = good ? root(toy, best, k, sigma[j], progress) : Double.NaN;
        }
        return result;
    }

    private double root(Likelihood toy, FitResult best, int k, double held, Progress progress) {
        double rise = new HeldFit(toy, best, k).rise(held);
        if (Double.isNaN(rise)) {
            rise = fittedRise(toy, best, k, held, progress);
        }
        return Math.signum(best.parameters()[k] - held) * Math.sqrt(2 * Math.max(0, rise));
    }

    /** The same from a fit, which limits do not stop; NaN when it does not converge. */
    private double fittedRise(Likelihood toy, FitResult best, int k, double held, Progress progress) {
        List<Parameter> parameters = new ArrayList<>(toy.model().parameters());
        double[] start = best.parameters().clone();
        start[k] = held;
        parameters.set(k, parameters.get(k).fixedAt(held));
        Likelihood fixed = toy.with(toy.model().withParameters(parameters));
        FitResult profile = fitter.fit(fixed, start, false, progress);
        return profile.converged() ? toy.difference(best.parameters(), profile.parameters()) : Double.NaN;
    }
}
