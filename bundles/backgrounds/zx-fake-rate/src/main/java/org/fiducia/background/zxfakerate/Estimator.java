package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;

/** The way from selected events to an estimate: fake rates in the window of a method, then the method. */
final class Estimator {
    private static final int LISTED = 6;

    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final List<BinnedSample> samples;
    private final int bins;
    private final Progress progress;
    private final Set<String> merged = new LinkedHashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> clamped = new ArrayList<>();

    /**
     * @param bins number of reco bins
     */
    Estimator(Analysis analysis, FakeRateSettings settings, List<BinnedSample> samples, int bins, Progress progress) {
        this.analysis = analysis;
        this.settings = settings;
        this.samples = samples;
        this.bins = bins;
        this.progress = progress;
    }

    /** Fake rates of each era, from events with a Z of the window. */
    List<FakeRates> rates(ZWindow window) {
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

    /** The estimate of a method. */
    Estimate estimate(Method method) {
        return switch (method) {
            case OS ->
                new OppositeSignMethod(analysis, settings, region("3P1F"), region("2P2F"), bins)
                        .estimate(samples, rates(settings.oppositeSignZ()), remarks, clamped);
            case SS ->
                new SameSignMethod(analysis, settings, region("SS"), region("2P2F"), bins)
                        .estimate(samples, rates(settings.sameSignZ()), remarks);
            case COMBINED -> new Combination(settings.weightsOs()).combine(estimate(Method.OS), estimate(Method.SS));
        };
    }

    /** Tells, a line each, what was merged, replaced and clamped on the way. */
    void tell() {
        say("fake-rate bins merged for want of entries", List.copyOf(merged));
        say("fall-backs", remarks);
        say("below zero, set to zero", clamped);
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

    private void say(String what, List<String> details) {
        if (!details.isEmpty()) {
            String list = String.join(", ", details.subList(0, Math.min(LISTED, details.size())));
            progress.warn("Z+X: " + what + ": " + list
                    + (details.size() > LISTED ? " and " + (details.size() - LISTED) + " more" : ""));
        }
    }
}
