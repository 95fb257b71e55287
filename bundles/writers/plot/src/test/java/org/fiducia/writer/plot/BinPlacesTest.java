package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.report.Figure;
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

    @Test
    void longTailsHaveALogarithmicAxis() {
        assertEquals(
                Spread.LINEAR, of(0, 1, 11, 61, Double.POSITIVE_INFINITY).axis().spread(), "50 times as wide");
        assertEquals(Spread.LINEAR, of(-1, 0, 1, 1000).axis().spread(), "below zero");
        BinPlaces places = of(1, 2, 10, 110, Double.POSITIVE_INFINITY);
        assertEquals(Spread.LOGARITHMIC, places.axis().spread());
        assertEquals(1, places.axis().lo());
        assertEquals(110, places.axis().hi());
        assertArrayEquals(new double[] {1, 8, 100, 100}, places.widths(), 1e-12);
        // The open bin is as long as its neighbour, which spans a factor 11; 3 % of 110 · 11 are between them.
        double gap = Math.pow(1210, .03);
        assertEquals(110 * gap, places.lo()[3], 1e-9);
        assertEquals(1210 * gap, places.hi()[3], 1e-9);
        assertEquals(Math.sqrt(20), places.middle(1), 1e-12);
        // One from zero stands apart, divided by its own width.
        BinPlaces zero = of(0, 2, 10, 500);
        assertEquals(Spread.LOGARITHMIC, zero.axis().spread());
        assertEquals(2, zero.axis().lo());
        assertEquals("0–2", zero.axis().sections().get(0).name());
        assertArrayEquals(new double[] {2, 8, 490}, zero.widths(), 1e-12);
        gap = Math.pow(250 * 5, .03);
        assertEquals(2 / gap, zero.hi()[0], 1e-9);
        assertEquals(.4 / gap, zero.lo()[0], 1e-9);
    }

    @Test
    void slicesHaveUnits() {
        BinPlaces places = of(ExampleMeasurements.rectangles());
        assertEquals(
                List.of("pT 0–50 GeV", "pT 50–105 GeV", "pT > 105 GeV"),
                places.axis().sections().stream().map(Figure.Section::name).toList());
        assertEquals("|y| 0–0.2", Label.of(places.axis().classes().get(0)).plain());
    }
}
