package org.fiducia.observable.mz1mz2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.observable.Bin;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.FourLeptonSource;
import org.fiducia.testkit.ObservableContract;
import org.junit.jupiter.api.Test;

class ZMassesTest extends ObservableContract<FourLepton> {
    ZMassesTest() {
        super(new ZMasses());
    }

    @Test
    void reproducesTheReferenceEvent() {
        assertArrayEquals(
                new double[] {85.9337228622, 32.7703052454},
                observable().coordinates(FourLeptonSource.reference(2)),
                1e-10);
    }

    @Test
    void namesItsRectangles() {
        assertEquals(
                List.of(
                        "m_Z1 40–88, m_Z2 12–28",
                        "m_Z1 40–88, m_Z2 28–34",
                        "m_Z1 40–88, m_Z2 34–40",
                        "m_Z1 40–88, m_Z2 40–65",
                        "m_Z1 88–120, m_Z2 12–25",
                        "m_Z1 88–120, m_Z2 25–28",
                        "m_Z1 88–120, m_Z2 28–65"),
                observable().info().binning().bins().stream().map(Bin::label).toList());
    }

    @Test
    void hasItsRectangles() {
        var binning = observable().info().binning();
        assertEquals(7, binning.size());
        assertEquals(0, binning.find(new double[] {41, 12.1}));
        assertEquals(0, binning.find(new double[] {87, 27}));
        assertEquals(3, binning.find(new double[] {87, 70}));
        assertEquals(4, binning.find(new double[] {88, 24}));
        assertEquals(5, binning.find(new double[] {91, 25}));
        assertEquals(6, binning.find(new double[] {119, 75}));
    }
}
