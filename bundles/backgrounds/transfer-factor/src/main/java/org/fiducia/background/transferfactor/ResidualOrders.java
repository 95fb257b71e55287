package org.fiducia.background.transferfactor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.background.transferfactor.OrderSearch.Trial;

/** Fits of the whole model to data with residual transfer factors of several orders. */
final class ResidualOrders {
    private final Ingredients of;
    private final Function<Order, Likelihood> likelihoods;
    private final Fitter fitter;
    private final Progress progress;
    private final Map<String, Double> best = new HashMap<>();
    private final Map<Order, Fitted> fitted = new HashMap<>();

    /**
     * A fit.
     *
     * @param likelihood what was fitted
     * @param parameters where the fit ended
     */
    record Fitted(Likelihood likelihood, double[] parameters) {
        /** Value of a parameter, NaN when there is none of that name. */
        double value(String name) {
            int at = likelihood.model().indexOf(name);
            return at < 0 ? Double.NaN : parameters[at];
        }
    }

    /** @param likelihoods the whole model with a residual transfer factor of an order */
    ResidualOrders(Ingredients of, Function<Order, Likelihood> likelihoods, Fitter fitter, Progress progress) {
        this.of = of;
        this.likelihoods = likelihoods;
        this.fitter = fitter;
        this.progress = progress;
    }

    /**
     * The order that the data need.
     *
     * @param beyond as for {@link OrderSearch#search}
     */
    Outcome search(boolean beyond) {
        TransferFactorSettings.Orders orders = of.settings().residual();
        return orders.fixed() == null
                ? OrderSearch.search(orders.least(), orders.most(), beyond, this::fit)
                : new Outcome(fit(orders.fixed()), List.of());
    }

    /** The fit of an order, which was made before. */
    Fitted fitted(Order order) {
        return Objects.requireNonNull(fitted.get(order), "an order that was fitted");
    }

    /** The fit of an order. */
    Trial fit(Order order) {
        progress.checkCancelled();
        Likelihood likelihood = likelihoods.apply(order);
        List<Parameter> parameters = likelihood.model().parameters();
        double[] start = likelihood.model().initial();
        for (int p = 0; p < start.length; p++) {
            String name = parameters.get(p).name();
            // coefficients of another order mean something else
            boolean same = best.containsKey(name) && !name.startsWith(Ingredients.COEFFICIENT);
            start[p] = same ? best.getOrDefault(name, start[p]) : start[p];
        }
        FitResult fit = fitter.fit(likelihood, start, false, progress);
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit with a residual transfer factor of order " + order + " finds no minimum: " + fit.message(),
                    "lower the order most of the residual transfer factor, or fix its order in the card");
        }
        var found = new Fitted(likelihood, fit.parameters());
        for (int p = 0; p < start.length; p++) {
            best.put(parameters.get(p).name(), fit.parameters()[p]);
        }
        fitted.put(order, found);
        double[] coefficients = new double[order.size()];
        for (int a = 0; a <= order.pt(); a++) {
            for (int b = 0; b <= order.rho(); b++) {
                coefficients[a * (order.rho() + 1) + b] = found.value(of.coefficientName(a, b));
            }
        }
        int bins = of.grid().size() * of.analysis().eras().size();
        double chi2 = 2 * (likelihood.value(fit.parameters()) - saturated(likelihood.data()));
        return new Trial(order, chi2, bins, coefficients);
    }

    /** Negative log-likelihood of a model that expects what is observed. */
    static double saturated(Dataset data) {
        double sum = 0;
        for (int c = 0; c < data.values().size(); c++) {
            for (double n : Objects.requireNonNull(data.weights(), "a histogram has entries")
                    .get(c)) {
                sum += n > 0 ? n - n * Math.log(n) : 0;
            }
        }
        return sum;
    }
}
