package org.fiducia.api.measurement;

import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Measurement.BinResult;

/**
 * The pulls of the bins of several measurements together. Bins of different observables share their events, to what extent
 * measurements do not know; so the spreads here are those of the worst case, in which the means (widths) of all observables
 * deviate together: Σ n_i s_i / Σ n_i, with s_i² = Σ ρ_jk / n_i² for the mean and Σ ρ_jk² / 2 n_i² for the width of the n_i
 * bins of one observable, whose correlations ρ are known.
 *
 * @param bins how many have a pull
 * @param mean of their pulls
 * @param width standard deviation of their pulls
 * @param meanSpread at most that of the mean, about 0
 * @param widthSpread at most that of the width, about 1
 */
public record Pulls(int bins, double mean, double width, double meanSpread, double widthSpread) {
    /** Of all bins of measurements. */
    public static Pulls of(List<Measurement> measurements) {
        double[] pulls = measurements.stream()
                .flatMap(m -> m.bins().stream())
                .mapToDouble(BinResult::pull)
                .filter(Double::isFinite)
                .toArray();
        double sum = 0;
        double squares = 0;
        for (double pull : pulls) {
            sum += pull;
            squares += pull * pull;
        }
        double mean = sum / pulls.length;
        double meanSpread = 0;
        double widthSpread = 0;
        int all = 0;
        for (Measurement m : measurements) {
            double linear = 0;
            double quadratic = 0;
            for (double[] row : m.correlation()) {
                for (double rho : row) {
                    linear += rho;
                    quadratic += rho * rho;
                }
            }
            meanSpread += Math.sqrt(Math.max(0, linear));
            widthSpread += Math.sqrt(quadratic / 2);
            all += m.bins().size();
        }
        return new Pulls(
                pulls.length,
                mean,
                Math.sqrt(Math.max(0, squares / pulls.length - mean * mean)),
                meanSpread / all,
                widthSpread / all);
    }

    /** A line about the pulls of observed data; empty when there are fewer than two. */
    public static String line(List<Measurement> measurements) {
        Pulls pulls = of(measurements);
        boolean observed = measurements.stream().allMatch(m -> m.data().equals("observed"));
        return !observed || pulls.bins() < 2
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Pulls of all %d bins: mean %+.2f (0 ± %.2f at most), width %.2f (1 ± %.2f at most);"
                                + " bins of different observables share events",
                        pulls.bins(),
                        pulls.mean(),
                        pulls.meanSpread(),
                        pulls.width(),
                        pulls.widthSpread());
    }
}
