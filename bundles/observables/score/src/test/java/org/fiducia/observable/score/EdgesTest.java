package org.fiducia.observable.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EdgesTest {
    private static final Edges EDGES = new Edges(new double[] {.1, .2, .6, 1});

    @Test
    void isLinearBetweenEdges() {
        assertEquals(0.5, EDGES.place(.15), 1e-12);
        assertEquals(1.25, EDGES.place(.3), 1e-12);
        assertEquals(2.75, EDGES.place(.9), 1e-12);
    }

    @Test
    void anEdgeBelongsToTheIntervalAboveIt() {
        assertEquals(0, EDGES.place(.1));
        assertEquals(1, EDGES.place(.2));
        assertEquals(2, EDGES.place(.6));
        for (double edge : new double[] {.2, .6}) {
            double below = EDGES.place(Math.nextDown(edge));
            assertEquals(EDGES.place(edge) - 1, Math.floor(below), "just below " + edge);
        }
    }

    @Test
    void everyScoreIsInAnInterval() {
        assertEquals(0, EDGES.place(-3));
        assertEquals(0, EDGES.place(0));
        assertEquals(Math.nextDown(3.), EDGES.place(1));
        assertEquals(Math.nextDown(3.), EDGES.place(7));
    }

    @Test
    void withoutEdgesItIsTheScore() {
        assertEquals(.774367, Edges.PLAIN.place(.774367));
        assertEquals(0, Edges.PLAIN.place(0));
        assertTrue(Edges.PLAIN.place(1) < 1);
    }

    @Test
    void edgesRise() {
        assertTrue(EDGES.rise());
        assertFalse(new Edges(new double[] {0, .5, .5, 1}).rise());
        assertFalse(new Edges(new double[] {0}).rise());
        assertFalse(new Edges(new double[] {0, Double.NaN}).rise());
    }
}
