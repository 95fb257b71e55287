package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource.Nominal;

/**
 * What alternative weights make of the distribution of a background: of its final states and reco bins, as changes of yields,
 * and of the fitted variable in each final state, as a change of its template. Changes of yields are relative to the change of
 * the whole background in the fit where its normalisation is for other nuisances to say, so that nothing counts twice; those of
 * templates always are.
 *
 * <p>A template moves by half of what lies between the weights at θ = ±1; of an envelope, by what the alternative does that
 * moves most events between intervals.
 */
final class BackgroundWeights {
    /** Beyond this relative change a template could fall below zero within twice the standard deviation. */
    private static final double MOST = 0.45;

    /** A bin cannot lose more: the logarithm of what is left stays finite. */
    private static final double LEAST = -0.95;

    /** Relative weights are kept with 24 bits. */
    private static final double ROUNDING = 1e-6;

    private final Nominal nominal;
    private final String component;
    private final List<BinnedSample> samples;
    private final List<Alternative> weights;
    private final boolean envelope;

    private BackgroundWeights(
            Nominal nominal,
            String component,
            List<BinnedSample> samples,
            List<Alternative> weights,
            boolean envelope) {
        this.nominal = nominal;
        this.component = component;
        this.samples = samples;
        this.weights = weights;
        this.envelope = envelope;
    }

    /**
     * The effects of weights.
     *
     * @param samples those of the component
     * @param weights of up and down or of an envelope
     * @param whole whether they say how many events there are, and not only how these are distributed
     */
    static List<Effect> effects(
            Nominal nominal,
            String component,
            List<BinnedSample> samples,
            List<Alternative> weights,
            boolean envelope,
            boolean whole) {
        var background = new BackgroundWeights(nominal, component, samples, weights, envelope);
        var effects = new ArrayList<Effect>(background.yields(whole));
        background.templates().stream()
                .filter(effect -> !whole || moves(effect.change()))
                .forEach(effects::add);
        return effects;
    }

    /** How a selected event is counted: its place, from 0; −1 for not at all. */
    private interface Counter {
        int of(SelectedEvent event, int bin, double value);
    }

    /**
     * Sums of weights by place.
     *
     * @param era only samples that stand for it; none for all eras, by luminosity
     * @param weight the alternative one; none for the nominal one
     */
    private double[] sums(int size, Optional<Era> era, Optional<Alternative> weight, Counter counter) {
        var sums = new double[size];
        for (BinnedSample sample : samples) {
            double share = 0;
            for (Era one : nominal.analysis().eras()) {
                boolean counts = era.map(only -> only.name().equals(one.name())).orElse(true);
                share += counts && sample.sample().serves(one)
                        ? one.luminosity() * sample.sample().scale()
                        : 0;
            }
            int at = weight.map(wanted -> Variations.find(sample, wanted)).orElse(-1);
            for (int e = 0; e < sample.events().size() && share > 0; e++) {
                SelectedEvent event = sample.events().get(e);
                int bin = sample.recoBin()[e];
                int to = bin >= 0 && sample.fitted()[e] ? counter.of(event, bin, sample.value()[e]) : -1;
                if (to >= 0) {
                    float[] all = event.variations();
                    sums[to] += share * event.selectedWeight() * (at < 0 || all.length == 0 ? 1 : all[at]);
                }
            }
        }
        return sums;
    }

    /**
     * Relative changes by alternative weights: [alternative][place].
     *
     * @param whole whether that of the sum is among them
     */
    private double[][] changes(int size, Optional<Era> era, boolean whole, Counter counter) {
        double[] before = sums(size, era, Optional.empty(), counter);
        var changes = new double[weights.size()][size];
        for (int v = 0; v < changes.length; v++) {
            double[] after = sums(size, era, Optional.of(weights.get(v)), counter);
            double all = whole ? 1 : sum(after) / sum(before);
            for (int k = 0; k < size; k++) {
                boolean told = before[k] > 0 && all > 0;
                changes[v][k] = told ? Math.max(LEAST, after[k] / before[k] / all - 1) : 0;
            }
        }
        return changes;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private List<Effect> yields(boolean whole) {
        Analysis analysis = nominal.analysis();
        var bins = nominal.observable().reconstructed().bins();
        int categories = analysis.categories().size();
        var effects = new ArrayList<Effect>();
        for (Era era : analysis.eras()) {
            double[][] changes = changes(
                    categories * bins.size(),
                    Optional.of(era),
                    whole,
                    (event, bin, value) -> event.category() * bins.size() + bin);
            for (int k = 0; k < categories * bins.size(); k++) {
                double up = envelope ? most(changes, k, 1) : changes[0][k];
                double down = envelope ? most(changes, k, -1) : changes[1][k];
                if (up != 0 || down != 0) {
                    String category = analysis.categories().get(k / bins.size()).id();
                    String bin = bins.get(k % bins.size()).label();
                    effects.add(new YieldEffect(new Target(component, era.name(), category, bin), up, down));
                }
            }
        }
        return effects;
    }

    /** The largest change to one side, or none. */
    private static double most(double[][] changes, int place, int sign) {
        double most = 0;
        for (double[] change : changes) {
            most = Math.max(most, sign * change[place]);
        }
        return sign * most;
    }

    /** Whether a change is more than the rounding of weights. */
    private static boolean moves(double[] change) {
        for (double one : change) {
            if (Math.abs(one) > ROUNDING) {
                return true;
            }
        }
        return false;
    }

    /** Changes of templates; none where the shape is no template. */
    private List<MorphEffect> templates() {
        var effects = new ArrayList<MorphEffect>();
        for (int c = 0; c < nominal.analysis().categories().size(); c++) {
            int category = c;
            String id = nominal.analysis().categories().get(c).id();
            double[] edges = edges(id);
            if (edges.length < 3) {
                continue;
            }
            int size = edges.length - 1;
            Counter counter = (event, bin, value) -> event.category() == category ? interval(edges, value) : -1;
            double[][] changes = changes(size, Optional.empty(), false, counter);
            int widest = widest(changes, sums(size, Optional.empty(), Optional.empty(), counter));
            double[] change = new double[size];
            for (int k = 0; k < size; k++) {
                double moved = envelope ? changes[widest][k] : (changes[0][k] - changes[1][k]) / 2;
                change[k] = Math.max(-MOST, Math.min(MOST, moved));
            }
            effects.add(new MorphEffect(new Target(component, "", id, ""), change));
        }
        return effects;
    }

    /** The alternative that moves most events. */
    private static int widest(double[][] changes, double[] events) {
        int widest = 0;
        double most = -1;
        for (int v = 0; v < changes.length; v++) {
            double moved = 0;
            for (int k = 0; k < events.length; k++) {
                moved += Math.abs(changes[v][k]) * events[k];
            }
            if (moved > most) {
                most = moved;
                widest = v;
            }
        }
        return widest;
    }

    /** Edges of the template of the component in a category; none where it has another shape. */
    private double[] edges(String category) {
        for (Contribution background : nominal.backgrounds()) {
            if (background.process().equals(component)
                    && background.place().category().equals(category)
                    && background.shape().kind().equals("histogram")) {
                return background.shape().tables().getOrDefault("edges", new double[0]);
            }
        }
        return new double[0];
    }

    private static int interval(double[] edges, double value) {
        for (int k = 0; k + 1 < edges.length; k++) {
            if (value >= edges[k] && value < edges[k + 1]) {
                return k;
            }
        }
        return -1;
    }
}
