package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;

/**
 * Everything that leads to Z+X, to be looked at.
 *
 * @param analysis eras and categories
 * @param settings settings of the estimate
 * @param regions counted control regions
 * @param oppositeSign fake rates of the OS method, one per era
 * @param sameSign fake rates of the SS method, one per era
 * @param os estimate of the OS method, one bin
 * @param ss estimate of the SS method
 * @param combined both combined
 * @param weights [era][category] weight of the OS estimate in it
 */
record FakeRateReport(
        Analysis analysis,
        FakeRateSettings settings,
        List<RegionCount> regions,
        List<FakeRates> oppositeSign,
        List<FakeRates> sameSign,
        Estimate os,
        Estimate ss,
        Estimate combined,
        double[][] weights) {

    /** Control regions; the last one, of a Z and one lepton, has no window of the mass. */
    private static final List<String> REGIONS = List.of("2P2F", "3P1F", "SS", "ZL");

    /**
     * Records of data in a control region, prescales not applied.
     *
     * @param region id of the region
     * @param events [era][category] number in the fit window
     */
    record RegionCount(String region, int[][] events) {}

    static FakeRateReport of(
            Analysis analysis, FakeRateSettings settings, List<BinnedSample> samples, Progress progress) {
        var estimator = new Estimator(analysis, settings, samples, Method.COMBINED, progress);
        Estimate os = estimator.estimate(Method.OS, samples, 1, progress);
        Estimate ss = estimator.estimate(Method.SS, samples, 1, progress);
        var combination = new Combination(settings.weightsOs());
        var weights = new double[analysis.eras().size()][analysis.categories().size()];
        for (int era = 0; era < weights.length; era++) {
            for (int c = 0; c < weights[era].length; c++) {
                weights[era][c] = combination.weight(os, ss, era, c);
            }
        }
        return new FakeRateReport(
                analysis,
                settings,
                REGIONS.stream().map(r -> count(analysis, samples, r)).toList(),
                estimator.oppositeSignRates(),
                estimator.sameSignRates(),
                os,
                ss,
                combination.combine(os, ss),
                weights);
    }

    private static RegionCount count(Analysis analysis, List<BinnedSample> samples, String id) {
        int region = analysis.region(id);
        boolean all = id.equals(REGIONS.get(REGIONS.size() - 1));
        var events = new int[analysis.eras().size()][analysis.categories().size()];
        for (int index = 0; index < events.length; index++) {
            Era era = analysis.eras().get(index);
            for (BinnedSample sample : samples) {
                if (sample.sample().role() == Role.DATA && sample.sample().serves(era)) {
                    for (int e = 0; e < sample.events().size(); e++) {
                        SelectedEvent event = sample.events().get(e);
                        if (event.region() == region && (all || analysis.fit().contains(sample.value()[e]))) {
                            events[index][event.category()]++;
                        }
                    }
                }
            }
        }
        return new RegionCount(id, events);
    }

    /**
     * A line of the comparison: an era or all, a category or all.
     *
     * @param era name; {@code all} for the sum
     * @param category id; {@code all} for the sum
     * @param os OS estimate
     * @param osError its statistical uncertainty
     * @param ss SS estimate
     * @param ssError its statistical uncertainty
     * @param weight mean weight of OS in the combination; NaN in a sum
     * @param combined combination
     * @param combinedError its statistical uncertainty
     */
    record Line(
            String era,
            String category,
            double os,
            double osError,
            double ss,
            double ssError,
            double weight,
            double combined,
            double combinedError) {
        /** By how much the methods differ, in standard deviations of statistics; above 1, too much. */
        double scaleFactor() {
            return Disagreement.scaleFactor(os, osError, ss, ssError);
        }
    }

    /** Per era and category, then per category, then all. Eras and categories add as if they were independent. */
    List<Line> lines() {
        var lines = new ArrayList<Line>();
        int eras = analysis.eras().size();
        int categories = analysis.categories().size();
        for (int era = 0; era < eras; era++) {
            for (int c = 0; c < categories; c++) {
                String category = analysis.categories().get(c).id();
                lines.add(line(analysis.eras().get(era).name(), category, era, era + 1, c, c + 1, weights[era][c]));
            }
        }
        for (int c = 0; c < categories; c++) {
            lines.add(line("all", analysis.categories().get(c).id(), 0, eras, c, c + 1, Double.NaN));
        }
        lines.add(line("all", "all", 0, eras, 0, categories, Double.NaN));
        return lines;
    }

    /** Relative uncertainty of a category that follows from how the methods differ; 0 where they agree. */
    double disagreement(int category) {
        return new Disagreement(combined, category).size();
    }

    private Line line(String era, String category, int era0, int era1, int c0, int c1, double weight) {
        double[] a = sum(os, era0, era1, c0, c1);
        double[] b = sum(ss, era0, era1, c0, c1);
        double[] both = sum(combined, era0, era1, c0, c1);
        return new Line(era, category, a[0], a[1], b[0], b[1], weight, both[0], both[1]);
    }

    private static double[] sum(Estimate estimate, int era0, int era1, int c0, int c1) {
        double events = 0;
        double variance = 0;
        for (int era = era0; era < era1; era++) {
            for (int c = c0; c < c1; c++) {
                events += estimate.total(era, c);
                variance += estimate.totalError(era, c) * estimate.totalError(era, c);
            }
        }
        return new double[] {events, Math.sqrt(variance)};
    }
}
