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
import org.fiducia.testkit.ExampleMeasurements;
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
        Layout layout = of(ExampleMeasurements.transverseMomentum());
        assertTrue(layout.differential());
        // Set apart by 3 % of the 186 GeV that all bins take.
        assertEquals(146, layout.hi()[9]);
        assertEquals(151.58, layout.lo()[10], 1e-12);
        assertEquals(191.58, layout.hi()[10], 1e-12);
        assertEquals(40, layout.width(10));
        assertEquals(6, layout.width(1));
        assertEquals(List.of("> 146 GeV: $\\sigma$ divided by 40 GeV"), layout.notes());
        assertEquals("dσfid/dpT4ℓ (fb/GeV)", layout.quantity().plain());
        Layout below = of(Double.NEGATIVE_INFINITY, -1, 1, 4);
        assertArrayEquals(new double[] {-3.21, -1, 1}, below.lo(), 1e-12);
        assertEquals(-1.21, below.hi()[0], 1e-12);
        assertEquals(2, below.width(0));
        assertEquals(List.of("< −1: $\\sigma$ divided by 2"), below.notes());
    }

    @Test
    void namedIntervalsCountsRectanglesAndSingleBinsAreClasses() {
        for (Measurement m : List.of(
                ExampleMeasurements.jetCount(),
                ExampleMeasurements.leadingJet(),
                ExampleMeasurements.rectangles(),
                ExampleMeasurements.oneBin(),
                ExampleMeasurements.classes())) {
            Layout layout = of(m);
            assertFalse(layout.differential(), m.observable().id());
            assertEquals(1, layout.width(0));
            assertEquals(m.bins().size(), layout.hi()[m.bins().size() - 1]);
            assertEquals("σfid (fb)", layout.quantity().plain());
        }
        assertFalse(of(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY).differential(), "no width to borrow");
    }
}
