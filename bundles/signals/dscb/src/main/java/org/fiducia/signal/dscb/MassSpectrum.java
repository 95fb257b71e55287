package org.fiducia.signal.dscb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;

/**
 * Reconstructed masses of simulated signal of one generated mass in one category, rising.
 *
 * <p>Weights are scaled to add up to the effective number of events (Σw)²/Σw². In a fit of several generated masses each
 * so counts with its statistical power, whatever the cross sections and sizes of the samples; within one generated mass
 * production modes keep their proportions.
 *
 * @param mass in GeV
 * @param weight of each
 */
record MassSpectrum(double[] mass, double[] weight) {

    /**
     * Collects the events that are fitted.
     *
     * @param resonant those of which the objects are those of the decay, or the others
     * @return by generated mass; nothing for a mass without events
     */
    static Map<Double, MassSpectrum> collect(List<BinnedSample> samples, int category, boolean resonant) {
        return collect(samples, category, resonant, 0).get(0);
    }

    /**
     * Collects the resonant events that are fitted, by reconstructed bins.
     *
     * @param bins number of bins
     * @return of each bin, by generated mass; nothing for a mass without events
     */
    static List<Map<Double, MassSpectrum>> ofBins(List<BinnedSample> samples, int category, int bins) {
        return collect(samples, category, true, bins);
    }

    /** By reconstructed bins; all in one for 0. */
    private static List<Map<Double, MassSpectrum>> collect(
            List<BinnedSample> samples, int category, boolean resonant, int bins) {
        var points = new ArrayList<Map<Double, List<double[]>>>();
        for (int i = 0; i < Math.max(1, bins); i++) {
            points.add(new TreeMap<>());
        }
        for (BinnedSample sample : samples) {
            double generated = sample.sample().point().get(Analysis.MASS);
            if (sample.sample().role() != Role.SIGNAL || !Double.isFinite(generated)) {
                continue;
            }
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                double weight = event.selectedWeight() * sample.sample().scale();
                int bin = bins == 0 ? 0 : sample.recoBin()[e];
                if (bin >= 0
                        && sample.fitted()[e]
                        && event.category() == category
                        && event.resonant() == resonant
                        && weight != 0) {
                    points.get(bin)
                            .computeIfAbsent(generated, m -> new ArrayList<>())
                            .add(new double[] {sample.value()[e], weight});
                }
            }
        }
        var all = new ArrayList<Map<Double, MassSpectrum>>();
        for (Map<Double, List<double[]>> events : points) {
            var spectra = new TreeMap<Double, MassSpectrum>();
            events.forEach((generated, list) -> spectra.put(generated, of(list)));
            all.add(spectra);
        }
        return all;
    }

    private static MassSpectrum of(List<double[]> events) {
        events.sort(Comparator.comparingDouble(event -> event[0]));
        double sum = events.stream().mapToDouble(event -> event[1]).sum();
        double squares =
                events.stream().mapToDouble(event -> event[1] * event[1]).sum();
        double scale = Math.max(0, sum) / squares;
        return new MassSpectrum(
                events.stream().mapToDouble(event -> event[0]).toArray(),
                events.stream().mapToDouble(event -> scale * event[1]).toArray());
    }

    /** Effective number of events. */
    double events() {
        return Arrays.stream(weight).sum();
    }

    /** Mass below which lies the given fraction of the events. */
    double quantile(double fraction) {
        double wanted = fraction * events();
        double sum = 0;
        for (int i = 0; i < mass.length; i++) {
            sum += weight[i];
            if (sum >= wanted) {
                return mass[i];
            }
        }
        return mass[mass.length - 1];
    }
}
