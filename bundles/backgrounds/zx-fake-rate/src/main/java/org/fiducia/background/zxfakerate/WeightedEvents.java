package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.background.zxfakerate.YieldTable.Term;

/** What the events of control regions contribute in a method, before anybody asks for bins. */
final class WeightedEvents {
    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final Method method;
    private final List<FakeRates> rates;
    private final List<double[]> scaleErrors = new ArrayList<>();
    private final List<Weighted> events = new ArrayList<>();

    /** An event: where it is, and what it adds to the sum of an era and category. */
    private record Weighted(int sample, int event, int era, int category, double mass, Term term) {}

    WeightedEvents(Analysis analysis, FakeRateSettings settings, Method method, List<FakeRates> rates) {
        this.analysis = analysis;
        this.settings = settings;
        this.method = method;
        this.rates = rates;
    }

    /**
     * Begins with the next era.
     *
     * @param errors relative uncertainties of the factors that terms may share
     */
    void begin(double... errors) {
        scaleErrors.add(errors);
    }

    /** Adds an event of the fit window to the era that has begun. */
    void add(int sample, int event, int category, double mass, Term term) {
        events.add(new Weighted(sample, event, scaleErrors.size() - 1, category, mass, term));
    }

    /** The estimate for an observable, see {@link YieldTable#estimate}. */
    Estimate estimate(List<BinnedSample> samples, int bins, List<String> remarks, List<String> clamped) {
        var table = new YieldTable(analysis, settings, method.name(), bins);
        for (int era = 0; era < rates.size(); era++) {
            table.begin(era, rates.get(era), scaleErrors.get(era));
        }
        for (Weighted weighted : events) {
            int bin = samples.get(weighted.sample()).recoBin()[weighted.event()];
            if (bin >= 0) {
                table.add(weighted.era(), weighted.category(), bin, weighted.mass(), weighted.term());
            }
        }
        return table.estimate(remarks, clamped);
    }
}
