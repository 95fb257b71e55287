package org.fiducia.observable.tcmaxpt4l;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class JetThrustMomentumTest extends ObservableContract<Candidate> {
    JetThrustMomentumTest() {
        super(new JetThrustMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(
                new double[] {10.2918551174, 11.9045454930},
                observable().coordinates(ReferenceEvent.candidate(2)),
                1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of(
                        "0 jets",
                        "T_C 0–30, p_T 0–35",
                        "T_C 0–30, p_T 35–55",
                        "T_C 0–30, p_T 55–70",
                        "T_C 0–30, p_T 70–90",
                        "T_C 0–30, p_T 90–125",
                        "T_C 0–30, p_T > 125",
                        "T_C > 30, p_T 0–250",
                        "T_C > 30, p_T > 250"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(9, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN, 20}));
        assertEquals(1, binning.find(new double[] {0, 0}));
        assertEquals(6, binning.find(new double[] {29, 125}));
        assertEquals(7, binning.find(new double[] {30, 249}));
        assertEquals(8, binning.find(new double[] {90, 250}));
    }
}
