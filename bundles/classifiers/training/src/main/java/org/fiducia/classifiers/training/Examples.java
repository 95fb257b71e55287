package org.fiducia.classifiers.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Sample;
import org.fiducia.classifiers.Scored;

/**
 * Simulated candidates of one set with what is known of them.
 *
 * @param set name of the set
 * @param features their names
 * @param values a row of features per candidate
 * @param signal whether it is of the signal
 * @param weights events expected of it
 * @param events numbers of their events
 */
record Examples(
        String set, List<String> features, double[][] values, boolean[] signal, double[] weights, long[] events) {
    /** How many of each class a fold must have for anything to be learnt of them. */
    private static final int FEW = 20;

    int size() {
        return events.length;
    }

    /** Indices of those that a condition on the number of their event holds for. */
    int[] where(IntPredicate condition) {
        return IntStream.range(0, size()).filter(condition).toArray();
    }

    /** Fold of a candidate. */
    int fold(int index, int folds) {
        return Math.floorMod(events[index], folds);
    }

    /**
     * The candidates of the signal regions, by set in the order of names: those of the signal at the assumed point, and those
     * of all background samples.
     */
    static List<Examples> of(CardSelection.Selected selected) {
        Analysis analysis = selected.analysis();
        Map<String, Collected> sets = new TreeMap<>();
        for (BinnedSample sample : analysis.nominal(selected.samples())) {
            collect(analysis, sample, true, sets);
        }
        for (BinnedSample sample : selected.samples()) {
            if (sample.sample().role() == Role.BACKGROUND) {
                collect(analysis, sample, false, sets);
            }
        }
        if (sets.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    "no simulated candidate of a signal region can be scored",
                    "give a card of a channel whose candidates have features, with samples of signal and background");
        }
        return sets.entrySet().stream()
                .map(entry -> entry.getValue().examples(entry.getKey()))
                .toList();
    }

    private static final class Collected {
        final List<String> features;
        final List<double[]> values = new ArrayList<>();
        final List<Boolean> signal = new ArrayList<>();
        final List<Double> weights = new ArrayList<>();
        final List<Long> events = new ArrayList<>();

        Collected(List<String> features) {
            this.features = List.copyOf(features);
        }

        Examples examples(String set) {
            var of = new boolean[signal.size()];
            for (int k = 0; k < of.length; k++) {
                of[k] = signal.get(k);
            }
            return new Examples(
                    set,
                    features,
                    values.toArray(double[][]::new),
                    of,
                    weights.stream().mapToDouble(Double::doubleValue).toArray(),
                    events.stream().mapToLong(Long::longValue).toArray());
        }
    }

    private static void collect(Analysis analysis, BinnedSample binned, boolean signal, Map<String, Collected> sets) {
        Sample sample = binned.sample();
        double luminosity = analysis.eras().stream()
                .filter(sample::serves)
                .mapToDouble(Era::luminosity)
                .sum();
        for (SelectedEvent event : binned.events()) {
            if (!analysis.isSignal(event.region())
                    || !(event.reco() instanceof Scored candidate)
                    || candidate.scoredAs().isEmpty()) {
                continue;
            }
            Collected set = sets.computeIfAbsent(candidate.scoredAs(), name -> new Collected(candidate.featureNames()));
            set.values.add(checked(candidate, set.features));
            set.signal.add(signal);
            set.weights.add(event.selectedWeight() * sample.scale() * luminosity);
            set.events.add(candidate.event());
        }
    }

    private static double[] checked(Scored candidate, List<String> features) {
        double[] values = candidate.features();
        String event = "event " + candidate.event() + " (" + candidate.scoredAs() + ")";
        if (!candidate.featureNames().equals(features) || values.length != features.size()) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    event + " has " + values.length + " features " + candidate.featureNames() + ", not " + features,
                    "the channel must give all candidates of a set the same features; tell its author");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "the feature " + features.get(k) + " of " + event + " is " + values[k],
                        "look at the objects of the event in its file; select events that have the feature");
            }
        }
        return values;
    }

    /** Requires that every fold has what can be learnt from. */
    void require(int folds) {
        for (int fold = 0; fold < folds; fold++) {
            int of = fold;
            for (boolean which : new boolean[] {true, false}) {
                int[] found = where(k -> fold(k, folds) == of && signal[k] == which);
                double sum = IntStream.of(found).mapToDouble(k -> weights[k]).sum();
                if (found.length < FEW || !(sum > 0)) {
                    throw new FiduciaException(
                            Kind.INPUT,
                            "fold " + fold + " of " + set + " has " + found.length + (which ? " signal" : " background")
                                    + " events with a sum of weights of " + sum,
                            "give at least " + FEW + " of each with a positive sum, by larger samples or fewer folds");
                }
            }
        }
    }
}
