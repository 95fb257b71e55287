package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

class PredictionLayersTest {
    private static final String POWHEG = "POWHEG + $\\mathrm{Pythia}$ 8, $p$ = 0.800";

    private static List<Point> points(Panel panel, String series) {
        return panel.layers().stream()
                .filter(layer -> layer instanceof Points && layer.series().equals(series))
                .findFirst()
                .map(layer -> ((Points) layer).points())
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    /** In the upper panel divided by the widths, in the lower by the prediction of the Standard Model; bars in quadrature. */
    @Test
    void standBesideTheData() {
        Measurement m = ExampleMeasurements.compared();
        BinPlaces places = BinPlaces.of(m.observable(), m.bins());
        Figure figure = SpectrumFigure.of(m);
        Panel upper = figure.columns().get(0).panels().get(0);
        Panel lower = figure.columns().get(0).panels().get(1);
        PredictedSpectrum powheg = m.details().reuse().predictions().get(0);
        for (int i = 0; i < m.bins().size(); i++) {
            Point point = points(upper, POWHEG).get(i);
            assertEquals(powheg.sigma()[i] / places.widths()[i], point.y(), 1e-12);
            assertEquals(powheg.total(i).up() / places.widths()[i], point.up(), 1e-12);
            assertTrue(point.x() > places.lo()[i] && point.x() < places.middle(i));
            Point ratio = points(lower, POWHEG).get(i);
            assertEquals(powheg.sigma()[i] / m.bins().get(i).sm(), ratio.y(), 1e-12);
            assertEquals(powheg.total(i).down() / m.bins().get(i).sm(), ratio.down(), 1e-12);
            Point other = points(upper, "too soft, $p$ = 1.0 × $10^{-9}$").get(i);
            assertTrue(other.x() > places.middle(i) && other.x() < places.hi()[i]);
        }
    }

    @Test
    void changeNothingWhereThereAreNone() {
        Measurement m = ExampleMeasurements.transverseMomentum();
        var layers = SpectrumFigure.of(m).columns().get(0).panels().get(0).layers();
        assertEquals(
                List.of(),
                layers.stream().filter(l -> l.series().contains("$p$ =")).toList());
    }

    /** However many there are, each has a place of its own, and none that of the data. */
    @Test
    void haveRoomForSeveral() {
        Measurement m = ExampleMeasurements.compared();
        var reuse = m.details().reuse();
        var several = new ArrayList<PredictedSpectrum>();
        for (int k = 0; k < 5; k++) {
            PredictedSpectrum one = reuse.predictions().get(k % 2);
            several.add(new PredictedSpectrum("n" + k, "n" + k, one.sigma(), one.uncertainties(), one.agreement()));
            Measurement more = m.with(m.details().with(reuse.withPredictions(several)));
            BinPlaces places = BinPlaces.of(m.observable(), m.bins());
            Panel upper = SpectrumFigure.of(more).columns().get(0).panels().get(0);
            double[] x = several.stream()
                    .mapToDouble(p ->
                            points(upper, PredictionLayers.series(p)).get(2).x())
                    .toArray();
            double slot = (places.hi()[2] - places.lo()[2]) / 8;
            for (int i = 0; i < x.length; i++) {
                assertTrue(Math.abs(x[i] - places.middle(2)) > slot, "the middle is free");
                assertTrue(i == 0 || x[i] - x[i - 1] > slot, "side by side");
            }
        }
    }
}
