package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Dataset;

/**
 * Random data sets of a model at fixed parameters. In a category with events each component gets a Poisson number of
 * them, with values drawn from its density, or all together do where one has a negative yield or density; in one with a histogram each interval gets a Poisson number of entries.
 */
final class Toys {
    /** Events of one data set; more do not fit in memory. */
    private static final double MOST_EVENTS = 1e8;

    private final Layout layout;
    private final Workspace work;
    private final double[] parameters;
    private final Expectation expectation;

    /** One per shape group, made when first needed. */
    private final DensitySampler[] samplers;

    /** Groups of which the density is negative somewhere. */
    private final boolean[] negative;

    /** One per category, of all components together, made when first needed. */
    private final DensitySampler[] totals;

    /** Expected entries of the categories with histograms; null for others. */
    private final double[][] entries;

    Toys(Layout layout, double[] parameters, Workspace work, Expectation expectation) {
        this.layout = layout;
        this.work = work;
        this.parameters = parameters.clone();
        this.expectation = expectation;
        samplers = new DensitySampler[layout.groups().size()];
        negative = new boolean[samplers.length];
        totals = new DensitySampler[layout.categories()];
        entries = new double[layout.categories()][];
        double events = 0;
        for (int c = 0; c < entries.length; c++) {
            if (work.events.binned(c)) {
                entries[c] = expectation.entries(c, work);
            } else {
                events += expectation.total(c);
            }
        }
        if (events > MOST_EVENTS) {
            throw new FiduciaException(
                    Kind.FIT,
                    "a toy of this model has " + events + " events",
                    "use histograms as data, which need no memory for each event");
        }
    }

    /** Whether these are toys of given parameters. */
    boolean at(double[] other) {
        return Arrays.equals(parameters, other);
    }

    Dataset draw(RandomGenerator random) {
        int n = layout.categories();
        List<double[]> values = new ArrayList<>(n);
        List<double[]> weights = new ArrayList<>(n);
        List<double[]> edges = new ArrayList<>(n);
        boolean binned = false;
        for (int c = 0; c < n; c++) {
            if (entries[c] == null) {
                double[] x = events(c, random);
                double[] ones = new double[x.length];
                Arrays.fill(ones, 1);
                values.add(x);
                weights.add(ones);
                edges.add(new double[0]);
            } else {
                binned = true;
                double[] ends = work.events.edges()[c];
                double[] numbers = new double[entries[c].length];
                for (int b = 0; b < numbers.length; b++) {
                    numbers[b] = PoissonNumber.draw(entries[c][b], random);
                }
                values.add(Events.middles(ends));
                weights.add(numbers);
                edges.add(ends);
            }
        }
        return binned ? new Dataset(values, weights, edges) : Dataset.unweighted(values);
    }

    private double[] events(int c, RandomGenerator random) {
        for (int k = layout.first(c); k < layout.first(c + 1); k++) {
            double events = expectation.events(k);
            if (events < 0 || events > 0 && !drawable(k)) {
                return eventsOfAll(c, random);
            }
        }
        double[] x = new double[16];
        int size = 0;
        for (int k = layout.first(c); k < layout.first(c + 1); k++) {
            int number = (int) PoissonNumber.draw(expectation.events(k), random);
            if (number == 0) {
                continue;
            }
            DensitySampler sampler = sampler(k);
            if (size + number > x.length) {
                x = Arrays.copyOf(x, Math.max(2 * x.length, size + number));
            }
            for (int i = 0; i < number; i++) {
                x[size++] = sampler.draw(random);
            }
        }
        return Arrays.copyOf(x, size);
    }

    /** Where a component takes events away, from the sum of all. */
    private double[] eventsOfAll(int c, RandomGenerator random) {
        double[] x = new double[(int) PoissonNumber.draw(expectation.total(c), random)];
        if (x.length > 0 && totals[c] == null) {
            totals[c] = expectation.totalSampler(c);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = totals[c].draw(random);
        }
        return x;
    }

    /** Whether the density of a component is one: a morphed template may be negative somewhere, while the sum of all is not. */
    private boolean drawable(int k) {
        int g = layout.group(k);
        if (samplers[g] == null && !negative[g]) {
            try {
                sampler(k);
            } catch (FiduciaException e) {
                negative[g] = true;
            }
        }
        return !negative[g];
    }

    private DensitySampler sampler(int k) {
        int g = layout.group(k);
        if (samplers[g] == null) {
            samplers[g] = expectation.sampler(k);
        }
        return samplers[g];
    }
}
