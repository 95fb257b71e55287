package org.fiducia.classification.stxs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.classification.stxs.Merging.Cell;
import org.fiducia.classification.stxs.Merging.Merged;
import org.junit.jupiter.api.Test;

class MergingTest {
    private static final Merging USUAL = new Merging(1, 0.9);

    private static List<Cell> cells(String... groups) {
        var cells = new java.util.ArrayList<Cell>();
        for (int k = 0; k < groups.length; k++) {
            cells.add(new Cell(groups[k], List.of(k), k + 1));
        }
        return cells;
    }

    private static double[][] diagonal(double... values) {
        var matrix = new double[values.length][values.length];
        for (int k = 0; k < values.length; k++) {
            matrix[k][k] = values[k];
        }
        return matrix;
    }

    /** Uncertainties 1/(SM √I): .5, .25 and 1/6 stay. */
    @Test
    void whatIsKnownStays() {
        Merged merged = USUAL.of(cells("A", "A", "A"), diagonal(4, 4, 4));
        assertEquals(3, merged.cells().size());
        assertEquals(0.5, merged.errors()[0], 1e-5);
        assertEquals(1.0 / 6, merged.errors()[2], 1e-5);
    }

    /** The first is known to 200 %: with the second it shares the strength, of information 1/4 + 16. */
    @Test
    void whatIsNotKnownGoesToItsNeighbour() {
        Merged merged = USUAL.of(cells("A", "A", "A"), diagonal(0.25, 4, 4));
        assertEquals(List.of(0, 1), merged.cells().get(0).bins());
        assertEquals(3, merged.cells().get(0).predicted());
        assertEquals(1 / Math.sqrt(0.25 + 16), merged.errors()[0], 1e-5);
        assertTrue(
                merged.steps().get(0).reason().startsWith("uncertainties 200 % and 25 %"),
                merged.steps().toString());
    }

    @Test
    void groupsAreNotMixed() {
        Merged merged = USUAL.of(cells("A", "B", "C"), diagonal(0.01, 4, 0));
        assertEquals(3, merged.cells().size(), "what is alone stays, however little is known");
    }

    /** Only the sum of two is known: their correlation is −1, that of the sum what the information says. */
    @Test
    void whatCannotBeToldApartIsMerged() {
        double[][] sum = {{100, 100, 0}, {100, 100, 0}, {0, 0, 4}};
        Merged merged = USUAL.of(cells("A", "A", "B"), sum);
        assertEquals(2, merged.cells().size());
        assertEquals(1 / Math.sqrt(100 * 9), merged.errors()[0], 1e-6);
    }

    @Test
    void aSmallSharedPartIsMergedByItsCorrelationAlone() {
        double[][] nearly = {{1000, 980 / 2.0}, {980 / 2.0, 1000 / 4.0}}; // strengths with ρ = −.98
        Merged merged = USUAL.of(cells("A", "A"), nearly);
        assertEquals(1, merged.cells().size());
        assertTrue(
                merged.steps().get(0).reason().contains("correlation -0.98"),
                merged.steps().toString());
    }
}
