package org.fiducia.statistics.likelihood;

import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.LogGamma;

/** Random numbers of a Poisson distribution. */
public final class PoissonNumber {
    private static final double SMALL = 30;

    private PoissonNumber() {}

    /**
     * A number of events.
     *
     * @param mean ≥ 0 and finite
     */
    public static double draw(double mean, RandomGenerator random) {
        if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean " + mean);
        }
        return mean < SMALL ? inverted(mean, random) : rejected(mean, random);
    }

    /** Inversion of the distribution function, term by term. */
    private static double inverted(double mean, RandomGenerator random) {
        while (true) {
            double u = random.nextDouble();
            double term = StrictMath.exp(-mean);
            for (int n = 0; n < 200; n++) {
                if (u < term) {
                    return n;
                }
                u -= term;
                term *= mean / (n + 1);
            }
            // Rounding left a bit of the unit interval over.
        }
    }

    /** Transformed rejection: W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39, algorithm PTRS. */
    private static double rejected(double mean, RandomGenerator random) {
        double log = StrictMath.log(mean);
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double certain = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double n = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= certain) {
                return n;
            }
            if (n < 0 || us < 0.013 && v > us) {
                continue;
            }
            if (StrictMath.log(v * inverseAlpha / (a / (us * us) + b)) <= n * log - mean - LogGamma.value(n + 1)) {
                return n;
            }
        }
    }
}
