package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.StatisticalModel;

/**
 * What a residual transfer factor of too low an order does to a parameter: toys of a fit with a higher order are fitted with a
 * lower one. The pull of a toy is sign(μ̂ − μ) √(2 [NLL(μ) − NLL(μ̂)]) with μ the value that the toys are drawn with, μ̂ the
 * fitted one, and the NLL minimised over all other parameters: an interval of the profile likelihood covers μ when it is
 * within ±1.
 *
 * @param toys number of toys that were drawn
 * @param pulls those of toys whose fit converged, in the order of the toys
 * @param values fitted in the same toys
 * @param truth value in the fit that the toys are drawn from
 */
record ToyBias(Order drawn, Order fitted, int toys, double truth, double[] values, double[] pulls) {
    /** Mean of the pulls up to which a bias is of no account. */
    static final double TOLERABLE = 0.15;

    /** With what toys are made and fitted. */
    record Tools(Fitter fitter, int threads, Progress progress) {}

    /**
     * Draws and fits.
     *
     * @param parameter name of the parameter
     */
    static ToyBias run(
            Order drawn,
            ResidualOrders.Fitted truth,
            Order fitted,
            ResidualOrders.Fitted nominal,
            String parameter,
            int toys,
            long seed,
            Tools tools) {
        tools.progress().begin("toys of order " + drawn + " with order " + fitted, toys);
        var results = new double[toys][];
        ExecutorService pool = Executors.newFixedThreadPool(tools.threads());
        try {
            var tasks = new ArrayList<Future<?>>();
            for (int thread = 0; thread < tools.threads(); thread++) {
                int first = thread;
                var mine = new ResidualOrders.Fitted(truth.likelihood().copy(), truth.parameters());
                var other = new ResidualOrders.Fitted(nominal.likelihood().copy(), nominal.parameters());
                Callable<Void> task = () -> {
                    for (int toy = first; toy < toys; toy += tools.threads()) {
                        tools.progress().checkCancelled();
                        results[toy] = fit(mine, other, parameter, seed, toy, tools.fitter());
                        tools.progress().advance(1);
                    }
                    return null;
                };
                tasks.add(pool.submit(task));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FiduciaException(Kind.FIT, "the toys were interrupted", "run them again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
        List<double[]> good = new ArrayList<>();
        for (double[] result : results) {
            if (result.length > 0) {
                good.add(result);
            }
        }
        return new ToyBias(
                drawn,
                fitted,
                toys,
                truth.value(parameter),
                good.stream().mapToDouble(r -> r[0]).toArray(),
                good.stream().mapToDouble(r -> r[1]).toArray());
    }

    /** Fitted value and pull; empty when a fit finds no minimum. */
    private static double[] fit(
            ResidualOrders.Fitted truth,
            ResidualOrders.Fitted nominal,
            String parameter,
            long seed,
            int number,
            Fitter fitter) {
        Likelihood toy = truth.likelihood().toy(truth.parameters(), seed, number);
        StatisticalModel model =
                nominal.likelihood().model().withConstraints(toy.model().constraints());
        Likelihood likelihood = nominal.likelihood().with(toy.data()).with(model);
        FitResult best = fitter.fit(likelihood, nominal.parameters(), false, Progress.NONE);
        if (!best.converged()) {
            return new double[0];
        }
        int at = model.indexOf(parameter);
        double value = truth.value(parameter);
        var parameters = new ArrayList<>(model.parameters());
        parameters.set(at, parameters.get(at).fixedAt(value));
        double[] start = best.parameters().clone();
        start[at] = value;
        FitResult held = fitter.fit(likelihood.with(model.withParameters(parameters)), start, false, Progress.NONE);
        if (!held.converged()) {
            return new double[0];
        }
        double root = Math.sqrt(2 * Math.max(0, likelihood.difference(best.parameters(), held.parameters())));
        return new double[] {best.parameters()[at], Math.copySign(root, best.parameters()[at] - value)};
    }

    /** Mean of the pulls. */
    double mean() {
        double sum = 0;
        for (double pull : pulls) {
            sum += pull;
        }
        return sum / pulls.length;
    }

    /** Standard deviation of the pulls. */
    double width() {
        double mean = mean();
        double sum = 0;
        for (double pull : pulls) {
            sum += (pull - mean) * (pull - mean);
        }
        return Math.sqrt(sum / (pulls.length - 1));
    }

    /** Statistical uncertainty of the mean. */
    double meanError() {
        return width() / Math.sqrt(pulls.length);
    }
}
