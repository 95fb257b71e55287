package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Uncertainty NONE = new Uncertainty(0, 0);

    private static Layout of(Measurement m) {
        return Layout.of(m.observable(), m.bins());
    }

    private static Layout of(double... edges) {
        var info = ObservableInfo.production("x", "$x$", "", edges);
        var bins = new ArrayList<BinResult>();
        info.binning().bins().forEach(bin -> bins.add(new BinResult(bin, 1, NONE, NONE, NONE, 1)));
        return Layout.of(info, bins);
    }

    @Test
    void unboundedBinIsAsWideAsItsNeighbour() {
        Layout layout = of(Synthetic.transverseMomentum());
        assertTrue(layout.differential());
        assertEquals(186, layout.hi()[10]);
        assertEquals(40, layout.width(10));
        assertEquals(6, layout.width(1));
        assertEquals(List.of("> 146 GeV: σ/(40 GeV)"), layout.notes());
        assertEquals("dσfid/dpT4ℓ (fb/GeV)", layout.quantity().plain());
        Layout below = of(Double.NEGATIVE_INFINITY, -1, 1, 4);
        assertArrayEquals(new double[] {-3, -1, 1}, below.lo());
        assertEquals(List.of("< −1: σ/2"), below.notes());
    }

    @Test
    void namedIntervalsCountsRectanglesAndSingleBinsAreClasses() {
        for (Measurement m : List.of(
                Synthetic.jetCount(),
                Synthetic.leadingJet(),
                Synthetic.rectangles(),
                Synthetic.oneBin(),
                Synthetic.classes())) {
            Layout layout = of(m);
            assertFalse(layout.differential(), m.observable().id());
            assertEquals(1, layout.width(0));
            assertEquals(m.bins().size(), layout.hi()[m.bins().size() - 1]);
            assertEquals("σfid (fb)", layout.quantity().plain());
        }
        assertFalse(of(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY).differential(), "no width to borrow");
    }
}
