package org.fiducia.observable.absy4lpt4l;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class RapidityMomentumTest extends ObservableContract<Candidate> {
    RapidityMomentumTest() {
        super(new RapidityMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(
                new double[] {0.0981508767, 11.9045454930},
                observable().coordinates(ReferenceEvent.candidate(2)),
                1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of(
                        "p_T 0–50, |y| 0–0.2",
                        "p_T 0–50, |y| 0.2–0.4",
                        "p_T 0–50, |y| 0.4–0.65",
                        "p_T 0–50, |y| 0.65–0.9",
                        "p_T 0–50, |y| 0.9–1.2",
                        "p_T 0–50, |y| 1.2–2.5",
                        "p_T 50–105, |y| 0–0.5",
                        "p_T 50–105, |y| 0.5–1.15",
                        "p_T 50–105, |y| 1.15–2.5",
                        "p_T > 105, |y| 0–0.45",
                        "p_T > 105, |y| 0.45–1",
                        "p_T > 105, |y| 1–2.5"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(12, binning.size());
        assertEquals(0, binning.find(new double[] {0, 0}));
        assertEquals(5, binning.find(new double[] {2.49, 49}));
        assertEquals(7, binning.find(new double[] {0.5, 50}));
        assertEquals(8, binning.find(new double[] {2.4, 104}));
        assertEquals(9, binning.find(new double[] {0.4, 105}));
        assertEquals(11, binning.find(new double[] {1, 1e4}));
    }
}
