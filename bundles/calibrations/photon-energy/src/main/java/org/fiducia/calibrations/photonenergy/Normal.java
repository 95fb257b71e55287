package org.fiducia.calibrations.photonenergy;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution, and numbers that belong to events by a hash of their numbers. */
final class Normal {
    private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

    private Normal() {}

    /** Density. */
    static double density(double x) {
        return DENSITY * Math.exp(-0.5 * x * x);
    }

    /** Probability below x. */
    static double below(double x) {
        return 0.5 * Erfc.value(-x / Math.sqrt(2));
    }

    /**
     * Where the probability below is p.
     *
     * @param p in (0, 1)
     */
    static double quantile(double p) {
        return -Math.sqrt(2) * InverseErfc.value(2 * p);
    }

    /**
     * A number between 0 and 1, exclusive, that belongs to a pair of numbers.
     *
     * @param event of an event
     * @param purpose what it is for, e.g. which photon
     */
    static double uniform(long event, int purpose) {
        long bits = mix(mix(event) + 0x9e3779b97f4a7c15L * (purpose + 1L));
        return ((bits >>> 12) + 0.5) * 0x1p-52;
    }

    /** A number from the standard normal distribution, likewise. */
    static double of(long event, int purpose) {
        return quantile(uniform(event, purpose));
    }

    /**
     * One of several numbers from the standard normal distribution that belong to an event and are spread evenly over it.
     *
     * @param index of the number, from 0
     * @param of how many there are
     */
    static double stratum(long event, int purpose, int index, int of) {
        return quantile((index + uniform(event, purpose)) / of);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
