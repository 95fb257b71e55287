package org.fiducia.api.measurement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.junit.jupiter.api.Test;

class MassInterpolationTest {
    private static final double[] AT = {120, 124, 125, 126, 130};
    private static final double[] EVENTS = {2000, 2100, 36000, 2200, 2100};

    /** A table in which the rate of p is 100 times the mass less 100. */
    private static final SignalRates RATES =
            new SignalRates(AT, Map.of("p", new double[] {2000, 2400, 2500, 2600, 3000}), new double[] {1, 1, 1, 1, 1});

    private static double sum(double[] factors, DoubleUnaryOperator y) {
        double sum = 0;
        for (int k = 0; k < AT.length; k++) {
            sum += factors[k] * y.applyAsDouble(AT[k]);
        }
        return sum;
    }

    @Test
    void parabolasAreInterpolatedExactly() {
        for (double mass = 120; mass <= 130; mass += 0.37) {
            double m = mass;
            double[] factors = MassInterpolation.factors(AT, EVENTS, m, 0);
            assertEquals(1, sum(factors, x -> 1), 1e-12);
            assertEquals(m - 125, sum(factors, x -> x - 125), 1e-10);
            assertEquals((m - 125) * (m - 125), sum(factors, x -> (x - 125) * (x - 125)), 1e-9);
        }
        double[] shifted = MassInterpolation.factors(AT, EVENTS, 125.38, -2);
        assertEquals(1.62 * 1.62, sum(shifted, x -> (x - 125) * (x - 125)), 1e-9);
    }

    @Test
    void aSimulatedMassIsThatSampleAlone() {
        for (int k = 0; k < AT.length; k++) {
            double[] alone = new double[AT.length];
            alone[k] = 1;
            assertArrayEquals(alone, MassInterpolation.factors(AT, EVENTS, AT[k], 0), 1e-12);
        }
    }

    @Test
    void neverAStep() {
        // whatever the samples fluctuate by: one alone differs from the others
        for (int k = 0; k < AT.length; k++) {
            double before = Double.NaN;
            for (double mass = 120; mass < 130; mass += 0.01) {
                double factor = MassInterpolation.factors(AT, EVENTS, mass, 0)[k];
                assertTrue(!(Math.abs(factor - before) > 0.15), "at " + mass + " from " + before + " to " + factor);
                before = factor;
            }
        }
    }

    @Test
    void fluctuationsOfSmallSamplesHardlyMatterNextToALargeOne() {
        double[] factors = MassInterpolation.factors(AT, EVENTS, 125.38, 0);
        assertEquals(1, factors[2], 0.05);
        assertTrue(Math.abs(factors[3]) < 0.1, Arrays.toString(factors));
    }

    @Test
    void twoMassesAreInterpolatedLinearly() {
        double[] factors = MassInterpolation.factors(new double[] {120, 130}, new double[] {10, 1000}, 123, 0);
        assertArrayEquals(new double[] {0.7, 0.3}, factors, 1e-12);
    }

    private static Analysis analysis(double mass, SignalRates rates) {
        return new Analysis(
                "",
                "",
                13.6,
                List.of(new Era("2022", 1)),
                List.of(),
                List.of(new Region("SR", "", true)),
                new Analysis("", 13.6, List.of(), List.of(), List.of(), "m", 105, 160, 125).fit(),
                Point.of("mH", mass),
                rates);
    }

    private static BinnedSample sample(String process, double mass, double scale) {
        List<SelectedEvent> events = Collections.nCopies(3, new SelectedEvent(1, 0, 0, null, -1, null, true));
        return new BinnedSample(
                new Sample(process + mass, process, Role.SIGNAL, Point.of("mH", mass), "", scale),
                events,
                new int[3],
                new int[3],
                new double[3],
                new boolean[3]);
    }

    private static double total(List<BinnedSample> samples) {
        return samples.stream()
                .mapToDouble(s -> s.sample().scale() * s.events().size())
                .sum();
    }

    @Test
    void sumsFollowTheRatesOfTheTable() {
        var samples = new ArrayList<BinnedSample>();
        for (double mass : AT) {
            // the acceptance is a straight line in the mass, and the rate that of the table
            samples.add(sample("p", mass, 100 * (mass - 100) * (0.4 + 0.01 * (mass - 125))));
        }
        double at = 3 * 100 * 25 * 0.4;
        assertEquals(at, total(analysis(125, RATES).nominal(samples)), 1e-9);
        double rate = 2500 * RATES.ratio("p", 125.38, 125);
        assertEquals(3 * rate * 0.4038, total(analysis(125.38, RATES).nominal(samples)), 1e-6);
        double heavier = 2500 * RATES.ratio("p", 127.38, 125);
        assertEquals(3 * heavier * 0.4238, total(analysis(125.38, RATES).nominal(samples, 2)), 1e-6);
    }

    @Test
    void withoutATableTheRatesOfTheSamplesAreInterpolated() {
        var samples = new ArrayList<BinnedSample>();
        for (double mass : AT) {
            samples.add(sample("p", mass, mass));
        }
        assertEquals(3 * 125.38, total(analysis(125.38, SignalRates.NONE).nominal(samples)), 1e-9);
    }

    @Test
    void productionsAreInterpolatedEachByItself() {
        List<BinnedSample> samples =
                List.of(sample("p", 120, 1), sample("q", 124, 10), sample("p", 130, 2), sample("q", 126, 30));
        // p has 1.5 halfway, q 20
        assertEquals(3 * 21.5, total(analysis(125, SignalRates.NONE).nominal(samples)), 1e-9);
    }

    @Test
    void massesBeyondThoseSimulatedAreRefused() {
        List<BinnedSample> samples = List.of(sample("p", 120, 1), sample("p", 130, 1));
        for (double mass : new double[] {119.99, 130.01}) {
            var error = assertThrows(
                    FiduciaException.class, () -> analysis(mass, RATES).nominal(samples));
            assertTrue(error.getMessage().contains("120.0 to 130.0 GeV"), error.getMessage());
        }
        var error = assertThrows(
                FiduciaException.class, () -> analysis(125.38, RATES).nominal(List.of(sample("p", 125, 1))));
        assertTrue(error.getMessage().contains("125.0 GeV only"), error.getMessage());
    }
}
