package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.report.Figure.Spread;
import org.fiducia.drawing.Label;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

class BinPlacesTest {
    private static final Uncertainty NONE = new Uncertainty(0, 0);

    private static BinPlaces of(Measurement m) {
        return BinPlaces.of(m.observable(), m.bins());
    }

    private static BinPlaces of(double... edges) {
        var info = ObservableInfo.production("x", "$x$", "", edges);
        var bins = new ArrayList<BinResult>();
        info.binning().bins().forEach(bin -> bins.add(new BinResult(bin, 1, NONE, NONE, NONE, 1)));
        return BinPlaces.of(info, bins);
    }

    @Test
    void unboundedBinIsAsWideAsItsNeighbour() {
        BinPlaces places = of(ExampleMeasurements.transverseMomentum());
        assertEquals(Spread.LINEAR, places.axis().spread());
        // Set apart by 3 % of the 186 GeV that all bins take.
        assertEquals(146, places.hi()[9]);
        assertEquals(151.58, places.lo()[10], 1e-12);
        assertEquals(191.58, places.hi()[10], 1e-12);
        assertEquals(40, places.widths()[10]);
        assertEquals(6, places.widths()[1]);
        assertEquals(List.of("> 146 GeV: $\\sigma$ divided by 40 GeV"), places.notes());
        assertEquals("dσfid/dpT4ℓ (fb/GeV)", Label.of(places.quantity()).plain());
        BinPlaces below = of(Double.NEGATIVE_INFINITY, -1, 1, 4);
        assertArrayEquals(new double[] {-3.21, -1, 1}, below.lo(), 1e-12);
        assertEquals(-1.21, below.hi()[0], 1e-12);
        assertEquals(2, below.widths()[0]);
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
            BinPlaces places = of(m);
            assertEquals(Spread.CLASSES, places.axis().spread(), m.observable().id());
            assertEquals(1, places.widths()[0]);
            assertEquals(m.bins().size(), places.hi()[m.bins().size() - 1]);
            assertEquals("σfid (fb)", Label.of(places.quantity()).plain());
        }
        BinPlaces open = of(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
        assertEquals(Spread.CLASSES, open.axis().spread(), "no width to borrow");
    }
}
