package org.fiducia.observable.ptj1ptj2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.Test;

class JetMomentaTest extends ObservableContract<Candidate> {
    JetMomentaTest() {
        super(new JetMomenta());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(new double[] {52, 41}, observable().coordinates(ReferenceEvent.candidate(2)), 1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of("0 jets", "1 jet", "p_T^j1 30–80, p_T^j2 30–50", "p_T^j1 > 80, p_T^j2 30–50", "p_T^j2 > 50"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(5, binning.size());
        assertEquals(0, binning.find(new double[] {Double.NaN, Double.NaN}));
        assertEquals(1, binning.find(new double[] {500, Double.NaN}));
        assertEquals(2, binning.find(new double[] {79, 30}));
        assertEquals(3, binning.find(new double[] {80, 49}));
        assertEquals(4, binning.find(new double[] {60, 50}));
        assertEquals(4, binning.find(new double[] {300, 200}));
    }
}
