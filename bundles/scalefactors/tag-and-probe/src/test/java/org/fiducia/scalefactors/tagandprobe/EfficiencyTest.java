package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EfficiencyTest {
    /** By hand: 80 ± 10 of 100 with 20 ± 5 failing: variance (80² 25 + 20² 100)/10⁸ = (160000 + 40000)/10⁸ = .002. */
    @Test
    void agreesWithNumbersCalculatedByHand() {
        Efficiency efficiency = Efficiency.of(80, 10, 20, 5);
        assertEquals(.8, efficiency.value(), 1e-15);
        assertEquals(Math.sqrt(.002), efficiency.error(), 1e-15);
    }

    /** Counts with Poisson errors: the binomial √(ε (1 − ε)/n). */
    @Test
    void isBinomialForCounts() {
        Efficiency efficiency = Efficiency.of(900, 30, 100, 10);
        assertEquals(Math.sqrt(.9 * .1 / 1000), efficiency.error(), 1e-15);
    }
}
