package org.fiducia.systematics.rms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RmsSchemeTest {
    private final RmsScheme scheme = new RmsScheme();

    /** By hand: mean of .90 .92 .94 .96 is .93, Σ(x − mean)² = .0009 + .0001 + .0001 + .0009 = .0020, RMS²/N = .0020/3/4. */
    @Test
    void agreesWithNumbersCalculatedByHand() {
        var result = scheme.combine(new double[] {.90, .92, .94, .96}, .01, .003, .004);
        assertEquals(.93, result.central(), 1e-15);
        assertEquals(Math.sqrt(.0020 / 12 + .0001 + .000016), result.total(), 1e-15);
    }

    @Test
    void takesTheLargerOfTheSimulationUncertainties() {
        double[] same = {1, 1};
        assertEquals(.3, scheme.combine(same, 0, .3, .1).total(), 1e-15);
        assertEquals(.3, scheme.combine(same, 0, .1, .3).total(), 1e-15);
    }

    @Test
    void needsAlternatives() {
        assertThrows(IllegalArgumentException.class, () -> scheme.combine(new double[] {1}, 0, 0, 0));
    }
}
