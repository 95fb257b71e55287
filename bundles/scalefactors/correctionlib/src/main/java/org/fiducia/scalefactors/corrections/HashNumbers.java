package org.fiducia.scalefactors.corrections;

/**
 * Numbers that look random and follow from the inputs alone: XXH64 of their bytes (seed 0) is the state from which PCG
 * (XSH-RR, 64 bits of state, 32 of output, one sequence) starts; what is made of its output is what C++ libraries make of it.
 */
final class HashNumbers {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;
    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;
    private static final double TWO32 = 0x1p32;

    private long state;

    HashNumbers(long seed) {
        state = (seed + INCREMENT) * MULTIPLIER + INCREMENT;
    }

    /** The next 32 bits. */
    long next() {
        long old = state;
        state = old * MULTIPLIER + INCREMENT;
        int shifted = (int) ((old >>> 18 ^ old) >>> 27);
        return Integer.toUnsignedLong(Integer.rotateRight(shifted, (int) (old >>> 59)));
    }

    /** Flat in [0, 1), of two outputs, the first the lower. */
    double flat() {
        double low = next();
        double sum = low + next() * TWO32;
        double value = sum / (TWO32 * TWO32);
        return value < 1 ? value : Math.nextDown(1.0);
    }

    /**
     * Gaussian, by the polar method on doubles of 64 bits; the first of the pair, which is what correctionlib publishes. (C++
     * libraries differ in which of the two they give first.)
     */
    double standardNormal() {
        while (true) {
            double u = 2 * flat() - 1;
            double v = 2 * flat() - 1;
            double s = u * u + v * v;
            if (s <= 1 && s != 0) {
                return u * Math.sqrt(-2 * Math.log(s) / s);
            }
        }
    }

    /** Gaussian, by the polar method on numbers of 32 bits; the first of the pair. */
    double normal() {
        while (true) {
            double u = next() * 0x1p-31 - 1;
            double v = next() * 0x1p-31 - 1;
            double s = u * u + v * v;
            if (s < 1 && s != 0) {
                return u * Math.sqrt(-2 * Math.log(s) / s);
            }
        }
    }

    /** XXH64 with seed 0 of words of 64 bits, in little-endian order. */
    static long hash(long[] words, int count) {
        int at = 0;
        long hash;
        if (count >= 4) {
            long[] lanes = {P1 + P2, P2, 0, -P1};
            for (; at + 4 <= count; at += 4) {
                for (int k = 0; k < 4; k++) {
                    lanes[k] = round(lanes[k], words[at + k]);
                }
            }
            hash = Long.rotateLeft(lanes[0], 1)
                    + Long.rotateLeft(lanes[1], 7)
                    + Long.rotateLeft(lanes[2], 12)
                    + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) {
                hash = (hash ^ round(0, lane)) * P1 + P4;
            }
        } else {
            hash = P5;
        }
        hash += 8L * count;
        for (; at < count; at++) {
            hash = Long.rotateLeft(hash ^ round(0, words[at]), 27) * P1 + P4;
        }
        hash = (hash ^ hash >>> 33) * P2;
        hash = (hash ^ hash >>> 29) * P3;
        return hash ^ hash >>> 32;
    }

    private static long round(long lane, long word) {
        return Long.rotateLeft(lane + word * P2, 31) * P1;
    }
}
