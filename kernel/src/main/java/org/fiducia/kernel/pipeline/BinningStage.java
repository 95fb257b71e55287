package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/**
 * From candidates to bins: one pass over the kept events for every observable that was not binned before. What is
 * computed is kept, so that another observable of the same events is measured without asking for it again.
 */
final class BinningStage {
    private final Store store;
    private final Workers workers;

    BinningStage(Store store, Workers workers) {
        this.store = store;
        this.workers = workers;
    }

    /**
     * Bins every sample in every observable. Where the events are in memory the bins are, too; else those of an observable
     * are when they are asked for.
     *
     * @param wanted observables whose bins are returned
     * @param others further observables, binned on the way when anything has to be binned; one that fails is left out
     * @param samples kept events with their values, in any bins
     * @param key what the kept events depend on
     * @return samples of each observable
     */
    List<Supplier<List<BinnedSample>>> bin(
            List<Classification<?>> wanted, List<Classification<?>> others, List<BinnedSample> samples, String key) {
        if (samples.stream().allMatch(sample -> sample.events() instanceof RandomAccess)) {
            List<List<BinnedSample>> binned = all(wanted, others, samples, key);
            var bins = new ArrayList<Supplier<List<BinnedSample>>>();
            for (int o = 0; o < wanted.size(); o++) {
                List<BinnedSample> own = binned.get(o);
                bins.add(own == null ? later(wanted.get(o), samples, key) : () -> own);
            }
            return bins;
        }
        return wanted.stream()
                .map(observable -> later(observable, samples, key))
                .toList();
    }

    /** Bins an observable when it is asked for: what is wrong with it is thrown then. */
    private Supplier<List<BinnedSample>> later(Classification<?> observable, List<BinnedSample> samples, String key) {
        return () -> all(List.of(observable), List.of(), samples, key).get(0);
    }

    /** Those wanted; null for one of several that failed. */
    private List<List<BinnedSample>> all(
            List<Classification<?>> wanted, List<Classification<?>> others, List<BinnedSample> samples, String key) {
        var results = new HashMap<Classification<?>, List<BinnedSample>>();
        for (Classification<?> observable : wanted) {
            known(observable, samples, key).ifPresent(bins -> results.put(observable, bins));
        }
        List<Classification<?>> missing =
                wanted.stream().filter(o -> !results.containsKey(o)).toList();
        if (!missing.isEmpty()) {
            var all = new ArrayList<>(missing);
            others.stream().filter(o -> known(o, samples, key).isEmpty()).forEach(all::add);
            List<List<BinnedSample>> fresh = compute(all, wanted.size() == 1 ? 1 : 0, samples);
            for (int o = 0; o < all.size(); o++) {
                if (fresh.get(o) != null) {
                    keep(all.get(o), fresh.get(o), key);
                    results.put(all.get(o), fresh.get(o));
                }
            }
        }
        return wanted.stream().map(results::get).toList();
    }

    private String entry(Classification<?> observable, String key) {
        return Store.key(key, observable.id(), observable.info(), CardConfigured.fingerprint(observable, store));
    }

    private Optional<List<BinnedSample>> known(Classification<?> observable, List<BinnedSample> samples, String key) {
        return store.get("bins", entry(observable, key), in -> {
            var binned = new ArrayList<BinnedSample>();
            for (BinnedSample sample : samples) {
                var reco = new int[sample.events().size()];
                var fiducial = new int[reco.length];
                for (int e = 0; e < reco.length; e++) {
                    reco[e] = in.readShort();
                    fiducial[e] = in.readShort();
                }
                binned.add(sample.withBins(reco, fiducial));
            }
            return binned;
        });
    }

    private void keep(Classification<?> observable, List<BinnedSample> binned, String key) {
        store.put("bins", entry(observable, key), out -> {
            for (BinnedSample sample : binned) {
                for (int e = 0; e < sample.recoBin().length; e++) {
                    out.writeShort(sample.recoBin()[e]);
                    out.writeShort(sample.fiducialBin()[e]);
                }
            }
        });
    }

    /** Bins in one pass; null for an observable beyond the first {@code required} that failed. */
    private List<List<BinnedSample>> compute(
            List<Classification<?>> observables, int required, List<BinnedSample> samples) {
        List<Integer> sizes = samples.stream().map(s -> s.events().size()).toList();
        List<List<BinnedSample>> binned = observables.stream()
                .map(o -> samples.stream().map(BinningStage::empty).toList())
                .toList();
        var failed = new AtomicIntegerArray(observables.size());
        workers.pieces(sizes, (s, from, to) -> {
            for (int o = 0; o < observables.size(); o++) {
                Classification<?> observable = observables.get(o);
                BinnedSample sample = binned.get(o).get(s);
                try {
                    Plugins.guard(observable, () -> {
                        fill(observable, sample, from, to);
                        return null;
                    });
                } catch (FiduciaException e) {
                    if (o < required) {
                        throw e;
                    }
                    failed.set(o, 1); // nobody asked for it now; it fails when somebody does
                }
            }
        });
        var complete = new ArrayList<List<BinnedSample>>();
        for (int o = 0; o < observables.size(); o++) {
            complete.add(failed.get(o) == 0 ? binned.get(o) : null);
        }
        return complete;
    }

    private static BinnedSample empty(BinnedSample sample) {
        int size = sample.events().size();
        return sample.withBins(new int[size], new int[size]);
    }

    private static void fill(Classification<?> observable, BinnedSample sample, int from, int to) {
        ObservableInfo info = observable.info();
        String process = sample.sample().process();
        boolean[] reconstructed = absent(info.reconstructed());
        boolean[] fiducial = absent(info.binning());
        for (int e = from; e < to; e++) {
            SelectedEvent event = sample.events().get(e);
            sample.recoBin()[e] = reconstructed(observable, info, reconstructed, event);
            sample.fiducialBin()[e] = fiducial(observable, info, fiducial, process, event.fiducial());
        }
    }

    /** The same sample with other reconstructed candidates. */
    static BinnedSample rebin(
            Classification<?> observable, FitVariable variable, BinnedSample sample, List<SelectedEvent> events) {
        ObservableInfo info = observable.info();
        boolean[] absent = absent(info.reconstructed());
        return variable.replaced(sample, events, event -> reconstructed(observable, info, absent, event));
    }

    /** Which bins take candidates of which a coordinate is absent. */
    static boolean[] absent(Binning bins) {
        boolean[] absent = new boolean[bins.size()];
        for (int b = 0; b < absent.length; b++) {
            absent[b] = bins.bins().get(b).ranges().stream().anyMatch(range -> range.contains(Double.NaN));
        }
        return absent;
    }

    /** Bin of a reconstructed candidate; −1 for none. */
    static int reconstructed(Classification<?> observable, boolean[] absent, SelectedEvent event) {
        return reconstructed(observable, observable.info(), absent, event);
    }

    private static <C extends Candidate> int reconstructed(
            Classification<C> observable, ObservableInfo info, boolean[] absent, SelectedEvent event) {
        if (!observable.candidateType().isInstance(event.reco())) {
            return -1; // none, or one of a control region that lacks what the observable needs
        }
        C typed = observable.candidateType().cast(event.reco());
        int bin = observable.reconstructed(typed, event.category());
        return checked(observable, info, absent, typed, bin);
    }

    private static <C extends Candidate> int fiducial(
            Classification<C> observable,
            ObservableInfo info,
            boolean[] absent,
            String process,
            @Nullable Candidate candidate) {
        if (!observable.candidateType().isInstance(candidate)) {
            return -1;
        }
        C typed = observable.candidateType().cast(candidate);
        return checked(observable, info, absent, typed, observable.fiducial(process, typed));
    }

    private static <C extends Candidate> int checked(
            Classification<C> observable, ObservableInfo info, boolean[] absent, C candidate, int bin) {
        if (bin < -1 || bin >= absent.length) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    "the classification " + observable.id() + " (" + Plugins.origin(observable) + ") gives the class "
                            + bin + " of " + absent.length,
                    "it must be from 0, or -1 for none; tell its author");
        }
        if ((bin < 0 || absent[bin]) && observable instanceof Observable<C> measured) {
            requireFinite(measured, info, candidate);
        }
        return bin;
    }

    /** A coordinate that is not finite is either absent, or a mistake. */
    private static <C extends Candidate> void requireFinite(
            Observable<C> observable, ObservableInfo info, C candidate) {
        double[] x = observable.coordinates(candidate);
        for (int axis = 0; axis < x.length; axis++) {
            boolean exists = candidate.jets().size() >= info.axes().get(axis).minJets();
            if (exists && !Double.isFinite(x[axis])) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        "the observable " + observable.id() + " (" + Plugins.origin(observable) + ") gives " + x[axis]
                                + " for a candidate with p4 " + candidate.p4() + " and "
                                + candidate.jets().size() + " jets",
                        "it must be finite; tell its author");
            }
        }
    }
}
