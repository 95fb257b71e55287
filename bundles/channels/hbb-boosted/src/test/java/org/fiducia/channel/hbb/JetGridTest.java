package org.fiducia.channel.hbb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JetGridTest {
    private static final JetGrid GRID = new JetGrid(
            new double[] {450, 500, 550, 600, 675, 800, 1200},
            IntStream.rangeClosed(0, 23).mapToDouble(i -> 40 + 7 * i).toArray(),
            -6.0,
            -2.1);

    @Test
    void fitsThoseBinsWithRhoInBounds() {
        assertEquals(138, GRID.ptBins() * GRID.massBins());
        assertEquals(129, GRID.size());
    }

    /** 2 ln(m/pT) by hand: the lowest mass at the highest pT, and the highest masses at the lowest. */
    @Test
    void knowsRhoAtTheCentres() {
        assertEquals(465, GRID.ptCentre(0));
        assertEquals(920, GRID.ptCentre(5));
        assertEquals(2 * Math.log(43.5 / 920), GRID.rho(5, 0), 1e-15);
        assertFalse(GRID.fitted(5, 0), "-6.10");
        assertTrue(GRID.fitted(5, 1), "-5.80");
        assertTrue(GRID.fitted(0, 17), "162.5 of 465: -2.10267");
        assertFalse(GRID.fitted(0, 18), "169.5 of 465: -2.018");
    }

    @Test
    void binsAreHalfOpenButForTheHighestEdge() {
        assertEquals(-1, GRID.ptBin(449.999));
        assertEquals(0, GRID.ptBin(450));
        assertEquals(1, GRID.ptBin(500));
        assertEquals(5, GRID.ptBin(1200));
        assertEquals(-1, GRID.ptBin(1200.001));
        assertEquals(0, GRID.massBin(Math.nextDown(47)));
        assertEquals(1, GRID.massBin(47));
        assertEquals(22, GRID.massBin(201));
        assertEquals(-1, GRID.massBin(Double.NaN));
    }
}
