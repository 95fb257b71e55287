package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;

/**
 * The way from selected events to estimates: fake rates in the window of a method and the weight of each event, once; then
 * the sums in the bins of any number of observables, by any number of threads.
 */
final class Estimator {
    private static final int LISTED = 6;

    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final List<FakeRates> oppositeSignRates;
    private final List<FakeRates> sameSignRates;
    private final Optional<OppositeSignMethod> oppositeSign;
    private final Optional<SameSignMethod> sameSign;

    /**
     * Measures the fake rates, and tells what was merged and replaced on the way.
     *
     * @param samples every sample; their bins do not matter
     * @param method the only one that shall be asked for, or both
     */
    Estimator(
            Analysis analysis,
            FakeRateSettings settings,
            List<BinnedSample> samples,
            Method method,
            Progress progress) {
        this.analysis = analysis;
        this.settings = settings;
        Set<String> merged = new LinkedHashSet<>();
        List<String> remarks = new ArrayList<>();
        oppositeSignRates =
                method == Method.SS ? List.of() : rates(settings.oppositeSignZ(), samples, merged, progress);
        oppositeSign = method == Method.SS
                ? Optional.empty()
                : Optional.of(new OppositeSignMethod(
                        analysis, settings, samples, oppositeSignRates, region("3P1F"), region("2P2F")));
        sameSignRates = method == Method.OS ? List.of() : rates(settings.sameSignZ(), samples, merged, progress);
        sameSign = method == Method.OS
                ? Optional.empty()
                : Optional.of(new SameSignMethod(
                        analysis, settings, samples, sameSignRates, region("SS"), region("2P2F"), remarks));
        say(progress, "fake-rate bins merged for want of entries", List.copyOf(merged));
        say(progress, "fall-backs", remarks);
    }

    /** Fake rates of the OS method, one per era; empty when it was not to be asked for. */
    List<FakeRates> oppositeSignRates() {
        return oppositeSignRates;
    }

    /** Fake rates of the SS method, one per era; empty when it was not to be asked for. */
    List<FakeRates> sameSignRates() {
        return sameSignRates;
    }

    /** Fake rates of each era, from events with a Z of the window. */
    private List<FakeRates> rates(ZWindow window, List<BinnedSample> samples, Set<String> merged, Progress progress) {
        var measurement = new FakeRateMeasurement(analysis, settings, window, region("ZL"));
        if (!measurement.hasData(samples)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no sample of data has events of a Z and one further lepton (region ZL)",
                    "switch on the channel's control regions, add data with three leptons, or take another model of the"
                            + " reducible background");
        }
        progress.checkCancelled();
        var names = new ArrayList<String>();
        var rates = new ArrayList<FakeRates>();
        FakeRates common = settings.perEra() ? null : measurement.measure(samples, analysis.eras(), names);
        for (Era era : analysis.eras()) {
            rates.add(common != null ? common : measurement.measure(samples, List.of(era), names));
        }
        merged.addAll(names);
        return rates;
    }

    /**
     * The estimate of a method; tells what had to be replaced or clamped.
     *
     * @param samples the samples with their bins in an observable
     * @param bins number of reco bins
     */
    Estimate estimate(Method method, List<BinnedSample> samples, int bins, Progress progress) {
        var remarks = new ArrayList<String>();
        var clamped = new ArrayList<String>();
        Estimate estimate = switch (method) {
            case OS -> oppositeSign.orElseThrow().estimate(samples, bins, remarks, clamped);
            case SS -> sameSign.orElseThrow().estimate(samples, bins, remarks, clamped);
            case COMBINED ->
                new Combination(settings.weightsOs())
                        .combine(
                                oppositeSign.orElseThrow().estimate(samples, bins, remarks, clamped),
                                sameSign.orElseThrow().estimate(samples, bins, remarks, clamped));
        };
        say(progress, "fall-backs", remarks);
        say(progress, "below zero, set to zero", clamped);
        return estimate;
    }

    private int region(String id) {
        int region = analysis.region(id);
        if (region < 0) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the channel has no region " + id + ", which Z+X from fake rates needs",
                    "take another model of the reducible background for this channel");
        }
        return region;
    }

    private static void say(Progress progress, String what, List<String> details) {
        if (!details.isEmpty()) {
            String list = String.join(", ", details.subList(0, Math.min(LISTED, details.size())));
            progress.warn("Z+X: " + what + ": " + list
                    + (details.size() > LISTED ? " and " + (details.size() - LISTED) + " more" : ""));
        }
    }
}
