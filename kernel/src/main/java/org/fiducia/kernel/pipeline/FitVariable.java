package org.fiducia.kernel.pipeline;

import java.util.List;
import java.util.function.ToIntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/**
 * The variable in which an analysis is fitted. Its value, and whether an event is in the fit, is found out here and nowhere
 * else.
 *
 * @param analysis has the range
 * @param observable the variable
 * @param surroundings edges of the intervals in which candidates are looked at beside the fit; empty for none
 */
record FitVariable(Analysis analysis, Observable<?> observable, double[] surroundings) {
    FitVariable(Analysis analysis, Observable<?> observable) {
        this(analysis, observable, new double[0]);
    }

    /**
     * The variable of a card, or the one that the channel is fitted in unless a card says otherwise.
     *
     * @param categories final states or classes with what the card says of them
     */
    static FitVariable of(AnalysisCard card, Channel channel, CardObservables observables, List<Category> categories) {
        String id = card.variable().isEmpty() ? channel.fitVariable() : card.variable();
        Observable<?> observable = observables.plain(id);
        Axis axis = observable.info().axes().get(0);
        if (observable.info().axes().size() > 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    card.file() + ": the fit variable " + id + " has "
                            + observable.info().axes().size() + " coordinates",
                    "choose an observable with one");
        }
        var region =
                new FitRegion("SR", FitRegion.Use.SIGNAL, id, axis, card.fitLo(), card.fitHi(), card.fitIntervals());
        return new FitVariable(
                new Analysis(
                        card.title(),
                        card.label(),
                        card.energy(),
                        card.eras(),
                        categories,
                        channel.regions(),
                        region,
                        card.point(),
                        card.rates()),
                observable,
                id.equals(channel.fitVariable()) ? channel.surroundings() : new double[0]);
    }

    /** The candidates of samples with their values, all in one bin. */
    List<BinnedSample> of(List<SelectedSample> samples, Workers workers) {
        List<Integer> sizes = samples.stream().map(s -> s.events().size()).toList();
        List<BinnedSample> valued = samples.stream().map(FitVariable::empty).toList();
        workers.pieces(
                sizes,
                (s, from, to) -> Plugins.guard(observable, () -> {
                    fill(valued.get(s), from, to);
                    return null;
                }));
        return valued;
    }

    private static BinnedSample empty(SelectedSample sample) {
        int size = sample.events().size();
        return new BinnedSample(
                sample.sample(), sample.events(), new int[size], new int[size], new double[size], new boolean[size]);
    }

    private void fill(BinnedSample sample, int from, int to) {
        for (int e = from; e < to; e++) {
            SelectedEvent event = sample.events().get(e);
            double value = value(observable, event.reco());
            sample.recoBin()[e] = event.reco() != null ? 0 : -1;
            sample.fiducialBin()[e] = event.fiducial() != null ? 0 : -1;
            sample.value()[e] = value;
            sample.fitted()[e] = analysis.isFitted(event, value);
        }
    }

    /**
     * The same sample with some of its reconstructed candidates replaced. In one pass, as events may be in a file; where no
     * event is in another bin, or has another value, the arrays are those of the sample.
     *
     * @param bin of a replaced candidate
     */
    BinnedSample replaced(BinnedSample sample, List<SelectedEvent> events, ToIntFunction<SelectedEvent> bin) {
        int[] recoBin = sample.recoBin();
        double[] values = sample.value();
        for (int e = 0; e < events.size(); e++) {
            SelectedEvent event = events.get(e);
            if (event.reco() == sample.events().get(e).reco()) {
                continue;
            }
            int other = bin.applyAsInt(event);
            if (other != recoBin[e]) {
                recoBin = recoBin == sample.recoBin() ? recoBin.clone() : recoBin;
                recoBin[e] = other;
            }
            double value = Plugins.guard(observable, () -> value(observable, event.reco()));
            if (Double.compare(value, values[e]) != 0) {
                values = values == sample.value() ? values.clone() : values;
                values[e] = value;
            }
        }
        boolean[] fitted = values == sample.value() ? sample.fitted() : BinnedSample.fitted(analysis, events, values);
        return new BinnedSample(sample.sample(), events, recoBin, sample.fiducialBin(), values, fitted);
    }

    /** Whether an event is in the fit. */
    boolean isFitted(SelectedEvent event) {
        return analysis.isFitted(event, value(observable, event.reco()));
    }

    /** NaN for a candidate that lacks what the variable needs, or is none. */
    private static <C extends Candidate> double value(Observable<C> observable, @Nullable Candidate candidate) {
        return observable.candidateType().isInstance(candidate)
                ? observable.coordinates(observable.candidateType().cast(candidate))[0]
                : Double.NaN;
    }
}
