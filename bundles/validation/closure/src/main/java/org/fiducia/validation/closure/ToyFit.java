package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Fits the nominal model to toys of a truth. For one thread.
 *
 * <p>The pull of a bin is sign(σ̂ − σ) √(2 [NLL(σ) − NLL(σ̂)]) with σ the truth, σ̂ the best fit, and the NLL minimised over
 * all other parameters. The profile-likelihood interval covers the truth exactly when this is within ±1, so that coverage
 * takes one fit with σ held instead of a search for two ends; where the likelihood is a parabola it is (σ̂ − σ)/error.
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

    /**
     * @param nominal the model that is fitted; used by this thread only
     * @param truth the model that is drawn from, at its start values; used by this thread only
     * @param reported names of the parameters that are the cross sections of the bins
     */
    ToyFit(Likelihood nominal, Likelihood truth, List<String> reported, Fitter fitter) {
        this.nominal = nominal;
        this.truth = truth;
        this.fitter = fitter;
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
     * @param pull pull of each bin; NaN when the fit with the truth held failed
     * @param hesse (best fit − truth) / Hesse error; NaN without an error
     */
    record Result(double[] value, double[] pull, double[] hesse) {}

    /** Draws and fits a toy; depends on the two models, the seed and the number only. */
    Result fit(long seed, long number, Progress progress) {
        Likelihood drawn = truth.toy(drawnFrom, seed, number);
        StatisticalModel spare =
                complete ? null : nominal.toy(model.initial(), seed, number).model();
        Likelihood toy = nominal.with(drawn.data()).with(auxiliary.of(drawn.model(), spare));
        FitResult best = fitter.fit(toy, model.initial(), true, progress);
        int bins = reported.length;
        var result = new Result(new double[bins], new double[bins], new double[bins]);
        for (int j = 0; j < bins; j++) {
            int k = reported[j];
            boolean good = best.converged();
            result.value()[j] = good ? best.parameters()[k] : Double.NaN;
            double error = good ? best.error(k) : 0;
            result.hesse()[j] = error > 0 ? (best.parameters()[k] - sigma[j]) / error : Double.NaN;
            result.pull()[j] = good ? pull(toy, best, k, sigma[j], progress) : Double.NaN;
        }
        return result;
    }

    private double pull(Likelihood toy, FitResult best, int k, double held, Progress progress) {
        List<Parameter> parameters = new ArrayList<>(toy.model().parameters());
        double[] start = best.parameters().clone();
        double variance = best.covariance()[k][k];
        for (int i = 0; i < start.length; i++) {
            Parameter p = parameters.get(i);
            if (i != k && !p.fixed() && variance > 0) {
                double along = best.covariance()[i][k] / variance * (held - best.parameters()[k]);
                start[i] = Math.max(p.lower(), Math.min(p.upper(), start[i] + along));
            }
        }
        start[k] = held;
        parameters.set(k, parameters.get(k).fixedAt(held));
        Likelihood fixed = toy.with(toy.model().withParameters(parameters));
        FitResult profile = fitter.fit(fixed, start, false, progress);
        if (!profile.converged()) {
            return Double.NaN;
        }
        double rise = toy.difference(best.parameters(), profile.parameters());
        return Math.signum(best.parameters()[k] - held) * Math.sqrt(2 * Math.max(0, rise));
    }
}
