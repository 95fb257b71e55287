package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;

/**
 * Data made of the simulated events that a model is made from, with their weights: the signal and, where that is asked for,
 * each background that has a sample of its name, scaled to the number of events that the model expects. All other processes
 * are where the model expects them.
 */
final class SimulatedData {
    /** Intervals of the fit window in which a process without events is placed. */
    private static final int INTERVALS = 220;

    private final CardModel.Model model;
    private final Likelihood scaled;
    private final double luminosity;
    private final boolean all;
    private final List<BinnedSample> signal;

    /**
     * @param scaled the model at another luminosity, at the start values of which the backgrounds are taken
     * @param luminosity that luminosity over the one of the model
     * @param all backgrounds too
     */
    SimulatedData(CardModel.Model model, Likelihood scaled, double luminosity, boolean all) {
        this.all = all;
        this.model = model;
        this.scaled = scaled;
        this.luminosity = luminosity;
        signal = model.analysis().nominal(model.samples());
    }

    /** The events as they are. */
    Dataset weighted() {
        return data(null);
    }

    /** A bootstrap replica: each event comes as often as a Poisson number of mean 1 says. */
    Dataset replica(SplittableRandom random) {
        return data(random);
    }

    /** Values and weights of the events of one category of the model. */
    private static final class Events {
        private double[] value = new double[64];
        private double[] weight = new double[64];
        private int size;

        void add(double x, double w) {
            if (size == value.length) {
                value = Arrays.copyOf(value, 2 * size);
                weight = Arrays.copyOf(weight, 2 * size);
            }
            value[size] = x;
            weight[size++] = w;
        }

        void scale(int from, double factor) {
            for (int i = from; i < size; i++) {
                weight[i] *= factor;
            }
        }
    }

    private Dataset data(@Nullable SplittableRandom random) {
        List<ModelCategory> categories = scaled.model().categories();
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        for (int c = 0; c < categories.size(); c++) {
            var events = new Events();
            for (int k = 0; k < categories.get(c).components().size(); k++) {
                add(events, c, k, random);
            }
            values.add(Arrays.copyOf(events.value, events.size));
            weights.add(Arrays.copyOf(events.weight, events.size));
        }
        return new Dataset(values, weights);
    }

    private void add(Events events, int c, int k, @Nullable SplittableRandom random) {
        ModelCategory category = scaled.model().categories().get(c);
        Component component = category.components().get(k);
        Analysis analysis = model.analysis();
        boolean fitted = analysis.fit().id().equals(category.labels().get("region"));
        if (fitted && component.name().equals(SignalModel.RESONANT)) {
            signal.forEach(sample -> add(events, category, sample, true, random));
        } else if (fitted && component.name().equals(SignalModel.NON_RESONANT)) {
            signal.forEach(sample -> add(events, category, sample, false, random));
        } else {
            double[] window = {category.lo(), category.hi()};
            double[] start = scaled.model().initial();
            double expected = scaled.expected(c, k, start, window)[0];
            int from = events.size;
            double sum = 0;
            for (BinnedSample sample : model.samples()) {
                if (all
                        && fitted
                        && sample.sample().role() == Role.BACKGROUND
                        && sample.sample().process().equals(component.name())) {
                    sum += add(events, category, sample, true, random);
                }
            }
            if (sum > 0) {
                events.scale(from, expected / sum);
                return;
            }
            events.size = from;
            double[] edges = new double[INTERVALS + 1];
            for (int i = 0; i <= INTERVALS; i++) {
                edges[i] = category.lo() + (category.hi() - category.lo()) * i / INTERVALS;
            }
            double[] content = scaled.expected(c, k, start, edges);
            for (int i = 0; i < INTERVALS; i++) {
                if (content[i] > 0) {
                    events.add(0.5 * (edges[i] + edges[i + 1]), content[i]);
                }
            }
        }
    }

    /** Adds the events of a sample that are in a category; returns the sum of their weights before those of a replica. */
    private double add(
            Events events,
            ModelCategory category,
            BinnedSample sample,
            boolean resonant,
            @Nullable SplittableRandom random) {
        Analysis analysis = model.analysis();
        int era = analysis.era(category.labels().getOrDefault("era", ""));
        int of = analysis.category(category.labels().getOrDefault("category", ""));
        int bin = model.observable().reconstructed().indexOf(category.labels().getOrDefault("bin", ""));
        boolean signalSample = sample.sample().role() == Role.SIGNAL;
        Era period = analysis.eras().get(era);
        if (!sample.sample().serves(period)) {
            return 0;
        }
        double scale = sample.sample().scale() * period.luminosity() * luminosity;
        double sum = 0;
        for (int e = 0; e < sample.events().size(); e++) {
            if (sample.recoBin()[e] != bin || !sample.fitted()[e]) {
                continue;
            }
            var event = sample.events().get(e);
            if (event.category() != of || signalSample && event.resonant() != resonant) {
                continue;
            }
            double weight = event.selectedWeight() * scale;
            sum += weight;
            int copies = random == null ? 1 : poisson(random);
            if (copies > 0 && weight != 0) {
                events.add(sample.value()[e], weight * copies);
            }
        }
        return sum;
    }

    /** A Poisson number of mean 1. */
    private static int poisson(SplittableRandom random) {
        double left = random.nextDouble();
        double probability = Math.exp(-1);
        int n = 0;
        while (left > probability && n < 20) {
            left -= probability;
            probability /= ++n;
        }
        return n;
    }
}
