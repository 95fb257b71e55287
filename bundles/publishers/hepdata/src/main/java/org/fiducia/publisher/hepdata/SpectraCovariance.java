package org.fiducia.publisher.hepdata;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statistical covariance between the cross sections of the bins of several observables of the same events.
 *
 * @param replicas number of replicas in which every observable was fitted
 * @param covariance [bin][bin], the bins of one observable after those of another, fb²
 */
record SpectraCovariance(int replicas, double[][] covariance) {
    /** The sample covariance of replicas. */
    static SpectraCovariance of(List<Replicas> observables) {
        int all = observables.get(0).sigma().length;
        int[] fitted = IntStream.range(0, all)
                .filter(r -> observables.stream().allMatch(o -> o.fitted(r)))
                .toArray();
        var rows = new ArrayList<double[]>();
        for (Replicas observable : observables) {
            for (int j = 0; j < observable.bins(); j++) {
                int bin = j;
                double[] values = IntStream.of(fitted)
                        .mapToDouble(r -> observable.sigma()[r][bin])
                        .toArray();
                double mean = IntStream.range(0, values.length)
                                .mapToDouble(k -> values[k])
                                .sum()
                        / values.length;
                rows.add(IntStream.range(0, values.length)
                        .mapToDouble(k -> values[k] - mean)
                        .toArray());
            }
        }
        double[][] covariance = new double[rows.size()][rows.size()];
        for (int a = 0; a < covariance.length; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int k = 0; k < fitted.length; k++) {
                    sum += rows.get(a)[k] * rows.get(b)[k];
                }
                covariance[a][b] = sum / (fitted.length - 1);
                covariance[b][a] = covariance[a][b];
            }
        }
        return new SpectraCovariance(fitted.length, covariance);
    }
}
