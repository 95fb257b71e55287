package org.fiducia.statistics.likelihood;

import java.util.random.RandomGenerator;

/**
 * Random numbers that are a function of seed, series number and position only: number i of a series is two rounds of the
 * SplitMix64 finaliser (G. Steele, D. Lea, C. Flood, OOPSLA 2014) over i and two keys made of seed and series. All of it
 * is integer and strict arithmetic, the same on any machine.
 */
final class CounterRandom implements RandomGenerator {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private final long firstKey;
    private final long secondKey;
    private long position;
    private double spare = Double.NaN;

    CounterRandom(long seed, long series) {
        firstKey = mix(mix(seed + GAMMA) + series);
        secondKey = mix(firstKey ^ mix(series + GAMMA));
    }

    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    @Override
    public long nextLong() {
        return mix(secondKey + mix(firstKey + GAMMA * ++position));
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Polar method of Marsaglia. */
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double s = x * x + y * y;
            if (s < 1 && s > 0) {
                double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = y * scale;
                return x * scale;
            }
        }
    }
}
