package org.fiducia.statistics.inference;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The normal distribution. */
final class Normal {
    private static final double ROOT_2 = Math.sqrt(2);

    private Normal() {}

    /** Probability above z. */
    static double above(double z) {
        return 0.5 * Erfc.value(z / ROOT_2);
    }

    /** Where the probability above has a value. */
    static double quantileAbove(double probability) {
        return ROOT_2 * InverseErfc.value(2 * probability);
    }
}
