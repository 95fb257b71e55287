package org.fiducia.background.fakes;

import java.util.List;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.background.fakes.FakeFactors.Estimate;
import org.fiducia.background.fakes.FakeFactors.Pair;
import org.fiducia.background.fakes.FakeFactors.Source;

/**
 * Two estimates of the events with misidentified objects in a signal region: by fake factors and by normalisation factors.
 *
 * @param data with the simulation that is taken off, by the fitted factors
 * @param simulation the simulated misidentified objects, in the place of data
 * @param pairs in which fake factors are measured
 * @param edges of the transverse momentum, GeV
 * @param factors after the fit
 * @param covariance of them
 */
record Comparison(
        Source data,
        Source simulation,
        List<Pair> pairs,
        double[] edges,
        List<NormalisationFactor> factors,
        double[][] covariance) {
    private static final String APPLIED = "AR";

    /** Fake factors of the data. */
    FakeFactors measured() {
        return FakeFactors.of(data, pairs, edges);
    }

    /** Fake factors of the simulation. */
    FakeFactors simulated() {
        return FakeFactors.of(simulation, pairs, edges);
    }

    /** By fake factors, from data. */
    Estimate byFakeFactors(FakeFactors measured, int category) {
        return measured.applied(data, APPLIED, category);
    }

    /** By fake factors, from the simulation alone. */
    Estimate closure(FakeFactors simulated, int category) {
        return simulated.applied(simulation, APPLIED, category);
    }

    /** What is simulated in the signal region, with at least one misidentified object that has a fake factor. */
    Estimate simulated(FakeFactors of, int category) {
        double[] sums = new double[2];
        simulation.each(signalRegion(), of.kinds(), (event, candidate, weight, square) -> {
            if (event.category() == category) {
                sums[0] += weight;
                sums[1] += square;
            }
        });
        return new Estimate(sums[0], Math.sqrt(sums[1]));
    }

    /** The same with the normalisation factors of the fit. */
    Estimate byNormalisation(FakeFactors of, int category) {
        double[] sums = new double[2];
        double[] slopes = new double[factors.size()];
        simulation.each(signalRegion(), of.kinds(), (event, candidate, weight, square) -> {
            if (event.category() != category) {
                return;
            }
            double scale = data.scale().applyAsDouble(candidate.fakes());
            sums[0] += weight * scale;
            sums[1] += square * scale * scale;
            for (int k = 0; k < slopes.length; k++) {
                NormalisationFactor factor = factors.get(k);
                slopes[k] += candidate.fakes().number(factor.kind()) * weight * scale / factor.value();
            }
        });
        double variance = sums[1];
        for (int a = 0; a < slopes.length; a++) {
            for (int b = 0; b < slopes.length; b++) {
                variance += slopes[a] * covariance[a][b] * slopes[b];
            }
        }
        return new Estimate(sums[0], Math.sqrt(variance));
    }

    /** Events of the data in the signal region. */
    double observed(int category) {
        return data.samples().stream()
                .filter(sample -> sample.sample().role() == org.fiducia.api.channel.Role.DATA)
                .flatMap(sample -> sample.events().stream())
                .filter(event -> event.category() == category && data.analysis().isSignal(event.region()))
                .mapToDouble(SelectedEvent::selectedWeight)
                .sum();
    }

    private String signalRegion() {
        return data.analysis().regions().stream()
                .filter(region -> region.signal())
                .findFirst()
                .orElseThrow()
                .id();
    }
}
