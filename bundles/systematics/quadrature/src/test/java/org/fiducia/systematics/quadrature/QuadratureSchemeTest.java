package org.fiducia.systematics.quadrature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuadratureSchemeTest {
    /** By hand: differences to .90 are .02 .04 .06, squares .0004 + .0016 + .0036. */
    @Test
    void agreesWithNumbersCalculatedByHand() {
        var result = new QuadratureScheme().combine(new double[] {.90, .92, .94, .96}, .01, .003, .5);
        assertEquals(.90, result.central(), 1e-15);
        assertEquals(Math.sqrt(.0056 + .0001 + .000009), result.total(), 1e-15);
    }
}
