package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.fiducia.validation.closure.Closure.OfTruth;

/** Throws toys of several truths and fits the nominal model to each. The outcome does not depend on the threads. */
final class ClosureTest {
    private static final int FEWEST = 2;

    private final CardModel.Model model;
    private final List<Truth> truths;
    private final List<Likelihood> likelihoods;
    private final List<String> reported;
    private final List<String> labels;
    private final UnaryOperator<Dataset> data;
    private final Fitter fitter;

    /**
     * @param model with the likelihoods of the truths that reweight, in their order
     * @param truths what is drawn from
     */
    ClosureTest(CardModel.Model model, List<Truth> truths) {
        this(
                model,
                truths,
                likelihoods(model, truths),
                model.reported(),
                model.observable().binning().bins().stream().map(Bin::label).toList(),
                UnaryOperator.identity());
    }

    /**
     * @param likelihoods what is drawn from, at the start values of each, in the order of the truths
     * @param reported names of the parameters that are looked at
     * @param labels of these, for people
     * @param data what is fitted of the data of a toy
     */
    ClosureTest(
            CardModel.Model model,
            List<Truth> truths,
            List<Likelihood> likelihoods,
            List<String> reported,
            List<String> labels,
            UnaryOperator<Dataset> data) {
        this.model = model;
        this.truths = List.copyOf(truths);
        this.likelihoods = List.copyOf(likelihoods);
        this.reported = List.copyOf(reported);
        this.labels = List.copyOf(labels);
        this.data = data;
        fitter = DiscreteProfiling.over(model.fitter());
    }

    private static List<Likelihood> likelihoods(CardModel.Model model, List<Truth> truths) {
        var likelihoods = new ArrayList<Likelihood>();
        int next = 0;
        for (Truth truth : truths) {
            likelihoods.add(
                    truth.weight() == null ? model.likelihood() : model.truths().get(next++));
        }
        return likelihoods;
    }

    /**
     * Runs it.
     *
     * @param toys toys of each truth
     * @param seed of all; toy k of one truth has nothing in common with toy k of another
     * @throws FiduciaException when hardly any fit converges
     */
    Closure run(int toys, long seed, int threads, Progress progress) {
        int total = truths.size() * toys;
        progress.begin("closure of " + model.observable().id() + ": toys", total, "toys");
        var results = new ToyFit.Result[total];
        Toys.each(
                total,
                threads,
                this::fits,
                progress,
                (fits, at) -> results[at] = fits.get(at / toys).fit(seed, ToyTask.number(at, toys), progress));
        return closure(toys, seed, results, progress);
    }

    /**
     * The same by a scheduler, with the same numbers; for data that are fitted as they are drawn.
     *
     * @param compiler what compiles likelihoods elsewhere
     * @param threads do it when it is not what made these likelihoods
     */
    Closure run(int toys, long seed, Scheduler scheduler, LikelihoodCompiler compiler, int threads, Progress progress) {
        ToyOrder order = ToyOrder.of(
                model.likelihood(), likelihoods, reported, model.fitter().id(), seed, toys);
        if (!order.compiles(model.likelihood(), likelihoods, compiler)) {
            progress.warn("the likelihood of this card is not that of " + compiler.id()
                    + ", which elsewhere there would be: toys are thrown here");
            return run(toys, seed, threads, progress);
        }
        progress.begin("closure of " + model.observable().id() + ": toys", truths.size() * (long) toys, "toys");
        return closure(toys, seed, ToyTask.all(order, scheduler, progress), progress);
    }

    private Closure closure(int toys, long seed, ToyFit.Result[] results, Progress progress) {
        var outcomes = new ArrayList<OfTruth>();
        for (int t = 0; t < truths.size(); t++) {
            double[] expected = expected(t, progress);
            outcomes.add(new OfTruth(truths.get(t), bins(t, results, toys, expected)));
        }
        return new Closure(model.analysis(), model.observable(), model.quality(), seed, toys, outcomes);
    }

    private List<ToyFit> fits() {
        var fits = new ArrayList<ToyFit>();
        Likelihood nominal = model.likelihood().copy();
        for (Likelihood truth : likelihoods) {
            fits.add(new ToyFit(nominal, truth.copy(), reported, fitter, data));
        }
        return fits;
    }

    private double[] expected(int t, Progress progress) {
        Likelihood truth = likelihoods.get(t).copy();
        return new ToyFit(model.likelihood().copy(), truth, reported, fitter, data).expected(progress);
    }

    private List<BinClosure> bins(int t, ToyFit.Result[] results, int toys, double[] expected) {
        double[] sigma = ToyFit.truths(likelihoods.get(t), reported);
        var bins = new ArrayList<BinClosure>();
        for (int j = 0; j < sigma.length; j++) {
            var values = new double[toys];
            var roots = new double[toys];
            for (int k = 0; k < toys; k++) {
                ToyFit.Result result = results[t * toys + k];
                values[k] = result.value()[j];
                roots[k] = result.root()[j];
            }
            String label = labels.get(j);
            BinClosure bin = BinClosure.of(label, sigma[j], expected[j], values, roots);
            if (bin.toys() < FEWEST) {
                throw new FiduciaException(
                        Kind.FIT,
                        bin.toys() + " of " + toys + " fits to toys of "
                                + model.observable().id() + " (" + truths.get(t).title() + ") converge in bin " + label,
                        "merge bins of few events, or hold with --set what the data cannot tell");
            }
            bins.add(bin);
        }
        return bins;
    }
}
