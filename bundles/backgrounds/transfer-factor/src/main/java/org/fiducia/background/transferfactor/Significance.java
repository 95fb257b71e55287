package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;

/**
 * Significance of a signal, √(2 [NLL(0) − NLL(μ̂)]), 0 for μ̂ ≤ 0, in data and in the Asimov data of μ = 1 whose other
 * parameters are those of the fit to the data at μ = 1 (Cowan, Cranmer, Gross, Vitells, arXiv:1007.1727).
 */
record Significance(double observed, double expected) {
    /**
     * Both.
     *
     * @param parameter name of μ
     * @return empty when a fit finds no minimum
     */
    static Optional<Significance> of(ResidualOrders.Fitted best, String parameter, Fitter fitter) {
        Likelihood data = best.likelihood();
        int at = data.model().indexOf(parameter);
        Optional<double[]> predicted = held(data, at, 1, best.parameters(), fitter);
        Optional<double[]> none = held(data, at, 0, best.parameters(), fitter);
        if (predicted.isEmpty() || none.isEmpty()) {
            return Optional.empty();
        }
        Likelihood asimov = data.asimov(predicted.get());
        Optional<double[]> nothing = held(asimov, at, 0, predicted.get(), fitter);
        double observed = best.parameters()[at] > 0 ? root(data, best.parameters(), none.get()) : 0;
        return nothing.map(without -> new Significance(observed, root(asimov, predicted.get(), without)));
    }

    private static double root(Likelihood likelihood, double[] from, double[] to) {
        return Math.sqrt(2 * Math.max(0, likelihood.difference(from, to)));
    }

    /** The minimum with a parameter held; empty when there is none. */
    private static Optional<double[]> held(Likelihood likelihood, int at, double value, double[] from, Fitter fitter) {
        var parameters = new ArrayList<>(likelihood.model().parameters());
        parameters.set(at, parameters.get(at).fixedAt(value));
        double[] start = from.clone();
        start[at] = value;
        FitResult fit =
                fitter.fit(likelihood.with(likelihood.model().withParameters(parameters)), start, false, Progress.NONE);
        return fit.converged() ? Optional.of(fit.parameters()) : Optional.empty();
    }
}
