package org.fiducia.background.zxfakerate;

import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.background.template.MassTemplate;

/** Weighted events of a method by era, category and bin, with what the uncertainty of their sums needs. */
final class YieldTable {
    private final Analysis analysis;
    private final String method;
    private final int bins;
    private final Sum[][][] sums;
    private final Sum[][] whole;
    private final MassTemplate[][] templates;
    private final MassTemplate[] inclusive;

    /**
     * @param method its name, for people
     * @param bins number of reco bins
     */
    YieldTable(Analysis analysis, FakeRateSettings settings, String method, int bins) {
        int eras = analysis.eras().size();
        int categories = analysis.categories().size();
        this.analysis = analysis;
        this.method = method;
        this.bins = bins;
        sums = new Sum[eras][categories][bins];
        whole = new Sum[eras][categories];
        templates = new MassTemplate[categories][bins];
        inclusive = new MassTemplate[categories];
        for (int c = 0; c < categories; c++) {
            inclusive[c] = new MassTemplate(analysis.fit().lo(), analysis.fit().hi(), settings.templateBins());
            for (int i = 0; i < bins; i++) {
                templates[c][i] =
                        new MassTemplate(analysis.fit().lo(), analysis.fit().hi(), settings.templateBins());
            }
        }
    }

    /**
     * Prepares an era.
     *
     * @param rates its fake rates
     * @param scaleErrors relative uncertainties of the factors that terms may share
     */
    void begin(int era, FakeRates rates, double... scaleErrors) {
        for (int c = 0; c < inclusive.length; c++) {
            whole[era][c] = new Sum(rates, scaleErrors);
            for (int i = 0; i < bins; i++) {
                sums[era][c][i] = new Sum(rates, scaleErrors);
            }
        }
    }

    /**
     * The contribution of an event.
     *
     * @param weight what it adds to the yield
     * @param data whether it is one of data
     * @param third merged fake-rate bin of the third lepton
     * @param byThird derivative of the weight by that fake rate
     * @param fourth the same for the fourth lepton
     * @param byFourth derivative
     * @param scale index of the shared factor in the weight; −1 for none
     */
    record Term(double weight, boolean data, int third, double byThird, int fourth, double byFourth, int scale) {}

    /** Adds an event of the fit window. */
    void add(int era, int category, int bin, double mass, Term term) {
        sums[era][category][bin].add(term);
        whole[era][category].add(term);
        templates[category][bin].add(mass, term.weight());
        inclusive[category].add(mass, term.weight());
    }

    /**
     * The estimate. A final state below zero is set to zero; elsewhere a bin below zero is, and the others are scaled to
     * their sum. A bin without events in an era takes the fraction that it has in all eras, or in all categories, and the
     * others share the rest: all bins together have what one bin over all of them would have.
     *
     * @param remarks receives what had to be replaced, for people
     * @param clamped receives final states that were below zero, for people
     */
    Estimate estimate(List<String> remarks, List<String> clamped) {
        int eras = sums.length;
        int categories = inclusive.length;
        var events = new double[eras][categories][bins];
        var error = new double[eras][categories][bins];
        var spread = new Spread[eras][categories];
        int replaced = 0;
        for (int era = 0; era < eras; era++) {
            for (int c = 0; c < categories; c++) {
                spread[era][c] = whole[era][c].spread();
                double total = whole[era][c].events;
                double positive = 0;
                double empty = 0;
                for (int i = 0; i < bins; i++) {
                    positive += Math.max(0, sums[era][c][i].events);
                    empty += sums[era][c][i].entries == 0 ? fraction(c, i) : 0;
                }
                if (total < 0) {
                    clamped.add(String.format(
                            Locale.ROOT,
                            "%s %s %s (%.1f ± %.1f)",
                            method,
                            analysis.eras().get(era).name(),
                            analysis.categories().get(c).id(),
                            total,
                            spread[era][c].error()));
                    total = 0;
                }
                empty = empty < 1 ? empty : 0; // nothing would be left for the others
                for (int i = 0; i < bins; i++) {
                    Sum sum = sums[era][c][i];
                    boolean fallBack = sum.entries == 0 && empty > 0;
                    double share = positive > 0 && sum.entries > 0 ? Math.max(0, sum.events) / positive : 0;
                    events[era][c][i] = total * (fallBack ? fraction(c, i) : (1 - empty) * share);
                    error[era][c][i] =
                            fallBack ? events[era][c][i] : sum.spread().error();
                    replaced += fallBack && total > 0 ? 1 : 0;
                }
            }
        }
        if (replaced > 0) {
            remarks.add(replaced + " of " + eras * categories * bins + " " + method
                    + " yields without events taken from the fraction of the bin in all eras or final states");
        }
        return new Estimate(events, error, spread, templates, inclusive, List.of());
    }

    private double fraction(int category, int bin) {
        if (templates[category][bin].sum() > 0) {
            return fraction(templates[category][bin].sum(), inclusive[category].sum());
        }
        double part = 0;
        double all = 0;
        for (int c = 0; c < inclusive.length; c++) {
            part += templates[c][bin].sum();
            all += inclusive[c].sum();
        }
        return fraction(part, all);
    }

    /** Subtractions may leave anything. */
    private static double fraction(double part, double all) {
        return all > 0 ? Math.max(0, Math.min(1, part / all)) : 0;
    }

    /** A sum of terms. */
    private static final class Sum {
        private final FakeRates rates;
        private final double[] scaleErrors;
        private final double[] derivative;
        private final double[] byScale;
        private double events;
        private double gross;
        private double squares;
        private int entries;

        Sum(FakeRates rates, double[] scaleErrors) {
            this.rates = rates;
            this.scaleErrors = scaleErrors;
            this.derivative = new double[rates.size()];
            this.byScale = new double[scaleErrors.length];
        }

        void add(Term term) {
            events += term.weight();
            gross += Math.abs(term.weight());
            squares += term.weight() * term.weight();
            derivative[term.third()] += term.byThird();
            derivative[term.fourth()] += term.byFourth();
            if (term.scale() >= 0) {
                byScale[term.scale()] += term.weight();
            }
            entries += term.data() ? 1 : 0;
        }

        /** Statistics of the regions, of the fake rates and of the shared factors in quadrature. */
        Spread spread() {
            double common = 0;
            for (int b = 0; b < derivative.length; b++) {
                common += derivative[b] * derivative[b] * rates.error()[b] * rates.error()[b];
            }
            for (int k = 0; k < byScale.length; k++) {
                common += byScale[k] * byScale[k] * scaleErrors[k] * scaleErrors[k];
            }
            return new Spread(events, gross, squares, common);
        }
    }
}
