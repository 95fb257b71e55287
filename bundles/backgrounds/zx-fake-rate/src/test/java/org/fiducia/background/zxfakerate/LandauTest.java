package org.fiducia.background.zxfakerate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LandauTest {
    private final Landau landau = new Landau();

    /** Values of Kölbig and Schorr, Comput. Phys. Commun. 31 (1984) 97: φ(0), and the maximum at λ = −0.22278. */
    @Test
    void isThePublishedDensity() {
        assertEquals(0.17885416, landau.density(0), 1e-7);
        assertEquals(0.18065564, landau.density(-0.222783), 3e-5); // between two points of the table
        assertTrue(landau.density(-0.25) < 0.18065564 && landau.density(-0.2) < 0.18065564);
        assertEquals(0, landau.density(-4.5));
    }

    /** 1 without the tail beyond, 1/λ for large λ with its next term, (ln λ − ψ(2)) / λ². */
    @Test
    void integratesToOne() {
        double sum = 0;
        double step = 0.01;
        double last = 200;
        for (double lambda = -4 + step / 2; lambda < last; lambda += step) {
            sum += step * landau.density(lambda);
        }
        assertEquals(1 - 1 / last - (Math.log(last) - 0.42) / (last * last), sum, 3e-3);
    }

    @Test
    void theFitFindsWhatATemplateIsMadeOf() {
        var edges = new double[21];
        for (int k = 0; k < edges.length; k++) {
            edges[k] = 105 + 2.75 * k;
        }
        for (double[] truth : new double[][] {{118, 9}, {130, 14}, {100, 20}}) {
            double[] made = landau.fractions(edges, truth[0], truth[1]);
            double[] found = landau.fitted(edges, made);
            double sum = 0;
            for (int k = 0; k < made.length; k++) {
                assertEquals(made[k], found[k], 1e-4, "interval " + k);
                sum += found[k];
            }
            assertEquals(1, sum, 1e-12);
        }
    }
}
