package org.fiducia.observable.pt4lnjets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class MomentumJetCountTest extends ObservableContract<Candidate> {
    MomentumJetCountTest() {
        super(new MomentumJetCount());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(
                new double[] {11.9045454930, 2}, observable().coordinates(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of(
                        "0 jets, p_T 0–12",
                        "0 jets, p_T 12–18",
                        "0 jets, p_T 18–24",
                        "0 jets, p_T 24–32",
                        "0 jets, p_T 32–46",
                        "0 jets, p_T > 46",
                        "1 jet, p_T 0–45",
                        "1 jet, p_T 45–65",
                        "1 jet, p_T 65–100",
                        "1 jet, p_T > 100",
                        "≥ 2 jets, p_T 0–155",
                        "≥ 2 jets, p_T > 155"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(12, binning.size());
        assertEquals(0, binning.find(new double[] {0, 0}));
        assertEquals(5, binning.find(new double[] {46, 0}));
        assertEquals(6, binning.find(new double[] {44, 1}));
        assertEquals(9, binning.find(new double[] {100, 1}));
        assertEquals(10, binning.find(new double[] {154, 2}));
        assertEquals(11, binning.find(new double[] {155, 7}));
    }
}
