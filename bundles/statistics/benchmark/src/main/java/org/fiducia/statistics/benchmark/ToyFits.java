package org.fiducia.statistics.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.StatisticalModel;

/** Fits of toys by one thread or two, each with a likelihood of its own. */
final class ToyFits {
    private final Fitter fitter;
    private final List<Likelihood> likelihoods;
    private final List<SpectrumModel.Toy> toys;
    private final List<StatisticalModel> models;
    private final double[] nll;

    ToyFits(Fitter fitter, Likelihood likelihood, List<SpectrumModel.Toy> toys, List<StatisticalModel> models) {
        this.fitter = fitter;
        this.toys = toys;
        this.models = models;
        likelihoods = List.of(likelihood, likelihood.copy());
        nll = new double[toys.size()];
    }

    /** Sum of the NLL at the minima. */
    double run(int threads) {
        var others = new ArrayList<Thread>();
        for (int t = 1; t < threads; t++) {
            int first = t;
            var thread = new Thread(() -> fit(first, threads), "toys-" + t);
            thread.start();
            others.add(thread);
        }
        fit(0, threads);
        try {
            for (Thread thread : others) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        double sum = 0;
        for (double x : nll) {
            sum += x;
        }
        return sum;
    }

    private void fit(int first, int step) {
        Likelihood own = likelihoods.get(first);
        double[] start = own.model().initial();
        for (int t = first; t < toys.size(); t += step) {
            Likelihood toy = own.with(toys.get(t).data()).with(models.get(t));
            nll[t] = fitter.fit(toy, start, false, Progress.NONE).nll();
        }
    }
}
