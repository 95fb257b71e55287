package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.background.zxfakerate.YieldTable.Term;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;

/**
 * Z+X from a Z with two relaxed leptons of the same sign: N = R Σ_SS f3 f4, R = number of opposite-sign over same-sign
 * pairs of which both leptons fail. R is taken per era and flavours of the two pairs, in the fit window.
 */
final class SameSignMethod {
    /** Flavours of Z1 times flavours of the other pair. */
    private static final int FLAVOURS = 4;

    private final Analysis analysis;
    private final int sameSign;
    private final int bothFail;
    private final WeightedEvents weighted;

    /**
     * Weighs the events.
     *
     * @param rates fake rates of each era
     * @param remarks receives what had to be replaced, for people
     */
    SameSignMethod(
            Analysis analysis,
            FakeRateSettings settings,
            List<BinnedSample> samples,
            List<FakeRates> rates,
            int sameSign,
            int bothFail,
            List<String> remarks) {
        this.analysis = analysis;
        this.sameSign = sameSign;
        this.bothFail = bothFail;
        weighted = new WeightedEvents(analysis, settings, Method.SS, rates);
        for (int era = 0; era < rates.size(); era++) {
            Ratio[] ratios = ratios(samples, era, remarks);
            weighted.begin(
                    Arrays.stream(ratios).mapToDouble(Ratio::relativeError).toArray());
            for (int s = 0; s < samples.size(); s++) {
                if (samples.get(s).sample().role() == Role.DATA
                        && samples.get(s).sample().serves(analysis.eras().get(era))) {
                    weigh(samples.get(s), s, rates.get(era), ratios);
                }
            }
        }
    }

    /** Estimates, see {@link YieldTable#estimate}; products of rates are never below zero. */
    Estimate estimate(List<BinnedSample> samples, int bins, List<String> remarks, List<String> clamped) {
        return weighted.estimate(samples, bins, remarks, clamped);
    }

    private void weigh(BinnedSample sample, int index, FakeRates rates, Ratio[] ratios) {
        for (int e = 0; e < sample.events().size(); e++) {
            SelectedEvent event = sample.events().get(e);
            if (event.region() == sameSign && event.reco() instanceof FourLepton four) {
                if (analysis.fit().contains(sample.value()[e])) {
                    weighted.add(index, e, event.category(), term(four, event.weight(), rates, ratios));
                }
            }
        }
    }

    /** R f3 f4. */
    private static Term term(FourLepton four, double weight, FakeRates rates, Ratio[] ratios) {
        int third = rates.find(four.z2().minus());
        int fourth = rates.find(four.z2().plus());
        double f3 = rates.rate()[third];
        double f4 = rates.rate()[fourth];
        int k = flavours(four);
        double factor = weight * ratios[k].value();
        return new Term(factor * f3 * f4, true, third, factor * f4, fourth, factor * f3, k);
    }

    private List<BinnedSample> data(List<BinnedSample> samples, int era) {
        return samples.stream()
                .filter(s -> s.sample().role() == Role.DATA
                        && s.sample().serves(analysis.eras().get(era)))
                .toList();
    }

    /** R per flavours; where an era has too few pairs, that of all eras, and 1 where these have none either. */
    private Ratio[] ratios(List<BinnedSample> samples, int era, List<String> remarks) {
        double[][] own = failing(data(samples, era));
        double[][] all = null;
        var ratios = new Ratio[FLAVOURS];
        for (int k = 0; k < FLAVOURS; k++) {
            double[] n = own[k];
            if (Math.min(n[0], n[1]) < 1) {
                if (all == null) {
                    var every = new ArrayList<BinnedSample>();
                    for (BinnedSample sample : samples) {
                        if (sample.sample().role() == Role.DATA) {
                            every.add(sample);
                        }
                    }
                    all = failing(every);
                }
                n = all[k];
                if (own[k][4] > 0) {
                    remarks.add("OS/SS ratio of " + analysis.eras().get(era).name() + " " + flavours(k)
                            + (Math.min(n[0], n[1]) < 1 ? " set to 1" : " taken from all eras"));
                }
            }
            ratios[k] = Math.min(n[0], n[1]) < 1
                    ? new Ratio(1, 1)
                    : new Ratio(n[0] / n[1], Math.sqrt(n[2] / (n[0] * n[0]) + n[3] / (n[1] * n[1])));
        }
        return ratios;
    }

    /**
     * Per flavours: sums of weights of opposite-sign and same-sign pairs of failing leptons, sums of their squares, and
     * sum of weights of all same-sign pairs.
     */
    private double[][] failing(List<BinnedSample> samples) {
        var sums = new double[FLAVOURS][5];
        for (BinnedSample sample : samples) {
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                if ((event.region() == sameSign || event.region() == bothFail)
                        && event.reco() instanceof FourLepton four
                        && analysis.fit().contains(sample.value()[e])) {
                    double[] sum = sums[flavours(four)];
                    int sign = event.region() == bothFail ? 0 : 1;
                    if (!four.z2().minus().tight() && !four.z2().plus().tight()) {
                        sum[sign] += event.weight();
                        sum[2 + sign] += event.weight() * event.weight();
                    }
                    sum[4] += sign * event.weight();
                }
            }
        }
        return sums;
    }

    private static int flavours(FourLepton four) {
        return (four.z1().flavour() == Flavour.MUON ? 2 : 0) + (four.z2().flavour() == Flavour.MUON ? 1 : 0);
    }

    private static String flavours(int k) {
        return (k < 2 ? "Z→ee + " : "Z→μμ + ") + (k % 2 == 0 ? "ee" : "μμ");
    }

    /**
     * Opposite-sign over same-sign.
     *
     * @param relativeError of the value
     */
    private record Ratio(double value, double relativeError) {}
}
