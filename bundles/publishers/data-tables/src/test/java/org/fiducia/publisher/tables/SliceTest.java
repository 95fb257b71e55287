package org.fiducia.publisher.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.api.observable.Target;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

/** Bins of every form become tables of which no axis has two open ends or mixes names and numbers. */
class SliceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static List<Slice> of(ObservableInfo info) {
        return Slice.of(info, info.binning());
    }

    private static ObservableInfo pair(Binning bins) {
        return new ObservableInfo(
                "p-q", Target.PRODUCTION, List.of(new Axis("$p$", "GeV", 0), new Axis("$q$", "", 1)), bins);
    }

    @Test
    void intervalsAreOneSlice() {
        List<Slice> slices = of(ExampleMeasurements.transverseMomentum().observable());
        assertEquals(1, slices.size());
        Slice slice = slices.get(0);
        assertEquals("", slice.name());
        assertEquals("GeV", slice.axis().unit());
        assertEquals(Interval.between(10, 16), slice.rows().get(1));
        assertEquals(Interval.between(146, INFINITY), slice.rows().get(10));
        assertEquals(6, slice.rows().get(1).width());
        assertTrue(Double.isNaN(slice.rows().get(10).width()));
    }

    @Test
    void theBinWithoutJetsIsATableOfItsOwn() {
        List<Slice> slices = of(ExampleMeasurements.leadingJet().observable());
        assertEquals(2, slices.size());
        assertEquals(List.of(Interval.named("0 jets")), slices.get(0).rows());
        assertEquals("classes", slices.get(0).name());
        assertEquals(List.of(1, 2, 3, 4), slices.get(1).bins());
        assertEquals(Interval.between(30, 55), slices.get(1).rows().get(0));
    }

    @Test
    void countsAndClassesAreNames() {
        Slice counts = of(ExampleMeasurements.jetCount().observable()).get(0);
        assertTrue(counts.ofClasses());
        assertEquals(
                List.of("0", "1", "2", "3", "≥ 4"),
                counts.rows().stream().map(Interval::name).toList());
        Slice classes = of(ExampleMeasurements.classes().observable()).get(0);
        assertEquals("class 28", classes.rows().get(27).name());
        assertEquals("", classes.name());
    }

    @Test
    void rectanglesAreSlicesOfTheAxisWithFewerRanges() {
        List<Slice> slices = of(ExampleMeasurements.rectangles().observable());
        assertEquals(
                List.of("pT 0–50", "pT 50–105", "pT > 105"),
                slices.stream().map(Slice::name).toList());
        assertEquals("$p_T^{4\\ell}$ (GeV)", slices.get(0).across());
        assertEquals("$|y_{4\\ell}|$", slices.get(0).axis().title());
        assertEquals(6, slices.get(0).rows().size());
        assertEquals(List.of(6, 7, 8), slices.get(1).bins());
    }

    /** Slices that end in different open bins, and a slice of jets by its label. */
    @Test
    void everySliceHasItsOwnOpenBin() {
        Binning bins = new Rectangles("p", "q")
                .alongFirst("0 jets", new Range(0, 1), 0, 12, 46, INFINITY)
                .alongFirst("≥ 1 jet", new Range(1, INFINITY), 0, 155, INFINITY)
                .binning();
        List<Slice> slices = of(pair(bins));
        assertEquals(
                List.of("0 jets", "≥ 1 jet"), slices.stream().map(Slice::name).toList());
        assertEquals(Interval.between(46, INFINITY), slices.get(0).rows().get(2));
        assertEquals(Interval.between(155, INFINITY), slices.get(1).rows().get(1));
    }

    /** What has no interval along the axis of its slice is a class, as is a slice of nothing but open bins. */
    @Test
    void whatHasNoIntervalIsAClass() {
        Binning bins = new Rectangles("p", "q")
                .bin("0 jets", Range.ABSENT, Range.ABSENT)
                .bin("1 jet", new Range(30, INFINITY), Range.ABSENT)
                .rectangle(new Range(30, 80), new Range(30, 50))
                .rectangle(new Range(80, INFINITY), new Range(30, 50))
                .rectangle(Range.ANY, new Range(50, INFINITY))
                .binning();
        List<Slice> slices = of(pair(bins));
        assertEquals(
                List.of("classes", "q 30–50"), slices.stream().map(Slice::name).toList());
        assertEquals(List.of(0, 1, 4), slices.get(0).bins());
        assertEquals(List.of(2, 3), slices.get(1).bins());
    }

    @Test
    void anEdgeIsWhatItWasMeantToBe() {
        var info = ObservableInfo.decay("phi", "$\\Phi$", "", Binning.uniformEdges(2, -Math.PI, Math.PI));
        assertEquals(Interval.between(0, Math.PI), of(info).get(0).rows().get(1));
        var cosine = ObservableInfo.decay("c", "c", "", Binning.uniformEdges(2, -1, 1));
        assertEquals(Interval.between(0, 1), of(cosine).get(0).rows().get(1));
    }

    @Test
    void everyBinIsInOneSlice() {
        for (Map.Entry<String, Measurement> form : ExampleMeasurements.all().entrySet()) {
            ObservableInfo info = form.getValue().observable();
            var bins = new ArrayList<Integer>();
            of(info).forEach(slice -> bins.addAll(slice.bins()));
            bins.sort(null);
            assertEquals(info.binning().size(), bins.size(), form.getKey());
            assertEquals(bins.stream().distinct().toList(), bins, form.getKey());
        }
    }
}
