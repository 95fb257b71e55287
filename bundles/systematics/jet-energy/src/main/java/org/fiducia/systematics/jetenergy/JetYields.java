package org.fiducia.systematics.jetenergy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.NuisanceSource.Yields;
import org.fiducia.api.measurement.Sample;

/**
 * Selected events of each component in the fit, by era and reco bin, in any unit; final states together.
 *
 * @param events by component [era][bin]
 */
record JetYields(Map<String, double[][]> events) {
    private static final String SIGNAL = "signal";

    static JetYields of(Nominal nominal, Yields yields) {
        Analysis analysis = nominal.analysis();
        List<BinnedSample> simulated = analysis.nominal(nominal.samples());
        Map<String, double[][]> events = new TreeMap<>();
        for (BinnedSample binned : nominal.samples()) {
            Sample sample = binned.sample();
            String component = component(sample);
            boolean signal = component.equals(SIGNAL);
            if (sample.role() == Role.DATA
                    || !nominal.components().contains(component)
                    || (signal && !simulated.contains(binned))) {
                continue;
            }
            int bins = nominal.observable().reconstructed().size();
            double[][] all = events.computeIfAbsent(
                    component, name -> new double[analysis.eras().size()][bins]);
            for (int era = 0; era < all.length; era++) {
                Era of = analysis.eras().get(era);
                double share = sample.serves(of) ? of.luminosity() : 0;
                for (int i = 0; i < bins; i++) {
                    all[era][i] += share * yields.of(sample, i);
                }
            }
        }
        return new JetYields(events);
    }

    private static String component(Sample sample) {
        return sample.role() == Role.SIGNAL ? SIGNAL : sample.process();
    }

    /** Events of a component by bin: of an era, or of all for −1. */
    double[] of(String component, int era) {
        double[][] all = events.getOrDefault(component, new double[0][0]);
        if (era >= 0) {
            return all[era];
        }
        double[] sum = new double[all[0].length];
        for (double[] one : all) {
            Arrays.setAll(sum, i -> sum[i] + one[i]);
        }
        return sum;
    }
}
