package org.fiducia.systematics.jetenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static final int JETS = 200_000;

    private static Resolution resolution(Map<String, ?> values) {
        return Resolution.of(new Settings("/nuisances/0/resolution", values));
    }

    private static FourMomentum jet(double pt, double eta) {
        return FourMomentum.ofPtEtaPhiM(pt, eta, 0.3, 5);
    }

    @Test
    void whatAJetHasMoreThanTheGeneratedOneIsScaled() {
        Resolution resolution = resolution(Map.of("size", List.of(List.of(2.5, 0.05), List.of(4.7, 0.2))));
        assertEquals(40 + 1.05 * 12, resolution.change(1).of(jet(52, 1), 40).pt(), 1e-9);
        assertEquals(40 + 0.95 * 12, resolution.change(-1).of(jet(52, 1), 40).pt(), 1e-9);
        assertEquals(60 - 1.2 * 8, resolution.change(1).of(jet(52, 3), 60).pt(), 1e-9);
        assertEquals(52, resolution.change(1).of(jet(52, 1), 52).pt(), 0);
        FourMomentum far = jet(52, 4.8);
        assertSame(far, resolution.change(1).of(far, 40));
    }

    /** The width grows from σ to (1 + δ)σ: what is added in quadrature has variance σ²((1 + δ)² − 1). */
    @Test
    void aJetOfUnknownOriginIsSmeared() {
        Resolution resolution = resolution(Map.of("size", 0.1, "width", List.of(3, 0.9, 0.04)));
        double mean = 0;
        double square = 0;
        for (int k = 0; k < JETS; k++) {
            FourMomentum jet = FourMomentum.ofPtEtaPhiM(60, 0.5, 2e-5 * k, 5);
            double change = resolution.change(1).of(jet, Double.NaN).pt() / 60 - 1;
            mean += change / JETS;
            square += change * change / JETS;
            assertSame(jet, resolution.change(-1).of(jet, Double.NaN));
        }
        double variance = (9.0 / 3600 + 0.81 / 60 + 0.0016) * (1.1 * 1.1 - 1);
        assertEquals(0, mean, 4 * Math.sqrt(variance / JETS));
        assertEquals(variance, square, 4 * variance * Math.sqrt(2.0 / JETS));
    }

    /** Moments of the standard normal distribution, each within four of its own standard deviations. */
    @Test
    void gaussianNumbersBelongToTheirJets() {
        var moments = new double[5];
        for (int k = 0; k < JETS; k++) {
            FourMomentum jet = FourMomentum.ofPtEtaPhiM(25 + 1e-3 * k, 0.1, 0.3, 5);
            double x = Resolution.gaussian(jet);
            assertEquals(x, Resolution.gaussian(new FourMomentum(jet.px(), jet.py(), jet.pz(), jet.e())), 0);
            for (int order = 1; order < moments.length; order++) {
                moments[order] += Math.pow(x, order) / JETS;
            }
        }
        double[] expected = {0, 0, 1, 0, 3};
        double[] variance = {0, 1, 2, 15, 96};
        for (int order = 1; order < moments.length; order++) {
            assertEquals(expected[order], moments[order], 4 * Math.sqrt(variance[order] / JETS), "moment " + order);
        }
    }

    @Test
    void refusesWhatIsNoResolution() {
        assertThrows(FiduciaException.class, () -> resolution(Map.of()));
        assertThrows(FiduciaException.class, () -> resolution(Map.of("size", 1.5)));
        assertThrows(FiduciaException.class, () -> resolution(Map.of("size", 0.1, "width", List.of(1, 2))));
        assertThrows(FiduciaException.class, () -> resolution(Map.of("size", 0.1, "width", List.of(1, -2, 0))));
        assertThrows(FiduciaException.class, () -> resolution(Map.of("size", 0.1, "witdh", List.of(1, 2, 3))));
    }
}
