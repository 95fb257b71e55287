package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/** From candidates to bins: one pass over the kept events for any number of observables. */
final class BinningStage {
    private BinningStage() {}

    /**
     * Bins every sample in every observable.
     *
     * @return [observable][sample]
     */
    static List<List<BinnedSample>> bin(
            List<Observable<?>> observables, List<SelectedSample> samples, Workers workers) {
        var tasks = new ArrayList<Callable<List<BinnedSample>>>();
        for (SelectedSample sample : samples) {
            tasks.add(() -> bin(observables, sample));
        }
        List<List<BinnedSample>> bySample = workers.all(tasks);
        var byObservable = new ArrayList<List<BinnedSample>>();
        for (int o = 0; o < observables.size(); o++) {
            int index = o;
            byObservable.add(bySample.stream().map(list -> list.get(index)).toList());
        }
        return byObservable;
    }

    private static List<BinnedSample> bin(List<Observable<?>> observables, SelectedSample selected) {
        List<SelectedEvent> events = selected.events();
        var reco = new int[observables.size()][events.size()];
        var fiducial = new int[observables.size()][events.size()];
        for (int o = 0; o < observables.size(); o++) {
            Observable<?> observable = observables.get(o);
            int[] recoBins = reco[o];
            int[] fiducialBins = fiducial[o];
            Plugins.guard(observable, () -> {
                Binning binning = observable.info().binning();
                for (int e = 0; e < events.size(); e++) {
                    SelectedEvent event = events.get(e);
                    recoBins[e] = find(observable, binning, event.reco());
                    fiducialBins[e] = find(observable, binning, event.fiducial());
                }
                return null;
            });
        }
        var binned = new ArrayList<BinnedSample>();
        for (int o = 0; o < observables.size(); o++) {
            binned.add(new BinnedSample(selected.sample(), events, reco[o], fiducial[o]));
        }
        return binned;
    }

    private static <C extends Candidate> int find(Observable<C> observable, Binning binning, Candidate candidate) {
        if (!observable.candidateType().isInstance(candidate)) {
            return -1; // none, or one of a control region that lacks what the observable needs
        }
        C typed = observable.candidateType().cast(candidate);
        double[] x = observable.coordinates(typed);
        for (int axis = 0; axis < x.length; axis++) {
            boolean exists =
                    typed.jets().size() >= observable.info().axes().get(axis).minJets();
            if (exists && !Double.isFinite(x[axis])) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        "the observable " + observable.id() + " (" + Plugins.origin(observable) + ") gives " + x[axis]
                                + " for a candidate with p4 " + typed.p4() + " and "
                                + typed.jets().size() + " jets",
                        "it must be finite; tell its author");
            }
        }
        return binning.find(x);
    }
}
