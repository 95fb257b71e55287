package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.observable.Observable;

/**
 * Simulated signal of the mass nearest to the hypothesis in the coordinates of an observable. Weights are expected events of
 * all eras.
 *
 * @param counted selected near the resonance: what the significance counts
 * @param matched selected in the fit window, fiducial, and made of the right leptons: what the migration matrix counts
 * @param fiducial all fiducial events, selected or not
 */
record Simulation(List<Point> counted, List<Point> matched, List<Point> fiducial) {
    /** Ends of the mass range of the significance, GeV. */
    static final double LO = 110;

    static final double HI = 130;

    private static final double[] NONE = {};

    /**
     * An event.
     *
     * @param process what was simulated
     * @param reco reconstructed coordinates, NaN where there are none; empty when not selected
     * @param generated fiducial coordinates likewise; empty when not fiducial
     * @param weight expected events
     */
    record Point(String process, double[] reco, double[] generated, double weight) {}

    static Simulation of(Analysis analysis, Observable<?> observable, List<BinnedSample> samples) {
        List<BinnedSample> nominal = analysis.nominal(samples);
        if (nominal.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD, "the card has no simulated signal", "declare samples with role signal");
        }
        var simulation = new Simulation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (BinnedSample sample : nominal) {
            double luminosity = analysis.eras().stream()
                    .filter(sample.sample()::serves)
                    .mapToDouble(Era::luminosity)
                    .sum();
            simulation.add(
                    analysis, observable, sample, luminosity * sample.sample().scale());
        }
        if (simulation.counted.isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no simulated signal is selected between " + LO + " and " + HI + " GeV",
                    "look at the cutflow with `select`");
        }
        return simulation;
    }

    private void add(Analysis analysis, Observable<?> observable, BinnedSample sample, double scale) {
        int[] generatedClass = analysis.generatedClassOf();
        for (int e = 0; e < sample.events().size(); e++) {
            SelectedEvent event = sample.events().get(e);
            boolean selected = analysis.isSignal(event.region());
            var point = new Point(
                    sample.sample().process(),
                    selected ? coordinates(observable, event.reco()) : NONE,
                    coordinates(observable, event.fiducial()),
                    scale * event.weight());
            if (point.generated().length > 0) {
                fiducial.add(point);
            }
            if (point.reco().length == 0) {
                continue;
            }
            double value = sample.value()[e];
            if (value > LO && value < HI) {
                counted.add(point);
            }
            if (sample.fitted()[e]
                    && event.resonant()
                    && point.generated().length > 0
                    && generatedClass[event.category()] == event.fiducialCategory()) {
                matched.add(point);
            }
        }
    }

    /** Coordinates of a candidate; empty when there is none, or one that lacks what the observable needs. */
    static <C extends Candidate> double[] coordinates(Observable<C> observable, @Nullable Candidate candidate) {
        return observable.candidateType().isInstance(candidate)
                ? observable.coordinates(observable.candidateType().cast(candidate))
                : NONE;
    }

    /** Sorted values of a coordinate of the counted events of a slice. */
    double[] values(Slice slice, int axis) {
        double[] values = counted.stream()
                .filter(p -> slice.contains(p.reco()))
                .mapToDouble(p -> p.reco()[axis])
                .filter(x -> !Double.isNaN(x))
                .toArray();
        Arrays.sort(values);
        return values;
    }
}
