package org.fiducia.observable.absdetajjmjj;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class DijetSeparationMassTest extends ObservableContract<Candidate> {
    DijetSeparationMassTest() {
        super(new DijetSeparationMass());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(
                new double[] {4.5, 442.5570972817}, observable().coordinates(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of("< 2 jets", "|Δη| 0–3", "|Δη| 3–10, m_jj 0–450", "|Δη| 3–10, m_jj > 450"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(4, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN, Double.NaN}));
        assertEquals(1, binning.find(new double[] {2.9, 5000}));
        assertEquals(2, binning.find(new double[] {3, 449}));
        assertEquals(3, binning.find(new double[] {3, 450}));
    }
}
