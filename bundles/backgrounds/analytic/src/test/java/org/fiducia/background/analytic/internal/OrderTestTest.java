package org.fiducia.background.analytic.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.fiducia.api.Progress;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.statistics.newton.NewtonFitter;
import org.junit.jupiter.api.Test;

class OrderTestTest {
    private static final double LO = 100;
    private static final double HI = 180;

    private static OrderTest test(double[] values) {
        return beside(values, new double[0]);
    }

    private static OrderTest beside(double[] values, double[] peak) {
        return new OrderTest(Tools.compiler(), new NewtonFitter(), LO, HI, values, peak, "x_", Progress.NONE);
    }

    /** Exponentials cut to the window, by inversion of their distribution. */
    private static double[] exponential(int n, double slope, long seed) {
        var random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = LO - Math.log1p(random.nextDouble() * Math.expm1(-slope * (HI - LO))) / slope;
        }
        return values;
    }

    private static double[] both(double[] a, double[] b) {
        double[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    @Test
    void oneExponentialNeedsOne() {
        List<Trial> taken = test(exponential(5000, 0.03, 1)).taken(new Exponentials(), 5);
        assertEquals(1, taken.size());
        assertEquals("exponential 1", taken.get(0).name());
        assertEquals(0.03, taken.get(0).parameters().get(0).initial(), 0.0025);
    }

    /** With a steep one beside it, one no longer describes the data. */
    @Test
    void twoExponentialsNeedTwo() {
        double[] values = both(exponential(8000, 0.015, 2), exponential(8000, 0.15, 3));
        List<Trial> taken = test(values).taken(new Exponentials(), 3);
        assertEquals(List.of("exponential 3"), taken.stream().map(Trial::name).toList());
        List<Trial> polynomials = test(values).taken(new ExponentialPolynomials(), 5);
        assertTrue(polynomials.get(0).order() > 1);
    }

    /** A narrow peak of signal is none of the background: no order describes it, nor is any needed beside it. */
    @Test
    void aPeakIsNotPartOfTheBackground() {
        double[] values = both(exponential(20000, 0.03, 4), peak(2000, 5));
        for (BackgroundFamily family : Tools.FAMILIES) {
            assertEquals(List.of(), test(values).taken(family, 5), family.id());
        }
        List<Trial> taken = beside(values, PEAK).taken(new Exponentials(), 5);
        assertEquals(List.of("exponential 1"), names(taken));
        assertEquals(0.03, taken.get(0).parameters().get(0).initial(), 0.0012);
    }

    /** What lies in the peak says nothing, however much or little it is. */
    @Test
    void choiceDoesNotDependOnThePeak() {
        double[] background = both(exponential(8000, 0.015, 6), exponential(2000, 0.08, 7));
        double[] values = both(background, peak(4000, 8));
        for (BackgroundFamily family : Tools.FAMILIES) {
            List<Trial> one = beside(background, PEAK).taken(family, 5);
            List<Trial> other = beside(values, PEAK).taken(family, 5);
            assertEquals(names(one), names(other));
            for (int k = 0; k < one.size(); k++) {
                assertEquals(one.get(k).goodness(), other.get(k).goodness(), 1e-6);
                if (k > 0) {
                    double chance = OrderTest.gainIsChance(one.get(k - 1), one.get(k));
                    assertEquals(chance, OrderTest.gainIsChance(other.get(k - 1), other.get(k)), 1e-6);
                }
            }
        }
    }

    /** The fit beside the peak is that of the distribution cut to what is beside it: the condition of its mean value. */
    @Test
    void besideThePeakIsTheCutDistribution() {
        double[] values = both(exponential(20000, 0.03, 9), peak(1000, 10));
        double slope = beside(values, PEAK)
                .fit(new Exponentials(), 1)
                .orElseThrow()
                .parameters()
                .get(0)
                .initial();
        double[] outside = java.util.Arrays.stream(values)
                .filter(value -> value < PEAK[0] || value > PEAK[1])
                .toArray();
        double mean = java.util.Arrays.stream(outside).average().orElseThrow();
        double weight = mass(slope, LO, PEAK[0]) + mass(slope, PEAK[1], HI);
        double expected = (moment(slope, LO, PEAK[0]) + moment(slope, PEAK[1], HI)) / weight;
        // what intervals of half a unit leave of the mean
        assertEquals(expected, mean, 0.005);
    }

    private static double mass(double slope, double from, double to) {
        return (Math.exp(-slope * (from - LO)) - Math.exp(-slope * (to - LO))) / slope;
    }

    private static double moment(double slope, double from, double to) {
        double edges = from * Math.exp(-slope * (from - LO)) - to * Math.exp(-slope * (to - LO));
        return (edges + mass(slope, from, to)) / slope;
    }

    private static final double[] PEAK = {120, 130};

    /** Of 1 wide at 125, all of it in the interval of the peak. */
    private static double[] peak(int n, long seed) {
        var random = new Random(seed);
        return DoubleStream.generate(() -> 125 + random.nextGaussian())
                .filter(value -> value > PEAK[0] && value < PEAK[1])
                .limit(n)
                .toArray();
    }

    private static List<String> names(List<Trial> trials) {
        return trials.stream().map(Trial::name).toList();
    }

    /** χ² of one degree of freedom has 5 % beyond 3.841, of two 5.991. */
    @Test
    void gainHasItsProbability() {
        assertEquals(0.05, OrderTest.gainIsChance(trial(1, 1.9207294), trial(2, 0)), 1e-6);
        assertEquals(0.05, OrderTest.gainIsChance(trial(1, 2.9957323), trial(3, 0)), 1e-6);
        assertEquals(1, OrderTest.gainIsChance(trial(1, 0), trial(2, 1)), 1e-12);
    }

    private static Trial trial(int order, double nll) {
        var shape = new org.fiducia.api.model.Shape("uniform", java.util.Map.of());
        return new Trial("", order, List.of(), shape, nll, 1, new double[0]);
    }

    /** A uniform distribution in intervals of a unit: χ² of counted numbers. */
    @Test
    void goodnessIsThatOfPearson() {
        int[] counts = {100, 120, 90, 95, 105};
        double[] values = new double[510];
        int next = 0;
        for (int b = 0; b < counts.length; b++) {
            for (int i = 0; i < counts[b]; i++) {
                values[next++] = b + 0.5;
            }
        }
        var test =
                new OrderTest(Tools.compiler(), new NewtonFitter(), 0, 5, values, new double[0], "x_", Progress.NONE);
        Trial trial = test.fit(new ExponentialPolynomials(), 1).orElseThrow();
        double slope = trial.parameters().get(0).initial();
        double chi2 = 0;
        for (int b = 0; b < counts.length; b++) {
            double expected =
                    510 * (Math.exp(0.4 * slope * (b + 1)) - Math.exp(0.4 * slope * b)) / Math.expm1(2 * slope);
            chi2 += (counts[b] - expected) * (counts[b] - expected) / expected;
        }
        assertEquals(1 - new ChiSquaredDistribution(3).cumulativeProbability(chi2), trial.goodness(), 1e-6);
    }
}
