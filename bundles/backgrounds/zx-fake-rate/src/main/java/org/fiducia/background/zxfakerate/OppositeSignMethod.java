package org.fiducia.background.zxfakerate;

import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.background.zxfakerate.YieldTable.Term;
import org.fiducia.channel.hzz4l.FourLepton;

/**
 * Z+X from a Z with two relaxed leptons of opposite sign, of which at least one fails: N = Σ_3P1F f/(1−f) − Σ_3P1F,ZZ
 * f/(1−f) − Σ_2P2F f3 f4 / ((1−f3)(1−f4)). What two misidentified leptons contribute stands twice in the first sum, hence
 * the last one; the second takes away ZZ of simulation, of which one prompt lepton fails.
 */
final class OppositeSignMethod {
    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final int oneFails;
    private final int bothFail;
    private final WeightedEvents weighted;

    /**
     * Weighs the events.
     *
     * @param rates fake rates of each era
     */
    OppositeSignMethod(
            Analysis analysis,
            FakeRateSettings settings,
            List<BinnedSample> samples,
            List<FakeRates> rates,
            int oneFails,
            int bothFail) {
        this.analysis = analysis;
        this.settings = settings;
        this.oneFails = oneFails;
        this.bothFail = bothFail;
        weighted = new WeightedEvents(analysis, settings, Method.OS, rates);
        for (int era = 0; era < rates.size(); era++) {
            weighted.begin();
            for (int s = 0; s < samples.size(); s++) {
                if (samples.get(s).sample().serves(analysis.eras().get(era))) {
                    weigh(samples.get(s), s, analysis.eras().get(era), rates.get(era));
                }
            }
        }
    }

    /** Estimates, see {@link YieldTable#estimate}. */
    Estimate estimate(List<BinnedSample> samples, int bins, List<String> remarks, List<String> clamped) {
        return weighted.estimate(samples, bins, remarks, clamped);
    }

    private void weigh(BinnedSample sample, int index, Era era, FakeRates rates) {
        boolean data = sample.sample().role() == Role.DATA;
        if (!data
                && !(sample.sample().role() == Role.BACKGROUND
                        && settings.promptPairs().contains(sample.sample().process()))) {
            return;
        }
        double factor = data ? 1 : -era.luminosity() * sample.sample().scale();
        for (int e = 0; e < sample.events().size(); e++) {
            SelectedEvent event = sample.events().get(e);
            boolean one = event.region() == oneFails;
            boolean both = data && event.region() == bothFail;
            if ((one || both) && event.reco() instanceof FourLepton four) {
                if (analysis.fit().contains(sample.value()[e])) {
                    double weight = factor * event.selectedWeight();
                    Term term = one ? oneFails(four, weight, data, rates) : bothFail(four, weight, rates);
                    weighted.add(index, e, event.category(), term);
                }
            }
        }
    }

    private static Term oneFails(FourLepton four, double weight, boolean data, FakeRates rates) {
        int bin = rates.find(
                four.z2().minus().tight() ? four.z2().plus() : four.z2().minus());
        double f = rates.rate()[bin];
        return new Term(weight * odds(f), data, bin, weight * slope(f), bin, 0, -1);
    }

    private static Term bothFail(FourLepton four, double weight, FakeRates rates) {
        int third = rates.find(four.z2().minus());
        int fourth = rates.find(four.z2().plus());
        double f3 = rates.rate()[third];
        double f4 = rates.rate()[fourth];
        return new Term(
                -weight * odds(f3) * odds(f4),
                true,
                third,
                -weight * slope(f3) * odds(f4),
                fourth,
                -weight * odds(f3) * slope(f4),
                -1);
    }

    /** Passing leptons per failing one, f/(1−f). */
    private static double odds(double f) {
        return f / (1 - f);
    }

    /** Its derivative, 1/(1−f)². */
    private static double slope(double f) {
        return 1 / ((1 - f) * (1 - f));
    }
}
