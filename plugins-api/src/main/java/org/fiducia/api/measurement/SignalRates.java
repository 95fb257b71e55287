package org.fiducia.api.measurement;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cross sections of the signal times its branching ratio at several masses of the resonance: how the rate follows the mass
 * between those that are simulated. Only ratios count. Between the masses the logarithm of a rate is linear in the mass, and
 * beyond the outer two as between the last two.
 *
 * @param mass rising, GeV; empty where nothing is known
 * @param crossSections of each process, one per mass, &gt; 0
 * @param branchingRatio one per mass, &gt; 0
 */
public record SignalRates(double[] mass, Map<String, double[]> crossSections, double[] branchingRatio) {
    /** Nothing is known. */
    public static final SignalRates NONE = new SignalRates(new double[0], Map.of(), new double[0]);

    public SignalRates {
        crossSections = new LinkedHashMap<>(crossSections);
        requireAsMany(mass, branchingRatio, "the branching ratio");
        crossSections.forEach((process, sigma) -> requireAsMany(mass, sigma, process));
        for (int k = 1; k < mass.length; k++) {
            if (!(mass[k] > mass[k - 1])) {
                throw new IllegalArgumentException("the masses do not rise at " + mass[k]);
            }
        }
    }

    private static void requireAsMany(double[] mass, double[] values, String what) {
        if (values.length != mass.length) {
            throw new IllegalArgumentException(
                    what + " has " + values.length + " values for " + mass.length + " masses");
        }
        for (double value : values) {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(what + " is " + value);
            }
        }
    }

    /** Whether the rate of a process is known at two masses or more. */
    public boolean knows(String process) {
        return mass.length > 1 && crossSections.containsKey(process);
    }

    /** Rate of a process at one mass over that at another, GeV; 1 where it is not known. */
    public double ratio(String process, double at, double over) {
        double[] sigma = crossSections.get(process);
        if (sigma == null || mass.length < 2 || at == over) {
            return 1;
        }
        return Math.exp(logarithm(sigma, at) - logarithm(sigma, over));
    }

    private double logarithm(double[] sigma, double at) {
        int k = 0;
        while (k + 2 < mass.length && mass[k + 1] <= at) {
            k++;
        }
        double part = (at - mass[k]) / (mass[k + 1] - mass[k]);
        return (1 - part) * Math.log(sigma[k] * branchingRatio[k])
                + part * Math.log(sigma[k + 1] * branchingRatio[k + 1]);
    }
}
