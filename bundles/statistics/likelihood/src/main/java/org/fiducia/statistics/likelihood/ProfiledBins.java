package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Parameter;

/** All bins with factors over which a likelihood is minimised. Belongs to one thread. */
final class ProfiledBins {
    private final Layout layout;
    private final List<BinStatistic> statistics;

    /** One per category, null for those without such a factor. */
    private final ProfiledBin[] bins;

    /** @param free whether a node depends on a free parameter */
    ProfiledBins(Layout layout, Events events, List<BinStatistic> statistics, IntPredicate free) {
        this.layout = layout;
        this.statistics = statistics;
        bins = new ProfiledBin[layout.categories()];
        for (BinStatistic statistic : statistics) {
            int c = statistic.category();
            boolean[] each = new boolean[layout.first(c + 1) - layout.first(c)];
            for (int k = 0; k < each.length; k++) {
                each[k] = free.test(layout.yield(layout.first(c) + k));
            }
            bins[c] = new ProfiledBin(statistic, layout, events, each);
        }
    }

    /** The bin that a category is; null for one without such a factor. */
    @Nullable ProfiledBin of(int category) {
        return bins[category];
    }

    List<Parameter> parameters() {
        return statistics.stream().map(BinStatistic::parameter).toList();
    }

    /** Values of the factors. */
    double[] values(double[] parameters) {
        return values(parameters, new double[layout.program().nodes()]);
    }

    private double[] values(double[] parameters, double[] value) {
        layout.program().evaluate(parameters, value, null);
        double[] gammas = new double[statistics.size()];
        for (int i = 0; i < gammas.length; i++) {
            ProfiledBin bin = bins[statistics.get(i).category()];
            bin.solve(value);
            gammas[i] = bin.gamma();
        }
        return gammas;
    }

    /** Gives the yields of an expectation their factors. */
    Expectation scaled(Expectation expectation, double[] parameters) {
        double[] gammas = values(parameters);
        for (int i = 0; i < gammas.length; i++) {
            expectation.scale(statistics.get(i), gammas[i]);
        }
        return expectation;
    }

    /** Uncertainties of the factors. */
    double[] errors(double[] parameters, double[][] covariance, Workspace work) {
        layout.program().evaluate(parameters, work.value, work.gradient());
        double[] errors = new double[statistics.size()];
        var images = new Images(layout.program(), work.gradient(), covariance);
        for (int i = 0; i < errors.length; i++) {
            ProfiledBin bin = bins[statistics.get(i).category()];
            bin.solve(work.value);
            errors[i] = Math.sqrt(bin.variance(work, images));
        }
        return errors;
    }

    /**
     * The factors with other results of their auxiliary measurements.
     *
     * @param random draws them; null for what is expected
     */
    List<BinStatistic> observing(double[] parameters, @Nullable RandomGenerator random) {
        double[] gammas = values(parameters);
        var observing = new ArrayList<BinStatistic>();
        for (int i = 0; i < gammas.length; i++) {
            BinStatistic statistic = statistics.get(i);
            double[] at = statistic.at(gammas[i]);
            var function = statistic.function();
            observing.add(statistic.observing(random == null ? function.expected(at) : function.sample(at, random)));
        }
        return observing;
    }

    /** What the functions of the auxiliary measurements leave out. */
    double constant() {
        double sum = 0;
        for (BinStatistic statistic : statistics) {
            double[] at = statistic.at(statistic.parameter().initial());
            sum += statistic.function().constant(statistic.constraint().observed(), at);
        }
        return sum;
    }
}
