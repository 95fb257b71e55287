package org.fiducia.objects.jets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DistanceTest {
    /** Whatever the azimuths, as the remainder that is nearest to zero says. */
    @Test
    void goesRoundTheCircle() {
        for (double one = -20; one < 20; one += 0.37) {
            for (double other = -20; other < 20; other += 0.41) {
                double dphi = Math.IEEEremainder(one - other, 2 * Math.PI);
                assertEquals(4 + dphi * dphi, Distance.squared(1, one, 3, other));
            }
        }
    }
}
