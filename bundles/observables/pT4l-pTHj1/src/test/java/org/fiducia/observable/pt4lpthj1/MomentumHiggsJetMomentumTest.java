package org.fiducia.observable.pt4lpthj1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class MomentumHiggsJetMomentumTest extends ObservableContract<Candidate> {
    MomentumHiggsJetMomentumTest() {
        super(new MomentumHiggsJetMomentum());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(
                new double[] {11.9045454930, 46.3340754401},
                observable().coordinates(ReferenceEvent.candidate(2)),
                1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of(
                        "0 jets",
                        "p_T^Hj 0–50, p_T 0–45",
                        "p_T^Hj 0–50, p_T 45–70",
                        "p_T^Hj 0–50, p_T 70–95",
                        "p_T^Hj 0–50, p_T > 95",
                        "p_T^Hj > 50, p_T 0–175",
                        "p_T^Hj > 50, p_T > 175"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(7, binning.size());
        assertEquals(0, binning.find(new double[] {20, Double.NaN}));
        assertEquals(1, binning.find(new double[] {0, 0}));
        assertEquals(4, binning.find(new double[] {95, 49}));
        assertEquals(5, binning.find(new double[] {174, 50}));
        assertEquals(6, binning.find(new double[] {175, 90}));
    }
}
