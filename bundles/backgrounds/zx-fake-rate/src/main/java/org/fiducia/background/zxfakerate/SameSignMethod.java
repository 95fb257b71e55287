package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.background.template.MassTemplate;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;

/**
 * Z+X from a Z with two relaxed leptons of the same sign: N = R Σ_SS f3 f4, R = number of opposite-sign over same-sign
 * pairs of which both leptons fail. R is taken per era and flavours of the two pairs, in the fit window.
 */
final class SameSignMethod {
    static final String NAME = "SS";

    /** Flavours of Z1 times flavours of the other pair. */
    private static final int FLAVOURS = 4;

    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final int sameSign;
    private final int bothFail;
    private final int bins;

    SameSignMethod(Analysis analysis, FakeRateSettings settings, int sameSign, int bothFail, int bins) {
        this.analysis = analysis;
        this.settings = settings;
        this.sameSign = sameSign;
        this.bothFail = bothFail;
        this.bins = bins;
    }

    /**
     * Estimates.
     *
     * @param rates fake rates of each era
     * @param remarks receives what had to be replaced, for people
     */
    Estimate estimate(List<BinnedSample> samples, List<FakeRates> rates, List<String> remarks) {
        int eras = analysis.eras().size();
        int categories = analysis.categories().size();
        var sums = new Sum[eras][categories][bins];
        var templates = new MassTemplate[categories][bins];
        var inclusive = new MassTemplate[categories];
        for (int c = 0; c < categories; c++) {
            inclusive[c] = template();
            for (int i = 0; i < bins; i++) {
                templates[c][i] = template();
            }
        }
        for (int era = 0; era < eras; era++) {
            FakeRates f = rates.get(era);
            Ratio[] r = ratios(samples, era, remarks);
            for (int c = 0; c < categories; c++) {
                for (int i = 0; i < bins; i++) {
                    sums[era][c][i] = new Sum(f, r);
                }
            }
            for (BinnedSample sample : data(samples, era)) {
                List<SelectedEvent> events = sample.events();
                for (int e = 0; e < events.size(); e++) {
                    SelectedEvent event = events.get(e);
                    int bin = sample.recoBin()[e];
                    if (bin >= 0 && event.region() == sameSign && event.reco() instanceof FourLepton four) {
                        double mass = four.p4().mass();
                        if (analysis.inWindow(mass)) {
                            double weight = sums[era][event.category()][bin].add(four, event.weight());
                            templates[event.category()][bin].add(mass, weight);
                            inclusive[event.category()].add(mass, weight);
                        }
                    }
                }
            }
        }
        return fallBack(sums, templates, inclusive, remarks);
    }

    private MassTemplate template() {
        return new MassTemplate(analysis.massLo(), analysis.massHi(), settings.templateBins());
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
            for (SelectedEvent event : sample.events()) {
                if ((event.region() == sameSign || event.region() == bothFail)
                        && event.reco() instanceof FourLepton four
                        && analysis.inWindow(four.p4().mass())) {
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

    /** A bin without events in an era takes the fraction that it has in all eras, or in all categories. */
    private Estimate fallBack(
            Sum[][][] sums, MassTemplate[][] templates, MassTemplate[] inclusive, List<String> remarks) {
        int eras = sums.length;
        int categories = inclusive.length;
        var events = new double[eras][categories][bins];
        var error = new double[eras][categories][bins];
        int replaced = 0;
        for (int era = 0; era < eras; era++) {
            for (int c = 0; c < categories; c++) {
                double total = 0;
                for (int i = 0; i < bins; i++) {
                    total += sums[era][c][i].events;
                }
                for (int i = 0; i < bins; i++) {
                    Sum sum = sums[era][c][i];
                    events[era][c][i] = sum.events;
                    error[era][c][i] = sum.error();
                    if (sum.entries == 0) {
                        events[era][c][i] = total * fraction(templates, inclusive, c, i);
                        error[era][c][i] = events[era][c][i];
                        replaced++;
                    }
                }
            }
        }
        if (replaced > 0) {
            remarks.add(
                    replaced + " of " + eras * categories * bins
                            + " yields without same-sign events taken from the fraction of the bin in all eras or final states");
        }
        return new Estimate(events, error, templates, inclusive);
    }

    private static double fraction(MassTemplate[][] templates, MassTemplate[] inclusive, int category, int bin) {
        if (templates[category][bin].sum() > 0) {
            return templates[category][bin].sum() / inclusive[category].sum();
        }
        double part = 0;
        double whole = 0;
        for (int c = 0; c < inclusive.length; c++) {
            part += templates[c][bin].sum();
            whole += inclusive[c].sum();
        }
        return whole > 0 ? part / whole : 0;
    }

    /**
     * Opposite-sign over same-sign.
     *
     * @param relativeError of the value
     */
    private record Ratio(double value, double relativeError) {}

    /** Σ R f3 f4 of one era, category and bin with what its uncertainty needs. */
    private static final class Sum {
        private final FakeRates rates;
        private final Ratio[] ratios;
        private final double[] derivative;
        private final double[] byFlavours = new double[FLAVOURS];
        private double events;
        private double squares;
        private int entries;

        Sum(FakeRates rates, Ratio[] ratios) {
            this.rates = rates;
            this.ratios = ratios;
            this.derivative = new double[rates.size()];
        }

        /** Adds an event and returns its weight R f3 f4. */
        double add(FourLepton four, double weight) {
            int third = rates.find(four.z2().minus());
            int fourth = rates.find(four.z2().plus());
            int k = flavours(four);
            double factor = weight * ratios[k].value();
            double w = factor * rates.rate()[third] * rates.rate()[fourth];
            derivative[third] += factor * rates.rate()[fourth];
            derivative[fourth] += factor * rates.rate()[third];
            byFlavours[k] += w;
            events += w;
            squares += w * w;
            entries++;
            return w;
        }

        /** Statistics of the region, of the fake rates and of R in quadrature. */
        double error() {
            double variance = squares;
            for (int b = 0; b < derivative.length; b++) {
                variance += derivative[b] * derivative[b] * rates.error()[b] * rates.error()[b];
            }
            for (int k = 0; k < FLAVOURS; k++) {
                double part = byFlavours[k] * ratios[k].relativeError();
                variance += part * part;
            }
            return Math.sqrt(variance);
        }
    }
}
