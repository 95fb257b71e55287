package org.fiducia.publisher.hepdata;

import java.io.Serializable;

/**
 * Numbers of times that data events are drawn in replicas of the data: Poisson distributed with mean 1 and independent. Such
 * a number depends on the replica, the sample and the place of the event in it alone, so that every observable sees the
 * same replica.
 *
 * @param seed of all replicas
 */
record EventWeights(long seed) implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0x100000001B3L;
    private static final double UNIT = 0x1p-53;
    private static final double NONE = Math.exp(-1);

    /** What stands for the events of a sample, or of anything else with a name. */
    static long sample(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int k = 0; k < name.length(); k++) {
            hash = (hash ^ name.charAt(k)) * PRIME;
        }
        return mixed(hash);
    }

    /** How often an event is in a replica. */
    int of(int replica, long sample, long event) {
        long state = mixed(seed + GOLDEN * (replica + 1L));
        state = mixed(state ^ sample);
        state = mixed(state + GOLDEN * (event + 1));
        double uniform = (state >>> 11) * UNIT;
        double probability = NONE;
        int count = 0;
        for (double sum = probability; uniform >= sum && probability > 0; sum += probability) {
            count++;
            probability /= count;
        }
        return count;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long x) {
        long z = x + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
